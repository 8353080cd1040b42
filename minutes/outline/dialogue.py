"""The dialogue: each question with who asked and who answered; what was answered at once stands once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.model.question import Outcome
from meeting.text.folding import text_key
from minutes.layout import DEFAULT, Grouping
from minutes.outline.blocks import Block, Heading, attributed, item, labelled, text, together
from wording import people, writing
from wording.areas import official_names
from wording.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from meeting.state import State
    from minutes.layout import Layout
    from minutes.question_summary import QuestionSummary

ON_THE_SPOT = (
    "Các nội dung dưới đây được trả lời trực tiếp tại hội nghị, trừ nội dung có ghi kết quả xử lý khác."
)
NO_UNIT = "Không ghi đơn vị"


class Exchange(NamedTuple):
    """Questions that got one answer, or one decision: at least one question."""

    asked: tuple[QuestionSummary, ...]

    @property
    def first(self) -> QuestionSummary:
        """The one with the lowest number; answer and decision are the same for all."""
        return self.asked[0]


def blocks(state: State, summaries: Sequence[QuestionSummary], layout: Layout = DEFAULT) -> tuple[Block, ...]:
    """What the chair dealt with, as the clerk wants it ordered; then the rest by number, and what was routed out."""
    return (*exchanges(state, summaries, layout), *rest(state, summaries))


def exchanges(
    state: State, summaries: Sequence[QuestionSummary], layout: Layout = DEFAULT
) -> tuple[Block, ...]:
    """Every question that was dealt with, its answer and what became of it; what is off topic is not told here."""
    dealt = in_full(summaries)
    body: list[Block] = [text(ON_THE_SPOT)] if any(one.outcome is Outcome.ANSWERED for one in dealt) else []
    for number, (title, of_part) in enumerate(_parts(state, dealt, layout.grouping), start=1):
        if title:
            body.append(Heading(2, f"{number}. {title} ({quantity(len(of_part))} nội dung)"))
        for exchange in gathered(of_part):
            body += _exchange(state, exchange)
    return tuple(body)


def in_full(summaries: Iterable[QuestionSummary]) -> list[QuestionSummary]:
    """Every question that was dealt with and lies within the dialogue's scope: its words stand in the document."""
    return [one for one in summaries if one.stands and one.is_dealt_with and not one.is_off_topic]


def by_number_alone(summaries: Sequence[QuestionSummary]) -> list[str]:
    """A sentence for each kind of content whose words a document does not repeat, with how many and their numbers."""
    kinds = (
        ("không thuộc phạm vi đối thoại", [one for one in summaries if one.stands and one.is_off_topic]),
        (
            "không công bố hoặc đã chuyển bộ phận tiếp công dân",
            [one for one in summaries if one.is_withheld],
        ),
    )
    return [
        f"Có {quantity(len(found))} nội dung {words}: số {writing.numbers(one.number for one in found)}."
        for words, found in kinds
        if found
    ]


def _parts(
    state: State, dealt: list[QuestionSummary], grouping: Grouping
) -> Iterator[tuple[str, list[QuestionSummary]]]:
    """The parts with their titles, none of them empty; a single part has no title."""
    match grouping:
        case Grouping.AREA:
            names = official_names(state)
            names |= {one.area: one.area_name for one in dealt if one.area not in names}
            for area, name in names.items():
                if of_area := [one for one in dealt if one.area == area]:
                    yield name, of_area
        case Grouping.UNIT:
            units = sorted({_unit(one) for one in dealt}, key=lambda unit: (not unit, text_key(unit)))
            for unit in units:
                yield unit or NO_UNIT, [one for one in dealt if _unit(one) == unit]
        case Grouping.NUMBER:
            if dealt:
                yield "", dealt


def _unit(summary: QuestionSummary) -> str:
    return summary.asker.rsplit(", ", 1)[-1]


def gathered(dealt: Iterable[QuestionSummary]) -> list[Exchange]:
    """Questions with the same answer and the same decision together, in the order of their lowest numbers."""
    found: dict[tuple[str, ...], list[QuestionSummary]] = {}
    for one in sorted(dealt, key=lambda summary: summary.number):
        found.setdefault((one.answer, one.answered_by, one.decision, str(one.is_verbatim)), []).append(one)
    return [Exchange(tuple(asked)) for asked in found.values()]


def _exchange(state: State, exchange: Exchange) -> list[Block]:
    """The questions, the answer, and the outcome where it is another than an answer on the spot."""
    told: list[Block] = []
    for one in exchange.asked:
        asker = f" ({one.asker})" if one.asker else ""
        told += attributed(f"{one.kind} số {one.number}{asker}", one.text, f"question:{one.number}")
    several = f" chung {called(exchange.asked)}" if len(exchange.asked) > 1 else ""
    first = exchange.first
    if first.answer:
        speaker = people.of_the_meeting(state.meeting, first.answered_by) if first.answered_by else None
        named = people.addressed(speaker or state.meeting.chair, state.meeting.address)
        manner = " (ghi nguyên văn)" if first.is_verbatim else ""
        comma = "," if ", " in named else ""
        numbers = ",".join(str(one.number) for one in exchange.asked)
        told += attributed(f"{named}{comma} trả lời{several}{manner}", first.answer, f"answer:{numbers}")
    if not (first.outcome is Outcome.ANSWERED and first.answer):
        label = "Kết quả xử lý" if first.answer or not several else f"Kết quả xử lý {called(exchange.asked)}"
        told.append(labelled(label, writing.sentence(first.decision)))
    return together(told)


def called(asked: Sequence[QuestionSummary]) -> str:
    """Câu hỏi số 2; các câu hỏi số 2, 11; các nội dung số 2, 7 where not all are of one kind."""
    kinds = {one.kind for one in asked}
    kind = kinds.pop().lower() if len(kinds) == 1 else "nội dung"
    several = "các " if len(asked) > 1 else ""
    return f"{several}{kind} số {writing.numbers(one.number for one in asked)}"


def rest(state: State, summaries: Sequence[QuestionSummary]) -> list[Block]:
    """What was received but is not told as an exchange, so that the count adds up for a reader."""
    waiting = [one for one in summaries if one.stands and not one.is_dealt_with]
    lines = [*_prompts(state), *_waiting(waiting), *map(text, by_number_alone(summaries))]
    if not summaries:
        lines.append(text("Không có câu hỏi, ý kiến nào được gửi tới hội nghị."))
    return lines


def _waiting(waiting: Sequence[QuestionSummary]) -> list[Block]:
    """What nobody answered yet, in full: whoever reads the minutes must know what is still owed a word."""
    if not waiting:
        return []
    told = [
        f"{one.kind} số {one.number}{f' ({one.asker})' if one.asker else ''}: {one.text}" for one in waiting
    ]
    opening = f"Còn {quantity(len(waiting))} nội dung chưa trả lời tại hội nghị:"
    return [msgspec.structs.replace(text(opening), leads=True), *map(item, told)]


def _prompts(state: State) -> list[Block]:
    """The open questions put to the hall, with the numbers of what was sent in under each."""
    lines: list[Block] = []
    for number, prompt in sorted(state.prompts.items()):
        under = sorted(n for n, q in state.questions.items() if q.prompt == number)
        came = (
            f"{quantity(len(under))} ý kiến gửi về: số {writing.numbers(under)}"
            if under
            else "không có ý kiến gửi về"
        )
        lines.append(labelled(f"Câu hỏi gợi ý số {number}", f"{prompt.text} ({came})."))
    return lines
