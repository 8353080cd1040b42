"""The fairness counts: what was received and what became of it, area by area, adding up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meeting import limits
from meeting.dialogue.fairness import Fairness, QuestionCounts, fairness
from meeting.model.question import DISMISSALS
from meeting.text.folding import fold
from minutes.outline.blocks import Block, Column, Table, filled, text
from wording.areas import official_names
from wording.figures import quantity
from wording.questions import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State

# After the first column a row's numbers add up to the first of them.
GROUPS: tuple[tuple[str, Callable[[QuestionCounts], int]], ...] = (
    ("Số nội dung", lambda t: t.items),
    ("Đã trả lời, giải trình", lambda t: t.answered + t.explained),
    ("Hẹn trả lời, giao việc", lambda t: t.promised),
    ("Vượt thẩm quyền", lambda t: t.escalated),
    ("Không tiếp thu, ngoài phạm vi", lambda t: t.dismissed),
    ("Chưa trả lời", lambda t: t.unanswered),
    ("Đã gộp", lambda t: t.merged),
    ("Tiếp công dân", lambda t: t.routed_out),
)
COLUMNS = (
    Column("Lĩnh vực", 0.24),
    *(Column(title, 0.76 / len(GROUPS), centred=True) for title, _ in GROUPS),
)
TOTAL = "Tổng cộng"
Counted = tuple[str, tuple[int, ...]]


def rows(state: State, account: Fairness) -> list[Counted]:
    """One row an area that has anything, with its numbers; the last row is the sum of the others."""
    names = official_names(state)
    present = [
        (names.get(area, area), tally) for area, tally in account.by_area if tally.items or tally.split
    ]
    return [
        (name, tuple(read(tally) for _, read in GROUPS)) for name, tally in (*present, (TOTAL, account.total))
    ]


def blocks(state: State) -> tuple[Block, ...]:
    """How much came in, a table whose last row is the sum of the others, and what a reader should know of it.

    Columns of nothing but zeros are left out; nothing is told where nothing came in.
    """
    account = fairness(state)
    if not account.total.received and not account.total.items:
        return ()
    if not account.total.items:
        return (text(_received(account.total)),)
    shown = tuple((name, *map(str, numbers)) for name, numbers in rows(state, account))
    remarks = [*_by_hall(state), *_remarks(account), *_satisfaction(state), *_edited(state)]
    return (
        text(_received(account.total)),
        filled(Table(COLUMNS, shown, has_total=True)),
        *map(text, remarks),
    )


def _received(total: QuestionCounts) -> str:
    opening = f"Hội nghị tiếp nhận {quantity(total.received)} câu hỏi, ý kiến, kiến nghị"
    if total.split:
        opening += (
            f"; tách {quantity(total.split)} nội dung thành {quantity(total.parts)}, "
            f"tổng cộng {quantity(total.items)} nội dung riêng"
        )
    if total.merged:
        opening += f"; gộp {quantity(total.merged)} nội dung trùng"
    return f"{opening}."


def _by_hall(state: State) -> list[str]:
    """How many contents each hall sent in, where the meeting was held in several; parts are of their whole's hall."""
    if not state.origins:
        return _called(state)
    whole = [number for number, question in state.questions.items() if not question.parent]
    counted = Counter(state.hall_of(number) for number in whole)
    main = counted.pop("", 0)
    halls = "; ".join(f"điểm cầu {hall} {quantity(count)}" for hall, count in sorted(counted.items()))
    return [f"Tiếp nhận theo điểm cầu: hội trường chính {quantity(main)}; {halls}.", *_called(state)]


def _called(state: State) -> list[str]:
    """How often the chair called each hall to speak."""
    if not state.calls:
        return []
    counted = Counter(call.hall for call in state.calls.values())
    halls = "; ".join(f"điểm cầu {hall} {quantity(count)} lần" for hall, count in sorted(counted.items()))
    return [f"Chủ trì mời phát biểu: {halls}."]


def _remarks(account: Fairness) -> list[str]:
    sentences: list[str] = []
    outcomes = [fold(OUTCOMES[outcome].official) for outcome in DISMISSALS]
    telling = [
        (reason.rstrip(" ."), count)
        for reason, count in account.reasons
        if not any(fold(reason).rstrip(" .") in outcome for outcome in outcomes)
    ]
    if telling:
        reasons = "; ".join(f"{reason} ({quantity(count)} nội dung)" for reason, count in telling)
        sentences.append(f"Lý do không tiếp thu: {reasons}.")
    if account.total.hidden:
        sentences.append(f"Trong số chưa trả lời có {quantity(account.total.hidden)} nội dung không công bố.")
    return sentences


def _satisfaction(state: State) -> list[str]:
    """What askers said of their answers, together; too few of them would point at somebody."""
    satisfied = sum(given.satisfied for given in state.satisfaction.values())
    unsatisfied = sum(given.unsatisfied for given in state.satisfaction.values())
    if satisfied + unsatisfied < limits.SMALL_GROUP:
        return []
    return [
        f"Ý kiến của người hỏi về câu trả lời: {quantity(satisfied)} thỏa mãn, {quantity(unsatisfied)} chưa thỏa mãn."
    ]


def _edited(state: State) -> list[str]:
    """How many texts were corrected after they were first recorded."""
    counted = (
        (sum(bool(question.earlier) for question in state.questions.values()), "câu hỏi"),
        (sum(bool(answer.earlier) for answer in state.answers.values()), "câu trả lời"),
        (sum(bool(conclusion.earlier) for conclusion in state.conclusions.values()), "kết luận"),
    )
    parts = [f"{quantity(count)} {what}" for count, what in counted if count]
    if not parts:
        return []
    return [
        f"Đã chỉnh sửa câu chữ của {', '.join(parts)} sau khi ghi lần đầu; các bản trước được lưu trong hồ sơ."
    ]
