"""Reading files: columns recognised, old codes converted, every hostile or broken file refused with its limit."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import intake
from intake import Field, delimited, limits
from intake.legacy import Legacy
from intake.sheet import letter
from meeting.refusal import Refusal
from tests.intake.files import HEADER, ROWS, questions_workbook, repacked, table_document, workbook
from tests.intake.test_encodings import TEXT, old_bytes
from tests.systems import IS_WINDOWS

ALL_COLUMNS = {Field.SERIAL: 0, Field.TEXT: 1, Field.UNIT: 2, Field.NAME: 3, Field.AREA: 4, Field.KIND: 5}


def refusal(path: Path) -> Refusal:
    with pytest.raises(Refusal) as raised:
        intake.read(path)
    return raised.value


def test_a_workbook_with_a_title_above_its_header_is_understood(tmp_path: Path) -> None:
    sheet = intake.read(questions_workbook(tmp_path / "y-kien.xlsx"))
    assert sheet.columns == ALL_COLUMNS
    assert sheet.header == HEADER
    assert [row.number for row in sheet.rows] == [4, 5, 6, 7, 8]
    assert sheet.rows[0].cells[:2] == ("1", "Bao giờ có máy in mới?")


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_understood_whatever_separates_its_cells(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    path = tmp_path / "y-kien.csv"
    with path.open("w", encoding=encoding, newline="") as opened:
        csv.writer(opened, delimiter=mark).writerows([HEADER, *ROWS])
    sheet = intake.read(path)
    assert sheet.columns == ALL_COLUMNS
    assert len(sheet.rows) == len(ROWS)


def test_excels_own_separator_line_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nSTT;Nội dung\n1;a, b, c, d\n2;\n", encoding="utf-8")
    sheet = intake.read(path)
    assert sheet.columns == {Field.SERIAL: 0, Field.TEXT: 1}
    assert (sheet.rows[0].number, sheet.rows[0].cells) == (3, ("1", "a, b, c, d"))


def test_the_table_of_a_document_is_read_and_its_paragraphs_are_not(tmp_path: Path) -> None:
    path = table_document(tmp_path / "a.docx", [HEADER, *ROWS], paragraphs=("Kính gửi: Ban tổ chức",))
    sheet = intake.read(path)
    assert sheet.columns == ALL_COLUMNS
    assert len(sheet.rows) == len(ROWS)


def test_two_tables_with_the_same_columns_are_read_as_one_list(tmp_path: Path) -> None:
    path = table_document(tmp_path / "a.docx", [HEADER, ROWS[0]], [HEADER, ROWS[1]], [("Ghi chú", "x")])
    sheet = intake.read(path)
    assert [(row.sheet, row.cells[0]) for row in sheet.rows] == [("1", "1"), ("2", "2")]


def test_a_document_without_tables_gives_a_question_a_paragraph(tmp_path: Path) -> None:
    path = table_document(
        tmp_path / "a.docx", paragraphs=("1. Máy in hỏng?", "", "2) Sao chậm lương?", "- Đường xấu")
    )
    assert [row.cells[0] for row in intake.read(path).rows] == [
        "Máy in hỏng?",
        "Sao chậm lương?",
        "Đường xấu",
    ]


def test_a_text_file_gives_a_question_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Câu 1: Máy in hỏng?\nCâu hỏi số 2. Sao chậm?\n\n 2024 là năm gì?\n", encoding="utf-8")
    sheet = intake.read(path)
    assert [row.cells[0] for row in sheet.rows] == ["Máy in hỏng?", "Sao chậm?", "2024 là năm gì?"]
    assert [row.number for row in sheet.rows] == [1, 2, 4]
    assert sheet.columns == {Field.TEXT: 0}


def test_empty_lines_hold_questions_of_several_lines_together(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Máy in hỏng,\nbao giờ sửa?\n\nSao chậm lương\ncả tháng?\n", encoding="utf-8")
    assert [row.cells[0] for row in intake.read(path).rows] == [
        "Máy in hỏng,\nbao giờ sửa?",
        "Sao chậm lương\ncả tháng?",
    ]


@pytest.mark.parametrize("legacy", list(Legacy))
def test_a_text_file_in_an_old_code_says_which(tmp_path: Path, legacy: Legacy) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(old_bytes(TEXT, legacy))
    sheet = intake.read(path)
    assert sheet.encoding == legacy.value
    assert sheet.rows[0].cells == ("Đề nghị cắt giảm thành phần hồ sơ.",)


def test_old_code_in_the_cells_of_a_workbook_is_converted_header_and_all(tmp_path: Path) -> None:
    rows = [("STT", "Néi dung", "§¬n vÞ"), (1, "C¶i c¸ch hµnh chÝnh", "§éi 1"), (2, "Đã là Unicode", "Đội 2")]
    sheet = intake.read(workbook(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert sheet.columns == {Field.SERIAL: 0, Field.TEXT: 1, Field.UNIT: 2}
    assert [row.cells[1] for row in sheet.rows] == ["Cải cách hành chính", "Đã là Unicode"]
    assert sheet.converted == 4


def test_a_cell_that_may_be_old_code_is_flagged_by_row_and_column(tmp_path: Path) -> None:
    rows = [("STT", "Nội dung"), (1, "Straße façade C¶i Zürich größte")]
    sheet = intake.read(workbook(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [(p.code, p.row, p.column) for p in sheet.problems] == [("perhaps-old-code", 2, "B")]


def test_numbers_and_dates_read_as_people_write_them(tmp_path: Path) -> None:
    from datetime import date, datetime

    rows = [
        ("STT", "Nội dung"),
        (1.0, date(2024, 4, 17)),
        (2, datetime(2024, 4, 17, 8, 30)),
        (3, 1.5),
        (None, None),
        (True, False),
    ]
    sheet = intake.read(workbook(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [row.cells for row in sheet.rows] == [
        ("1", "17/04/2024"),
        ("2", "17/04/2024 08:30"),
        ("3", "1,5"),
        ("x",),
    ]


def test_worksheets_with_the_same_columns_are_read_others_left_out(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("Đội 1", [("Nội dung",), ("Một",)]),
        ("Ghi chú", [("x", "y"), ("z", "t")]),
        ("Đội 2", [("Nội dung",), ("Hai",)]),
    )
    assert [(row.sheet, row.cells[0]) for row in intake.read(path).rows] == [
        ("Đội 1", "Một"),
        ("Đội 2", "Hai"),
    ]


def test_without_a_header_the_longest_column_is_offered(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("S", [("a", "Bao giờ mới có máy in hả các anh?"), ("b", "Sao?")]))
    sheet = intake.read(path)
    assert sheet.header == ()
    assert sheet.columns == {Field.TEXT: 1}
    assert sheet.width == 2


def test_hidden_worksheets_are_left_out(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", ("A", [("Nội dung",), ("Một",)]), ("B", [("Nội dung",), ("Hai",)]))
    book = load_workbook(path)
    book["B"].sheet_state = "hidden"
    book.save(path)
    assert [row.cells[0] for row in intake.read(path).rows] == ["Một"]


def test_progress_is_reported_and_what_it_raises_ends_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT;Nội dung\n" + "".join(f"{n};Câu {n}\n" for n in range(1000)), encoding="utf-8")
    seen: list[int] = []
    intake.read(path, seen.append)
    assert seen == list(range(limits.PROGRESS_EVERY, 1001, limits.PROGRESS_EVERY))

    def cancel(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.read(path, cancel)


def test_a_file_that_is_not_there_empty_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "file-missing"
    assert refusal(tmp_path).code == "file-missing"
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert refusal(tmp_path / "a.pdf").code == "file-kind"
    (tmp_path / "noname").write_bytes(b"x")
    assert refusal(tmp_path / "noname").code == "file-kind"
    (tmp_path / "a.txt").write_bytes(b"")
    assert refusal(tmp_path / "a.txt").code == "file-empty"
    (tmp_path / "b.txt").write_bytes(b" \n\n")
    assert refusal(tmp_path / "b.txt").code == "file-empty"
    assert refusal(workbook(tmp_path / "c.xlsx", ("S", []))).code == "file-empty"


def test_a_file_too_large_is_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 1024 * 1024)
    (tmp_path / "a.txt").write_bytes(b"x" * (1024 * 1024 + 1))
    assert refusal(tmp_path / "a.txt").params == {"limit": 1}


def test_too_many_rows_are_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    (tmp_path / "a.txt").write_text("a\nb\nc\nd\n", encoding="utf-8")
    assert str(refusal(tmp_path / "a.txt")) == "file-has-too-many-rows(limit=3)"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = repacked(
        questions_workbook(tmp_path / "a.xlsx"), xl__media__image1_bin=b"\0" * (limits.RATIO_FROM + 1024)
    )
    assert refusal(path).code == "file-is-a-bomb"


def test_what_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1024 * 1024)
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__media__image1_bin=b"ab" * 1024 * 1024)
    assert refusal(path).code == "file-unpacks-too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    evil = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__sharedStrings_xml=evil.encode(encoding))
    assert refusal(path).code == "file-has-entities"
    path = repacked(
        table_document(tmp_path / "a.docx", paragraphs=("a",)), word__document_xml=evil.encode(encoding)
    )
    assert refusal(path).code == "file-has-entities"


def test_macros_are_refused(tmp_path: Path) -> None:
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__vbaProject_bin=b"x")
    assert refusal(path).code == "file-has-macros"


def test_too_many_parts_and_too_many_sheets_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", *((f"S{n}", [("Nội dung",), ("a",)]) for n in range(4)))
    monkeypatch.setattr(limits, "SHEETS", 3)
    assert refusal(path).code == "file-has-too-many-sheets"
    monkeypatch.setattr(limits, "ARCHIVE_PARTS", 3)
    assert refusal(path).code == "file-has-too-many-parts"


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_a_damaged_or_foreign_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"not a zip file")
    assert refusal(path).code == "file-damaged"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert refusal(path).code == "file-is-old-office"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert refusal(path).code == "file-damaged"


def test_a_worksheet_with_broken_xml_is_refused(tmp_path: Path) -> None:
    path = repacked(
        questions_workbook(tmp_path / "a.xlsx"), xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row><c"
    )
    assert refusal(path).code == "file-damaged"


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_header_is_not_taken_from_long_cells_or_answers(tmp_path: Path) -> None:
    long = "Nội dung " + "rất dài " * 20
    rows = [(long, "x"), ("Nội dung trả lời", "Nội dung câu hỏi"), ("Đã rõ", "Sao chậm?")]
    sheet = intake.read(workbook(tmp_path / "a.xlsx", ("S", rows)))
    assert sheet.columns == {Field.TEXT: 1}
    assert [row.cells for row in sheet.rows] == [("Đã rõ", "Sao chậm?")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_file_may_end_its_lines_in_any_way(tmp_path: Path, ending: str) -> None:
    (tmp_path / "a.csv").write_bytes(ending.join(["STT;Nội dung", '1;"Một\nhai"', "2;Ba"]).encode())
    assert [row.cells[1] for row in intake.read(tmp_path / "a.csv").rows] == ["Một\nhai", "Ba"]


@given(st.text(alphabet="a;,\t|\"'\r\n\x00é ", max_size=60))
def test_any_text_reads_as_csv(text: str) -> None:
    assert all(
        any(cell.strip() for cell in row.cells) for row in delimited.read(text, lambda _done: None, [])
    )


def test_empty_rows_of_a_table_are_passed_over(tmp_path: Path) -> None:
    path = table_document(tmp_path / "a.docx", [("STT", "Nội dung"), ("", ""), ("1", "Một")])
    assert [row.number for row in intake.read(path).rows] == [3]


def test_text_in_utf_16_without_its_mark_that_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Một câu hỏi dài".encode("utf-16-le")[:-2] + b"\x00\xd8")
    assert refusal(tmp_path / "a.txt").code == "file-damaged"


def test_a_workbook_of_other_parts_is_refused(tmp_path: Path) -> None:
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__workbook_xml=b"<workbook")
    assert refusal(path).code == "file-damaged"


OFFICIAL = [
    ("BẢNG TỔNG HỢP Ý KIẾN, KIẾN NGHỊ",),
    ("STT", "Nội dung ý kiến, kiến nghị", None, "Người nêu", None, "Ghi chú"),
    (None, "Nội dung", "Lĩnh vực", "Họ và tên", "Đơn vị", None),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "LĨNH VỰC THỂ CHẾ"),
    (1, "Quy chế phối hợp chưa rõ", "Thể chế", "Nguyễn Văn A", "Đội 1"),
    (2, "Thông tư hướng dẫn chậm ban hành"),
    ("STT", "Nội dung", "Lĩnh vực", "Họ và tên", "Đơn vị"),
    (3, "Thanh toán công tác phí chậm", None, "Trần B", "Đội 2"),
]
"""A list as offices draw it up: two merged header rows, a row of numbers, groups, the header again on the next page."""


def official_workbook(path: Path) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(workbook(path, ("Tổng hợp", OFFICIAL)))
    for merged in ("A2:A3", "B2:C2", "D2:E2", "E6:E7"):
        book.active.merge_cells(merged)
    book.active.row_dimensions[9].hidden = True
    book.create_sheet("Ẩn").append(("Nội dung",))
    book["Ẩn"].sheet_state = "hidden"
    book.create_sheet("Khác").append(("x", "y"))
    book.save(path)
    return path


def test_an_official_list_with_merged_headers_is_understood(tmp_path: Path) -> None:
    sheet = intake.read(official_workbook(tmp_path / "a.xlsx"))
    assert sheet.header == ("STT", "Nội dung", "Lĩnh vực", "Họ và tên", "Đơn vị")
    assert [row.cells[:2] for row in sheet.rows] == [
        ("I", "LĨNH VỰC THỂ CHẾ"),
        ("1", "Quy chế phối hợp chưa rõ"),
        ("2", "Thông tư hướng dẫn chậm ban hành"),
    ]


def test_what_is_merged_downwards_stands_in_every_row_it_reaches(tmp_path: Path) -> None:
    sheet = intake.read(official_workbook(tmp_path / "a.xlsx"))
    assert [row.cells[4] for row in sheet.rows[1:]] == ["Đội 1", "Đội 1"]


def test_what_is_hidden_or_has_other_columns_is_left_out_and_said_so(tmp_path: Path) -> None:
    sheet = intake.read(official_workbook(tmp_path / "a.xlsx"))
    assert [(p.code, p.sheet, p.row) for p in sheet.problems] == [
        ("row-hidden", "Tổng hợp", 9),
        ("sheet-hidden", "Ẩn", 0),
        ("sheet-left-out", "Khác", 0),
    ]
    assert intake.sentence(sheet.problems[2]).startswith("Khác: ")


@pytest.mark.parametrize(
    "heading", ["Đề xuất", "Phản ánh", "Khó khăn, vướng mắc", "Kiến nghị, đề xuất", "Vấn đề cần giải đáp"]
)
def test_a_column_is_known_by_what_people_call_it(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"STT;{heading};Phòng/Đội;Cơ quan giải quyết;Ghi chú\n1;Sao chậm?;Đội 1;;\n", encoding="utf-8"
    )
    sheet = intake.read(path)
    assert sheet.columns == {Field.SERIAL: 0, Field.TEXT: 1, Field.UNIT: 2}
    assert sheet.unread(sheet.columns) == ("D Cơ quan giải quyết", "E Ghi chú")


def test_a_header_of_whole_questions_is_known_by_how_they_begin(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    header = "Dấu thời gian,Câu hỏi của đồng chí là gì?,Đơn vị công tác của đồng chí\n"
    path.write_text(header + "17/04/2024,Sao chậm?,Đội 1\n", encoding="utf-8")
    assert intake.read(path).columns == {Field.TEXT: 1, Field.UNIT: 2}


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_a_question_that_begins_like_a_heading_is_not_lost_as_one(tmp_path: Path, name: str) -> None:
    lines = ["Sao chậm lương?", "Máy in hỏng", "Câu hỏi về phụ cấp", "Nội dung", "Ý kiến của tôi: đường xấu"]
    path = tmp_path / name
    if name == "a.txt":
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        table_document(path, paragraphs=tuple(lines))
    assert [row.cells[0] for row in intake.read(path).rows] == lines


def test_rows_without_a_header_are_all_kept(tmp_path: Path) -> None:
    rows = [("Máy in hỏng", "Câu hỏi"), ("Câu hỏi về lương", "Câu hỏi"), ("Ý kiến về ca trực", "Ý kiến")]
    sheet = intake.read(workbook(tmp_path / "a.xlsx", ("S", [*rows])))
    assert [row.cells for row in sheet.rows] == rows
    numbered = [(n, *cells) for n, cells in enumerate(rows, start=1)]
    assert len(intake.read(workbook(tmp_path / "b.xlsx", ("S", numbered))).rows) == len(rows)


def test_the_first_line_of_a_text_may_head_the_list(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nội dung câu hỏi\nSao chậm?\n", encoding="utf-8")
    assert [row.cells[0] for row in intake.read(path).rows] == ["Sao chậm?"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_file_with_columns_is_read_as_a_table(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("STT\tNội dung\tĐơn vị\r\n1\tSao chậm?\tĐội 1\r\n".encode(encoding))
    assert intake.read(path).columns == {Field.SERIAL: 0, Field.TEXT: 1, Field.UNIT: 2}


def test_a_numbered_list_wrapped_at_its_edge_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "1.Đề nghị tăng\nphụ cấp một cửa\n(2) Sao chậm?\n1.5 triệu có đủ không?\n", encoding="utf-8"
    )
    assert [(row.number, row.cells[0]) for row in intake.read(path).rows] == [
        (1, "Đề nghị tăng phụ cấp một cửa"),
        (3, "Sao chậm?"),
        (4, "1.5 triệu có đủ không?"),
    ]


def test_cells_of_a_document_merged_across_and_downwards_keep_their_columns(tmp_path: Path) -> None:
    from docx import Document

    path = table_document(
        tmp_path / "a.docx",
        [HEADER[:4], ("", "", "", ""), ("1", "Sao chậm?", "", "A"), ("2", "Sao nữa?", "", "B")],
    )
    document = Document(str(path))
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(1, 3)).text = "I. Lĩnh vực thể chế"
    table.cell(2, 2).merge(table.cell(3, 2)).text = "Đội 1"
    document.save(str(path))
    assert [row.cells for row in intake.read(path).rows] == [
        ("I. Lĩnh vực thể chế", "", "", ""),
        ("1", "Sao chậm?", "Đội 1", "A"),
        ("2", "Sao nữa?", "Đội 1", "B"),
    ]


def test_the_letterhead_of_a_document_is_no_question_and_a_long_table_is_a_list(tmp_path: Path) -> None:
    letterhead = [("CÔNG AN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    path = table_document(tmp_path / "a.docx", letterhead, paragraphs=("Sao chậm?", "Máy in hỏng"))
    assert [row.cells[0] for row in intake.read(path).rows] == ["Sao chậm?", "Máy in hỏng"]
    path = table_document(
        tmp_path / "b.docx", letterhead, [(n, f"Câu {n}") for n in range(9)], paragraphs=("x",)
    )
    assert len(intake.read(path).rows) == 9


def test_a_document_type_behind_a_long_comment_or_another_name_is_refused(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!--' + b"x" * 300_000 + b'--><!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__sharedStrings_bin=evil)
    assert refusal(path).code == "file-has-entities"


def test_rows_far_below_are_read_without_counting_to_them(tmp_path: Path) -> None:
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>Câu {0}</t></is></c></row>'
    rows = "".join(map(cell.format, (1, 900_000_000)))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__worksheets__sheet1_xml=sheet.encode())
    assert [row.number for row in intake.read(path).rows] == [1, 900_000_000]


def test_a_long_stretch_of_empty_rows_ends_a_worksheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EMPTY_ROWS", 3)
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="inlineStr"><is><t>Câu</t></is></c></row>'
        + '<row><c s="1"/></row>' * 9
        + "</sheetData></worksheet>"
    )
    seen: list[int] = []
    monkeypatch.setattr(limits, "PROGRESS_EVERY", 1)
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__worksheets__sheet1_xml=sheet.encode())
    assert len(intake.read(path, seen.append).rows) == 1
    assert seen == [1, 2, 3, 4, 5]


def test_a_file_that_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path) -> None:
    # A name that long is one of no file to Windows.
    expected = "file-missing" if IS_WINDOWS else "file-unreadable"
    assert refusal(tmp_path / ("a" * 300 + ".txt")).code == expected
