"""Liberation Serif, metric-compatible with Times New Roman, and DejaVu Sans for the signs and scripts it lacks.

The faces are shipped so that a PDF looks the same on every laptop. LICENSE.txt stands beside them.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Liberation Serif"
REGULAR = FOLDER / "LiberationSerif-Regular.ttf"
FALLBACK = FOLDER / "DejaVuSans.ttf"
"""Emoji in outline, arrows, marks, and scripts from Greek to Georgian."""

BOLD = FOLDER / "LiberationSerif-Bold.ttf"

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4


@cache
def _tables(face: Path) -> dict[str, bytes]:
    """The parts of a TrueType file by tag (OpenType 1.9, table directory)."""
    data = face.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * n) for n in range(count))
    return {tag.decode("ascii"): data[offset : offset + length] for tag, _sum, offset, length in records}


@cache
def glyphs(face: Path = REGULAR) -> dict[int, int]:
    """Glyph number of each character the face can draw (cmap format 12 where there is one, else 4)."""
    table = _tables(face)["cmap"]
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = (struct.unpack_from(">HHL", table, 4 + 8 * n) for n in range(count))
    starts = {(platform, encoding): offset for platform, encoding, offset in offsets}
    if (whole := starts.get((3, 10))) is not None:
        return _format_12(table[whole:])
    return _format_4(table[starts[3, 1] :])


def _format_12(table: bytes) -> dict[int, int]:
    """All of Unicode, in runs."""
    (count,) = struct.unpack_from(">L", table, 12)
    runs = (struct.unpack_from(">LLL", table, 16 + 12 * n) for n in range(count))
    return {code: glyph + code - first for first, last, glyph in runs for code in range(first, last + 1)}


def _format_4(table: bytes) -> dict[int, int]:
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + doubled)
    deltas = struct.unpack_from(f">{count}h", table, 16 + 2 * doubled)
    ranges_at = 16 + 3 * doubled
    ranges = struct.unpack_from(f">{count}H", table, ranges_at)
    found: dict[int, int] = {}
    for segment, (first, last, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if shift:
                (glyph,) = struct.unpack_from(
                    ">H", table, ranges_at + 2 * segment + shift + 2 * (code - first)
                )
            if glyph and (glyph := (glyph + delta) & 0xFFFF):
                found[code] = glyph
    return found


@cache
def _advances(face: Path) -> tuple[int, tuple[int, ...]]:
    """Units per em, and the advance of each glyph (the last one holds for all that follow)."""
    tables = _tables(face)
    (em,) = struct.unpack_from(">H", tables["head"], 18)
    (count,) = struct.unpack_from(">H", tables["hhea"], 34)
    return em, struct.unpack_from(">" + "Hh" * count, tables["hmtx"])[::2]


def width_mm(text: str, points: float, face: Path = BOLD) -> float:
    """How wide `text` is set on one line at `points`, in millimetres; characters without a glyph count as one em."""
    em, advances = _advances(face)
    known = glyphs(face)
    units = sum(advances[min(known[ord(c)], len(advances) - 1)] if ord(c) in known else em for c in text)
    return units / em * points / POINTS_PER_INCH * MM_PER_INCH
