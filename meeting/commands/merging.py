"""Bringing what another laptop wrote in a meeting's register into this one's, without doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import msgspec

from meeting import limits
from meeting.changes import Change, put, remove
from meeting.commands.obligations import require_day
from meeting.commands.register import DIRECTIONS
from meeting.commands.sorting import changed
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.question import Outcome
from meeting.model.register import Commitment, CommitmentKind, Letter, Referral
from meeting.refusal import Refusal
from meeting.register.merge import newer_of, united
from meeting.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from meeting.moment import Moment
    from meeting.state import State

Owed = TypeVar("Owed", Referral, Commitment)
Books = dict[str, dict[int, Referral | Commitment]]


class MergeRegister(Command, frozen=True):
    """Unite these entries of the same meeting's register with what stands here.

    An entry known by number and time keeps the later state and the letters and notes of both; one that is new here is
    added, under the next number if its own is taken. One question owes one thing: of two the later stands, with the
    history of both, and is the question's outcome. What was routed out here as a complaint does not come back.
    """

    referrals: tuple[Referral, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        referrals = _brought(state, state.referrals, self.referrals)
        commitments = _brought(state, state.commitments, self.commitments)
        books: Books = {"referrals": {**referrals}, "commitments": {**commitments}}
        _settle_doubles(books)
        changes = [
            change
            for book, entries in books.items()
            for change in _differences(book, state.tables[book], entries)
        ]
        outcomes = [change for change in _outcomes(state, books) if changes]
        return Decision((*changes, *outcomes), (), {"entries": len(changes)})


def _differences(book: str, here: dict[int, Any], united: Mapping[int, Any]) -> Iterator[Change]:
    for number, entry in united.items():
        if here.get(number) != entry:
            yield put(book, number, entry)
    yield from (remove(book, number) for number in here if number not in united)


def _settle_doubles(books: Books) -> None:
    """Leave each question the entry that was made last, with the letters and notes of the others."""
    owing: dict[int, list[tuple[str, Referral | Commitment]]] = {}
    for book, entries in books.items():
        for entry in entries.values():
            if entry.question:
                owing.setdefault(entry.question, []).append((book, entry))
    for several in owing.values():
        kept_in, kept = max(several, key=lambda one: (one[1].at, one[0], one[1].number))
        for book, entry in several:
            if entry is not kept:
                del books[book][entry.number]
                history = united(kept, entry)
                kept = msgspec.structs.replace(kept, letters=history.letters, notes=history.notes)
        books[kept_in][kept.number] = kept


def _outcomes(state: State, books: Books) -> Iterator[Change]:
    """The outcomes of the questions that now owe something else than here was decided."""
    for entries in books.values():
        for entry in entries.values():
            question = state.questions.get(entry.question)
            if question is not None and question.outcome is not (outcome := _outcome(entry)):
                reason = entry.reason if isinstance(entry, Referral) else ""
                yield changed(question, outcome=outcome, reason=reason, decided_at=entry.at)


def _outcome(entry: Referral | Commitment) -> Outcome:
    if isinstance(entry, Referral):
        return Outcome(entry.destination.value)
    return Outcome.ASSIGNED if entry.kind is CommitmentKind.ASSIGNMENT else Outcome.WRITTEN_ANSWER


def _cleaned(entry: Owed) -> Owed:
    """The entry with its texts cleaned and its days checked once more: it comes from another record. Raises Refusal."""
    if entry.number < 1:
        raise Refusal("no-such-entry", number=entry.number)
    if any(letter.direction not in DIRECTIONS for letter in entry.letters):
        raise Refusal("bad-direction")
    letters = tuple(
        Letter(letter.direction, require_day(letter.on, "on"), _line(letter.number), _line(letter.note))
        for letter in entry.letters
    )
    notes = tuple(msgspec.structs.replace(note, text=_text(note.text)) for note in entry.notes)
    lines = {
        name: _line(getattr(entry, name)) for name in ("owner", "addressee", "reason") if hasattr(entry, name)
    }
    days = {
        name: require_day(day, name) for name in ("deadline", "settled_on") if (day := getattr(entry, name))
    }
    return msgspec.structs.replace(
        entry, text=_text(entry.text), letters=letters, notes=notes, **lines, **days
    )


def _line(text: str) -> str:
    return clean(text, lines=1).text


def _text(text: str) -> str:
    return clean(text, lines=limits.ANSWER_LINES).text


def _brought(state: State, here: dict[int, Owed], given: tuple[Owed, ...]) -> dict[int, Owed]:
    """The entries of one book with those `given` brought in."""
    united_here = dict(here)
    known = {(entry.number, entry.at): entry.number for entry in here.values()}
    # An entry given another number before is known by its time and what it is about.
    moved = {(entry.at, entry.text): entry.number for entry in here.values()}
    next_number = max((*here, *(entry.number for entry in given)), default=0) + 1
    for entry in map(_cleaned, given):
        same = known.get((entry.number, entry.at)) or moved.get((entry.at, entry.text))
        if same is not None:
            united_here[same] = _both(united_here[same], entry)
        elif (about := _question_of(state, entry)) is not None:
            number = entry.number
            if number in united_here:
                number, next_number = next_number, next_number + 1
            united_here[number] = msgspec.structs.replace(entry, number=number, question=about)
    return united_here


def _both(here: Owed, given: Owed) -> Owed:
    """One entry as both tell it, under the number and the question it has here."""
    history = united(here, given)
    return msgspec.structs.replace(
        newer_of(here, given), number=here.number, question=here.question, **history._asdict()
    )


def _question_of(state: State, entry: Referral | Commitment) -> int | None:
    """The question an entry that is new here is about; 0 if none that stands here. None: it must not come in."""
    question = state.questions.get(entry.question)
    if question is None:
        return 0
    if question.is_silenced:
        return None
    return question.number if question.is_alive else 0
