"""A QR code as rows of terminal cells: hard black on white in every theme, in the shapes that cameras read.

Measured on real terminal pictures: full cells of coloured spaces and lower halves (with a space where both halves are
equal) decode; upper halves, inverted and clipped codes, and codes without a quiet zone do not. So a code that does
not fit whole is not drawn at all.
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

Modules = tuple[tuple[bool, ...], ...]


class Drawn(NamedTuple):
    """A code ready to be put on the screen: its rows, its width in cells, and the side of a module in rows."""

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


def _with_quiet_zone(code: Modules, quiet: int) -> Modules:
    width = len(code) + 2 * quiet
    blank = ((False,) * width,) * quiet
    side = (False,) * quiet
    return (*blank, *((*side, *row, *side) for row in code), *blank)


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


SHAPES = ((_full, 3), (_full, 2), (_full, 1), (_half, 0))
"""From the largest: full cells three and two a side, full cells, halves."""


@lru_cache(maxsize=8)
def sizes(target: str) -> tuple[Drawn, ...]:
    """The code for `target` in every size it can have, the largest first."""
    code = modules(target)
    return tuple(
        shape(_with_quiet_zone(code, quiet), times) for shape, times in SHAPES for quiet in QUIET_ZONES
    )


def draw(target: str, width: int, height: int) -> Drawn | None:
    """The code for `target` as large as it fits into `width` by `height` cells; None where it does not fit whole."""
    if not target:
        return None
    return next((code for code in sizes(target) if code.width <= width and code.height <= height), None)
