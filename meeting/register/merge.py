"""Uniting what two laptops wrote about the same entry of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from meeting.model.question import MASK
from meeting.model.register import CLOSED_STATUSES

if TYPE_CHECKING:
    from meeting.model.register import Letter, Note, Status


class Kept(Protocol):
    """What every form of an entry has: when it was made, what it is about, how it stands, and its history."""

    @property
    def at(self) -> str:
        """When it was entered."""
        ...

    @property
    def text(self) -> str:
        """What is owed."""
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
    """What two tellings of one entry say together: the letters and notes of both, each once and in order.

    Private data that one of them covers is covered.
    """

    text: str
    letters: tuple[Letter, ...]
    notes: tuple[Note, ...]


def newer_of(one: K, other: K) -> K:
    """The one that was worked on last; of two equally late ones the closed one, so that either order gives the same."""
    return max(
        one,
        other,
        key=lambda entry: (changed_at(entry), entry.status in CLOSED_STATUSES, entry.status, repr(entry)),
    )


def united(one: Kept, other: Kept) -> United:
    """What happened, as both tell it, about what the newer of them says is owed."""
    letters = {*one.letters, *other.letters}
    texts = sorted((one.text, other.text), key=lambda text: MASK not in text)
    return United(
        text=texts[0] if MASK in texts[0] else newer_of(one, other).text,
        letters=tuple(
            sorted(letters, key=lambda letter: (letter.on, letter.direction, letter.number, letter.note))
        ),
        notes=_notes({*one.notes, *other.notes}),
    )


def _notes(notes: set[Note]) -> tuple[Note, ...]:
    """The notes in order, without those that are covered in the other telling."""
    covered = {(note.at, note.by, note.status) for note in notes if MASK in note.text}
    kept = (note for note in notes if MASK in note.text or (note.at, note.by, note.status) not in covered)
    return tuple(sorted(kept, key=lambda note: (note.at, note.text, note.by, note.status or "")))
