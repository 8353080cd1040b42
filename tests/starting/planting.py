"""Files that betray that they were imported, under every name there is."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

from tests.scenarios.building import ROOMS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(
    name
    for name in {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize", "usercustomize"}
    if name.isidentifier()
)
"""Every module of the standard library, of every library installed, and what Python runs at its start."""


def plant(folder: Path, betrayed: Path, *, besides: frozenset[str] = ROOMS) -> None:
    """Put a module of every name there is into `folder`."""
    trap = f"open({str(betrayed)!r}, 'a', encoding='utf-8').write(__file__ + '\\n')\n"
    for name in NAMES:
        (folder / f"{name}.py").write_text(trap, encoding="utf-8")
    for room in {*besides, "tests", "start", "_app"}:
        (folder / room).mkdir()
        (folder / room / "__init__.py").write_text(trap, encoding="utf-8")
        (folder / room / "__main__.py").write_text(trap, encoding="utf-8")
