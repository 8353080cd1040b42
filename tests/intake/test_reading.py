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
    assert sheet.rows[0] == ("", 3, ("1", "a, b, c, d"))


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
        ("3", "1.5"),
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
    assert refusal(tmp_path / "a.txt").facts == {"limit": 1}


def test_too_many_rows_are_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    (tmp_path / "a.txt").write_text("a\nb\nc\nd\n")
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
    assert all(any(cell.strip() for cell in row.cells) for row in delimited.read(text, lambda _done: None))


def test_empty_rows_of_a_table_are_passed_over(tmp_path: Path) -> None:
    path = table_document(tmp_path / "a.docx", [("STT", "Nội dung"), ("", ""), ("1", "Một")])
    assert [row.number for row in intake.read(path).rows] == [3]


def test_text_in_utf_16_without_its_mark_that_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Một câu hỏi dài".encode("utf-16-le")[:-2] + b"\x00\xd8")
    assert refusal(tmp_path / "a.txt").code == "file-damaged"


def test_a_workbook_of_other_parts_is_refused(tmp_path: Path) -> None:
    path = repacked(questions_workbook(tmp_path / "a.xlsx"), xl__workbook_xml=b"<workbook")
    assert refusal(path).code == "file-damaged"
