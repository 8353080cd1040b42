"""Training: the written lines of the packaged areas, and the script that turns them into the packaged model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.lines import read_written

if TYPE_CHECKING:
    from triage.lines import Line

LINES = Path(__file__).parent / "lines"


def written_lines() -> list[Line]:
    """Every line in `lines/`, in the order of the files."""
    return [line for path in sorted(LINES.glob("*.txt")) for line in read_written(path)]
