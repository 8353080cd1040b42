"""Places on this laptop where a record could go on when its own disk refuses: other disks and sticks, by free space."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.drives import drives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "doithoai"
"""What the folder on the other disk is called; the meeting's own folder is made in it."""

SUGGESTED = 5
TEN = 10
"""Gigabytes from which a decimal tells nobody anything."""


class Location(NamedTuple):
    """A folder to go on in, and the bytes free there."""

    folder: Path
    free: int


def suggested(refusing: Path) -> list[Location]:
    """Folders on other disks than that of `refusing` that this person may write to, the most free space first."""
    return other_locations(refusing, candidates())


def other_locations(refusing: Path, roots: Iterable[Path]) -> list[Location]:
    """The best of `roots` by free space, one a disk and none on the disk of `refusing`."""
    taken = {_disk_of(refusing)}
    found = []
    for root in roots:
        disk = _disk_of(root)
        if disk is None or disk in taken or not os.access(root, os.W_OK):
            continue
        try:
            free = shutil.disk_usage(root).free
        except OSError:
            continue
        if free:
            taken.add(disk)
            found.append(Location(root / FOLDER, free))
    return sorted(found, key=lambda place: -place.free)[:SUGGESTED]


def candidates() -> Iterator[Path]:
    """What is plugged in, then this person's own folders. A record never goes on over a network by itself."""
    yield from (drive.root for drive in drives() if not drive.is_remote)
    yield Path.home() / "Documents"
    yield Path.home()


def _disk_of(folder: Path) -> int | None:
    """The device that `folder` is on; None where it cannot be asked."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def size_in_words(size: int) -> str:
    """Bytes as people say them: 14 GB, 1.5 GB, 320 MB."""
    gigabytes = size / 1_000_000_000
    if gigabytes >= TEN:
        return f"{gigabytes:.0f} GB"
    return f"{gigabytes:.1f} GB" if gigabytes >= 1 else f"{size // 1_000_000} MB"
