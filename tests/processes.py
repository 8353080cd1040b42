"""Other processes, as a test looks at them and ends them."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest


def kill(pid: int) -> None:
    """End a process at once, without a word."""
    if sys.platform == "win32":
        os.kill(pid, signal.SIGTERM)  # TerminateProcess, whatever the signal
    else:
        os.kill(pid, signal.SIGKILL)


def memory_of(pid: int) -> int:
    """Resident bytes of a process. Skips the test where the system does not tell."""
    if sys.platform == "win32":
        pytest.skip("Windows has no /proc")
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE")
