"""Posters, cards, slips and paper forms, set by Typst as PDF or PNG from data alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from minutes.formats.drawable import drawable
from minutes.formats.typesetting import set_in_pictures, set_in_type
from minutes.texts import mapped, sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

POSTER = Path(__file__).with_name("formats") / "poster.typ"
PIXELS_PER_INCH = 150
"""Of pictures: enough for a screen or a chat message, and a code of 30 modules keeps 19 pixels for each."""

Modules = tuple[tuple[bool, ...], ...]
"""A QR code's modules, rows of dark or light, without the quiet zone."""

WALL_MM = 120
"""Side of the dark of a wall poster's code: read from some 120 cm, ten times its size."""

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


class Code(msgspec.Struct, frozen=True):
    """A QR code as a picture, and what it says. `side` is how many modules it has each way, without its white edge."""

    svg: str
    target: str
    side: int


class Wifi(msgspec.Struct, frozen=True):
    """The network's code and the lines beside it."""

    code: Code
    lines: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """An A4 poster for the wall. `typed` is for those who cannot scan, `numbered` names one code of two."""

    agency: str
    heading: str
    text: str
    code: Code
    address: str
    typed: str
    steps: tuple[str, ...]
    note: str
    wifi: Wifi | None = None
    numbered: str = ""


class Card(msgspec.Struct, frozen=True, rename="kebab"):
    """One of twelve on an A4 page, to cut out: a table card, or a slip whose `typed` is its code."""

    code: Code
    heading: str
    text: str = ""
    address: str = ""
    typed: str = ""
    typed_size: int = 11
    wifi: str = ""
    note: str = ""


class PaperItem(msgspec.Struct, frozen=True):
    """An item to fill in by pen: boxes in so many columns, or dotted lines."""

    section: str
    text: str
    hint: str = ""
    options: tuple[str, ...] = ()
    columns: int = 1
    lines: int = 0


class Paper(msgspec.Struct, frozen=True):
    """A survey on paper. `marking` says how to fill it in."""

    agency: str
    heading: str
    dated: str
    text: str
    marking: str
    items: tuple[PaperItem, ...]
    note: str


def picture(modules: Modules, target: str) -> Code:
    """A code as SVG: black on white with its quiet zone, whatever it is printed on."""
    size = len(modules) + 2 * QUIET
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(modules) for x, on in enumerate(row) if on
    )
    return Code(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{dark}"/></svg>',
        target,
        len(modules),
    )


def _inputs(title: str, language: str, pages: Sequence[Sheet | Card | Paper]) -> dict[str, str]:
    kind = {Sheet: "sheet", Card: "card", Paper: "paper"}[type(pages[0])]
    data = {
        "kind": kind,
        "quiet": QUIET,
        "wall-mm": WALL_MM,
        "title": title,
        "language": language,
        "pages": [msgspec.to_builtins(p) for p in pages],
    }
    return {"poster": msgspec.json.encode(mapped(data, _printable)).decode()}


def _printable(text: str) -> str:
    return drawable(sanitize(text))


def pdf(title: str, language: str, pages: Sequence[Sheet | Card | Paper]) -> bytes:
    """Pages of one kind as a PDF. Raises KeyError for another kind, IndexError for none."""
    return set_in_type(POSTER, _inputs(title, language, pages), 0)


def png(title: str, language: str, pages: Sequence[Sheet | Card | Paper]) -> tuple[bytes, ...]:
    """Pages of one kind as a picture each."""
    return set_in_pictures(POSTER, _inputs(title, language, pages), PIXELS_PER_INCH)
