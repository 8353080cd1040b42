"""A load to run tests beside: as many processes as there are cores that do nothing but keep them busy."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent:\n    sum(range(100_000))"
"""Works at ordinary priority until it is ended, or until whoever started it is gone."""


@contextmanager
def beside_a_load() -> Iterator[list[int]]:
    """Keep every core busy while the block runs; gives the ids of the processes that do, which are ended after it."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(os.cpu_count() or 1):
            started.append(subprocess.Popen([sys.executable, "-I", "-c", BUSY]))
        yield [process.pid for process in started]
    finally:
        for process in started:
            process.kill()
            process.wait()
