"""The record of a meeting: TinyDB on a journal (`tinydb_journal`), ballots while they are open, fit folders for both.

What comes in are documents and ballots the rules have decided on; what never does is a rule, a screen or a socket.
Nothing is called recorded before `Record.flush` returns; docs/data-format.md is the format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from store.tinydb_journal.commit import Change, Commit, DocumentChange, Op, undoing
from store.tinydb_journal.errors import (
    AlreadyExistsError,
    ClosedError,
    ConflictError,
    DamagedError,
    DivergedError,
    EmptyJournalError,
    FencedError,
    JournalError,
    JournalLostError,
    LockedError,
    NewerFormatError,
    NotAJournalError,
    NotFoundError,
    ReadOnlyError,
    TooLargeError,
    UnavailableError,
    WriteError,
)

if TYPE_CHECKING:
    from store.ballot_box import BallotBox, Ballots, mend_boxes, tally_digest
    from store.errors import BoxClosedError, BoxDamagedError, BoxWriteError
    from store.location import Caution, cautions
    from store.messages import message
    from store.tinydb_journal.bundles import bundle, restore, start_from_snapshot, unbundle
    from store.tinydb_journal.chain import ChainLine, verify_chain
    from store.tinydb_journal.database import RecordDB
    from store.tinydb_journal.files import Files
    from store.tinydb_journal.follower import Follower, Replica
    from store.tinydb_journal.reader import Reader
    from store.tinydb_journal.record import Record
    from store.tinydb_journal.recovery import RecoveryReport
    from store.tinydb_journal.upgrades import upgrade
    from store.tinydb_journal.verification import Comparison, Verification, compare, read_chain, verify

_LOADED_WHEN_NAMED = {
    "BallotBox": "ballot_box",
    "Ballots": "ballot_box",
    "BoxClosedError": "errors",
    "BoxDamagedError": "errors",
    "BoxWriteError": "errors",
    "Caution": "location",
    "ChainLine": "tinydb_journal.chain",
    "Comparison": "tinydb_journal.verification",
    "Files": "tinydb_journal.files",
    "Follower": "tinydb_journal.follower",
    "Reader": "tinydb_journal.reader",
    "Record": "tinydb_journal.record",
    "RecordDB": "tinydb_journal.database",
    "RecoveryReport": "tinydb_journal.recovery",
    "Replica": "tinydb_journal.follower",
    "Verification": "tinydb_journal.verification",
    "bundle": "tinydb_journal.bundles",
    "cautions": "location",
    "compare": "tinydb_journal.verification",
    "mend_boxes": "ballot_box",
    "message": "messages",
    "read_chain": "tinydb_journal.verification",
    "restore": "tinydb_journal.bundles",
    "start_from_snapshot": "tinydb_journal.bundles",
    "tally_digest": "ballot_box",
    "unbundle": "tinydb_journal.bundles",
    "upgrade": "tinydb_journal.upgrades",
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
    "AlreadyExistsError",
    "BallotBox",
    "Ballots",
    "BoxClosedError",
    "BoxDamagedError",
    "BoxWriteError",
    "Caution",
    "ChainLine",
    "Change",
    "ClosedError",
    "Commit",
    "Comparison",
    "ConflictError",
    "DamagedError",
    "DivergedError",
    "DocumentChange",
    "EmptyJournalError",
    "FencedError",
    "Files",
    "Follower",
    "JournalError",
    "JournalLostError",
    "LockedError",
    "NewerFormatError",
    "NotAJournalError",
    "NotFoundError",
    "Op",
    "ReadOnlyError",
    "Reader",
    "Record",
    "RecordDB",
    "RecoveryReport",
    "Replica",
    "TooLargeError",
    "UnavailableError",
    "Verification",
    "WriteError",
    "bundle",
    "cautions",
    "compare",
    "mend_boxes",
    "message",
    "read_chain",
    "restore",
    "start_from_snapshot",
    "tally_digest",
    "unbundle",
    "undoing",
    "upgrade",
    "verify",
    "verify_chain",
]
