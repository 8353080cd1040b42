"""The minutes as a tagged PDF/A with bookmarks and embedded fonts, set by Typst from data."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from minutes.formats import pieces
from minutes.formats.breaking import foot_is_whole, is_whole, leading, stays_together, stays_whole
from minutes.formats.child import never, run
from minutes.formats.drawable import drawable
from minutes.formats.typesetting import STANDARDS, command, order_for, set_in_type, timestamp
from minutes.outline.blocks import Paragraph, Table
from minutes.texts import mapped
from wording import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minutes.formats.joining import Made
    from minutes.formats.pieces import Piece
    from minutes.outline.blocks import Block, Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")
TEXT_MM, LANDSCAPE_TEXT_MM = 160.0, 247.0
"""Between the margins of the template's page, upright and on its side."""

ARCHIVED = STANDARDS[:1]
"""What a piece is held to that begins with a heading of a lower level, which is no fault of the whole document."""

PIECE_SECONDS = 600
"""Longest one piece may take, on the slowest laptop and while everything else runs."""


def render(
    minutes: Minutes, stopped: Callable[[], bool] = never, piece_letters: int = pieces.PIECE_LETTERS
) -> bytes:
    """The whole document as PDF.

    A long one is set in pieces, each in a process of its own, and joined, so that memory does not grow with its pages.
    `stopped` is asked while that lasts; `piece_letters` are the most letters of a piece. Raises StoppedError.
    """
    stamped = timestamp(dates.parsed_time(minutes.dated))
    made = pieces.cut(_data(minutes), piece_letters)
    if len(made) == 1:
        return set_in_type(TEMPLATE, _inputs(made[0], 0), stamped)
    with tempfile.TemporaryDirectory(prefix="doithoai-", ignore_cleanup_errors=True) as folder:
        return _joined(made, stamped, Path(folder), stopped)


def _data(minutes: Minutes) -> dict[str, Any]:
    """The document as the template reads it."""
    data: dict[str, Any] = mapped(msgspec.to_builtins(minutes), drawable)
    data["foot_is_whole"] = foot_is_whole(minutes)
    _tell_breaks(data["blocks"], minutes.blocks, TEXT_MM)
    _tell_levels([data["blocks"], *(annex["blocks"] for annex in data["annexes"])])
    for shown, annex in zip(data["annexes"], minutes.annexes, strict=True):
        _tell_breaks(shown["blocks"], annex.blocks, LANDSCAPE_TEXT_MM if annex.landscape else TEXT_MM)
    return data


def _inputs(piece: Piece, carried: int) -> dict[str, str]:
    """`carried` are the pages that the piece's first part has in pieces before it."""
    return {"minutes": msgspec.json.encode(piece.data | {"carried": carried}).decode()}


def _joined(parts: Sequence[Piece], stamped: int, folder: Path, stopped: Callable[[], bool]) -> bytes:
    from minutes.formats import joining

    made: list[Made] = []
    carried = 0
    for number, piece in enumerate(parts):
        levels = list(_levels(piece.data))
        standards = STANDARDS if levels[:1] in ([], [1]) else ARCHIVED
        order, path = folder / f"{number}.json", folder / f"{number}.pdf"
        order.write_text(order_for(TEMPLATE, _inputs(piece, carried), stamped, standards), encoding="utf-8")
        try:
            run(command(order, path), folder, PIECE_SECONDS, stopped)
        except subprocess.CalledProcessError as failed:
            raise RuntimeError(f"Typst did not set piece {number + 1}: {failed.stderr}") from failed
        order.unlink()
        made.append(joining.Made(path, levels))
        carried = carried + joining.page_count(path) if piece.goes_on else 0
    return joining.joined(made)


def _levels(data: dict[str, Any]) -> list[int]:
    """The levels of a piece's headings as the template sets them: an annex's label is one of level 1."""
    found = [block["level"] for block in data["blocks"] if block["type"] == "heading"]
    for annex in data["annexes"]:
        found += [] if annex["continued"] else [1]
        found += [block["level"] for block in annex["blocks"] if block["type"] == "heading"]
    return found


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
