"""The body of the minutes: the facts of the meeting, then its parts in the order they were held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.model.agenda import ItemKind
from meeting.text.folding import fold
from minutes.outline import (
    attendance,
    ballots,
    carry_over,
    corrections,
    counts,
    dialogue,
    programme,
    promises,
)
from minutes.outline.blocks import Block, Heading, Paragraph, Run, fact, roman, text
from wording import dates, people, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from meeting.model.profile import Meeting
    from meeting.state import State
    from minutes.layout import Layout
    from minutes.question_summary import QuestionSummary

CARRY_OVER = "Kết quả thực hiện cam kết, kiến nghị kỳ trước"
PLEDGES = "Ký kết giao ước thi đua"
DIALOGUE = "Nội dung đối thoại"
CONCLUSIONS = "Kết luận của chủ tọa và cam kết thực hiện"
VOTES = "Biểu quyết, khảo sát"
COUNTS = "Số liệu tổng hợp"
PROGRAMME = "Chương trình hội nghị"


class Part(NamedTuple):
    """A part of the body. `began` (seconds of the epoch) is None where nothing tells when: it follows the one before.

    `kind` is the agenda item it was held as, if it has one of its own.
    """

    title: str
    blocks: tuple[Block, ...]
    began: float | None = None
    kind: ItemKind | None = None


def blocks(state: State, summaries: Sequence[QuestionSummary], layout: Layout) -> tuple[Block, ...]:
    """Facts, then numbered parts as they were held; a part with nothing to say is left out."""
    parts = [
        Part(PROGRAMME, programme.blocks(state)),
        *_as_held(_held(state, summaries, layout)),
        Part(corrections.TITLE, corrections.blocks(state)),
    ]
    body: list[Block] = [*_facts(state)]
    present = [part for part in parts if part.blocks]
    for number, part in enumerate(present, start=1):
        body += [Heading(1, f"{roman(number)}. {writing.in_full(part.title).upper()}"), *part.blocks]
    return tuple(body)


def _held(state: State, summaries: Sequence[QuestionSummary], layout: Layout) -> list[Part]:
    """What the meeting consisted of, in the usual order: each with when it began, and what was said before it."""
    began = {part.kind: _instant(part.started_at) for part in reversed(programme.in_order(state))}
    answered = (
        dialogue.blocks(state, summaries, layout)
        if layout.has_dialogue_in_body
        else (
            text("Nội dung hỏi, đáp tại hội nghị được ghi tại Phụ lục kèm theo Biên bản này."),
            *dialogue.rest(state, summaries),
        )
    )
    concluded_at = began.get(ItemKind.CONCLUSION)
    parts = [
        Part(CARRY_OVER, carry_over.blocks(state), began.get(ItemKind.REPORT), None),
        Part(PLEDGES, ballots.pledges(state), _pledged_at(state), ItemKind.PLEDGE),
        Part(DIALOGUE, answered, began.get(ItemKind.DIALOGUE), ItemKind.DIALOGUE),
        Part(COUNTS, counts.blocks(state)),
        Part(CONCLUSIONS, promises.blocks(state, summaries), concluded_at, ItemKind.CONCLUSION),
        Part(VOTES, ballots.polls_and_surveys(state), _voted_at(state, concluded_at), ItemKind.SURVEY),
    ]
    return list(_with_contents(state, parts))


def _with_contents(state: State, parts: list[Part]) -> Iterator[Part]:
    """The parts, each opened by what was said in its item; every other item that tells something is its own part."""
    own = {part.kind: part for part in parts if part.kind and part.blocks}
    opened: set[ItemKind] = set()
    for item in programme.in_order(state):
        content = programme.content(item)
        part = own.get(item.kind)
        if part is not None and item.kind not in opened and content:
            opened.add(item.kind)
            own[item.kind] = part._replace(blocks=(*content, *part.blocks))
        elif content:
            yield Part(item.title, content, _instant(item.started_at))
    for part in parts:
        yield own.get(part.kind, part) if part.kind else part


def _as_held(parts: list[Part]) -> list[Part]:
    """The parts in the order they began; one that nobody dated stays behind the one it usually follows."""
    at = float("-inf")
    dated: list[tuple[float, Part]] = []
    for part in parts:
        at = at if part.began is None else part.began
        dated.append((at, part))
    return [part for _, part in sorted(dated, key=lambda one: one[0])]


def _instant(stamp: str) -> float | None:
    at = dates.parsed_time(stamp)
    return at.timestamp() if at else None


def _earliest(stamps: Iterable[str]) -> float | None:
    return min((at for stamp in stamps if (at := _instant(stamp)) is not None), default=None)


def _pledged_at(state: State) -> float | None:
    return _earliest(one.opened_at for one in state.pledges.values())


def _voted_at(state: State, concluded_at: float | None) -> float | None:
    """When the first vote began; one on the conclusions is told after them, whenever it was held."""
    on_conclusions = any("ket luan" in fold(poll.text) for poll in state.polls.values() if poll.opened_at)
    polled = [poll.opened_at for poll in state.polls.values()]
    began = _earliest([*polled, *(survey.opened_at for survey in state.surveys.values())])
    if on_conclusions and began is not None:
        return max(began, concluded_at) if concluded_at is not None else None
    return began


def _facts(state: State) -> list[Block]:
    """The opening lines of Mẫu 1.9; what is not known is no line, and listed with what the form lacks."""
    meeting = state.meeting
    lines = [
        ("Mục đích", meeting.purpose, "profile:purpose"),
        ("Thời gian bắt đầu", dates.started_at(meeting.opened_at) if meeting.opened_at else "", ""),
        ("Địa điểm", meeting.place, "profile:place"),
    ]
    table = [
        ("Chủ trì", people.addressed(meeting.chair, meeting.address), "profile:chair"),
        (
            "Đồng chủ trì",
            "; ".join(people.addressed(person, meeting.address) for person in meeting.co_chairs),
            "profile:co_chairs",
        ),
        ("Thư ký", people.addressed(meeting.secretary, meeting.address), "profile:secretary"),
    ]
    return [
        *grounds(meeting),
        *(fact(*line) for line in lines if line[1]),
        *attendance.blocks(state),
        *(fact(*line) for line in table if line[1]),
        text("Nội dung (theo diễn biến hội nghị):"),
    ]


def grounds(meeting: Meeting) -> list[Block]:
    """Căn cứ …: in italics, each to a semicolon and the last to a full stop, as the decree has them."""
    bare = [line if fold(line).startswith("can cu") else f"Căn cứ {line}" for line in meeting.grounds]
    return [Paragraph((Run(line, italic=True),)) for line in writing.listed(bare)]
