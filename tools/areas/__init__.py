"""The packaged areas: the written lines they are taught by, and the sets their suggestions are measured on.

`python -m tools.areas` learns the packaged model from the lines. Nothing here is installed: the product carries the
model, and `doithoai areas` teaches and measures on an agency's own questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = Path(__file__).parent / "lines"
EVALUATION = Path(__file__).parent / "evaluation"


def written_lines() -> list[Line]:
    """Every line in `lines/`, in the order of the files."""
    return [line for path in sorted(LINES.glob("*.txt")) for line in read_written(path)]


def read_written(path: Path) -> Iterator[Line]:
    """The lines of a training file: the file's name is the area.

    `## style` opens a style, `text => area` names a second area, `~ text` says the line above in other words,
    `#` opens a comment.
    """
    style, situation = "informal", ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = raw.strip()
        if text.startswith("## "):
            style = text[3:].strip()
        elif text and not text.startswith("#"):
            again = text.startswith("~ ")
            text, _, second = text.removeprefix("~ ").partition(" => ")
            situation = situation if again else text
            area = path.stem.partition("-")[0]
            yield Line(text.strip(), area, second.strip() or None, style, situation)
