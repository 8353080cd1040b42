"""Tables are read as a person sees them: workbooks, pages and text, whatever their name says."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

import intake
from intake import Field, limits
from intake.sheet import FOUND_CHARACTERS, letter, shortened
from meeting.areas import REFORM_AREAS
from meeting.refusal import Refusal
from tests.intake.files import repacked

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = ("STT", "Nội dung câu hỏi", "Đơn vị", "Họ và tên")


def workbook(
    path: Path, *rows: tuple[Any, ...], change: Callable[[Workbook, Any], None] | None = None
) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book, book.active)
    book.save(path)
    return path


def planned(path: Path) -> intake.ImportPlan:
    sheet = intake.read(path)
    return intake.plan(sheet, sheet.columns, (), REFORM_AREAS)


def asked(path: Path) -> list[tuple[str, str, str]]:
    return [(one.item.text, one.item.unit, one.item.name) for one in planned(path).questions]


def remarks(path: Path) -> list[tuple[str, int, str, str]]:
    return [(one.code, one.row, one.column, one.found) for one in planned(path).problems]


def reasons(path: Path) -> list[tuple[int, str]]:
    return [(one.row.number, one.reason) for one in planned(path).rows]


def people(path: Path) -> list[tuple[str, str, str, int]]:
    sheet = intake.read(path)
    plan = intake.plan_attendance(sheet, sheet.columns, {})
    return [(one.name, one.organisation, one.post, one.count) for one in plan.entries]


def text(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def test_hidden_and_grouped_columns_and_filtered_rows_are_left_out_and_said(tmp_path: Path) -> None:
    def hide(book: Workbook, sheet: Any) -> None:
        sheet.column_dimensions.group("D", "D", hidden=True)
        sheet.auto_filter.ref = "A1:D3"
        sheet.row_dimensions[3].hidden = True
        secret = book.create_sheet("Giấu")
        secret.append(HEADER)
        secret.sheet_state = "veryHidden"

    rows = (HEADER, (1, "Vì sao?", "Đội 1", "Kín"), (2, "Ẩn?", "Đội 2", "Kín"))
    path = workbook(tmp_path / "a.xlsx", *rows, change=hide)
    assert asked(path) == [("Vì sao?", "Đội 1", "")]
    assert remarks(path) == [
        ("column-hidden", 0, "D", "Họ và tên"),
        ("row-hidden", 3, "", ""),
        ("sheet-hidden", 0, "", ""),
    ]


def test_titles_totals_notes_and_signatures_are_no_questions_and_can_be_taken_in(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("CÔNG AN TỈNH",),
        ("DANH SÁCH Ý KIẾN",),
        HEADER,
        ("(1)", "(2)", "(3)", "(4)"),
        (1, "Vì sao?", "Đội 1", "An"),
        (2, "Bao giờ?", "Đội 2", ""),
        ("", "Tổng cộng", 2),
        (),
        ("", "", "", "Hà Nội, ngày 12 tháng 3 năm 2026"),
        ("", "NGƯỜI LẬP BIỂU", "", "THỦ TRƯỞNG"),
        (),
        ("", "Thiếu tá Lê Văn C", "", "Trung tá D"),
    )
    assert [text for text, _, _ in asked(path)] == ["Vì sao?", "Bao giờ?"]
    assert reasons(path) == [
        (1, "above-header"),
        (2, "above-header"),
        (4, "column-numbers"),
        (5, ""),
        (6, ""),
        (7, "below-table"),
        (9, "below-table"),
        (10, "below-table"),
        (12, "below-table"),
    ]
    plan = planned(path)
    total = next(one for one in plan.rows if one.row.number == 7)
    assert len(plan.command("a", plan.chosen(changed={total.place: True})).rows) == 3


def test_a_header_over_two_rows_names_the_columns_of_both(tmp_path: Path) -> None:
    upper = ("STT", "Nội dung kiến nghị", "Người nêu", None)
    lower = (None, None, "Họ tên", "Đơn vị")
    rows = (upper, lower, (1, "Vì sao?", "An", "Đội 1"))

    def merge(_book: Workbook, sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1"):
            sheet.merge_cells(area)

    for change in (None, merge):
        assert asked(workbook(tmp_path / "a.xlsx", *rows, change=change)) == [("Vì sao?", "Đội 1", "An")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ("STT", "Họ và tên đệm", "Tên", "Chức vụ", "Đơn vị"),
            (1, "Nguyễn Văn", "An", "Đội trưởng", "Đội 1"),
        ),
        (
            ("TT", "Họ", "Đệm", "Tên", "Chức danh", "Đơn vị"),
            (1, "Nguyễn", "Văn", "An", "Đội trưởng", "Đội 1"),
        ),
        (("STT", "Họ đệm", "Tên", "Chức vụ", "Phòng/Đội"), (1, "Nguyễn Văn", "An", "Đội trưởng", "Đội 1")),
    ],
)
def test_a_name_over_several_columns_is_whole(
    tmp_path: Path, header: tuple[str, ...], row: tuple[Any, ...]
) -> None:
    assert people(workbook(tmp_path / "a.xlsx", header, row)) == [("Nguyễn Văn An", "Đội 1", "Đội trưởng", 1)]


def test_a_name_merged_over_two_columns_is_whole(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("STT", "Họ và tên", None, "Đơn vị"),
        (1, "Nguyễn Văn", "An", "Đội 1"),
        (2, "Trần Thị Kim", "Chi", "Đội 1"),
        change=lambda _book, sheet: sheet.merge_cells("B1:C1"),
    )
    assert [name for name, *_ in people(path)] == ["Nguyễn Văn An", "Trần Thị Kim Chi"]


def test_a_list_of_people_has_titles_totals_and_thousands(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("TT", "Họ và tên", "Đơn vị", "Số lượng"),
        ("I", "Đội Tham mưu"),
        (1, "Nguyễn Văn An", "", 1),
        ("II", "Hội Phụ nữ"),
        (2, "Đại diện hội viên", "", "1.200"),
        ("", "Tổng cộng:", "", 1201),
        ("", "", "Người lập danh sách"),
    )
    assert people(path) == [
        ("Nguyễn Văn An", "Đội Tham mưu", "", 1),
        ("Đại diện hội viên", "Hội Phụ nữ", "", 1200),
    ]


def test_numbers_dates_and_percentages_are_read_as_displayed(tmp_path: Path) -> None:
    formats = {
        "C": (0.5, "0%"),
        "D": (1234567, "#,##0"),
        "E": (datetime.date(2026, 3, 2), "d-mmm-yy"),
        "F": (datetime.time(8, 30), "h:mm"),
        "G": (datetime.date(2026, 3, 1), "mm/yyyy"),
        "H": (42, "00000"),
        "I": (1234.56, '#,##0.0" kg"'),
        "J": (1.5, "[h]:mm"),
        "K": ("007", "@"),
        "L": (0.1 + 0.2, "General"),
        "M": (-1500, "#,##0;(#,##0)"),
    }

    def fill(_book: Workbook, sheet: Any) -> None:
        for column, (value, format_) in formats.items():
            sheet[f"{column}2"] = value
            sheet[f"{column}2"].number_format = format_

    path = workbook(tmp_path / "a.xlsx", ("STT", "Nội dung"), (1, "Vì sao?"), change=fill)
    assert intake.read(path).rows[0].cells[2:] == (
        *("50%", "1.234.567", "02/03/2026", "08:30", "03/2026", "00042", "1.234,6 kg", "36:00", "007", "0,3"),
        "(1.500)",
    )


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def count(book: Workbook, _sheet: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    path = workbook(tmp_path / "a.xlsx", ("STT", "Nội dung"), (1, datetime.date(2026, 3, 2)), change=count)
    assert intake.read(path).rows[0].cells[1] == "02/03/2026"


def test_escapes_rich_text_readings_and_line_breaks_are_read_as_shown(tmp_path: Path) -> None:
    texts = (
        "<si><t>STT</t></si><si><t>Nội dung</t></si>"
        "<si><r><t>Kính gửi._x000D_</t></r><r><t>\nVì _x005F_x sao?</t></r><rPh><t>đọc</t></rPh></si>"
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<c r="{}{}" t="s"><v>{}</v></c>'
    rows = (
        f'<row r="1">{cell.format("A", 1, 0)}{cell.format("B", 1, 1)}</row>'
        f'<row r="2"><c r="A2"><v>1</v></c>{cell.format("B", 2, 2)}</row>'
    )
    path = repacked(
        workbook(tmp_path / "a.xlsx", ("x",)),
        xl__sharedStrings_xml=f'<sst xmlns="{main}">{texts}</sst>'.encode(),
        xl__worksheets__sheet1_xml=f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    )
    assert intake.read(path).rows[0].cells == ("1", "Kính gửi.\nVì _x sao?")


def test_failed_and_unfinished_formulas_are_named_by_address_and_are_no_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        HEADER,
        (1, "Vì sao?", "#N/A", "An"),
        (2, "#REF!", "Đội 2", ""),
        (3, '=CONCATENATE("a","b")', "Đội 3", ""),
    )
    assert asked(path) == [("Vì sao?", "", "An")]
    assert {remark[:3] for remark in remarks(path)} >= {
        ("error-cell", 2, "C"),
        ("error-cell", 3, "B"),
        ("formula-without-value", 4, "B"),
    }


@pytest.mark.parametrize(
    "part",
    [
        {
            "xl__styles_xml": b"<styleSheet><fills><fill/></fills><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"
        },
        {"xl__styles_xml": b"not markup"},
        {"docProps__core_xml": b"<broken"},
        {"xl__theme__theme1_xml": b""},
    ],
)
def test_what_excel_opens_is_read_whatever_its_styles_and_properties_are(
    tmp_path: Path, part: dict[str, bytes]
) -> None:
    rows = (HEADER, (1, "Vì sao?", "Đội 1", "An"))
    assert asked(repacked(workbook(tmp_path / "a.xlsx", *rows), **part)) == [("Vì sao?", "Đội 1", "An")]


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADER, (1, "Vì sao?", "Đội 1", "An"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            for transitional, purl in strict.items():
                data = data.replace(transitional, purl)
            archive.writestr(name, data)
    assert asked(path) == [("Vì sao?", "Đội 1", "An")]


def test_one_request_over_several_rows_is_one_question(tmp_path: Path) -> None:
    rows = (
        ("STT", "Nội dung", "Đơn vị"),
        (1, "Đề nghị trang bị cho công an xã:", "Xã A"),
        (None, "- Máy tính", None),
        (None, "máy in", None),
        (2, "Bao giờ có xe?", "Xã B"),
        (None, "Vì sao lương chậm?", "Xã C"),
    )
    path = workbook(tmp_path / "a.xlsx", *rows)
    assert asked(path) == [
        ("Đề nghị trang bị cho công an xã:\n- Máy tính\nmáy in", "Xã A", ""),
        ("Bao giờ có xe?", "Xã B", ""),
        ("Vì sao lương chậm?", "Xã C", ""),
    ]

    def merge(_book: Workbook, sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("C2:C4")

    assert asked(workbook(tmp_path / "b.xlsx", *rows, change=merge)) == asked(path)


FORMS = {
    "google": (
        ("Dấu thời gian", "Địa chỉ email", "Đơn vị của đồng chí?", "Đồng chí có câu hỏi, kiến nghị gì?"),
        ("1/1/2026 8:00", "kin@x.vn", "Đội 1", "Vì sao?"),
    ),
    "google, english": (
        (
            "Timestamp",
            "Email Address",
            "Which unit do you work in?",
            "What is your question for the leadership?",
        ),
        ("1/1/2026 8:00", "kin@x.vn", "Đội 1", "Vì sao?"),
    ),
    "microsoft": (
        ("ID", "Start time", "Completion time", "Email", "Name", "Đơn vị công tác?", "Ý kiến gửi lãnh đạo?"),
        (1, "x", "y", "kin@x.vn", "Nguyễn Kín", "Đội 1", "Vì sao?"),
    ),
    "microsoft, vietnamese": (
        (
            "ID",
            "Thời gian bắt đầu",
            "Thời gian hoàn thành",
            "Email",
            "Tên",
            "Đồng chí thuộc đơn vị nào?",
            "Nội dung hỏi",
        ),
        (1, "x", "y", "kin@x.vn", "Nguyễn Kín", "Đội 1", "Vì sao?"),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_a_form_gives_questions_and_units_and_never_who_answered(
    tmp_path: Path, form: str
) -> None:
    header, answer = FORMS[form]
    nothing = (*answer[:-1], "Không có ý kiến")
    path = workbook(tmp_path / "a.xlsx", header, answer, nothing)
    assert asked(path) == [("Vì sao?", "Đội 1", "")]
    assert reasons(path) == [(2, ""), (3, "says-nothing")]
    sheet = intake.read(path)
    assert {"B Địa chỉ email", "B Email Address", "D Email"} & set(sheet.unread(sheet.columns))


HTML = (
    '<html><head><style>td{{}}</style></head><body><table><tr><td colspan="3">DANH SÁCH</td></tr>'
    "<tr><th>STT</th><th>Nội dung câu hỏi</th><th>Đơn vị</th></tr>"
    '<tr><td>1</td><td>Vì sao<br>thế &amp; sao?</td><td rowspan="2">Đội 1</td></tr>'
    '<tr><td>2</td><td>Bao giờ?</td></tr><tr style="display:none"><td>3</td><td>Ẩn?</td><td>x</td></tr>'
    "</table></body></html>"
)
XML_2003 = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
    "<Row><Cell><Data>STT</Data></Cell><Cell><Data>Nội dung</Data></Cell><Cell><Data>Đơn vị</Data></Cell></Row>"
    '<Row><Cell><Data>1</Data></Cell><Cell><Data>Vì sao\nthế &amp; sao?</Data></Cell><Cell ss:MergeDown="1">'
    "<Data>Đội 1</Data></Cell></Row><Row><Cell><Data>2</Data></Cell><Cell><Data>Bao giờ?</Data></Cell></Row>"
    "</Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.html"])
@pytest.mark.parametrize("content", [HTML, XML_2003])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_or_xml_called_a_workbook_is_read(
    tmp_path: Path, name: str, content: str, encoding: str
) -> None:
    path = text(tmp_path / name, content, encoding)
    assert asked(path) == [("Vì sao\nthế & sao?", "Đội 1", ""), ("Bao giờ?", "Đội 1", "")]


def test_text_with_tabs_called_a_workbook_is_read(tmp_path: Path) -> None:
    assert asked(text(tmp_path / "a.xls", "STT\tNội dung\tĐơn vị\n1\tVì sao?\tĐội 1\n")) == [
        ("Vì sao?", "Đội 1", "")
    ]


def test_an_open_document_spreadsheet_is_read_with_what_it_hides(tmp_path: Path) -> None:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    table = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    words = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'

    def row(*cells: str, hidden: bool = False) -> str:
        shown = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
        visibility = "collapse" if hidden else "visible"
        return f'<table:table-row table:visibility="{visibility}">{shown}</table:table-row>'

    content = (
        f"<office:document-content {office} {table} {words}><office:body><office:spreadsheet>"
        '<table:table table:name="S"><table:table-column/><table:table-column/>'
        '<table:table-column table:visibility="collapse"/><table:table-column/>'
        + row("STT", "Nội dung", "Họ tên", "Đơn vị")
        + row("1", "Vì sao<text:line-break/>thế?", "Kín", "Đội 1")
        + row("2", "Ẩn?", "Kín", "Đội 2", hidden=True)
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert asked(path) == [("Vì sao\nthế?", "Đội 1", "")]
    assert [remark[0] for remark in remarks(path)] == ["column-hidden", "row-hidden"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file-is-locked"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "file-is-old-excel"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "file-is-old-word"),
        ("a.xls", OLE, "file-is-old-office"),
        ("a.pdf", b"%PDF-1.7", "file-is-pdf"),
        ("a.docx", b"%PDF-1.7", "file-is-pdf"),
        ("a.rtf", b"{\\rtf1}", "file-is-rtf"),
        ("a.doc", b"{\\rtf1}", "file-is-rtf"),
        ("a.png", b"\x89PNG\r\n", "file-is-picture"),
        ("a.rar", b"Rar!\x1a", "file-is-packed"),
        ("a.xlsx", b"khong phai bang", "file-damaged"),
    ],
)
def test_what_is_not_read_is_refused_by_its_own_name(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        intake.read(text(tmp_path / name, content))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("xl/workbook.bin", "", "file-is-binary-excel"),
        ("Index/Document.iwa", "", "file-is-apple"),
        ("ppt/presentation.xml", "", "file-is-presentation"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "file-is-odt"),
        ("anh.jpg", "", "file-is-packed"),
    ],
)
def test_what_is_packed_and_not_read_is_refused_by_its_own_name(
    tmp_path: Path, part: str, content: str, code: str
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, content)
    with pytest.raises(Refusal) as refused:
        intake.read(path)
    assert refused.value.code == code


CSV = {
    "one column with commas": (
        "Câu hỏi\nThiếu máy in, thiếu mực, thiếu giấy?\nBao giờ sửa?\nĐề nghị cấp xe, cấp xăng.\n",
        ["Thiếu máy in, thiếu mực, thiếu giấy?", "Bao giờ sửa?", "Đề nghị cấp xe, cấp xăng."],
    ),
    "one column, a comma in every line": ("Câu hỏi\nMột, hai?\nBa, bốn?\n", ["Một, hai?", "Ba, bốn?"]),
    "one quoted column": ('"Câu hỏi"\n"Một, ""hai""\nba?"\n"Bốn, năm"\n', ['Một, "hai"\nba?', "Bốn, năm"]),
    "lines within quotes": ('STT,Câu hỏi\n1,"Một, hai?\nba, bốn"\n2,Năm?\n', ["Một, hai?\nba, bốn", "Năm?"]),
    "an open quote": ('STT;Câu hỏi;Đơn vị\n1;"Một?;Đội 1\n2;Hai?;Đội 2\n3;Ba?;Đội 3\n', ["Một?", "Hai?", "Ba?"]),
    "an open quote closed far below": (
        'STT;Câu hỏi;Đơn vị\n1;"Một?;Đội 1\n2;Hai?;Đội 2\n3;"Ba?";Đội 3\n', ["Một?", "Hai?", "Ba?"]
    ),
    "curly quotes": ("STT;Câu hỏi\n1;“Một; hai”\n2;“Ba” là gì?\n", ["Một; hai", "“Ba” là gì?"]),
    "stray quotes": ('STT;Câu hỏi\n1;Màn 5" hỏng\n2;"Đội "A" đâu"\n', ['Màn 5" hỏng', 'Đội "A" đâu']),
    "unquoted commas in the last column": ("STT,Nội dung\n1,Một, hai, ba\n2,Bốn\n", ["Một, hai, ba", "Bốn"]),
    "unquoted commas in the middle": ("STT,Nội dung,Đơn vị\n1,Một, hai,Đội 1\n2,Ba,Đội 2\n", ["Một, hai", "Ba"]),
    "a title above": ("DANH SÁCH, ĐỢT 1\n\nSTT;Câu hỏi\n1;Một, hai\n", ["Một, hai"]),
    "a sep line": ("sep=|\nSTT|Câu hỏi\n1|Một; hai, ba\n", ["Một; hai, ba"]),
    "no header": ("1;Một?;Đội Tham mưu\n2;Hai?;Đội Hậu cần\n", ["Một?", "Hai?"]),
    "a zero byte": ("STT;Câu hỏi\n1;Mộ\0t dòng dài hơn một chút?\n", ["Một dòng dài hơn một chút?"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", CSV)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_with_columns_is_judged_as_a_whole_and_no_row_swallows_another(
    tmp_path: Path, kind: str, ending: str
) -> None:
    content, expected = CSV[kind]
    path = text(tmp_path / "a.csv", content.replace("\n", ending))
    assert [question for question, _, _ in asked(path)] == expected


def test_rows_with_wrong_quotes_are_named(tmp_path: Path) -> None:
    assert remarks(text(tmp_path / "a.csv", CSV["an open quote"][0]))[0][:2] == ("quote-open", 2)
    assert remarks(text(tmp_path / "b.csv", CSV["curly quotes"][0]))[0][:2] == ("quote-curly", 2)
    wide = "STT,Câu hỏi,Đơn vị\n1,Một,Đội 1,x,y\n2,Hai,Đội 2\n"
    assert remarks(text(tmp_path / "c.csv", wide))[0][:2] == ("row-too-wide", 2)


def test_another_header_or_none_can_be_chosen(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", "Mục;Ai\nNội dung;Đơn vị\nVì sao?;Đội 1\n")
    sheet = intake.read(path)
    assert [row.number for row in sheet.rows] == [3]
    none = intake.lay_out_under(sheet.source, "", 0)
    assert [row.number for row in none.rows] == [1, 2, 3]
    other = intake.lay_out_under(sheet.source, "", 1)
    assert (other.header, [row.number for row in other.rows]) == (("Mục", "Ai"), [2, 3])
    assert intake.lay_out_under(sheet.source, "", 2).columns == {Field.TEXT: 0, Field.UNIT: 1}


def test_cells_beyond_the_last_column_are_counted_in_every_kind_of_table(tmp_path: Path) -> None:
    beyond = limits.COLUMNS + 2
    rows = [("Nội dung", *[""] * (beyond - 2), "cuối"), ("Vì sao?", *[""] * (beyond - 3), "a", "b")]
    lines = "\n".join("\t".join(row) for row in rows)
    cells = "".join(f"<td>{cell}</td>" for cell in rows[1])
    html = f"<table><tr><td>Nội dung</td></tr><tr>{cells}</tr></table>"
    where = letter(limits.COLUMNS)
    for path in (workbook(tmp_path / "a.xlsx", *rows), text(tmp_path / "c.xls", html)):
        assert [(code, column) for code, _row, column, _n in remarks(path)] == [("cells-beyond", where)]
    found = remarks(text(tmp_path / "b.tsv", lines))
    assert [(code, row, column, count) for code, row, column, count in found] == [
        ("cells-beyond", 1, where, "1"),
        ("cells-beyond", 2, where, "2"),
    ]


def test_a_form_with_a_hundred_columns_is_read_to_its_end(tmp_path: Path) -> None:
    header = ("Dấu thời gian", *(f"Mục {place}" for place in range(100)), "Câu hỏi của đồng chí là gì?")
    path = workbook(tmp_path / "a.xlsx", header, ("1/4/2026", *["x"] * 100, "Bao giờ sửa mái nhà?"))
    assert asked(path) == [("Bao giờ sửa mái nhà?", "", "")]


def test_a_worksheet_with_other_columns_is_counted_and_can_be_read_instead(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Câu hỏi"
    book.active.append(("Nội dung", "Đơn vị"))
    book.active.append(("Vì sao chậm?", "Đội 1"))
    other = book.create_sheet("Đợt hai")
    for row in (("Lĩnh vực", "Ý kiến"), ("Thể chế", "Sửa quy chế"), ("Nhân sự", "Thêm người")):
        other.append(row)
    plain = book.create_sheet("Ghi tay")
    plain.append(("Không có tiêu đề ở đây, chỉ một câu?",))
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert [one for one in remarks(path) if one[0] == "sheet-left-out"] == [
        ("sheet-left-out", 0, "", "3"),
        ("sheet-left-out", 0, "", "1"),
    ]
    sheet = intake.read(path)
    assert sheet.source.worksheets == {"Câu hỏi": 2, "Đợt hai": 3, "Ghi tay": 1}

    def read_from(name: str) -> list[str]:
        chosen = intake.lay_out(sheet.source, name)
        left = {one.sheet for one in chosen.problems if one.code == "sheet-left-out"}
        assert left == set(sheet.source.worksheets) - {name}
        plan = intake.plan(chosen, chosen.columns, (), REFORM_AREAS)
        return [one.item.text for one in plan.questions]

    assert read_from("Câu hỏi") == ["Vì sao chậm?"]
    assert read_from("Đợt hai") == ["Sửa quy chế", "Thêm người"]
    assert read_from("Ghi tay") == ["Không có tiêu đề ở đây, chỉ một câu?"]


def test_a_long_remark_ends_at_a_word_and_says_that_it_goes_on() -> None:
    words = "kiến nghị " * 60
    short = shortened(words)
    assert short.endswith(" …") is False
    assert short.endswith(("kiến…", "nghị…"))
    assert len(short) <= FOUND_CHARACTERS + 1
    assert shortened("Một dòng\nhai dòng") == "Một dòng hai dòng"
    assert len(shortened("x" * 500)) == FOUND_CHARACTERS + 1


def test_curly_quotes_around_every_cell_are_no_part_of_them(tmp_path: Path) -> None:
    rows = (
        HEADER,
        ("1", "Sửa điều 3, khoản 2?", "Đội 1", "Lê C"),
        ("2", "Khi nào “một cửa” mở?", "Đội 2", "Vũ D"),
    )
    quoted = "\n".join(",".join(f"“{cell}”" for cell in row) for row in rows)
    found = asked(text(tmp_path / "a.csv", quoted))
    assert found[0] == ("Sửa điều 3, khoản 2?", "Đội 1", "Lê C")
    single = text(tmp_path / "b.csv", "Nội dung;Đơn vị\n“Một cửa” là gì?;Đội 1\n“Hai cửa”;Đội 2")
    assert asked(single) == [("“Một cửa” là gì?", "Đội 1", ""), ("“Hai cửa”", "Đội 2", "")]


def test_a_workbook_whose_parts_are_named_with_backslashes_is_read(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "a.xlsx", HEADER, (1, "Vì sao?", "Đội 1", "Lê C"))
    with zipfile.ZipFile(plain) as book, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        for name in book.namelist():
            other.writestr(name.replace("/", "\\"), book.read(name))
    assert asked(tmp_path / "b.xlsx") == [("Vì sao?", "Đội 1", "Lê C")]
