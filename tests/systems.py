"""Tests that only some systems can hold: each mark says why."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

IS_WINDOWS = sys.platform == "win32"

keeps_modes = pytest.mark.skipif(IS_WINDOWS, reason="Windows keeps no owner's and group's rights as modes")
open_files_can_go = pytest.mark.skipif(
    IS_WINDOWS, reason="Windows lets nobody rename, replace or remove a file that is open"
)
unix = pytest.mark.skipif(IS_WINDOWS, reason="needs a call that Windows does not have")


def has_mode(path: Path, mode: int) -> bool:
    """Whether only those may use a file or folder whom `mode` names, where the system keeps modes."""
    return IS_WINDOWS or stat.S_IMODE(path.stat().st_mode) == mode
