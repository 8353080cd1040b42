"""What earlier meetings left, and how it stood on the day of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.register.carry_over import carry_over
from minutes.outline.blocks import Block, Column, Table, filled, text
from wording import dates, register
from wording.figures import quantity, share

if TYPE_CHECKING:
    from meeting.state import State

COLUMNS = (
    Column("STT", 0.07, centred=True),
    Column("Nội dung", 0.42),
    Column("Đơn vị thực hiện", 0.2),
    Column("Thời hạn", 0.13, centred=True),
    Column("Tiến độ", 0.18),
)
OVERDUE = "quá hạn"


def blocks(state: State) -> tuple[Block, ...]:
    """A sentence with the share settled and a table; nothing where no earlier meeting left anything."""
    if not state.carried:
        return ()
    left = carry_over(state)
    rows: list[tuple[str, ...]] = []
    for group, is_overdue in ((left.settled, False), (left.still_open, False), (left.overdue, True)):
        for row in group:
            status = register.STATUSES[row.status].official + (f" ({OVERDUE})" if is_overdue else "")
            rows.append((str(len(rows) + 1), row.text, row.to, dates.official_day(row.deadline), status))
    settled = f"{quantity(len(left.settled))}/{quantity(left.total)} ({share(len(left.settled), left.total)})"
    late = f"{quantity(len(left.overdue))} nội dung quá hạn" if left.overdue else "không có nội dung quá hạn"
    sentence = (
        f"Các kỳ trước chuyển sang {quantity(left.total)} nội dung; đã giải quyết {settled}, "
        f"còn {quantity(len(left.still_open))} nội dung trong hạn, {late}."
    )
    return (text(sentence), filled(Table(COLUMNS, tuple(rows))))
