"""Drives, disks and sticks as this system names them."""

from __future__ import annotations

import asyncio
import os
import string
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

MOUNTED = ("media/*/*", "media/*", "run/media/*/*", "mnt/*", "Volumes/*")
"""Where Linux and macOS show disks and sticks that were plugged in, from the root."""

REMOVABLE, FIXED, REMOTE, MEMORY = 2, 3, 4, 6
"""What Windows calls a drive that a person can keep files on (GetDriveTypeW); an optical drive is none."""

T = TypeVar("T")


class Drive(NamedTuple):
    """The root folder of a drive, and whether it stands on another machine: such a one may keep a reader waiting."""

    root: Path
    is_remote: bool = False


def drives() -> list[Drive]:
    """The drives there are. On Windows none of them is touched; elsewhere each is asked whether it may be read."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        return lettered(kernel.GetLogicalDrives(), lambda root: int(kernel.GetDriveTypeW(root)))
    found = dict.fromkeys(path for pattern in MOUNTED for path in sorted(Path("/").glob(pattern)))
    return [Drive(path) for path in found if os.access(path, os.R_OK | os.X_OK)]


def lettered(mask: int, kind_of: Callable[[str], int]) -> list[Drive]:
    """The drives of Windows: bit n of `mask` stands for the n-th letter, and `kind_of` its root tells what it is."""
    roots = (f"{letter}:\\" for place, letter in enumerate(string.ascii_uppercase) if mask >> place & 1)
    kinds = ((root, kind_of(root)) for root in roots)
    return [
        Drive(Path(root), kind == REMOTE)
        for root, kind in kinds
        if kind in {REMOVABLE, FIXED, REMOTE, MEMORY}
    ]


async def while_away(look: Callable[[], T]) -> T:
    """What `look` finds, in a thread of its own that nobody waits for when the program ends.

    A network drive whose server is away, or a stick that is failing, answers after half a minute or never: neither
    the screen nor quitting may wait for it. Raises what `look` raises.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, error: BaseException | None) -> None:
        if found.done():
            return
        if error is not None:
            found.set_exception(error)
        else:
            found.set_result(result)  # type: ignore[arg-type]  # None only where `look` returns it

    def run() -> None:
        result, error = None, None
        try:
            result = look()
        except BaseException as raised:  # noqa: BLE001  it is raised where it is waited for
            error = raised
        try:
            loop.call_soon_threadsafe(tell, result, error)
        except RuntimeError:  # the loop has ended meanwhile
            return

    threading.Thread(target=run, name="drives", daemon=True).start()
    return await found
