"""The record: a TinyDB that loses nothing and cannot be altered unseen; its followers, ballot box and checks.

    record = Record.create(Path("minutes"))                 # or Record.open
    questions = record.db.table("questions")                # TinyDB, whole
    questions.insert({"text": "When?"})                     # one commit, on the disk when the call returns
    with record.together(by="host", did="tidy"):            # one commit of many writes, or none
        questions.update({"state": "seen"}, where("text").exists())
    record.undo(record.n, by="host", at=now)
    record.close()

`Follower.open` reads along from another process, `verify` checks, `bundle` packs; docs/data-format.md is the format.
"""

from __future__ import annotations

from store.ballot_box import BallotBox, Ballots, tally_digest
from store.bundles import bundle, unbundle
from store.commit import Change, Commit, DocumentChange, Op, undoing
from store.comparison import Comparison, compare
from store.database import RecordDB
from store.files import Files
from store.follower import Follower, Replica
from store.place import Caution, cautions
from store.record import Record
from store.recovery import RecoveryReport
from store.refusal import (
    BoxClosed,
    BoxUnwritable,
    Closed,
    Damaged,
    Empty,
    Exists,
    Foreign,
    Forked,
    Held,
    Missing,
    NewerFormat,
    Overtaken,
    ReadOnly,
    StoreRefusal,
    Unusable,
    Unwritable,
)
from store.upgrades import upgrade
from store.verification import Verification, verify

__all__ = [
    "BallotBox",
    "Ballots",
    "BoxClosed",
    "BoxUnwritable",
    "Caution",
    "Change",
    "Closed",
    "Commit",
    "Comparison",
    "Damaged",
    "DocumentChange",
    "Empty",
    "Exists",
    "Files",
    "Follower",
    "Foreign",
    "Forked",
    "Held",
    "Missing",
    "NewerFormat",
    "Op",
    "Overtaken",
    "ReadOnly",
    "Record",
    "RecordDB",
    "RecoveryReport",
    "Replica",
    "StoreRefusal",
    "Unusable",
    "Unwritable",
    "Verification",
    "bundle",
    "cautions",
    "compare",
    "tally_digest",
    "unbundle",
    "undoing",
    "upgrade",
    "verify",
]
