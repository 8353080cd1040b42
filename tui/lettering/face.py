"""Faces: the letters of one size as bits, read from the files beside this one when they are first needed."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from meeting.text.clean import each_grapheme

CELL_ROWS = 2
CELL_COLUMNS = 2
"""A cell is two quarters high and two wide; a quarter is half as wide as high."""

X_HEIGHTS = (4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 23)
"""The faces there are, by the height of an x in quarters."""

INSTEAD = "□"
"""What stands for a character that no face has."""


class Glyph(msgspec.Struct, frozen=True, array_like=True):
    """One letter. `rows` go down from `top` (above the base line); their first bit stands `left` of the pen."""

    left: int
    top: int
    advance: int
    rows: tuple[bytes, ...]


class Face(msgspec.Struct, frozen=True, array_like=True):
    """The letters of one size, measured in quarters; `above` and `below` the base line is what any letter needs."""

    x_height: int
    cap_height: int
    above: int
    below: int
    space: int
    glyphs: dict[str, Glyph]

    def glyph(self, grapheme: str) -> Glyph:
        """The glyph of one character as people see it; a box for one that is not drawn here."""
        return self.glyphs.get(grapheme) or self.glyphs.get(grapheme[:1]) or self.glyphs[INSTEAD]

    def advance(self, grapheme: str) -> int:
        """How far a character moves the pen."""
        return self.space if grapheme.isspace() else self.glyph(grapheme).advance


@cache
def face(x_height: int) -> Face:
    """The face of that height, one of `X_HEIGHTS`."""
    packed = files("tui.lettering").joinpath("faces", f"{x_height:02}.face").read_bytes()
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Face)


QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The character for each set of quarters: upper left 1, upper right 2, lower left 4, lower right 8."""


class Lettering(NamedTuple):
    """A way to write on the wall: a face, its quarters `across` times as wide and `down` times as high.

    Twice as wide, only halves of cells are needed, which every terminal has. No face is plain text.
    """

    x_height: int = 0
    across: int = 1
    down: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether it is the terminal's own text."""
        return not self.x_height

    @property
    def letter(self) -> float:
        """The height of an x in cells; of the terminal's own text as most of its fonts have it."""
        return self.x_height * self.down / CELL_ROWS if self.x_height else PLAIN_X

    @property
    def rows(self) -> int:
        """How many rows of cells a line takes."""
        if self.is_plain:
            return 1
        drawn = face(self.x_height)
        return -(-(drawn.above + drawn.below) * self.down // CELL_ROWS)

    def width(self, text: str) -> int:
        """How many cells `text` takes on one line."""
        if self.is_plain:
            from rich.cells import cell_len

            return cell_len(text)
        return _width(self, text)

    def line(self, text: str) -> tuple[str, ...]:
        """One line of text as rows of cells, each as wide as `width` says."""
        return (text,) if self.is_plain else _line(self, text)


PLAIN_X = 0.5
"""The height of an x of the terminal's own letters, in cells: 0.45 to 0.55 in the fonts terminals come with."""


@lru_cache(maxsize=8192)
def _width(lettering: Lettering, text: str) -> int:
    drawn = face(lettering.x_height)
    quarters = sum(map(drawn.advance, each_grapheme(text))) * lettering.across
    return -(-quarters // CELL_COLUMNS)


@lru_cache(maxsize=512)
def _line(lettering: Lettering, text: str) -> tuple[str, ...]:
    drawn = face(lettering.x_height)
    lines = [0] * (drawn.above + drawn.below)
    pen = 0
    for grapheme in each_grapheme(text):
        if not grapheme.isspace():
            glyph = drawn.glyph(grapheme)
            start = drawn.above - 1 - glyph.top
            for place, row in enumerate(glyph.rows, start=start):
                if 0 <= place < len(lines):
                    bits = int.from_bytes(row, "little")
                    at = pen + glyph.left
                    lines[place] |= bits << at if at >= 0 else bits >> -at
        pen += drawn.advance(grapheme)
    stretched = [_stretched(line, lettering.across) for line in lines for _ in range(lettering.down)]
    missing = lettering.rows * CELL_ROWS - len(stretched)
    return _packed([0] * missing + stretched, lettering.width(text))


def _stretched(line: int, times: int) -> int:
    """The bits of a line, each as many times."""
    if times == 1:
        return line
    whole = (1 << times) - 1
    return sum(whole << (place * times) for place in range(line.bit_length()) if line >> place & 1)


def _packed(lines: list[int], width: int) -> tuple[str, ...]:
    """Rows of cells from rows of quarters, two of them a row."""
    rows = []
    for upper, lower in zip(lines[::2], lines[1::2], strict=True):
        rows.append(
            "".join(
                QUARTERS[(upper >> 2 * place & 3) | (lower >> 2 * place & 3) << 2] for place in range(width)
            )
        )
    return tuple(rows)
