"""The record of a meeting: TinyDB on a journal (`tinydb_journal`), ballots while they are open, fit folders for both.

What comes in are documents and ballots the rules have decided on; what never does is a rule, a screen or a socket.
Nothing is called recorded before `Record.flush` returns; docs/data-format.md is the format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from store.tinydb_journal.commit import Commit
from store.tinydb_journal.errors import (
    ClosedError,
    DamagedError,
    JournalError,
    NotFoundError,
    UnavailableError,
    WriteError,
)

if TYPE_CHECKING:
    from store.ballot_box import BallotBox, mend_boxes
    from store.errors import BoxClosedError
    from store.messages import message
    from store.tinydb_journal.bundles import bundle, restore, start_from_snapshot, unbundle
    from store.tinydb_journal.chain import ChainLine, verify_chain
    from store.tinydb_journal.follower import Follower
    from store.tinydb_journal.record import Record
    from store.tinydb_journal.verification import compare, read_chain, verify

_LOADED_WHEN_NAMED = {
    "BallotBox": "ballot_box",
    "BoxClosedError": "errors",
    "ChainLine": "tinydb_journal.chain",
    "Follower": "tinydb_journal.follower",
    "Record": "tinydb_journal.record",
    "bundle": "tinydb_journal.bundles",
    "compare": "tinydb_journal.verification",
    "mend_boxes": "ballot_box",
    "message": "messages",
    "read_chain": "tinydb_journal.verification",
    "restore": "tinydb_journal.bundles",
    "start_from_snapshot": "tinydb_journal.bundles",
    "unbundle": "tinydb_journal.bundles",
    "verify": "tinydb_journal.verification",
    "verify_chain": "tinydb_journal.chain",
}
"""Where each of these names stands: a screen, which only reads, loads neither TinyDB nor locks nor the checks."""


if (
    not TYPE_CHECKING
):  # pragma: no branch  a type checker knows the names from above, and tells one that is not there

    def __getattr__(name: str) -> object:
        home = _LOADED_WHEN_NAMED.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"store.{home}"), name)


__all__ = [
    "BallotBox",
    "BoxClosedError",
    "ChainLine",
    "ClosedError",
    "Commit",
    "DamagedError",
    "Follower",
    "JournalError",
    "NotFoundError",
    "Record",
    "UnavailableError",
    "WriteError",
    "bundle",
    "compare",
    "mend_boxes",
    "message",
    "read_chain",
    "restore",
    "start_from_snapshot",
    "unbundle",
    "verify",
    "verify_chain",
]
