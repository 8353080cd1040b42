"""Screens compared with the texts kept of them.

A changed screen is meant to be looked at: run with DOITHOAI_NEW_SCREENS=1 to write the new texts, read the difference
in the commit, and keep it only if it is right.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NEW_SCREENS = "DOITHOAI_NEW_SCREENS"


def compare(path: Path, shown: str) -> None:
    """Fail where the screen differs from the text kept in `path`."""
    shown = "\n".join(row.rstrip() for row in shown.split("\n")) + "\n"
    if os.environ.get(NEW_SCREENS):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown, f"{path.stem} looks different"
