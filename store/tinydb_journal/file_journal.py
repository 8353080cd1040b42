"""The journal as a file: appended to and watched, and written anew, here or elsewhere, after a disk has failed."""

from __future__ import annotations

from contextlib import suppress
from errno import EFBIG, ESTALE
from itertools import accumulate
from typing import TYPE_CHECKING

from .chain import digest_of
from .commit import decode_commit, sealed
from .errors import FencedError, JournalError, WriteError
from .files import put_in_place, write_new
from .format import FORMAT, JOURNAL, LARGEST, READ_AT_ONCE, UNKNOWN, header_line, scan
from .generations import Generations, Head
from .recovery import put_away, set_aside
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .files import Files
    from .format import Scan
    from .tables import Rows


class FileJournal:
    """The journal as a file open for appending."""

    def __init__(self, files: Files, path: Path, found: Scan) -> None:
        self.files, self.path, self.address = files, path, path.parent
        self.record, self.base = found.header.record, found.header.n
        self.digest = found.digest
        self.doubtful = False
        """Whether a sync has failed: what this file holds is then unknown, and it is never written again."""
        self._ends = found.ends
        self._opened = files.append(path)
        self._changed = UNKNOWN
        self._note_changed()

    @property
    def n(self) -> int:
        """The last commit in the file."""
        return self.base + len(self._ends) - 1

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._ends[-1]

    def head(self) -> bytes:
        """The first line, which says what journal this is."""
        return self.files.read(self.path, 0, self._ends[0])

    def append(self, batch: list[bytes]) -> None:
        """As `Journal.append`."""
        try:
            self._append(batch)
        except OSError as refused:
            raise WriteError(self.address, refused, self.n, len(batch)) from refused

    def landed(self, batch: list[bytes]) -> bool:
        """As `Journal.landed`. Lines whose sync failed or was cut short never count: nothing is known of them."""
        return digest_of(batch[-1]) == self.digest

    def _append(self, batch: list[bytes]) -> None:
        self._check_in_place()
        data = b"".join(batch)
        if self.size + len(data) > LARGEST:
            raise OSError(EFBIG, "a larger journal would not be read again")
        self._opened.append(data)
        self.sync()
        self._ends.extend(list(accumulate(map(len, batch), initial=self.size))[1:])
        self.digest = digest_of(batch[-1])
        self._note_changed()

    def sync(self) -> None:
        """Wait until everything in the file is safe. Raises OSError, after which the file is doubtful for good."""
        try:
            self._opened.sync()
        except BaseException:
            self.doubtful = True
            raise

    @property
    def in_place(self) -> bool:
        """Whether the file still has its name and holds what was written, whatever may stand after that."""
        now = self.files.stat(self.path)
        return now is not None and now.identity == self._opened.stat().identity and self.whole() is not None

    def _check_in_place(self) -> None:
        # Another program may have deleted, replaced or edited the file: writing on would lose everything quietly.
        now, ours = self.files.stat(self.path), self._opened.stat()
        if now is None or now.identity != ours.identity or now.size != self.size:
            raise OSError(ESTALE, "the file was replaced")
        if now.changed != self._changed and self.whole() is None:
            raise OSError(ESTALE, "the file was altered")

    def whole(self) -> bytes | None:
        """The file's bytes as the chain vouches for them; None where they are not what was written."""
        try:
            data = self._opened.read(self.size)
        except OSError:
            return None
        try:
            found = scan(self.path, data)
        except JournalError:
            return None
        return data if (found.size, found.digest) == (self.size, self.digest) else None

    def read(self, after: int) -> Iterator[bytes]:
        """The line of each commit later than `after`."""
        ends = self._ends
        first, last = max(after, self.base) - self.base, len(ends) - 1
        while first < last:
            upto = first + 1
            while upto < last and ends[upto] - ends[first] < READ_AT_ONCE:
                upto += 1
            data = self.files.read(self.path, ends[first], ends[upto] - ends[first])
            yield from data.splitlines(keepends=True)
            first = upto

    def cut(self) -> None:
        """Drop what follows the last whole line. Raises OSError."""
        self._opened.cut(self.size)
        self._note_changed()

    def _note_changed(self) -> None:
        # The lines are safe by now: not to know when they were written must not make them look refused.
        try:
            self._changed = self._opened.stat().changed
        except OSError:
            self._changed = UNKNOWN

    def resume(self, queue: list[bytes], tables: Tables) -> FileJournal:
        """As `Journal.resume`. Where only a write had failed it is made again; where a sync had, in a new file."""
        try:
            self._make_way(queue)
            if self.doubtful or not self.in_place:
                return self.moved(self.address, queue, tables)
            self.cut()
            self._append(queue)
        except OSError as refused:
            raise WriteError(self.address, refused, self.n, len(queue)) from refused
        return self

    def _make_way(self, queue: list[bytes]) -> None:
        """Keep a copy of what stands in the journal's place and is not ours; where another writes there, refuse."""
        there = self.files.stat(self.path)
        if there is None:
            return
        if not there.regular:
            put_away(self.files, self.address, self.path)
            return
        found, ours = self.files.read(self.path), self.whole()
        if ours is not None and b"".join([ours, *queue]).startswith(found):
            return
        if self._is_anothers(found, ours, queue):
            raise FencedError(
                self.address, OSError(ESTALE, "another program writes here"), self.n, len(queue)
            )
        set_aside(self.files, self.address, found)

    def _is_anothers(self, found: bytes, ours: bytes | None, queue: list[bytes]) -> bool:
        """Whether `found` holds whole commits that are not ours: someone was told that they are safe."""
        try:
            scanned = scan(self.path, found)
        except JournalError:
            return False
        if scanned.header.record != self.record:
            return True
        if ours is None:
            return scanned.n > self.n
        return not b"".join([ours, *queue]).startswith(found[: scanned.size])

    def moved(self, folder: Path, queue: list[bytes], tables: Tables) -> FileJournal:
        """As `Journal.moved`."""
        path = folder / JOURNAL
        data = self._continued(queue, tables)
        write_new(self.files, path, data)
        # Windows gives no file the name of one that is open.
        self.close()
        try:
            put_in_place(self.files, path)
            return FileJournal(self.files, path, scan(path, data))
        except BaseException:
            # Whether the new file has the name, and would have it after a power cut, is not known.
            self._take_back(path)
            raise

    def _continued(self, queue: list[bytes], tables: Tables) -> bytes:
        """The bytes of a journal that goes on from this one, with the lines of `queue`, which never reached it.

        Where this one can be read and is what was written, it is the same journal, grown. Where it cannot, it is one
        whose header restates the tables after the last commit that was safe; the queue's lines are sealed anew, and
        their digests differ from those given when they were staged.
        """
        data = self.whole()
        if data is not None:
            return data + b"".join(queue)
        commits = [decode_commit(line) for line in queue]
        safe = Tables(tables.frozen())
        for commit in reversed(commits):
            safe.revert(commit)
        lines = [header_line(self.record, self.n, safe.rows, self.digest.decode())]
        for commit in commits:
            lines.append(sealed(commit, digest_of(lines[-1]), self.record)[1])
        return b"".join(lines)

    def _take_back(self, path: Path) -> None:
        if path == self.path:
            self.doubtful = True
        else:
            with suppress(OSError):
                self.files.remove(path)
        with suppress(OSError):
            self._opened = self.files.append(self.path)

    def snapshot(self, rows: dict[str, Rows], n: int, digest: str) -> tuple[Path, int]:
        """As `Journal.snapshot`: one more generation."""
        generations = Generations(self.files, self.address)
        for generation in generations.list():
            if (generation.head.n, generation.head.chain) == (n, digest):
                return generation.path, 0
        return generations.write(rows, Head(FORMAT, self.record, n, self._ends[n - self.base], digest, ""))

    def close(self) -> None:
        """As `Journal.close`."""
        with suppress(OSError):
            self._opened.close()
