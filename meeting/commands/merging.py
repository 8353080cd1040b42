"""Bringing what another laptop wrote in a meeting's register into this one's, without doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

import msgspec

from meeting.changes import Change, put
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.register import Commitment, Referral
from meeting.register.merge import histories, newer_of

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
            *_merged("referrals", state.referrals, self.referrals),
            *_merged("commitments", state.commitments, self.commitments),
        ]
        return Decision(tuple(changes), (), {"entries": len(changes)})


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
