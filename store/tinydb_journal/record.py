"""The record: a folder with one writer, whose tables are TinyDB's and whose journal is the truth."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from .commit import Change, Commit, Op, alike, copied, decode_commit, plain, undoing
from .database import RecordDB, TablesStorage
from .errors import ConflictError, unavailable
from .file_tenure import FileTenure
from .files import DISK
from .generations import RESERVED
from .snapshots import Snapshots
from .tables import difference
from .writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .commit import Document, DocumentChange
    from .files import Files
    from .format import Progress
    from .seam import Opened, Tenure
    from .tables import Rows


class Record:
    """The one writer of a record. Any thread may stage, flush and write to `db`; writes follow each other."""

    def __init__(self, tenure: Tenure, opened: Opened) -> None:
        self.recovery = opened.report
        """What was mended at opening; None where all was well."""
        self._tenure = tenure
        self._tables = opened.tables
        self._writer = Writer(opened.journal)
        self._gathered: list[Change] | None = None
        """The changes of a transaction under way; None outside of one."""
        self._writes = 0
        """How many writes to `db` are under way within each other."""
        self.snapshots = Snapshots(self._writer, self._tables)
        self.storage = TablesStorage(self._tables, self._write, self._writing, self.close)
        self.db = RecordDB(self.storage)
        """The tables as TinyDB gives them; each write is one commit, on the disk when the call returns."""
        if opened.lost is not None:
            self._restore(opened.lost)
            opened.restored()

    @classmethod
    def create(cls, folder: Path | str, *, identity: str = "", files: Files = DISK) -> Record:
        """Begin an empty record in `folder`, which is made if need be.

        `identity` sets it apart from every other record and begins its chain: random unless given. Raises
        AlreadyExistsError, LockedError or UnavailableError.
        """
        return cls.began(FileTenure(folder, files), identity)

    @classmethod
    def open(
        cls, folder: Path | str, *, files: Files = DISK, progress: Progress | None = None, mend: bool = False
    ) -> Record:
        """Hold, check and, after a crash, recover the record in `folder`; `recovery` tells what was set aside.

        Raises NotFoundError, LockedError, EmptyJournalError, NotAJournalError, NewerFormatError, DamagedError,
        DivergedError or UnavailableError. With `mend` damage to the journal raises nothing: what is whole before it
        is kept, and the tables of a later snapshot are restored; where no journal is left at all, one is begun from
        the newest snapshot.
        """
        return cls.taken(FileTenure(folder, files), progress, mend=mend)

    @classmethod
    def began(cls, tenure: Tenure, identity: str = "") -> Record:
        """As `create`, wherever the commits are kept."""
        return cls._with(tenure, tenure.create(identity or secrets.token_hex(16)))

    @classmethod
    def taken(cls, tenure: Tenure, progress: Progress | None = None, *, mend: bool = False) -> Record:
        """As `open`, wherever the commits are kept."""
        return cls._with(tenure, tenure.take(progress, mend=mend))

    @classmethod
    def _with(cls, tenure: Tenure, opened: Opened) -> Record:
        try:
            with unavailable(tenure.address):
                return cls(tenure, opened)
        except BaseException:
            opened.journal.close()
            tenure.release()
            raise

    @property
    def folder(self) -> Path:
        """Where the record is."""
        return self._tenure.address

    @property
    def identity(self) -> str:
        """The record's own number, the same in every copy of it."""
        return self._writer.journal.record

    @property
    def begins_after(self) -> int:
        """Not 0 where the journal goes on from one lost with its disk: the commits up to here are not in it."""
        return self._writer.journal.base

    @property
    def n(self) -> int:
        """The last staged commit."""
        return self._writer.n

    @property
    def digest(self) -> str:
        """The chain's digest up to the last staged commit."""
        return self._writer.digest.decode()

    @property
    def durable_n(self) -> int:
        """The last commit known to be on the disk."""
        return self._writer.journal.n

    def stage(self, changes: Iterable[DocumentChange], *, by: str, did: str, at: str) -> Commit:
        """Apply `changes` in memory as one commit and queue it for the disk.

        Raises ValueError, with nothing changed, for what JSON cannot hold or could not give back, and for the
        removal of a document that is not there; WriteError after a failed flush.
        """
        with self._writer.state:
            self._check_alone()
            return self._stage(changes, by=by, did=did, at=at)

    def _check_alone(self) -> None:
        # Other threads wait for the end of the block; in its own, the tables hold what is no commit yet.
        with self._writer.state:
            if self._gathered is not None:
                raise RuntimeError("inside a transaction, only write through db")

    def _stage(
        self,
        changes: Iterable[DocumentChange],
        *,
        by: str,
        did: str,
        at: str,
        made: Iterable[str] = (),
        dropped: Iterable[str] = (),
    ) -> Commit:
        with self._writer.state:
            self._writer.check()
            ops = self._ops(changes)
            commit = Commit(self.n + 1, at, by, did, ops, self.durable_n, tuple(made), tuple(dropped))
            commit, as_read = self._writer.stage(commit)
            self._tables.replay(as_read)
            return commit

    def _ops(self, changes: Iterable[DocumentChange]) -> tuple[Op, ...]:
        ops: list[Op] = []
        seen: dict[tuple[str, int], Document | None] = {}
        for change in changes:
            if change.table == RESERVED:
                raise ValueError(f"no table of a record can be called {RESERVED}")
            key = change.table, change.id
            before = seen[key] if key in seen else copied(self._tables.of(change.table).get(change.id))
            after = None if change.document is None else plain(change.document)
            if before is None and after is None:
                raise ValueError(f"there is no document {change.id} in {change.table} to take away")
            ops.append(Op(change.table, change.id, after, before))
            seen[key] = after
        return tuple(ops)

    def flush(self) -> int:
        """Write everything staged with one sync; returns the last commit on the disk.

        Raises WriteError when the disk refuses, and from then on until `resume` or `move_to`: a failed sync is
        never tried again, since the system may then report as written what is lost.
        """
        n = self._writer.flush()
        self.snapshots.take_if_due()
        return n

    def commit(self, changes: Iterable[DocumentChange], *, by: str, did: str, at: str) -> Commit:
        """Stage one commit and flush: when this returns it is on the disk."""
        commit = self.stage(changes, by=by, did=did, at=at)
        self.flush()
        return commit

    def _write(self, changes: list[Change], made: list[str], dropped: list[str]) -> None:
        with self._writer.state:
            if self._gathered is not None:
                ops = self._ops(changes)
                self._gathered += changes
                self._tables.apply(Commit(0, "", "", "", ops, 0, tuple(made), tuple(dropped)))
            else:
                self._stage(changes, by="", did="write", at=_now(), made=made, dropped=dropped)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        # The disk is waited for only once the tables are let go: others then share the sync.
        with self._writer.state:
            before, self._writes = self.n, self._writes + 1
            try:
                yield
            finally:
                self._writes -= 1
            staged = self._writes == 0 and self.n > before
        if staged:
            self.flush()

    @contextmanager
    def transaction(self, *, by: str = "", did: str = "write", at: str | None = None) -> Iterator[None]:
        """Make one commit of every write to `db` inside the with-block, or none of them if it raises.

        Other threads' writes wait for its end. A block within a block is part of the outer one.
        """
        with self._writer.flushing, self._writer.state:
            if self._gathered is not None:
                yield
                return
            before, self._gathered = self._tables.frozen(), []
            try:
                yield
                changes, after = self._gathered, self._tables.frozen()
            finally:
                self._gathered = None
                self._tables.become(before)
            made = [name for name in after if name not in before and not after[name]]
            dropped = [name for name in before if name not in after]
            self._stage(changes, by=by, did=did, at=at or _now(), made=made, dropped=dropped)
        self.flush()

    def _restore(self, rows: dict[str, Rows]) -> None:
        changes, made, dropped = difference(self._tables, rows)
        if changes or made or dropped:
            self._stage(changes, by="", did="restore", at=_now(), made=made, dropped=dropped)
            self.flush()

    def undo(self, n: int, *, by: str, at: str) -> Commit:
        """Commit the opposite of commit `n`. Raises ConflictError where what it changed was changed again since.

        Raises ValueError where there is no commit `n` on the disk.
        """
        commit = next(self.commits(n - 1), None)
        if commit is None or commit.n != n:
            raise ValueError(f"there is no commit {n} to undo")
        with self._writer.state:
            left = {(op.table, op.id): op.document for op in commit.ops}
            if any(
                not alike(self._tables.of(table).get(number), document)
                for (table, number), document in left.items()
            ):
                raise ConflictError(n)
            undone = self.stage(undoing(commit), by=by, did=f"undo {n}", at=at)
        self.flush()
        return undone

    def commits(self, after: int = 0) -> Iterator[Commit]:
        """The commits on the disk later than `after`, first to last."""
        return map(decode_commit, self.lines(after))

    def head(self) -> bytes:
        """The journal's first line, which a copy of the journal begins with."""
        return self._writer.journal.head()

    def lines(self, after: int = 0) -> Iterator[bytes]:
        """The same as they stand in the journal, to be sent to a `Replica` elsewhere."""
        return self._writer.journal.read(after)

    def history(self, table: str, id: int) -> list[Commit]:  # noqa: A002 - the name a change and an op give it
        """The commits on the disk that changed one document, first to last."""
        found = map(decode_commit, self._lines_naming(table, id))
        return [commit for commit in found if any((op.table, op.id) == (table, id) for op in commit.ops)]

    def _lines_naming(self, table: str, number: int) -> Iterator[bytes]:
        """The lines that may hold an op on a document: all that do, and few others, none of them decoded.

        Within a text a quotation mark stands escaped, so no one's words can look like an op of a commit; a document
        that itself holds these members may, which is why the caller decodes and looks again.
        """
        needle = b'"table":' + msgspec.json.encode(table) + b',"id":' + str(number).encode()
        named = needle + b",", needle + b"}"
        return (line for line in self.lines() if named[0] in line or named[1] in line)

    def snapshot(self) -> Path:
        """Flush, and write the tables as a plain TinyDB file; returns its path. Raises WriteError or OSError."""
        self._check_alone()
        return self.snapshots.take()

    def resume(self) -> int:
        """Go on in the same folder after the disk refused, once there is space or the disk is back.

        Where only a write had failed it is made again; where a sync had, everything goes to a new file. Returns the
        last commit on the disk. Raises WriteError where the disk still refuses; nothing is lost by trying.
        """
        self._check_alone()
        return self._writer.resume(self._tables)

    def move_to(self, folder: Path) -> None:
        """Go on in another folder, made if need be, with every commit and all that waits in memory.

        Raises AlreadyExistsError, LockedError, or UnavailableError where that place cannot be written either; the
        record then stays as it was.
        """
        self._check_alone()
        old, self._tenure = self._tenure, self._writer.move(self._tenure, folder, self._tables)
        old.release()

    def close(self) -> None:
        """Flush, take a snapshot, and let others open the record. Harmless a second time.

        Raises WriteError, and stays open, where something staged cannot be written: `move_to` may still save it.
        """
        if not self._writer.closed:
            self._check_alone()
            self._writer.flush()
            self.snapshots.take_last()
            self.abandon()

    def abandon(self) -> None:
        """Let go of the record at once; what was staged and not flushed is lost. Harmless a second time."""
        if not self._writer.closed:
            self._writer.close()
            self._tenure.release()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
