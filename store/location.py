"""Whether a folder is a good location for a record: what a host should know before the meeting, not during it."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812 - gettext extractors know this name
from language import gettext as _
from store.tinydb_journal.format import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Iterator

SYNCHRONISED = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "iCloud Drive",
    "Nextcloud",
    "Zalo Cloud",
)
"""Folders whose contents a program copies to other machines, by how their names begin."""
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "davfs"})
"""File systems on another computer, as Linux names them."""
MOUNTS = Path("/proc/mounts")
CAUTIONS = {
    "synchronised": N_(
        "{folder} is kept in step with other machines by {service}, which may put an older copy in its place. "
        "Keep the record in a folder of this laptop only."
    ),
    "copies": N_(
        "Beside the journal there is another copy of it, {name}: two machines may have written at once. "
        "Check both before the meeting."
    ),
    "shared": N_("Other users of this laptop can change files in {folder}. Take that right away from them."),
    "network": N_(
        "{folder} is on another computer, and is gone when the network is. Keep the record on this laptop's own disk."
    ),
}


class Caution(NamedTuple):
    """One thing to know about a location. `str()` says it in the reader's language."""

    code: str
    """A key of CAUTIONS."""
    params: dict[str, str]

    def __str__(self) -> str:
        return _(CAUTIONS[self.code]).format_map(self.params)


def cautions(folder: Path, *, mounts: Path = MOUNTS) -> list[Caution]:
    """What speaks against keeping a record in `folder`, which need not exist yet. Never raises."""
    return list(_cautions(Path(os.path.abspath(folder)), mounts))  # noqa: PTH100 - must not raise for a lost folder


def _cautions(folder: Path, mounts: Path) -> Iterator[Caution]:
    for service in SYNCHRONISED:
        if any(part.startswith(service) for part in folder.parts):
            yield Caution("synchronised", {"folder": str(folder), "service": service})
    try:
        names = sorted(path.name for path in folder.iterdir())
        mode = folder.stat().st_mode
    except OSError:
        names, mode = [], 0
    stem = Path(JOURNAL).stem
    for name in names:
        if name.startswith(stem) and name not in (JOURNAL, f"{JOURNAL}.new"):
            yield Caution("copies", {"name": name})
    if os.name == "posix" and mode & (stat.S_IWGRP | stat.S_IWOTH):
        yield Caution("shared", {"folder": str(folder)})
    if is_on_share(Path(os.path.realpath(folder))) or _file_system(folder, mounts) in NETWORK:
        yield Caution("network", {"folder": str(folder)})


def is_on_share(folder: PurePath) -> bool:
    r"""Whether Windows names `folder` by another computer, `\\server\share`, as it does for a letter mapped to one."""
    return folder.drive.startswith("\\\\")


def _file_system(folder: Path, mounts: Path) -> str:
    """The kind of file system that `folder` is on; empty where the system does not say."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    # Linux writes a space within a path as \040.
    found = [(Path(at.replace("\\040", " ")), kind) for _device, at, kind, *_rest in lines]
    holding = [(at, kind) for at, kind in found if folder.is_relative_to(at)]
    return max(holding, key=lambda mount: len(mount[0].parts))[1] if holding else ""
