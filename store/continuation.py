"""Going on after a disk has failed: a journal's bytes built anew from what can still be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.commit import decode_commit, sealed
from store.journal import header_line
from store.seal import digest_of
from store.tables import Tables

if TYPE_CHECKING:
    from store.journal import FileJournal


def continued(journal: FileJournal, tables: Tables, queue: list[bytes]) -> bytes:
    """The bytes of a journal that goes on from `journal`, with the lines of `queue`, which never reached it.

    Where the old journal can be read and is what was written, this is the same journal, grown. Where it cannot, it
    is one whose header restates the tables after the last commit that was safe; the queue's lines are sealed anew,
    and their digests differ from those given when they were staged.
    """
    data = journal.whole()
    if data is not None:
        return data + b"".join(queue)
    commits = [decode_commit(line) for line in queue]
    safe = Tables(tables.frozen())
    for commit in reversed(commits):
        safe.revert(commit)
    lines = [header_line(journal.record, journal.n, safe.rows, journal.digest.decode())]
    for commit in commits:
        lines.append(sealed(commit, digest_of(lines[-1]), journal.record)[1])
    return b"".join(lines)
