"""The minutes as a tagged PDF/A with bookmarks and embedded fonts, set by Typst from data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from minutes import fonts
from minutes.formats.breaking import foot_is_whole, is_whole, leading, stays_together, stays_whole
from minutes.formats.drawable import drawable
from minutes.outline.blocks import Paragraph, Table
from minutes.texts import mapped
from wording import dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from minutes.outline.blocks import Block, Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")
TEXT_MM, LANDSCAPE_TEXT_MM = 160.0, 247.0
"""Between the margins of the template's page, upright and on its side."""

STANDARDS: list[Any] = ["a-2a", "ua-1"]
"""PDF/A-2a for archives and PDF/UA-1 for screen readers: Typst refuses to write what breaks either."""


@cache
def _faces() -> typst.Fonts:
    """The vendored faces only: what a laptop has installed must not change a document."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def render(minutes: Minutes) -> bytes:
    """The whole document as PDF."""
    data = mapped(msgspec.to_builtins(minutes), drawable)
    data["foot_is_whole"] = foot_is_whole(minutes)
    _tell_breaks(data["blocks"], minutes.blocks, TEXT_MM)
    _tell_levels([data["blocks"], *(annex["blocks"] for annex in data["annexes"])])
    for shown, annex in zip(data["annexes"], minutes.annexes, strict=True):
        _tell_breaks(shown["blocks"], annex.blocks, LANDSCAPE_TEXT_MM if annex.landscape else TEXT_MM)
    inputs = {"minutes": msgspec.json.encode(data).decode()}
    return set_in_type(TEMPLATE, inputs, dates.parsed_time(minutes.dated))


def _tell_breaks(shown: list[dict[str, Any]], blocks: Sequence[Block], width_mm: float) -> None:
    """Add to plain blocks where no page may end."""
    leads = leading(blocks)
    for position, block in enumerate(blocks):
        if isinstance(block, Table):
            whole = [stays_whole(row, block.columns, width_mm) for row in block.rows]
            shown[position] |= {"together": stays_together(block, width_mm), "whole": whole}
        else:
            shown[position]["leads"] = position in leads
            shown[position]["is_whole"] = isinstance(block, Paragraph) and is_whole(block)


def _tell_levels(parts: Sequence[list[dict[str, Any]]]) -> None:
    """Number the headings' levels without a gap (PDF/UA-1, 7.4.2); the label of each annex is one of level 1."""
    for number, blocks in enumerate(parts):
        deepest = 1 if number else 0
        for block in blocks:
            if block["type"] == "heading":
                deepest = block["level"] = min(block["level"], deepest + 1)


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
