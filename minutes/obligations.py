"""What this meeting owes, read out of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.register import Commitment, Referral

if TYPE_CHECKING:
    from meeting.state import State

Obligation = Commitment | Referral


def obligations(state: State) -> list[Obligation]:
    """Every entry of the register, commitments first, in number order."""
    found: list[Obligation] = [entry for _, entry in sorted(state.commitments.items())]
    found += [entry for _, entry in sorted(state.referrals.items())]
    return found


def by_question(state: State) -> dict[int, Obligation]:
    """What is owed on each question, by its number."""
    return {entry.question: entry for entry in obligations(state) if entry.question}


def owner(entry: Obligation) -> str:
    """Who is to act: the unit that promised, or whom it is recommended to."""
    return entry.addressee if isinstance(entry, Referral) else entry.owner
