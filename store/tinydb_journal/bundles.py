"""A record as one file, for a backup or for another laptop, and the way back."""

from __future__ import annotations

import io
import lzma
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from .commit import decode_commit
from .errors import DamagedError, NotABackupError, unavailable
from .file_tenure import check_vacant
from .files import DISK, write_aside
from .format import FORMAT, JOURNAL, LARGEST, check_plain, header_line, read_journal, scan
from .generations import Head, encoded
from .recovery import is_damage
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .files import Files
    from .format import Progress
    from .tables import Rows

TABLES = "tables.json"
PARTS = (JOURNAL, TABLES)
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a bundle: the same record gives the same bytes, and no clock is told."""
MAX_RATIO = 200
"""Most bytes unpacked for a byte packed; a long record's stay below 20. Beyond it, and in bytes beyond the largest
journal, a bundle is none of ours.
"""
PACKED_AT_ONCE = 1 << 20
MOST_PARTS = 100
"""Most lines that the list of a bundle's parts may have: it has two, and some may seem to stand in what is packed."""
_LISTED = b"PK\1\2"
"""How each line of that list begins."""
_PART_HEAD = 30
"""Bytes before a part's name where it is packed."""
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OSError,
)
"""Through any of these `zipfile` says that an archive is cut, altered, locked, or packed in a way unknown here."""


def bundle(
    folder: Path | str, out: Path | str, *, files: Files = DISK, progress: Progress | None = None
) -> Path:
    """Write the whole commits of the record in `folder`, and its tables as TinyDB reads them, to the file `out`.

    A record that is open elsewhere may be bundled: what is whole by now is taken. Raises NotFoundError,
    EmptyJournalError, NotAJournalError, NewerFormatError, DamagedError (0) or UnavailableError.
    """
    folder, out = Path(folder), Path(out)
    with unavailable(out):
        data = read_journal(files, folder)
        scanned = scan(folder / JOURNAL, data)
        tables = Tables(scanned.header.tables)
        for line in data[scanned.ends[0] : scanned.size].splitlines(keepends=True):
            tables.replay(decode_commit(line))
        head = Head(FORMAT, scanned.header.record, scanned.n, scanned.size, scanned.digest.decode(), "")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, JOURNAL, data[: scanned.size], progress)
            _add(archive, TABLES, encoded(tables.rows, head), progress)
        write_aside(files, out, packed.getvalue())
    return out


def unbundle(bundled: Path | str, folder: Path | str, *, files: Files = DISK) -> Path:
    """Put the record in the file `bundled`, a bundle or a copy of a journal, into `folder`, made if need be.

    A journal that was copied while it grew may end within a line: opening the record tells. Raises NotFoundError,
    EmptyJournalError, NotAJournalError, TooLargeError, NewerFormatError, AlreadyExistsError, UnavailableError, or
    DamagedError where a commit is not what was written.
    """
    bundled, folder = Path(bundled), Path(folder)
    with unavailable(bundled):
        check_plain(bundled, files.stat(bundled))
        data = files.read(bundled)
        packed = is_bundle(data)
        if packed:
            data = unpacked(bundled, data, (JOURNAL,))[JOURNAL]
        scanned = scan(bundled, data)
        rest = data[scanned.size :]
        if rest and (packed or is_damage(rest, scanned.digest, scanned.n + 1, 0)):
            raise DamagedError(bundled, scanned.n + 1)
    put_journal(files, folder, data)
    return folder


def put_journal(files: Files, folder: Path, data: bytes) -> None:
    """Begin a record in `folder`, which is made if need be, with a journal's bytes.

    Raises AlreadyExistsError or UnavailableError.
    """
    with unavailable(folder):
        check_vacant(files, folder)
        files.make_folder(folder)
        write_aside(files, folder / JOURNAL, data)


def restore(folder: Path, lines: Sequence[str], *, files: Files = DISK) -> None:
    """Begin a record in `folder` with these lines of a journal, which must be whole.

    Raises AlreadyExistsError or UnavailableError.
    """
    put_journal(files, folder, "".join(f"{line}\n" for line in lines).encode())


def start_from_snapshot(
    folder: Path, identity: str, n: int, digest: str, tables: dict[str, Rows], *, files: Files = DISK
) -> None:
    """Begin a record in `folder` that goes on after commit `n` of another, whose tables and digest these were.

    Raises AlreadyExistsError or UnavailableError.
    """
    put_journal(files, folder, header_line(identity, n, tables, digest))


def is_bundle(data: bytes) -> bool:
    """Whether these bytes look like a bundle rather than a journal."""
    return data.startswith(b"PK")


def unpacked(path: Path, data: bytes, wanted: Sequence[str] = PARTS) -> dict[str, bytes]:
    """The parts `wanted` of a bundle by name. Raises NotABackupError where it is none of ours, or is damaged.

    What it says its parts are is looked at before any is unpacked; none then gives more bytes than was said.
    """
    if data.count(_LISTED) > MOST_PARTS:
        raise NotABackupError(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, path, len(data))
            return {name: _part(archive, name) for name in wanted}
    except _DAMAGED as broken:
        raise NotABackupError(path) from broken


def _check(archive: zipfile.ZipFile, path: Path, size: int) -> None:
    """Raise NotABackupError for what we never pack; KeyError where a part is missing."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    begins = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < begins or part.compress_type not in _PACKINGS:
            raise NotABackupError(path)
        begins = part.header_offset + _PART_HEAD + part.compress_size
    named = {part.filename for part in parts}
    if unpacked > LARGEST or unpacked > MAX_RATIO * size or len(named) != len(parts):
        raise NotABackupError(path)
    for name in PARTS:
        archive.getinfo(name)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    made = io.BytesIO()
    # In pieces: read at once, a part would be unpacked to its end before the size it is said to have is looked at.
    with archive.open(name) as packed:
        shutil.copyfileobj(packed, made, PACKED_AT_ONCE)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, progress: Progress | None) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    entry.create_system = 3  # the same bytes whichever system packs them
    with archive.open(entry, "w") as part:
        for start in range(0, len(data), PACKED_AT_ONCE):
            part.write(data[start : start + PACKED_AT_ONCE])
            if progress is not None:
                progress(start, len(data))
