"""The record: a TinyDB that loses nothing and cannot be altered unseen; its followers, ballot box and checks.

    record = Record.create(Path("minutes"))                 # or Record.open
    questions = record.db.table("questions")                # TinyDB, whole
    questions.insert({"text": "When?"})                     # one commit, on the disk when the call returns
    with record.transaction(by="host", did="tidy"):            # one commit of many writes, or none
        questions.update({"state": "seen"}, where("text").exists())
    record.undo(record.n, by="host", at=now)
    record.close()

`Follower.open` reads along from another process as TinyDB, `Reader.open` with typed documents; `verify` checks,
`bundle` packs; docs/data-format.md is the format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from store.commit import Change, Commit, DocumentChange, Op, undoing
from store.errors import (
    AlreadyExistsError,
    BoxClosedError,
    BoxDamagedError,
    BoxWriteError,
    ClosedError,
    ConflictError,
    DamagedError,
    DivergedError,
    EmptyJournalError,
    JournalError,
    LockedError,
    NewerFormatError,
    NotAJournalError,
    NotFoundError,
    ReadOnlyError,
    UnavailableError,
    WriteError,
)
from store.reader import Reader

if TYPE_CHECKING:
    from store.ballot_box import BallotBox, Ballots, mend_boxes, tally_digest
    from store.bundles import bundle, unbundle
    from store.chain import ChainLine, read_chain, restore, start_from_snapshot, verify_chain
    from store.comparison import Comparison, compare
    from store.database import RecordDB
    from store.files import Files
    from store.follower import Follower, Replica
    from store.location import Caution, cautions
    from store.record import Record
    from store.recovery import RecoveryReport
    from store.upgrades import upgrade
    from store.verification import Verification, verify

_LOADED_WHEN_NAMED = {
    "BallotBox": "ballot_box",
    "Ballots": "ballot_box",
    "Caution": "location",
    "Comparison": "comparison",
    "Files": "files",
    "Follower": "follower",
    "Record": "record",
    "RecordDB": "database",
    "RecoveryReport": "recovery",
    "Replica": "follower",
    "Verification": "verification",
    "bundle": "bundles",
    "cautions": "location",
    "compare": "comparison",
    "mend_boxes": "ballot_box",
    "tally_digest": "ballot_box",
    "unbundle": "bundles",
    "ChainLine": "chain",
    "start_from_snapshot": "chain",
    "verify_chain": "chain",
    "read_chain": "chain",
    "restore": "chain",
    "upgrade": "upgrades",
    "verify": "verification",
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
    "Files",
    "Follower",
    "JournalError",
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
    "UnavailableError",
    "Verification",
    "WriteError",
    "bundle",
    "cautions",
    "compare",
    "mend_boxes",
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
