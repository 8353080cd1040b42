"""Upgrades: each format's journal from the one before it, by a named pure step, with the old file kept.

A journal's digest may stand printed in minutes, so a step that changes lines must say in the new header which digest
it goes on from; the file as it was is kept beside the record and verifies as it always did.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from .commit import Document
from .errors import NotAJournalError, NotFoundError, unavailable
from .file_tenure import FileTenure, check_vacant
from .files import DISK, write_aside
from .format import FORMAT, JOURNAL, header_line, scan
from .generations import RESERVED
from .recovery import set_aside

if TYPE_CHECKING:
    from .files import Files


_decode = msgspec.json.Decoder(dict[str, dict[int, Document]]).decode


def is_plain_tinydb(data: bytes) -> bool:
    """Whether these bytes look like TinyDB's own file: an object of tables, and no journal."""
    return data.lstrip()[:1] == b"{" and not data.startswith(b'{"journal":')


def journal_from_plain_tinydb(data: bytes) -> bytes:
    """A journal without commits whose header holds the tables in `data`.

    The record's number is taken from the bytes, so that the same file gives the same journal. Raises ValueError for
    what is not a TinyDB file.
    """
    tables = _decode(data)
    tables.pop(RESERVED, None)
    return header_line(sha256(data).hexdigest()[:32], tables=tables)


class UpgradeStep(NamedTuple):
    """From one format to the next."""

    name: str
    why: str
    apply: Callable[[bytes], bytes]
    """The bytes of a journal in the next format, from those in this one. Raises ValueError where they are not that."""


STEPS = (
    UpgradeStep(
        "a plain TinyDB file becomes a journal",
        "a file that TinyDB rewrites whole can be torn, emptied or altered without a trace",
        journal_from_plain_tinydb,
    ),
)
"""By the format they begin from; format 0 is the one file that stock TinyDB keeps."""


def upgraded(path: Path, data: bytes) -> bytes:
    """The bytes of a journal in today's format, from a file in any earlier one.

    Raises NotAJournalError or NewerFormatError.
    """
    if not is_plain_tinydb(data):
        scan(path, data)
        return data
    for step in STEPS[:FORMAT]:
        try:
            data = step.apply(data)
        except ValueError as wrong:
            raise NotAJournalError(path) from wrong
    return data


def upgrade(path: Path | str, folder: Path | str, *, files: Files = DISK) -> Path:
    """Make a record in `folder` of the file at `path`, of any format; the file as it is is kept in `folder` too.

    Raises NotFoundError, NotAJournalError, NewerFormatError, AlreadyExistsError, LockedError or UnavailableError.
    """
    path, folder = Path(path), Path(folder)
    with unavailable(path):
        found = files.stat(path)
        if found is None or not found.regular:
            raise NotFoundError(path)
        data = files.read(path)
    journal = upgraded(path, data)
    with unavailable(folder):
        files.make_folder(folder)
        tenure = FileTenure(folder, files)
        with tenure.locked():
            check_vacant(files, folder)
            set_aside(files, folder, data)
            write_aside(files, folder / JOURNAL, journal)
        tenure.release()
    return folder


__all__ = ["STEPS", "UpgradeStep", "upgrade", "upgraded"]
