"""Bringing what another laptop wrote in a meeting's register into this one's, without doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

import msgspec

from meeting import limits
from meeting.changes import Change, put
from meeting.commands.owing import require_day
from meeting.commands.register import DIRECTIONS
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.register import Commitment, Letter, Referral
from meeting.refusal import Refusal
from meeting.register.merge import histories, newer_of
from meeting.text.clean import clean

if TYPE_CHECKING:
    from meeting.moment import Moment
    from meeting.state import State

Owed = TypeVar("Owed", Referral, Commitment)


class MergeRegister(Command, frozen=True):
    """Unite these entries of the same meeting's register with what stands here.

    An entry known by number and time keeps the later state and the letters and notes of both; one that is new here is
    added, under the next number if its own is taken.
    """

    referrals: tuple[Referral, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        changes = [
            *_merged("referrals", state.referrals, tuple(map(_cleaned, self.referrals))),
            *_merged("commitments", state.commitments, tuple(map(_cleaned, self.commitments))),
        ]
        return Decision(tuple(changes), (), {"entries": len(changes)})


def _cleaned(entry: Owed) -> Owed:
    """The entry with its texts cleaned and its days checked once more: it comes from another record. Raises Refusal."""
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


def _merged(book: str, here: dict[int, Owed], given: tuple[Owed, ...]) -> list[Change]:
    known = {(entry.number, entry.at): entry for entry in here.values()}
    # An entry given another number before is known by its time and what it is about.
    moved = {(entry.at, entry.text, entry.question): entry for entry in here.values()}
    next_number = max((*here, *(entry.number for entry in given)), default=0) + 1
    changes: list[Change] = []
    for entry in given:
        same = known.get((entry.number, entry.at)) or moved.get((entry.at, entry.text, entry.question))
        if same is not None:
            history = histories(same, entry)
            newer = newer_of(same, entry)
            united = msgspec.structs.replace(
                newer, number=same.number, letters=history.letters, notes=history.notes
            )
            if united != same:
                changes.append(put(book, same.number, united))
        elif entry.number in here:
            changes.append(put(book, next_number, msgspec.structs.replace(entry, number=next_number)))
            next_number += 1
        else:
            changes.append(put(book, entry.number, entry))
    return changes
