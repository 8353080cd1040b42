"""Every view to look at: those of an ordinary meeting, and those that are hard to fit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from meeting.changes import put
from meeting.model.form import AmountCount, Form, FormKind, Option, RankingMethod, Tally, TextGroup
from meeting.model.stage import Stage, View
from meeting.model.survey import Item, ItemResult, Survey, SurveyResult
from meeting.model.vote import VotePhase
from meeting.votes.kinds import complete
from tests.tui import votes
from tests.tui.meetings import closed, hall, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State

SHORT = "Bao giờ phần mềm một cửa hết treo vào đầu giờ mỗi buổi sáng?"
"""A question of sixty characters."""

_LONG = (
    "Đề nghị lãnh đạo cho biết lộ trình cắt giảm thành phần hồ sơ, nhất là những giấy tờ đã có trong cơ sở dữ liệu "
    "quốc gia về dân cư mà bộ phận một cửa vẫn yêu cầu nộp lại bản sao có chứng thực. Cán bộ tiếp nhận phải giải "
    "thích nhiều lần trong ngày, người dân đi lại hai ba lượt, có trường hợp ở xã xa phải nghỉ làm. "
)
LONG = (_LONG * 4)[:1000]
"""One of a thousand."""


def asked(text: str, **stage: object) -> State:
    """One question on the wall."""
    state = hall(stage=Stage(View.QUESTION, 1, **stage))  # type: ignore[arg-type]
    state.apply([put("questions", 1, question(1, text, area="procedures"))])
    return state


def timed() -> State:
    """A question with its countdown."""
    return asked(SHORT, timer_started_at="2024-04-17T09:03:20+07:00", timer_seconds=180)


def many_options(phase: VotePhase) -> State:
    """A poll of twenty options."""
    words = (
        "Cắt giảm thành phần hồ sơ",
        "Nâng cấp phần mềm",
        "Giảm số báo cáo định kỳ",
        "Tập huấn kỹ năng số",
    )
    options = tuple(Option(str(n), f"{words[n % 4]} đợt {n // 4 + 1}") for n in range(20))
    counts = tuple(3 + 7 * n % 19 for n in range(20))
    tally = Tally(sum(counts), 0, counts) if phase is VotePhase.REVEALED else None
    return votes.poll(phase, Form(FormKind.SINGLE, options), tally)


def rated() -> State:
    """A rating of ten marks."""
    form = complete(Form(FormKind.RATING, top=10))
    return votes.poll(VotePhase.REVEALED, form, Tally(60, 0, (0, 1, 2, 2, 5, 8, 12, 14, 10, 6)))


def ranked(page: int = 0) -> State:
    """A ranking counted by points."""
    pairs = ((0, 34, 28, 40), (21, 0, 35, 38), (27, 20, 0, 33), (15, 17, 22, 0))
    form = Form(FormKind.RANKING, votes.PRIORITIES.options, most=4, method=RankingMethod.POINTS)
    state = votes.poll(VotePhase.REVEALED, form, Tally(55, 0, (20, 15, 12, 8), pairs))
    state.apply([put("stages", 1, msgspec.structs.replace(state.stage, page=page))])
    return state


def opinions() -> State:
    """Open answers as people write them."""
    texts = (
        TextGroup("giam bao cao", 6, ("Giảm báo cáo",)),
        TextGroup("Mở thêm lớp tập huấn phần mềm vào buổi chiều", 3),
        TextGroup("đề nghị giảm số báo cáo định kỳ", 2),
        TextGroup("Sửa nhà xe", 1),
    )
    return votes.poll(VotePhase.REVEALED, Form(FormKind.TEXT), Tally(12, texts=texts))


def nobody() -> State:
    """A poll nobody voted in."""
    return votes.poll(VotePhase.REVEALED, tally=Tally())


def survey_of_six(page: int = 0) -> State:
    """A survey of six items, of every kind there is."""
    likert = complete(Form(FormKind.LIKERT))
    items = (
        Item("tool", "Phần mềm, hạ tầng CNTT đáp ứng yêu cầu công việc", likert),
        Item("pay", "Việc thanh toán công tác phí kịp thời", likert),
        Item("reports", "Số lượng báo cáo hiện nay là hợp lý", likert),
        Item("mark", "Chấm điểm bộ phận một cửa", complete(Form(FormKind.RATING))),
        Item("hours", "Mỗi tuần mất bao nhiêu giờ cho báo cáo?", Form(FormKind.NUMERIC, unit="giờ")),
        Item("wish", "Một việc cần làm ngay?", Form(FormKind.TEXT)),
    )
    tallies = (
        Tally(60, 2, (20, 22, 10, 5, 1)),
        Tally(60, 2, (8, 12, 20, 10, 8)),
        Tally(60, 2, (2, 6, 11, 22, 17)),
        Tally(60, 0, (2, 5, 14, 25, 14)),
        Tally(60, 0, amounts=tuple(AmountCount(str(n), 14 - abs(6 - n) * 3) for n in range(3, 10))),
        Tally(12, texts=(TextGroup("Giảm báo cáo", 8), TextGroup("Sửa nhà xe", 4))),
    )
    results = tuple(ItemResult(item.id, tally) for item, tally in zip(items, tallies, strict=True))
    made = Survey(
        1,
        "Khảo sát về công tác cải cách hành chính",
        items,
        phase=VotePhase.REVEALED,
        result=SurveyResult(60, results),
    )
    state = hall(View.SURVEY, 1)
    state.apply([put("surveys", 1, made), put("stages", 1, msgspec.structs.replace(state.stage, page=page))])
    return state


VIEWS: dict[str, Callable[[], State]] = {
    "join": hall,
    "question-60": lambda: asked(SHORT),
    "question-1000": lambda: asked(LONG),
    "question-1000-page-4": lambda: asked(LONG, page=4),
    "question-timed": timed,
    "board": lambda: hall(View.BOARD),
    "areas": lambda: hall(View.AREAS),
    "prompt": lambda: hall(View.PROMPT, 1),
    "agenda": lambda: hall(View.AGENDA),
    "carry-over": lambda: hall(View.CARRY_OVER),
    "attendance": lambda: hall(View.ATTENDANCE, check_in_open=True),
    "closing": closed,
    **votes.SHOWN,
    "poll-many-open": lambda: many_options(VotePhase.OPEN),
    "poll-many-revealed": lambda: many_options(VotePhase.REVEALED),
    "poll-rated": rated,
    "poll-ranked": ranked,
    "poll-ranked-page-2": lambda: ranked(2),
    "poll-opinions": opinions,
    "poll-nobody": nobody,
    "survey-summary": lambda: survey_of_six(1),
    **{f"survey-page-{page}": partial(survey_of_six, page) for page in (2, 3, 4, 5, 6, 8, 10)},
}
