"""The canvas: pieces of text placed on the cells of a wall, each in one role."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Size(NamedTuple):
    """A space in cells."""

    width: int
    height: int


class Piece(NamedTuple):
    """Rows of text whose upper left cell is at column `x` and row `y`; roles are the stage view's component classes."""

    x: int
    y: int
    rows: tuple[str, ...]
    role: str = "text"

    def moved(self, right: int, down: int) -> Piece:
        """The same somewhere else."""
        return self._replace(x=self.x + right, y=self.y + down)


class Setting(NamedTuple):
    """Pieces that belong together, and how many rows they take."""

    pieces: tuple[Piece, ...]
    height: int

    def moved(self, right: int, down: int) -> tuple[Piece, ...]:
        """The pieces somewhere else."""
        return tuple(piece.moved(right, down) for piece in self.pieces)


def stacked(settings: Iterable[Setting], gap: int = 0) -> Setting:
    """Settings one below the other."""
    pieces: list[Piece] = []
    height = 0
    for setting in settings:
        if not setting.height:
            continue
        height += gap if height else 0
        pieces += setting.moved(0, height)
        height += setting.height
    return Setting(tuple(pieces), height)


def by_row(pieces: Iterable[Piece], size: Size) -> dict[int, list[tuple[int, str, str]]]:
    """For each row of a wall what stands on it from left to right: column, text and role."""
    rows: dict[int, list[tuple[int, str, str]]] = {}
    for piece in pieces:
        for y, text in enumerate(piece.rows, start=piece.y):
            if 0 <= y < size.height and text.strip():
                rows.setdefault(y, []).append((piece.x, text, piece.role))
    for row in rows.values():
        row.sort(key=lambda one: one[0])
    return rows
