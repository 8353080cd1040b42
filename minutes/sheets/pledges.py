"""The sheet of pledges: a row for each target of each unit that signs, with what has been reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.pledges.board import Cell, board, counts_as
from minutes.outline import pledges
from minutes.sheets.model import Field, Kind, Sheet, Value, listed
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


FIELDS: tuple[tuple[Field, Callable[[Row], Value]], ...] = (
    (Field("Giao ước"), lambda r: r.pledge.title),
    (Field("Chỉ tiêu", Kind.LONG_TEXT), lambda r: r.cell.target.text),
    (Field("Đơn vị tính"), lambda r: r.cell.target.unit),
    (Field("Đơn vị ký"), lambda r: r.cell.signer.organisation),
    (Field("Trạng thái ký"), lambda r: pledge_words.SIGNATURES[r.cell.signer.standing]),
    (Field("Mức được giao", Kind.DECIMAL), lambda r: _figure(r.cell.target.indicator)),
    (Field("Mức kế hoạch", Kind.DECIMAL), lambda r: _figure(r.cell.target.plan)),
    (Field("Mức đăng ký", Kind.DECIMAL), lambda r: _figure(r.cell.signer.levels.get(r.cell.target.id, ""))),
    (Field("Thời hạn", Kind.DATE), lambda r: dates.parsed_date(r.cell.target.deadline)),
    (Field("Kết quả", Kind.DECIMAL), _result),
    (Field("Đánh giá"), _verdict),
    (Field("Minh chứng", Kind.LONG_TEXT), lambda r: r.cell.result.evidence if r.cell.result else ""),
)


def targets(state: State) -> Sheet:
    """Every target of every pledge brought to the meeting."""
    found = [Row(pledge, cell) for pledge in pledges.opened(state) for cell in board(state, pledge)]
    return listed("giao-uoc", "Giao ước", FIELDS, found)
