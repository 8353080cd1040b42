"""A process of this program's own: the command that starts one, and, run as a script, what it begins with.

Such a process finds the rooms where this one found them, installed or in a checkout, and imports nothing from the
folder it is started in.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

ROOMS = Path(__file__).resolve().parent.parent
"""The folder that holds the rooms."""


def own_command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module` of this program, as `python -m` would, with `arguments`."""
    # With -P neither the current folder nor this script's comes first on the path (docs.python.org, using/cmdline).
    return [sys.executable, "-P", str(Path(__file__).resolve()), module, *arguments]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOMS))
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
