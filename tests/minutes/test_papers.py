"""The documents beside the minutes: to whom they go, whom they speak to, and that nothing is said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from meeting.changes import put
from meeting.model.form import Form, FormKind, Tally
from meeting.model.pledge import Pledge, PledgePhase, Target, Task
from meeting.model.profile import Address
from meeting.model.register import Status
from minutes import Seal
from minutes.formats import markdown
from minutes.outline import pledges, votes
from minutes.outline.papers import letters, replies, settlement

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.outline.blocks import Minutes

SEAL = Seal("ef" * 32, 12)


def said(document: Minutes) -> str:
    return markdown.render(document)


def reply(held: State, **asker: str) -> Minutes:
    """The one written reply, to an asker who gave this of themselves."""
    held.questions[2] = replace(held.questions[2], **asker)
    held.commitments[1] = replace(held.commitments[1], reply="Máy ký số được cấp trong quý II.")
    [letter] = replies.documents(held, SEAL)
    return letter.document


@pytest.mark.parametrize(
    ("asker", "address", "to", "reader"),
    [
        ({}, Address.COMRADE, "Đồng chí nêu câu hỏi số 2 tại hội nghị", "đồng chí"),
        ({}, Address.CITIZEN, "Người nêu câu hỏi số 2 tại hội nghị", "ông (bà)"),
        ({"unit": "Đoàn Thanh niên"}, Address.COMRADE, "Đoàn Thanh niên", "Đoàn Thanh niên"),
        (
            {"name": "Phan Văn Đức", "unit": "Đội 2"},
            Address.COMRADE,
            "Đồng chí Phan Văn Đức, Đội 2",
            "đồng chí",
        ),
        ({"name": "Phạm Thị Lan"}, Address.CITIZEN, "Bà Phạm Thị Lan", "bà"),
    ],
)
def test_a_reply_speaks_to_whoever_asked(
    held: State, asker: dict[str, str], address: Address, to: str, reader: str
) -> None:
    held.meetings[1] = replace(held.meeting, address=address)
    letter = reply(held, **asker)
    assert letter.addressees == (to,)
    assert letter.closing.endswith(f"trả lời để {reader} biết./.")


def test_whom_a_letter_is_addressed_to_is_not_among_those_who_get_a_copy(held: State) -> None:
    held.meetings[1] = replace(
        held.meeting, recipients=("Giám đốc Công an tỉnh (để báo cáo)", "Các đội (để thực hiện)")
    )
    [letter] = letters.documents(held, SEAL)
    assert letter.document.recipients == ("Như trên;", "Các đội (để thực hiện);", "Lưu: VT, Hồ sơ.")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (None, "tình hình 02 nội dung phải giải quyết sau hội nghị như sau:"),
        (Status.SETTLED, "trong đó 01 nội dung (50%) đã giải quyết xong, giải trình như sau:"),
    ],
)
def test_the_report_says_how_what_is_owed_stands(held: State, status: Status | None, words: str) -> None:
    if status is not None:
        held.referrals[1] = replace(held.referrals[1], status=status)
    [report] = settlement.documents(held, SEAL)
    assert words in said(report.document)
    assert "đang được giải quyết" not in said(report.document)


def test_the_lines_of_a_pledge_end_as_a_list_does_and_no_column_is_empty(held: State) -> None:
    pledge = Pledge(
        1,
        "Giao ước thi đua",
        tasks=(Task("1", "Rà soát quy trình"), Task("2", "Cắt giảm báo cáo.")),
        targets=(Target("1.1", "1", "Quy trình được rà soát", "%", indicator="100"),),
        measures=("Kiểm điểm hằng tháng", "Sơ kết sáu tháng"),
        phase=PledgePhase.SIGNED,
    )
    held.apply([put("pledges", 1, pledge)])
    [(_number, document)] = pledges.documents(held, SEAL)
    words = said(document)
    for line in (
        "1\\. Rà soát quy trình;",
        "2\\. Cắt giảm báo cáo.",
        "Kiểm điểm hằng tháng;",
        "Sơ kết sáu tháng.",
    ):
        assert line in words
    assert "Minh chứng" not in words


def test_nobody_who_was_asked_to_propose_something_is_said_to_have_voted() -> None:
    form = Form(FormKind.TEXT)
    assert votes.nobody(form, Tally()) == "Không có ý kiến đề xuất."
    assert "Không có phiếu nào" in votes.nobody(Form(FormKind.YES_NO), Tally(counts=(0, 0)))
