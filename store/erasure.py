"""Erasing a file: its bytes first, then its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from store.tinydb_journal.files import Files


def erase(files: Files, path: Path) -> None:
    """Write zeros over the file at `path`, wait until they are on the disk, and take it away.

    A solid-state disk may keep an old copy of a block out of reach; that is why what is erased first is always a
    key, without which the rest says nothing. Raises FileNotFoundError or OSError.
    """
    found = files.stat(path)
    if found is None:
        raise FileNotFoundError(str(path))
    opened = files.rewrite(path)
    try:
        opened.append(bytes(found.size))
        opened.sync()
    finally:
        opened.close()
    files.remove(path)
    files.sync_folder(path.parent)
