"""The sheet of pledges: a row for each target of each unit that signs, with what has been reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.pledges.board import Cell, board, counts_as
from minutes.outline import pledges
from minutes.sheets.model import CellKind, Sheet, SheetField, Value, listed
from wording import dates
from wording import pledges as pledge_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.model.pledge import Pledge
    from meeting.state import State


class Row(NamedTuple):
    """A cell of a pledge's board, with the pledge it belongs to."""

    pledge: Pledge
    cell: Cell


def _figure(text: str) -> float | None:
    return float(text) if text else None


def _result(row: Row) -> float | None:
    return _figure(row.cell.result.value) if row.cell.result else None


def _verdict(row: Row) -> str:
    meaning = counts_as(row.cell)
    return pledge_words.REACHED[meaning] if meaning else ""


FIELDS: tuple[tuple[SheetField, Callable[[Row], Value]], ...] = (
    (SheetField("Giao ước"), lambda r: r.pledge.title),
    (SheetField("Chỉ tiêu", CellKind.LONG_TEXT), lambda r: r.cell.target.text),
    (SheetField("Đơn vị tính"), lambda r: r.cell.target.unit),
    (SheetField("Đơn vị ký"), lambda r: r.cell.signer.organisation),
    (SheetField("Trạng thái ký"), lambda r: pledge_words.SIGNATURES[r.cell.signer.standing]),
    (SheetField("Mức được giao", CellKind.DECIMAL), lambda r: _figure(r.cell.target.indicator)),
    (SheetField("Mức kế hoạch", CellKind.DECIMAL), lambda r: _figure(r.cell.target.plan)),
    (
        SheetField("Mức đăng ký", CellKind.DECIMAL),
        lambda r: _figure(r.cell.signer.levels.get(r.cell.target.id, "")),
    ),
    (SheetField("Thời hạn", CellKind.DATE), lambda r: dates.parsed_date(r.cell.target.deadline)),
    (SheetField("Kết quả", CellKind.DECIMAL), _result),
    (SheetField("Đánh giá"), _verdict),
    (SheetField("Minh chứng", CellKind.LONG_TEXT), lambda r: r.cell.result.evidence if r.cell.result else ""),
)


def targets(state: State) -> Sheet:
    """Every target of every pledge brought to the meeting."""
    found = [Row(pledge, cell) for pledge in pledges.opened(state) for cell in board(state, pledge)]
    return listed("giao-uoc", "Giao ước", FIELDS, found)
