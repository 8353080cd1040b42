"""One run of Typst: a template of ours set with data. Nothing of the data is read as markup or as a path.

What Typst holds of a long document is given back only when its process ends, so this file is a program too, which
`set_apart` starts: it imports nothing of the rest.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

FACES = Path(__file__).resolve().parent.parent / "fonts"
"""The vendored faces only: what a laptop has installed must not change a document."""

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for archives and PDF/UA-1 for screen readers: Typst refuses to write what breaks either."""


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FACES)])


def _compiler(template: Path, inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(template.read_bytes(), font_paths=_faces(), sys_inputs=inputs)


def timestamp(dated: datetime | None) -> int:
    """What goes into a file's properties: the meeting's own time, never the clock's, so that the same record gives
    the same bytes; seconds since 1970.
    """
    return int(dated.timestamp()) if dated else 0


def set_in_type(
    template: Path, inputs: dict[str, str], stamped: int, standards: Sequence[str] = STANDARDS
) -> bytes:
    """A PDF that says it was made at `stamped` and holds to `standards`."""
    asked: list[Any] = list(standards)
    made = _compiler(template, inputs).compile(format="pdf", timestamp=stamped, pdf_standards=asked)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave pages instead of one document")
    return made


def set_in_pictures(template: Path, inputs: dict[str, str], pixels_per_inch: float) -> tuple[bytes, ...]:
    """A PNG for each page."""
    made = _compiler(template, inputs).compile(format="png", ppi=pixels_per_inch)
    pages = made if isinstance(made, list) else [made]
    return tuple(page for page in pages if page is not None)


def command(order: Path, made: Path) -> list[str]:
    """What sets the document of the file `order` (see `order_for`) into the file `made`, in a process of its own."""
    return [sys.executable, "-P", str(Path(__file__).resolve()), str(order), str(made)]


def order_for(template: Path, inputs: dict[str, str], stamped: int, standards: Sequence[str]) -> str:
    """The arguments of `set_in_type` as JSON, for `command`."""
    return json.dumps([str(template), inputs, stamped, list(standards)])


def _main(order: Path, made: Path) -> None:
    template, inputs, stamped, standards = json.loads(order.read_text(encoding="utf-8"))
    made.write_bytes(set_in_type(Path(template), inputs, stamped, standards))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
