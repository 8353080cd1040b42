"""What ties a document to the record it was printed from: the digest, the commit, and whether it is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Seal(NamedTuple):
    """The record's `digest` (SHA-256, hex) after commit `n`. `draft_at` is set while the meeting is not closed."""

    digest: str = ""
    n: int = 0
    draft_at: datetime | None = None
