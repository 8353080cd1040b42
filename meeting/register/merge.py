"""Uniting what two laptops wrote about the same entry of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from meeting.model.register import CLOSED_STATUSES

if TYPE_CHECKING:
    from meeting.model.register import Letter, Note, Status


class Kept(Protocol):
    """What every form of an entry has: when it was made, how it stands, and its history."""

    @property
    def at(self) -> str:
        """When it was entered."""
        ...

    @property
    def status(self) -> Status:
        """How it stands."""
        ...

    @property
    def settled_on(self) -> str:
        """Since when nothing is owed."""
        ...

    @property
    def letters(self) -> tuple[Letter, ...]:
        """Letters sent and received."""
        ...

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its history."""
        ...


K = TypeVar("K", bound=Kept)


def changed_at(entry: Kept) -> str:
    """When an entry was last worked on (ISO 8601 or a date): letters carry the date on the letter, which is another."""
    return max([entry.at, entry.settled_on, *(note.at for note in entry.notes)])


class United(NamedTuple):
    """The letters and notes of both, each once and in order."""

    letters: tuple[Letter, ...]
    notes: tuple[Note, ...]


def newer_of(one: K, other: K) -> K:
    """The one that was worked on last; of two equally late ones the closed one, so that either order gives the same."""
    return max(
        one, other, key=lambda entry: (changed_at(entry), entry.status in CLOSED_STATUSES, entry.status)
    )


def histories(one: Kept, other: Kept) -> United:
    """What happened, as both tell it."""
    notes = {*one.notes, *other.notes}
    letters = {*one.letters, *other.letters}
    return United(
        letters=tuple(
            sorted(letters, key=lambda letter: (letter.on, letter.direction, letter.number, letter.note))
        ),
        notes=tuple(sorted(notes, key=lambda note: (note.at, note.text, note.by, note.status or ""))),
    )
