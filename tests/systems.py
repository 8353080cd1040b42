"""Tests that only some systems can hold: each mark says why."""

from __future__ import annotations

import sys

import pytest

IS_WINDOWS = sys.platform == "win32"

keeps_modes = pytest.mark.skipif(IS_WINDOWS, reason="Windows keeps no owner's and group's rights as modes")
open_files_can_go = pytest.mark.skipif(
    IS_WINDOWS, reason="Windows lets nobody rename, replace or remove a file that is open"
)
unix = pytest.mark.skipif(IS_WINDOWS, reason="needs a call that Windows does not have")
