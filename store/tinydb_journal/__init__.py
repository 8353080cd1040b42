"""TinyDB on an append-only, hash-chained journal: nothing is lost in a crash, and nothing is altered unseen.

    db = JournalDB("minutes")                     # a folder, begun if there is none
    db.table("questions").insert({"text": "When?"})
    db.close()

The rest of TinyDB works as its documentation says; README.md tells what is added. What is refused is an error of
`tinydb_journal.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .commit import Change
from .errors import JournalError

if TYPE_CHECKING:
    from .bundles import bundle, unbundle
    from .follower import Follower
    from .journal_db import JournalDB, JournalStorage
    from .record import Record
    from .seam import Journal, Tenure
    from .upgrades import upgrade
    from .verification import verify

_LOADED_WHEN_NAMED = {
    "Follower": "follower",
    "Journal": "seam",
    "JournalDB": "journal_db",
    "JournalStorage": "journal_db",
    "Record": "record",
    "Tenure": "seam",
    "bundle": "bundles",
    "unbundle": "bundles",
    "upgrade": "upgrades",
    "verify": "verification",
}
"""Where each of these names stands: a program that only reads loads neither TinyDB nor locks nor the checks."""

if (
    not TYPE_CHECKING
):  # pragma: no branch  a type checker knows the names from above, and tells one that is not there

    def __getattr__(name: str) -> object:
        home = _LOADED_WHEN_NAMED.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{home}", __name__), name)


__all__ = [
    "Change",
    "Follower",
    "Journal",
    "JournalDB",
    "JournalError",
    "JournalStorage",
    "Record",
    "Tenure",
    "bundle",
    "unbundle",
    "upgrade",
    "verify",
]
