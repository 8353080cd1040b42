"""The register of all meetings as a sheet, for CSV and for a workbook with its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.register.view import GroupBy, RegisterEntry, share, shares
from minutes.sheets import CellKind, Sheet, SheetField, Value
from minutes.texts import sanitize
from wording import dates, register
from wording.areas import official_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TITLE = "Sổ theo dõi kiến nghị, cam kết"


def area_name(entry: RegisterEntry) -> str:
    """The area as the entry's own meeting called it."""
    return official_name(entry.area, entry.area_name)


FIELDS: tuple[tuple[SheetField, Callable[[RegisterEntry], Value]], ...] = (
    (SheetField("Phiên đối thoại"), lambda e: e.title),
    (SheetField("Ngày", CellKind.DATE), lambda e: dates.parsed_date(e.held_on)),
    (SheetField("Số", CellKind.NUMBER), lambda e: e.number),
    (SheetField("Câu hỏi số", CellKind.NUMBER), lambda e: e.question or None),
    (SheetField("Nội dung", CellKind.LONG_TEXT), lambda e: e.text),
    (SheetField("Lĩnh vực"), area_name),
    (SheetField("Hình thức"), lambda e: register.OBLIGATIONS[e.kind].official),
    (SheetField("Cơ quan, đơn vị giải quyết"), lambda e: e.to),
    (SheetField("Đơn vị theo dõi"), lambda e: e.owner),
    (SheetField("Lý do", CellKind.LONG_TEXT), lambda e: e.reason),
    (SheetField("Thời hạn", CellKind.DATE), lambda e: dates.parsed_date(e.deadline)),
    (SheetField("Kết quả, tiến độ"), lambda e: register.STATUSES[e.status].official),
    (SheetField("Tình trạng thời hạn"), lambda e: register.URGENCIES[e.urgency].official),
    (SheetField("Ngày giải quyết", CellKind.DATE), lambda e: dates.parsed_date(e.settled_on)),
    (SheetField("Văn bản", CellKind.LONG_TEXT), lambda e: "\n".join(map(register.letter_line, e.letters))),
    (
        SheetField("Ghi chú", CellKind.LONG_TEXT),
        lambda e: "\n".join(note.text for note in e.notes if note.text),
    ),
)


def _safe(value: Value) -> Value:
    return sanitize(value) if isinstance(value, str) else value


def sheet(rows: Sequence[RegisterEntry]) -> Sheet:
    """The entries, in the order given."""
    cells = tuple(tuple(_safe(read(entry)) for _, read in FIELDS) for entry in rows)
    return Sheet("so-theo-doi", "Sổ theo dõi", tuple(field for field, _ in FIELDS), cells)


COUNTED = {GroupBy.AREA: "Lĩnh vực", GroupBy.UNIT: "Đơn vị", GroupBy.MEETING: "Phiên"}
"""What the workbook counts by, and what its sheets are called."""


def group_name(rows: Sequence[RegisterEntry], by: GroupBy, group: str) -> str:
    """What people call a group: an area or a meeting by its name."""
    if by is GroupBy.AREA:
        return next((area_name(entry) for entry in rows if entry.area == group), group)
    if by is GroupBy.MEETING:
        return next((entry.title for entry in rows if entry.meeting == group), group)
    if by is GroupBy.KIND and group in register.OBLIGATIONS:
        return register.OBLIGATIONS[group].official
    return group


def count_sheet(rows: Sequence[RegisterEntry], by: GroupBy) -> Sheet:
    """How the entries of each group stand; the last row is the sum of the others."""
    titles = (
        "Tổng số",
        *(term.official for term in register.STATUSES.values()),
        "Quá hạn",
        "Tỷ lệ đã giải quyết (%)",
    )
    fields = (SheetField(COUNTED[by]), *(SheetField(title, CellKind.NUMBER) for title in titles))
    named = [(group_name(rows, by, group.name), group) for group in shares(rows, by)]
    cells = tuple(
        (
            _safe(name),
            group.total,
            *(getattr(group, status.value) for status in register.STATUSES),
            group.overdue,
            group.percent_settled,
        )
        for name, group in [*named, ("Tổng cộng", share("", rows))]
    )
    return Sheet(f"theo-{by.value}", COUNTED[by], fields, cells)


def as_csv(rows: Sequence[RegisterEntry]) -> bytes:
    """The register as CSV that Excel with Vietnamese settings opens by a double click."""
    from minutes.formats.separated import render

    return render(sheet(rows))


def as_workbook(rows: Sequence[RegisterEntry]) -> bytes:
    """The register as a workbook: the entries, and the counts per area, unit and meeting."""
    from minutes.formats.workbook import render

    return render([sheet(rows), *(count_sheet(rows, by) for by in COUNTED)], TITLE, None)
