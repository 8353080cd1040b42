"""Reading a record from the disk: its journal checked to the last byte, its tables, and what a crash left behind."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .commit import UNDECODABLE, decode_commit
from .errors import DamagedError, DivergedError, EmptyJournalError, NotAJournalError, NotFoundError
from .file_journal import FileJournal
from .files import write_aside
from .format import JOURNAL, header_line, read_journal, scan
from .generations import Generations
from .recovery import RecoveryReport, is_damage, put_away, set_aside
from .seam import Opened
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .files import Files
    from .format import Progress, Scan
    from .generations import Generation


@contextmanager
def without_collection() -> Iterator[None]:
    """Half a million documents and not one cycle among them: looking for cycles would take half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load(files: Files, folder: Path, progress: Progress | None = None, *, mend: bool = False) -> Opened:
    """Read and check the record in `folder`, whose lock is held.

    An end that a crash left unfinished is set aside. Damage to what was safe raises DamagedError or DivergedError,
    unless `mend` says to keep what is whole and go on from there. Raises as `read_journal` and `scan` do as well.
    """
    with without_collection():
        path = folder / JOURNAL
        generations = Generations(files, folder)
        begun = _begun_again(files, folder, generations) if mend else None
        data = read_journal(files, folder)
        scanned = scan(path, data, progress)
        found = _sorted(generations, scanned, data)
        rest = data[scanned.size :]
        if not mend:
            _check(path, found, scanned, rest)
        tables = _tables(path, generations, found.agreeing, scanned, data)
        report = _set_aside(files, folder, generations, found, scanned, data)
        journal = _made_safe(files, path, scanned, cut=bool(rest))
        lost = generations.read(generations.restoring)
        restored = partial(put_away, files, folder, generations.restoring)
        return Opened(journal, tables, begun or report, lost[0] if lost else None, restored)


def _begun_again(files: Files, folder: Path, generations: Generations) -> RecoveryReport | None:
    """Where no journal can be read at all, begin one from the newest whole snapshot. Raises why there is none."""
    path, data = folder / JOURNAL, b""
    try:
        data = read_journal(files, folder)
        scan(path, data)
    except (NotFoundError, EmptyJournalError, NotAJournalError, DamagedError):
        for generation in reversed(generations.list()):
            whole = generations.read(generation.path)
            if whole is not None:
                rows, head = whole
                kept = _kept(files, folder, data)
                write_aside(files, path, header_line(head.record, head.n, rows, head.chain))
                return RecoveryReport(head.n, len(data), kept, head.n)
        raise
    return None


def _kept(files: Files, folder: Path, data: bytes) -> Path | None:
    """Where what stood in the journal's place is kept; None where nothing did."""
    if data:
        return set_aside(files, folder, data)
    found = files.stat(folder / JOURNAL)
    if found is not None and not found.regular:  # a link, a pipe, a folder: what it is goes with it
        return put_away(files, folder, folder / JOURNAL)
    return None


class _Found(NamedTuple):
    """The generations by what the journal says of them, oldest first."""

    agreeing: list[Generation]
    ahead: list[Generation]
    """Whole ones, later than the journal's end."""
    contrary: list[Generation]
    """Whole ones that tell another history."""


def _sorted(generations: Generations, scanned: Scan, data: bytes) -> _Found:
    found = _Found([], [], [])
    for generation in generations.list():
        head = generation.head
        if head.record != scanned.header.record or head.n < scanned.header.n:
            continue
        if head.n <= scanned.n and scanned.has(data, head.n, head.chain):
            found.agreeing.append(generation)
        elif generations.read(generation.path) is not None:
            (found.ahead if head.n > scanned.n else found.contrary).append(generation)
    return found


def _check(path: Path, found: _Found, scanned: Scan, rest: bytes) -> None:
    if found.contrary:
        raise DivergedError(path, found.contrary[0].head.n)
    vouched = found.ahead[-1].head.n if found.ahead else 0
    if is_damage(rest, scanned.digest, scanned.n + 1, vouched):
        raise DamagedError(path, scanned.n + 1)


def _set_aside(
    files: Files, folder: Path, generations: Generations, found: _Found, scanned: Scan, data: bytes
) -> RecoveryReport | None:
    if scanned.size == len(data) and not found.ahead and not found.contrary:
        return None
    kept = set_aside(files, folder, data)
    for generation in found.ahead[:-1] + found.contrary:
        put_away(files, folder, generation.path)
    if found.ahead:
        # Under this name until its tables stand in the journal: a crash in between finds it again.
        files.rename(found.ahead[-1].path, generations.restoring)
        files.sync_folder(generations.folder)
    restored = found.ahead[-1].head.n if found.ahead else None
    return RecoveryReport(scanned.n, len(data) - scanned.size, kept, restored)


def _made_safe(files: Files, path: Path, scanned: Scan, *, cut: bool) -> FileJournal:
    journal = FileJournal(files, path, scanned)
    try:
        if cut:
            journal.cut()
        # After a kill the last lines may stand in the system's memory only: what is shown as recorded must be safe.
        journal.sync()
        files.sync_folder(path.parent)
    except BaseException:
        journal.close()
        raise
    return journal


def _tables(
    path: Path, generations: Generations, agreeing: list[Generation], scanned: Scan, data: bytes
) -> Tables:
    for generation in reversed(agreeing):
        found = generations.read(generation.path)
        if found is not None:
            return replayed(path, Tables(found[0]), generation.head.n, scanned, data)
    return replayed(path, Tables(scanned.header.tables), scanned.header.n, scanned, data)


def replayed(path: Path, tables: Tables, n: int, scanned: Scan, data: bytes) -> Tables:
    """`tables`, which are those after commit `n`, after every later commit. Raises DamagedError."""
    later = pairwise(scanned.ends[n - scanned.header.n :])
    for number, (start, end) in enumerate(later, start=n + 1):
        try:
            tables.replay(decode_commit(data[start:end]))
        except UNDECODABLE as broken:
            raise DamagedError(path, number) from broken
    return tables
