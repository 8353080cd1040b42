"""What the minutes say, whatever the format."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meeting.changes import put
from meeting.dialogue.fairness import fairness
from meeting.model.agenda import AgendaItem, Conclusion, ItemKind, Prompt
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.carried import Carried
from meeting.model.profile import Person, Phase
from meeting.model.question import ModerationStatus, Outcome, Question, Satisfaction, Wording
from meeting.model.register import Commitment, CommitmentKind, Status
from minutes import Seal, markdown, outline
from minutes.layout import AnnexKind, Layout
from minutes.outline.blocks import Heading, Table
from tests.minutes.conftest import answer, at, question, state_with
from tests.thoroughness import repeated

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.outline.blocks import Minutes

SEAL = Seal("ab" * 32, 41)
HANOI = timezone(timedelta(hours=7))


def random_questions() -> st.SearchStrategy[list[Question]]:
    """Questions in every standing, with every outcome, in any area, some of them parts of a split one."""
    one = st.tuples(
        st.sampled_from(ModerationStatus),
        st.none() | st.sampled_from(Outcome),
        st.sampled_from(["procedures", "apparatus", "other", "unclassified", "stray"]),
        st.booleans(),
    )

    def numbered(drawn: list[tuple[ModerationStatus, Outcome | None, str, bool]]) -> list[Question]:
        return [
            question(
                number,
                f"Câu {number}",
                standing=standing,
                outcome=outcome,
                area=area,
                parent=1 if is_part and number > 1 else 0,
            )
            for number, (standing, outcome, area, is_part) in enumerate(drawn, start=1)
        ]

    return st.lists(one, max_size=12).map(numbered)


def printed(minutes: Minutes) -> str:
    """Every word of a document."""
    return repr(minutes)


def test_a_routed_out_complaint_leaves_no_text_and_no_name(held: State) -> None:
    words = printed(outline(held, SEAL))
    assert "ông X" not in words
    assert "Kẻ giấu tên" not in words
    assert "chuyển bộ phận tiếp công dân" in words


def test_a_hidden_question_keeps_its_number_only(held: State) -> None:
    words = printed(outline(held, SEAL))
    assert "Lời lẽ không phù hợp" not in words
    assert "không công bố" in words


def test_names_can_be_left_out(held: State) -> None:
    assert "Lê Chi" in printed(outline(held, SEAL))
    assert "Lê Chi" not in printed(outline(held, SEAL, names=False))


def test_the_edited_wording_is_printed(held: State) -> None:
    assert "quy trình số 5" in printed(outline(held, SEAL))


def test_parts_are_numbered_without_gaps(held: State) -> None:
    parts = [
        b.text.split(".")[0] for b in outline(held, SEAL).blocks if isinstance(b, Heading) and b.level == 1
    ]
    assert parts == ["I", "II", "III", "IV"]


def test_the_number_stays_blank(held: State) -> None:
    assert outline(held, SEAL).letterhead.number == "Số:         /BB-ANNĐ"


def test_a_draft_is_marked_with_its_time_and_a_closed_meeting_is_not(held: State) -> None:
    drafted = Seal("ab" * 32, 41, datetime(2024, 2, 5, 9, 7, 3, tzinfo=HANOI))
    assert outline(held, drafted).mark == "DỰ THẢO (09 giờ 07, ngày 05 tháng 02 năm 2024)"
    assert outline(held, SEAL).mark == ""


def test_a_rehearsal_never_looks_like_a_document() -> None:
    assert "DIỄN TẬP" in outline(state_with(rehearsal=True, phase=Phase.CLOSED), SEAL).mark


def test_the_counts_add_up(held: State) -> None:
    tables = [
        b for b in outline(held, SEAL).blocks if isinstance(b, Table) and b.columns[0].title == "Lĩnh vực"
    ]
    *rows, total = [list(map(int, row[1:])) for row in tables[0].rows]
    assert total[0] == len(held.questions)
    assert total == [sum(column) for column in zip(*rows, strict=True)]
    assert all(row[0] == sum(row[1:]) for row in rows)


@settings(max_examples=repeated(1_000))
@given(random_questions())
def test_the_counts_in_the_minutes_are_those_of_the_record(asked: list[Question]) -> None:
    state = state_with(*asked)
    minutes = outline(state, SEAL, layout=Layout(frozenset({AnnexKind.QUESTIONS})))
    told = [b for b in minutes.blocks if isinstance(b, Table) and b.columns[0].title == "Lĩnh vực"]
    if not fairness(state).total.items:
        assert not told
        return
    [counts] = told
    *rows, total = [list(map(int, row[1:])) for row in counts.rows]
    account = fairness(state).total
    assert total[0] == account.items == sum(total[1:])
    assert total == [sum(column) for column in zip(*rows, strict=True)] or not rows
    annexed = [b for annex in minutes.annexes for b in annex.blocks if isinstance(b, Table)]
    listed = [row[0] for table in annexed if table.columns[0].title == "Số" for row in table.rows]
    assert listed == [str(number) for number in sorted(state.questions)]


def test_annexes_are_numbered_only_when_there_are_several(held: State) -> None:
    assert [annex.label for annex in outline(held, SEAL).annexes] == ["Phụ lục"]
    every = Layout(frozenset(AnnexKind) - {AnnexKind.DIALOGUE})
    assert [annex.label for annex in outline(held, SEAL, layout=every).annexes] == ["Phụ lục I", "Phụ lục II"]


def test_a_meeting_without_questions_prints() -> None:
    empty = outline(state_with(), Seal())
    assert empty.annexes == ()
    assert empty.seal == ()


def test_corrections_are_told_and_earlier_words_are_not_printed(held: State) -> None:
    held.answers[3] = answer(
        3, "Lần đầu.", wording="Lần sau.", earlier=(Wording("Lần đầu.", at("09:00"), "host"),)
    )
    held.questions[1] = question(1, "Đã sửa", outcome=Outcome.ANSWERED, earlier=("Nguyên bản",))
    words = printed(outline(held, SEAL))
    assert "Đã chỉnh sửa câu chữ của 01 câu hỏi, 01 câu trả lời sau khi ghi lần đầu" in words
    assert "Lần sau." in words
    assert "Lần đầu." not in words
    assert "Nguyên bản" not in words


def test_an_answer_taken_down_word_for_word_says_so(held: State) -> None:
    held.answers[3] = answer(3, "Nguyên lời.", verbatim=True)
    assert "trả lời (ghi nguyên văn)" in printed(outline(held, SEAL))


def test_what_was_sent_in_under_a_prompt_is_told_by_number(held: State) -> None:
    held.apply(
        [put("prompts", 1, Prompt(1, "Việc gì cần làm ngay?")), put("prompts", 2, Prompt(2, "Còn gì nữa?"))]
    )
    for number in (1, 2, 6):
        held.questions[number] = replace(held.questions[number], prompt=1)
    words = printed(outline(held, SEAL))
    assert "Việc gì cần làm ngay? (03 ý kiến gửi về: số 1, 2, 6)." in words
    assert "Còn gì nữa? (không có ý kiến gửi về)." in words


@pytest.mark.parametrize(("satisfied", "told"), [(3, False), (4, True)])
def test_how_askers_took_their_answers_is_told_only_of_enough_of_them(
    held: State, satisfied: int, told: bool
) -> None:
    held.apply([put("satisfaction", 3, Satisfaction(satisfied, 1))])
    assert ("thỏa mãn" in printed(outline(held, SEAL))) is told


def test_carried_over_matters_are_listed_with_what_is_overdue(held: State) -> None:
    owed = Carried(
        "2023-10-01", "Đối thoại 2023", "2023-10-01", "commitments", 1, "2023-10-01T09:00:00+07:00", "assignment",
        "Thay máy in", "Đội Hậu cần", "2024-01-15", Status.UNSETTLED,
    )  # fmt: skip
    settled = replace(owed, entry=2, text="Sửa mái", status=Status.SETTLED, settled_on="2023-12-01")
    held.apply([put("carried", 1, owed), put("carried", 2, settled)])
    words = printed(outline(held, SEAL))
    assert "Các kỳ trước chuyển sang 02 nội dung; đã giải quyết 01/02 (50%)" in words
    assert "Chưa giải quyết (quá hạn)" in words


def test_those_invited_are_counted_and_those_who_checked_in_stand_by_unit_and_name() -> None:
    state = state_with()
    entries = [
        AttendanceEntry("Trần Bình", "Đội 2", source=Source.PHONE, receipt="a"),
        AttendanceEntry("Lê An", "Đội 1", "Đội trưởng", source=Source.PHONE, receipt="b"),
        AttendanceEntry("Nguyễn Hòa", "Công an tỉnh", source=Source.INVITED),
        AttendanceEntry("Phạm Dũng", "Công an tỉnh", source=Source.INVITED, present=False),
    ]
    state.apply([put("attendance", n, entry) for n, entry in enumerate(entries, start=1)])
    text = markdown(state, Seal())
    assert "03 đồng chí có mặt, trong đó 01/02 đại biểu được mời, gồm:" in text
    places = [text.index(name) for name in ("Nguyễn Hòa", "Lê An, Đội trưởng, Đội 1", "Trần Bình, Đội 2")]
    assert places == sorted(places)
    assert "Vắng mặt: 01 đồng chí (Phạm Dũng, Công an tỉnh)" in text


def test_a_long_attendance_is_summed_up_by_organisation() -> None:
    state = state_with()
    entries = [AttendanceEntry(f"Người {n}", f"Đội {n % 2}") for n in range(60)]
    state.apply([put("attendance", n, entry) for n, entry in enumerate(entries, start=1)])
    state.apply([put("attendance", 99, AttendanceEntry("Người vắng", "Đội 1", present=False))])
    words = printed(outline(state, SEAL))
    assert "60 đồng chí có mặt" in words
    assert "Đội 1: 30 đồng chí" in words
    assert "Người 7" not in words
    assert "01 đồng chí (Người vắng, Đội 1)" in words


@pytest.mark.parametrize(
    ("symbol", "number"),
    [("ANNĐ", "/BB-ANNĐ"), ("/BB-PA03", "/BB-PA03"), ("BB-X", "/BB-X"), ("", "/BB")],
)
def test_the_symbol_is_written_after_the_blank(symbol: str, number: str) -> None:
    assert outline(state_with(symbol=symbol), SEAL).letterhead.number.split()[-1] == number


def test_recipients_end_as_the_decree_wants() -> None:
    given = ("- Ban Giám đốc;", "Các đội.", "Lưu: VT, ĐTM")
    assert outline(state_with(recipients=given), SEAL).recipients == (
        "Ban Giám đốc;",
        "Các đội;",
        "Lưu: VT, ĐTM.",
    )
    assert outline(state_with(recipients=()), SEAL).recipients == ("Lưu: VT, Hồ sơ.",)


def test_the_agenda_says_what_was_held_and_what_was_not() -> None:
    state = state_with(reopened=2)
    state.apply(
        [
            put("agenda", 1, AgendaItem(1, "Đang tiến hành", ItemKind.DIALOGUE, 10, at("08:00"))),
            put("agenda", 2, AgendaItem(2, "Bỏ qua", ItemKind.SURVEY, 10)),
            put("agenda", 3, AgendaItem(3, "Chào cờ", ItemKind.OPENING, 5, at("08:00"), at("08:00"))),
        ]
    )
    words = printed(outline(state, SEAL))
    assert "Đang tiến hành (từ 08 giờ 00)" in words
    assert "Bỏ qua (không tiến hành)" in words
    assert "Chào cờ (lúc 08 giờ 00)" in words
    assert "Hội nghị được mở lại 02 lần" in words


def test_co_chairs_are_named() -> None:
    words = printed(outline(state_with(co_chairs=(Person("Lê Đồng", "Phó phòng"), Person("Vũ Chủ"))), SEAL))
    assert "Lê Đồng, Phó phòng; Vũ Chủ" in words


def test_a_hidden_questions_promise_and_referral_keep_their_text_to_themselves(held: State) -> None:
    for number in (1, 2):
        held.questions[number] = replace(held.questions[number], standing=ModerationStatus.HIDDEN)
    words = printed(outline(held, SEAL))
    assert "Đề nghị cắt giảm 30% báo cáo" not in words
    assert "Bao giờ có máy ký số?" not in words


def test_what_is_owed_names_the_question_or_the_conclusion_it_comes_from(held: State) -> None:
    held.apply(
        [
            put("conclusions", 2, Conclusion(2, "Mua máy ký số trong quý II.", commitment=2)),
            put("commitments", 2, Commitment(2, CommitmentKind.CONCLUSION, "Mua máy", "Đội 1", "2024-05-20")),
        ]
    )
    text = markdown(held, Seal())
    assert "Trả lời bằng văn bản câu hỏi số 2" in text
    assert text.count("Mua máy ký số trong quý II.") == 2


def test_a_reason_that_only_repeats_the_outcome_is_told_once() -> None:
    reason = "Không thuộc phạm vi đối thoại"
    text = markdown(
        state_with(question(1, "Đường lầy lội", outcome=Outcome.OUT_OF_SCOPE, reason=reason)), Seal()
    )
    assert f"{reason}; lý do" not in text


def test_a_dialogue_that_took_place_is_never_said_not_to_have_been_held() -> None:
    parts = [
        put("agenda", 1, AgendaItem(1, "Đối thoại", ItemKind.DIALOGUE, 60)),
        put("agenda", 2, AgendaItem(2, "Khảo sát", ItemKind.SURVEY, 10)),
    ]
    answered = state_with(
        *(question(number, f"Câu {number}", outcome=Outcome.ANSWERED) for number in (1, 2, 3))
    )
    answered.apply(parts)
    assert "Đối thoại (không" not in markdown(answered, Seal())
    assert "Khảo sát (không tiến hành)" in markdown(answered, Seal())
    silent = state_with(question(1, "Câu 1"))
    silent.apply(parts)
    assert "Đối thoại (không tiến hành)" in markdown(silent, Seal())


def test_of_two_dialogues_the_one_never_begun_was_left_out() -> None:
    state = state_with(question(1, "Câu 1", outcome=Outcome.ANSWERED))
    state.apply(
        [
            put(
                "agenda", 1, AgendaItem(1, "Đối thoại sáng", ItemKind.DIALOGUE, 60, at("08:00"), at("09:00"))
            ),
            put("agenda", 2, AgendaItem(2, "Đối thoại chiều", ItemKind.DIALOGUE, 60)),
        ]
    )
    assert "Đối thoại chiều (không tiến hành)" in markdown(state, Seal())


def test_a_part_not_begun_was_left_out_only_once_the_meeting_is_over() -> None:
    state = state_with(phase=Phase.OPEN)
    state.apply([put("agenda", 1, AgendaItem(1, "Bế mạc", ItemKind.CLOSING, 5))])
    assert "không tiến hành" not in markdown(state, Seal())
    state.apply([put("meetings", 1, replace(state.meeting, phase=Phase.CLOSED))])
    assert "Bế mạc (không tiến hành)" in markdown(state, Seal())
