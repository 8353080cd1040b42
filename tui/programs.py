"""Programs of the system and of the person, found where they surely are: never in the folder one stands in."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

SYSTEM_ROOT = "SYSTEMROOT"
"""The variable that names Windows' own folder, which Windows sets for every program."""


def windows_program(*parts: str) -> str:
    """The absolute path of a program of Windows: a bare name would be looked for in the current folder first."""
    return str(Path(os.environ.get(SYSTEM_ROOT, "C:\\Windows"), *parts))


def split_command(setting: str, *, windows: bool = os.name == "nt") -> list[str]:
    r"""The program and arguments in a setting such as EDITOR, whose path may stand in quotation marks.

    On Windows a backslash is a part of the path: `"C:\Program Files\Notepad++\notepad++.exe" -multiInst`. A path with
    spaces and no quotation marks is taken whole where a file stands there.
    """
    if not windows:
        return shlex.split(setting)
    if Path(setting).is_file():
        return [setting]
    parts = shlex.split(setting, posix=False)
    return [
        part[1:-1] if len(part) > 1 and part[0] == part[-1] and part[0] in "\"'" else part for part in parts
    ]
