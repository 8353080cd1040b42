"""The minutes as a tagged PDF/A with bookmarks and embedded fonts, set by Typst from data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from minutes import fonts, wording
from minutes.formats.drawable import drawable
from minutes.texts import mapped

if TYPE_CHECKING:
    from datetime import datetime

    from minutes.outline.blocks import Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")
STANDARDS: list[Any] = ["a-2a"]
"""PDF/A-2a: for archives, with the document's structure for screen readers."""


@cache
def _faces() -> typst.Fonts:
    """The vendored faces only: what a laptop has installed must not change a document."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def render(minutes: Minutes) -> bytes:
    """The whole document as PDF."""
    data = msgspec.json.encode(mapped(msgspec.to_builtins(minutes), drawable)).decode()
    return set_in_type(TEMPLATE, {"minutes": data}, wording.parsed_time(minutes.dated))


def set_in_type(template: Path, inputs: dict[str, str], dated: datetime | None) -> bytes:
    """Run Typst on a template of ours with data as inputs; nothing of the data is read as markup or as a path.

    `dated` goes into the file's properties: the meeting's own time, never the clock's, so that the same record gives
    the same bytes.
    """
    compiler = typst.Compiler(template.read_bytes(), font_paths=_faces(), sys_inputs=inputs)
    timestamp = int(dated.timestamp()) if dated else 0
    made = compiler.compile(format="pdf", timestamp=timestamp, pdf_standards=STANDARDS)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave pages instead of one document")
    return made


def set_in_pictures(template: Path, inputs: dict[str, str], pixels_per_inch: float) -> tuple[bytes, ...]:
    """`set_in_type`, as a PNG for each page."""
    compiler = typst.Compiler(template.read_bytes(), font_paths=_faces(), sys_inputs=inputs)
    made = compiler.compile(format="png", ppi=pixels_per_inch)
    pages = made if isinstance(made, list) else [made]
    return tuple(page for page in pages if page is not None)
