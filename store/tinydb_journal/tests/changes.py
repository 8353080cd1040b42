"""The smallest thing that is a change, for tests of the record."""

from __future__ import annotations

from typing import Any, NamedTuple

AT = "2026-11-24T09:30:00+07:00"


class Put(NamedTuple):
    """One document as it must become."""

    table: str
    id: int
    document: dict[str, Any] | None
