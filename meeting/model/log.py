"""The log: one line a commit, in words a person can read in ten years."""

from __future__ import annotations

import msgspec


class LogEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was done, by which role, about what. `undoes` is the log line it takes back, 0 if none."""

    at: str
    by: str
    did: str
    about: tuple[tuple[str, int], ...] = ()
    undoes: int = 0


class Counters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers given out so far; they only grow, so that undoing never gives a number to a second question."""

    questions: int = 0
    batches: int = 0
