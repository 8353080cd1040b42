"""What somebody changed by hand in a document, and the corrections of the record that say the same.

A document as printed is a list of lines, each with what of the record it tells; a document as found is a list of
lines. What differs is a `Difference`. Names, answers, conclusions and what was said in parts of the agenda go back into
the record by the commands that correct them, with their history; everything else is only told.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from meeting.commands.agenda import RecordContent
from meeting.commands.outcomes import EditAnswer
from meeting.commands.profile import ChangeProfile
from meeting.commands.register import EditConclusion, WriteReply
from meeting.commands.sorting import EditQuestion
from meeting.model.profile import Person
from minutes.outline.blocks import Grid, Heading, Manner, Paragraph, Table
from wording import people, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from meeting.decision import Command
    from meeting.model.profile import Meeting
    from meeting.state import State
    from minutes.outline.blocks import Annex, Block, Minutes

ALIKE = 0.5
"""How much of two lines must be the same (0 to 1) for one to be the other, changed."""

SEVERAL_LINES = frozenset({"answer", "conclusion", "agenda", "reply"})
"""Sources whose words may take more lines, or fewer, than they had."""


class Line(NamedTuple):
    """A line of a document: its words, and what of the record they are (`Paragraph.source`)."""

    words: str
    source: str = ""


class Difference(NamedTuple):
    """What stood there and what stands there now; either is empty where a line came or went.

    `source` is empty where it is nothing that goes back into the record.
    """

    source: str
    before: str
    after: str


def lines_of(document: Minutes) -> list[Line]:
    """The document's lines in the order a reader of its file finds them."""
    head = document.letterhead
    opening = [
        Line(head.parent),
        Line(head.agency),
        Line(head.number),
        Line(document.about),
        Line(document.mark),
        Line(head.nation),
        Line(head.motto),
        Line(head.dateline),
        Line(document.kind),
        Line(document.subject, "profile:title" if document.secretary else ""),
        *(Line(to) for to in document.addressees),
    ]
    found = [*opening, *_of_blocks(document.blocks), *_foot(document)]
    for annex in document.annexes:
        found += _of_annex(annex)
    split = [Line(words, line.source) for line in found for words in line.words.split("\n")]
    return [line for line in split if line.words.strip()]


def _foot(document: Minutes) -> list[Line]:
    """Who signs and who gets a copy, in the order of the rows they stand in."""
    secretary, chair = document.secretary, document.chair
    copies = [Line("Nơi nhận:"), *(Line(f"- {line}") for line in document.recipients)]
    seal = [Line(document.closing), *map(Line, document.seal)]
    if chair is None:
        return seal
    closing, *digest = seal
    signs = [Line(chair.part), Line(chair.post)]
    if secretary is None:
        return [closing, *copies, *signs, Line(chair.name, "signed:chair"), *digest]
    names = [Line(secretary.name, "signed:secretary"), Line(chair.name, "signed:chair")]
    return [closing, Line(secretary.part), *signs, *names, *copies, *digest]


def _of_annex(annex: Annex) -> list[Line]:
    return [Line(annex.label), Line(annex.title), Line(annex.note), *_of_blocks(annex.blocks)]


def _of_blocks(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading():
                yield Line(block.text)
            case Paragraph():
                dash = "- " if block.manner is Manner.ITEM else ""
                yield Line(dash + "".join(run.text for run in block.runs), block.source)
            case Table():
                yield from (Line(column.title) for column in block.columns)
                yield from (Line(cell) for row in block.rows for cell in row)
            case Grid():
                for cell in block.cells:
                    yield from map(Line, (cell.organisation, cell.post, cell.name, cell.state))


def differences(printed: Sequence[Line], found: Sequence[str]) -> list[Difference]:
    """What was changed, in the document's order; a source of several lines is one difference with all its lines."""
    known = [_plain(line.words) for line in printed]
    now = [words for words in found if words.strip()]
    matcher = SequenceMatcher(None, known, [_plain(words) for words in now], autojunk=False)
    stands: dict[int, list[str]] = {}
    added: list[tuple[int, str]] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for step in range(last - first):
                stands[first + step] = [printed[first + step].words]
        else:
            _paired(printed, range(first, last), now[start:end], stands, added)
    return list(_message(printed, stands, added))


def _plain(words: str) -> str:
    """Words to compare: a program may change quotes and spaces and mean nothing by it."""
    return " ".join(writing.curled(words).split())


def _paired(
    printed: Sequence[Line],
    places: range,
    now: list[str],
    stands: dict[int, list[str]],
    added: list[tuple[int, str]],
) -> None:
    """Give each new line to the old one it resembles, in order; one that resembles none goes on from the one before."""
    at = places.start
    last = -1
    for words in now:
        likeness = [(_likeness(printed[place].words, words), -place) for place in range(at, places.stop)]
        best, negative = max(likeness, default=(0.0, 0))
        if best >= ALIKE or (len(places) == len(now) and at < places.stop):
            last = -negative if best >= ALIKE else at
            stands.setdefault(last, []).append(words)
            at = last + 1
        elif last >= 0 and _kind(printed[last].source) in SEVERAL_LINES:
            stands[last].append(words)
        else:
            added.append((places.start, words))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _kind(source: str) -> str:
    return source.partition(":")[0]


def _message(
    printed: Sequence[Line], stands: dict[int, list[str]], added: list[tuple[int, str]]
) -> Iterator[Difference]:
    place = 0
    pending = sorted(added, key=lambda one: one[0])
    while place < len(printed):
        source = printed[place].source
        end = place + 1
        while end < len(printed) and source and printed[end].source == source:
            end += 1
        while pending and pending[0][0] < end:
            yield Difference("", "", pending.pop(0)[1])
        before = [line.words for line in printed[place:end]]
        after = [words for at in range(place, end) for words in stands.get(at, [])]
        if [_plain(words) for words in before] != [_plain(words) for words in after]:
            kept = source if after else ""
            yield Difference(kept, "\n".join(before), "\n".join(after))
        place = end
    yield from (Difference("", "", words) for _, words in pending)


def corrections(state: State, change: Difference) -> tuple[Command, ...]:
    """The commands that put a change into the record; none where it is nothing that goes back."""
    kind, _colon, of = change.source.partition(":")
    if kind in {"profile", "signed"}:
        return _profile(state.meeting, kind, of, change)
    words = _without_label(change)
    if not words or not kind:
        return ()
    numbers = [int(part) for part in of.split(",")]
    match kind:
        case "answer":
            answers = [state.answers[number] for number in numbers if number in state.answers]
            return tuple(
                EditAnswer(one.question, words, one.revision) for one in answers if one.text != words
            )
        case "question":
            asked = state.questions.get(numbers[0])
            return (EditQuestion(numbers[0], words),) if asked is not None and asked.text != words else ()
        case "conclusion":
            return (EditConclusion(numbers[0], words.removeprefix(f"{numbers[0]}. ")),)
        case "agenda":
            return (RecordContent(numbers[0], words),)
        case "reply":
            return (WriteReply(numbers[0], words),)
    return ()


def _without_label(change: Difference) -> str:
    """The words after the label, where the line has one and the label is as it was; nothing where it was changed."""
    if _kind(change.source) not in {"answer", "question"}:
        return change.after.strip()
    label, colon, _words = change.before.partition(": ")
    if not colon or not _plain(change.after).startswith(_plain(label + colon)):
        return ""
    return change.after.partition(": ")[2].strip()


_FIELDS = frozenset({"title", "place", "purpose"})


def _profile(meeting: Meeting, kind: str, field: str, change: Difference) -> tuple[Command, ...]:
    """The profile with the names, posts or words that stand in the document now."""
    after = change.after.strip()
    if kind == "signed":
        person: Person = getattr(meeting, field)
        name = after.removeprefix(person.rank).strip()
        return (
            (replace(ChangeProfile(), **{field: replace(person, name=name)}),) if name != person.name else ()
        )
    if field == "title":
        return (ChangeProfile(title=after),)
    words = after.partition(": ")[2].strip().rstrip(".").strip()
    if not words:
        return ()
    if field in _FIELDS:
        return (replace(ChangeProfile(), **{field: words}),)
    if field in {"chair", "secretary"}:
        return (replace(ChangeProfile(), **{field: _person(getattr(meeting, field), words)}),)
    if field == "co_chairs":
        known = dict(enumerate(meeting.co_chairs))
        named = [_person(known.get(n, Person("")), part) for n, part in enumerate(words.split("; "))]
        return (ChangeProfile(co_chairs=tuple(named)),)
    return ()


def _person(before: Person, words: str) -> Person:
    """Đồng chí Thượng tá Nguyễn Văn An, Trưởng phòng, read back into name and post."""
    name, _comma, post = words.partition(", ")
    for opening in (before.honorific, people.COMRADE, people.SIR, people.MADAM, people.EITHER):
        if opening and name.startswith(f"{opening} "):
            name = name.removeprefix(f"{opening} ")
    if before.rank:
        name = name.removeprefix(before.rank).strip()
    return replace(before, name=name, post=post)
