"""Rows whose cells may be in an old Vietnamese code, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.legacy import convert, likely_in, recognise, with_dyet
from intake.sheet import Problem, letter, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake.sheet import SourceRow


class Repairing:
    """Turns cells of old Vietnamese codes into Unicode, counting them, and flags what cannot be told."""

    def __init__(self, rows: Iterable[SourceRow]) -> None:
        self._rows = tuple(rows)
        self._likely = likely_in(cell for row in self._rows for cell in row.cells)
        self.converted = 0
        self.problems: list[Problem] = []

    def rows(self) -> Iterator[SourceRow]:
        """The rows in Unicode; `converted` and `problems` are whole behind the last."""
        for row in self._rows:
            cells = tuple(self._cell(row, column, cell) for column, cell in enumerate(row.cells))
            yield row._replace(cells=cells)

    def _cell(self, row: SourceRow, column: int, cell: str) -> str:
        if cell.isascii():
            return cell
        verdict = recognise(cell, self._likely)
        if not verdict.sure:
            place = (row.sheet, row.number, letter(column))
            self.problems.append(Problem("perhaps-old-code", *place, shortened(cell)))
        repaired = with_dyet(cell) if verdict.legacy is None else convert(cell, verdict.legacy)
        self.converted += repaired != cell
        return repaired
