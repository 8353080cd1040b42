"""What a file picker lists: folders and files of a folder, the newest files, and where to begin to look."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from meeting.text.folding import text_key
from tui.drives import drives

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTED = 500
"""Most entries of a folder that are listed."""

RECENT = 8
"""Most of the newest files that are offered at first."""

LOOKED_AT = 2_000
"""Most entries of a folder that are looked at for the newest files."""

OWN_FOLDERS = ("Downloads", "Desktop", "Documents", "Tải xuống", "Màn hình nền", "Tài liệu")
"""Where a person's files usually lie, under the home folder, in English and in Vietnamese."""


class Listed(NamedTuple):
    """A file or folder to choose, and when it was changed, in seconds since 1970."""

    path: Path
    is_folder: bool
    changed: float = 0.0


def entries(folder: Path, suffixes: Sequence[str]) -> list[Listed]:
    """The folders of `folder`, then its files that end so, each by name; hidden ones left out. Raises OSError."""
    with os.scandir(folder) as scanned:
        shown = [entry for entry in scanned if not entry.name.startswith((".", "~$"))]
    found = [one for entry in shown if (one := _listed(entry, suffixes)) is not None]
    return sorted(found, key=lambda one: (not one.is_folder, text_key(one.path.name)))[:LISTED]


def _listed(entry: os.DirEntry[str], suffixes: Sequence[str]) -> Listed | None:
    try:
        found = entry.stat()
    except OSError:
        return None
    if stat.S_ISDIR(found.st_mode):
        return Listed(Path(entry.path), is_folder=True)
    if not stat.S_ISREG(found.st_mode) or (suffixes and not entry.name.lower().endswith(tuple(suffixes))):
        return None
    return Listed(Path(entry.path), is_folder=False, changed=found.st_mtime)


def beginnings(suffixes: Sequence[str]) -> list[Listed]:
    """Where to begin: the newest files in the usual places, sticks and drives, the person's own folders.

    A drive on another machine is named and not read: its server may be away.
    """
    home = Path.home()
    own = [folder for name in OWN_FOLDERS if (folder := home / name).is_dir()]
    plugged_in = drives()
    newest: dict[Path, Listed] = {}
    for folder in (*(drive.root for drive in plugged_in if not drive.is_remote), *own):
        try:
            newest |= {one.path: one for one in entries(folder, suffixes)[:LOOKED_AT] if not one.is_folder}
        except OSError:
            continue
    recent = sorted(newest.values(), key=lambda one: -one.changed)[:RECENT]
    roots = (drive.root for drive in plugged_in)
    return [*recent, *(Listed(folder, is_folder=True) for folder in (*roots, *own, home))]
