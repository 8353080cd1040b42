"""A QR code as rows of terminal cells: hard black on white in every theme, in the shapes that cameras read.

Measured on real terminal pictures: full cells of coloured spaces and lower halves (with a space where both halves are
equal) decode; upper halves, inverted and clipped codes, and codes without a quiet zone do not. So a code that does
not fit whole is not drawn at all.

Where not even halves fit, a cell holds three modules one above the other, half as wide again as high, as a code looks
that is seen from below. There is no character for a third that every font has, so a quarter and five eighths from below
stand for one and two of them, and a black rectangle for the middle one: zbar reads that, in error correction M and with
the code's first row at the top of a cell; thirds by other characters, or begun elsewhere in a cell, it does not. How
far it holds depends on the font. Measured in xterm at 40 by 12, by zbar from a picture of the window: DejaVu Sans Mono
at 12 and 28 points, Liberation Mono at 21; `tests/tui/stage/test_join_code.py` keeps them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from meeting.text.qr_parts import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

QUIET_ZONES = (4, 2)
"""Modules of white around the code: what the standard asks (ISO/IEC 18004), and the least that was found to decode."""

BLACK, WHITE = "#000000", "#ffffff"
_DARK = Style(color=BLACK, bgcolor=BLACK)
_LIGHT = Style(color=BLACK, bgcolor=WHITE)
_DARK_BELOW = Style(color=BLACK, bgcolor=WHITE)
_LIGHT_BELOW = Style(color=WHITE, bgcolor=BLACK)
_LOWER_HALF = "▄"
_LOWER_THIRD, _LOWER_THIRDS, _MIDDLE_THIRD = "▂", "▅", "▬"
_THIRDS = 3

Modules = tuple[tuple[bool, ...], ...]


class Drawn(NamedTuple):
    """A code ready to be put on the screen: its rows, its width in cells, and the height of a module in rows."""

    rows: tuple[Strip, ...]
    width: int
    module: float

    @property
    def height(self) -> int:
        """Its rows."""
        return len(self.rows)


@lru_cache(maxsize=8)
def modules(target: str) -> Modules:
    """The dark (True) and light modules of the code for `target`, without a quiet zone, error correction M."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode
    from qrcode.util import QRData

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    for part in parts(target):
        code.add_data(QRData(part.text.encode(), part.mode))
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def _with_quiet_zone(code: Modules, quiet: int, above: int = 0) -> Modules:
    """The code in its white, of which `above` may be more than at the other sides."""
    width = len(code) + 2 * quiet
    blank = ((False,) * width,) * quiet
    side = (False,) * quiet
    return (*((False,) * width,) * (above or quiet), *((*side, *row, *side) for row in code), *blank)


def _full_row(row: Sequence[bool], times: int) -> Strip:
    """One row of modules, each twice as many spaces wide as it is high: square in a terminal."""
    cells = [Segment("  " * times, _DARK if dark else _LIGHT) for dark in row]
    return Strip(cells, 2 * times * len(row)).simplify()


def _half_row(above: Sequence[bool], below: Sequence[bool]) -> Strip:
    """Two rows of modules in one row of cells."""
    cells = []
    for top, bottom in zip(above, below, strict=True):
        if top == bottom:
            cells.append(Segment(" ", _DARK if top else _LIGHT))
        else:
            cells.append(Segment(_LOWER_HALF, _DARK_BELOW if bottom else _LIGHT_BELOW))
    return Strip(cells, len(cells)).simplify()


def _full(code: Modules, times: int) -> Drawn:
    rows = tuple(strip for row in code for strip in (_full_row(row, times),) * times)
    return Drawn(rows, 2 * times * len(code), times)


def _half(code: Modules, _times: int) -> Drawn:
    padded = (*code, (False,) * len(code)) if len(code) % 2 else code
    pairs = zip(padded[::2], padded[1::2], strict=True)
    return Drawn(tuple(_half_row(above, below) for above, below in pairs), len(code), 0.5)


def _third_row(above: Sequence[bool], middle: Sequence[bool], below: Sequence[bool]) -> Strip:
    """Three rows of modules in one row of cells."""
    cells = []
    for top, between, bottom in zip(above, middle, below, strict=True):
        ground = BLACK if top else WHITE
        if top == between == bottom:
            cells.append(Segment(" ", _DARK if top else _LIGHT))
            continue
        sign = _LOWER_THIRD if top == between else _LOWER_THIRDS if between == bottom else _MIDDLE_THIRD
        cells.append(Segment(sign, Style(color=WHITE if top else BLACK, bgcolor=ground)))
    return Strip(cells, len(cells)).simplify()


@lru_cache(maxsize=8)
def _thirds(code: Modules) -> Drawn:
    quiet = QUIET_ZONES[-1]
    whole = _with_quiet_zone(code, quiet, above=_THIRDS)
    missing = -len(whole) % _THIRDS
    whole = (*whole, *((False,) * len(whole[0]),) * missing)
    groups = (whole[at : at + _THIRDS] for at in range(0, len(whole), _THIRDS))
    return Drawn(tuple(_third_row(*group) for group in groups), len(whole[0]), 1 / _THIRDS)


SHAPES = ((_full, 3), (_full, 2), (_full, 1), (_half, 0))
"""From the largest: full cells three and two a side, full cells, halves."""


@lru_cache(maxsize=8)
def sizes(target: str) -> tuple[Drawn, ...]:
    """The code for `target` in every size it can have with square modules, the largest first."""
    code = modules(target)
    return tuple(
        shape(_with_quiet_zone(code, quiet), times) for shape, times in SHAPES for quiet in QUIET_ZONES
    )


def fitting(target: str, width: int, height: int) -> list[Drawn]:
    """The code for `target` in every size that fits whole, the largest first; in thirds only where no other does."""
    if not target:
        return []
    square = [code for code in sizes(target) if code.width <= width and code.height <= height]
    if square:
        return square
    least = _thirds(modules(target))
    return [least] if least.width <= width and least.height <= height else []


def draw(target: str, width: int, height: int) -> Drawn | None:
    """The code for `target` as large as it fits into `width` by `height` cells; None where it does not fit whole."""
    return next(iter(fitting(target, width, height)), None)
