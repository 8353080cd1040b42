"""Votes and pledges to look at, beside the meeting of `meetings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.changes import put
from meeting.model.form import AmountCount, Form, FormKind, Option, Tally, TextGroup
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer, SignerKind, Task
from meeting.model.poll import Poll
from meeting.model.stage import View
from meeting.model.survey import Item, ItemResult, Survey, SurveyResult
from meeting.model.vote import VotePhase, VoteProgress
from meeting.votes.kinds import complete
from tests.tui.meetings import hall

if TYPE_CHECKING:
    from meeting.state import State

PRIORITIES = Form(
    FormKind.SINGLE,
    (
        Option("a", "Cắt giảm thành phần hồ sơ"),
        Option("b", "Nâng cấp phần mềm một cửa và đường truyền"),
        Option("c", "Giảm số báo cáo định kỳ"),
        Option("d", "Tập huấn kỹ năng số cho cán bộ"),
    ),
)


def poll(phase: VotePhase, form: Form = PRIORITIES, tally: Tally | None = None) -> State:
    """A poll on the stage."""
    state = hall(View.POLL, 1)
    asked = Poll(1, "Việc nào cần làm trước trong quý II?", form, phase=phase, tally=tally)
    state.apply([put("polls", 1, asked), put("poll_progress", 1, VoteProgress(35))])
    return state


def counted() -> State:
    """A revealed poll."""
    return poll(VotePhase.REVEALED, tally=Tally(62, 4, (14, 27, 12, 5)))


def carried() -> State:
    """A yes/no vote that was carried."""
    return poll(VotePhase.REVEALED, complete(Form(FormKind.YES_NO)), Tally(62, 4, (50, 8)))


def numbers() -> State:
    """A revealed numeric poll."""
    amounts = tuple(AmountCount(str(n), 30 - abs(6 - n) * 4) for n in range(2, 10))
    return poll(VotePhase.REVEALED, Form(FormKind.NUMERIC), Tally(150, 0, amounts=amounts))


def words() -> State:
    """A revealed open poll."""
    texts = (
        TextGroup("giảm báo cáo", 6),
        TextGroup("mở lớp tập huấn", 3),
        TextGroup("giảm báo cáo định kỳ", 2),
    )
    return poll(VotePhase.REVEALED, Form(FormKind.TEXT), Tally(11, texts=texts))


def survey(phase: VotePhase) -> State:
    """A survey on the stage."""
    state = hall(View.SURVEY, 1)
    form = complete(Form(FormKind.LIKERT))
    items = (
        Item("tool", "Phần mềm, hạ tầng CNTT đáp ứng yêu cầu công việc", form),
        Item("pay", "Việc thanh toán công tác phí kịp thời", form),
        Item("reports", "Số lượng báo cáo hiện nay là hợp lý", form),
    )
    tallies = ((20, 22, 10, 5, 1), (8, 12, 20, 10, 8), (2, 6, 11, 22, 17))
    results = tuple(
        ItemResult(item.id, Tally(60, 2, counts)) for item, counts in zip(items, tallies, strict=True)
    )
    result = SurveyResult(60, results) if phase is VotePhase.REVEALED else None
    made = Survey(
        1,
        "Khảo sát về công tác cải cách hành chính trong đơn vị",
        items,
        purpose="Để biết việc nào cần cải cách trước.",
        phase=phase,
        result=result,
    )
    state.apply([put("surveys", 1, made), put("survey_progress", 1, VoteProgress(25))])
    return state


def pledge() -> State:
    """A pledge being signed."""
    state = hall(View.PLEDGES, 1)
    tasks = (
        "Rà soát, cắt giảm ít nhất 20% thời gian giải quyết thủ tục hành chính",
        "100% hồ sơ công việc được lập và xử lý trên môi trường điện tử",
        "Không để hồ sơ quá hạn; trễ hẹn phải có thư xin lỗi",
    )
    parties = (
        ("Đội Tham mưu tổng hợp", SignerKind.TEAM, True),
        ("Đội An ninh cơ quan", SignerKind.TEAM, True),
        ("Đội An ninh văn hóa, tư tưởng", SignerKind.TEAM, False),
        ("Đội An ninh kinh tế", SignerKind.TEAM, True),
        ("Đoàn Thanh niên", SignerKind.MASS_ORGANISATION, False),
        ("Hội Phụ nữ", SignerKind.MASS_ORGANISATION, True),
        ("Lãnh đạo Phòng", SignerKind.WITNESS, False),
    )
    made = Pledge(
        1,
        "Thi đua cải cách hành chính năm 2024",
        slogan="Kỷ cương, trách nhiệm, hiệu quả",
        tasks=tuple(Task(f"t{place}", text) for place, text in enumerate(tasks)),
        phase=PledgePhase.SIGNING,
    )
    signers = [
        Signer(
            place,
            1,
            kind,
            organisation,
            standing=SignatureStatus.SIGNED if signed else SignatureStatus.AWAITED,
        )
        for place, (organisation, kind, signed) in enumerate(parties, start=1)
    ]
    state.apply([put("pledges", 1, made), *(put("signers", one.number, one) for one in signers)])
    return state


SHOWN = {
    "poll-open": lambda: poll(VotePhase.OPEN),
    "poll-counting": lambda: poll(VotePhase.CLOSED),
    "poll-revealed": counted,
    "poll-carried": carried,
    "poll-numbers": numbers,
    "poll-words": words,
    "survey-open": lambda: survey(VotePhase.OPEN),
    "survey-revealed": lambda: survey(VotePhase.REVEALED),
    "pledge": pledge,
}
