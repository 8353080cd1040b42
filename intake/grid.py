"""The cells of one worksheet at their places, and what of them a person sees: hidden ones out, merged ones filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from intake import limits
from intake.sheet import Problem, SourceRow, letter, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator


class Area(NamedTuple):
    """Merged cells: rows and columns, the last ones included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """A worksheet as it is read: texts by row and column, from 1; nothing is decided about them yet."""

    name: str = ""
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells_beyond: int = 0
    """How many cells with something in them stand beyond the last column that is looked at."""

    def put(self, row: int, column: int, text: str) -> None:
        """Write `text` into a cell; blank ones and those beyond the last column are not kept."""
        if not text.strip():
            return
        if column > limits.COLUMNS:
            self.cells_beyond += 1
        else:
            self.cells.setdefault(row, {})[column] = text

    def rows(self, problems: list[Problem]) -> Iterator[SourceRow]:
        """The rows that show something. What is hidden is left out and noted."""
        texts = {number: self._visible(row) for number, row in self.cells.items()}
        problems += self._hidden_columns()
        if self.cells_beyond:
            first = letter(limits.COLUMNS)
            problems.append(Problem("cells-beyond", self.name, 0, first, str(self.cells_beyond)))
        filled, wide = self._merge(texts)
        for number in sorted(texts):
            row = texts[number]
            if not any(text.strip() for column, text in row.items() if column not in filled.get(number, ())):
                continue
            if number in self.hidden_rows:
                problems.append(Problem("row-hidden", self.name, number))
                continue
            last = max(column for column, text in row.items() if text)
            yield SourceRow(
                self.name,
                number,
                tuple(row.get(column, "") for column in range(1, last + 1)),
                frozenset(column - 1 for column in filled.get(number, ())),
                tuple((left - 1, right - 1) for left, right in wide.get(number, ())),
            )

    def _visible(self, row: dict[int, str]) -> dict[int, str]:
        return {
            column: text
            for column, text in row.items()
            if column <= limits.COLUMNS and column not in self.hidden_columns
        }

    def _hidden_columns(self) -> Iterator[Problem]:
        """The hidden columns that hold something, each with what heads it and nothing of what it holds."""
        for column in sorted(self.hidden_columns):
            said = [row[column] for _, row in sorted(self.cells.items()) if row.get(column, "").strip()]
            if said and column <= limits.COLUMNS:
                heading = said[0] if len(said) > 1 else ""
                yield Problem("column-hidden", self.name, 0, letter(column - 1), shortened(heading))

    def _merge(
        self, texts: dict[int, dict[int, str]]
    ) -> tuple[dict[int, set[int]], dict[int, list[tuple[int, int]]]]:
        """Write what is merged downwards into each row it reaches: one unit beside three questions is theirs.

        Returns the columns filled so, by row, and the cells merged across, by their first row.
        """
        filled: dict[int, set[int]] = {}
        wide: dict[int, list[tuple[int, int]]] = {}
        for area in self.merged[: limits.MERGED_CELLS]:
            columns = range(area.left, min(area.right, limits.COLUMNS) + 1)
            shown = [column for column in columns if column not in self.hidden_columns]
            above = self.cells.get(area.top, {}).get(area.left, "")
            if not shown or not above.strip():
                continue
            if area.left in self.hidden_columns:
                # The text of a merged cell is shown across what is left of it.
                texts.setdefault(area.top, {})[shown[0]] = above
            reached = (
                range(area.top, area.bottom + 1) if area.bottom - area.top < len(texts) else sorted(texts)
            )
            for number in reached:
                if not area.top <= number <= area.bottom or number not in texts:
                    continue
                if len(shown) > 1:
                    wide.setdefault(number, []).append((shown[0], shown[-1]))
                row = texts[number]
                if number > area.top and any(row.values()) and not row.get(shown[0]):
                    row[shown[0]] = above
                    filled.setdefault(number, set()).add(shown[0])
        return filled, wide
