"""The tombstone: what a record's folder says once the record is kept elsewhere, so that nobody goes on with it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .commit import UNDECODABLE
from .errors import KeptElsewhereError
from .files import write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from .files import Files

TOMBSTONE = "kept-elsewhere.json"
MOST_BYTES = 4096


class Tombstone(msgspec.Struct, frozen=True):
    """Where a record went, and what was the last of it here."""

    where: str
    """For people to read."""
    n: int
    digest: str


def lay_tombstone(files: Files, folder: Path, stone: Tombstone) -> None:
    """Have the record in `folder` be kept elsewhere from now on. Raises OSError."""
    write_aside(files, folder / TOMBSTONE, msgspec.json.encode(stone) + b"\n")


def lift_tombstone(files: Files, folder: Path) -> None:
    """Let the record in `folder` be written again. Harmless where there is none. Raises OSError."""
    if files.stat(folder / TOMBSTONE) is not None:
        files.remove(folder / TOMBSTONE)
        files.sync_folder(folder)


def check_kept_here(files: Files, folder: Path) -> None:
    """Raise KeptElsewhereError where there is a tombstone; one that cannot be read is one all the same."""
    if files.stat(folder / TOMBSTONE) is None:
        return
    try:
        stone = msgspec.json.decode(files.read(folder / TOMBSTONE, 0, MOST_BYTES), type=Tombstone)
    except UNDECODABLE:
        stone = Tombstone("?", 0, "")
    raise KeptElsewhereError(folder, stone.where)
