"""What earlier meetings left, as this one was told of it."""

from __future__ import annotations

import msgspec

from meeting.model.register import CLOSED_STATUSES, Status


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of an earlier meeting's register, as it stood when it was brought in.

    `origin` is that meeting's id, `title` and `held_on` (YYYY-MM-DD) name it for people; `book`, `entry` and `at` find
    the entry there (a `RegisterEntry`). `kind` is a `Destination` or `CommitmentKind` value, `to` whoever
    owes it, `last` the newest line of its history, `question` the question's number there, `receipts` the hashed
    receipts of those who asked.
    """

    origin: str
    title: str
    held_on: str
    book: str
    entry: int
    at: str
    kind: str
    text: str
    to: str
    deadline: str
    status: Status
    settled_on: str = ""
    last: str = ""
    question: int = 0
    receipts: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed any more."""
        return self.status in CLOSED_STATUSES

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What tells it from every other entry of every meeting."""
        return (self.origin, self.book, self.entry, self.at)
