"""A document read as one text: every paragraph, item and row in its order, whatever program wrote it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from intake import words
from meeting.refusal import Refusal
from tests.intake.word_files import document, paragraph, run

if TYPE_CHECKING:
    from pathlib import Path

REPORT = ("Kết quả quý III", "Đã giải quyết 120 kiến nghị.", "Còn 3 việc chậm hạn.")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def open_document(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:table="{TABLE}">'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path


def test_a_word_document_gives_its_paragraphs_and_the_rows_of_its_tables_in_their_order(
    tmp_path: Path,
) -> None:
    made = docx.Document()
    made.add_heading(REPORT[0])
    made.add_paragraph(REPORT[1])
    made.add_paragraph("")
    table = made.add_table(rows=2, cols=2)
    for cell, written in zip(table._cells, ("Đội", "Số việc", "Đội 2", "14"), strict=True):
        cell.text = written
    made.add_paragraph(REPORT[2])
    path = tmp_path / "bao-cao.docx"
    made.save(str(path))
    assert words.read(path).text.split("\n") == [*REPORT[:2], "Đội – Số việc", "Đội 2 – 14", REPORT[2]]


def test_what_word_numbers_by_itself_keeps_its_number(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = [paragraph(line, properties=item) for line in REPORT]
    found = words.read(document(tmp_path / "a.docx", *body, numbering=numbering))
    assert found.text == "\n".join(f"{place}. {line}" for place, line in enumerate(REPORT, start=1))


def test_hidden_words_are_left_out_and_said(tmp_path: Path) -> None:
    body = paragraph(REPORT[0], run(" nháp", "<w:vanish/>"))
    found = words.read(document(tmp_path / "a.docx", body))
    assert found.text == REPORT[0]
    assert [problem.code for problem in found.problems] == ["text-hidden"]


def test_an_open_document_gives_its_paragraphs_items_and_rows_without_what_was_deleted(
    tmp_path: Path,
) -> None:
    body = (
        f"<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes><text:h>{REPORT[0]}</text:h>"
        f"<text:section><text:p>{REPORT[1]}<text:note><text:p>chú</text:p></text:note></text:p></text:section>"
        f"<text:list><text:list-item><text:p>{REPORT[2]}</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Đội 2</text:p></table:table-cell>"
        "<table:table-cell><text:p>14</text:p></table:table-cell></table:table-row></table:table>"
    )
    found = words.read(open_document(tmp_path / "a.odt", body))
    assert found.text.split("\n") == [*REPORT[:2], f"- {REPORT[2]}", "Đội 2 – 14"]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_read_in_whatever_code_it_was_saved(tmp_path: Path, code: str) -> None:
    path = tmp_path / "phat-bieu.txt"
    path.write_bytes("Kính thưa các đồng chí,\r\n\r\nTôi có hai ý.".encode(code))
    assert words.read(path).text == "Kính thưa các đồng chí,\nTôi có hai ý."


def test_words_in_an_old_vietnamese_code_become_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    made = docx.Document()
    made.add_paragraph("§Ò nghÞ n©ng cÊp ®­êng truyÒn")
    made.save(str(path))
    assert words.read(path).text == "Đề nghị nâng cấp đường truyền"


def test_a_table_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(Refusal) as refused:
        words.read(path)
    assert refused.value.code == "file-is-no-text"


@pytest.mark.parametrize("content", [b"", b"\n \r\n"])
def test_a_file_without_words_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        words.read(path)
    assert refused.value.code == "file-empty"


def test_an_open_document_that_breaks_off_is_said_to_be_damaged(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        words.read(open_document(tmp_path / "a.odt", "<text:p>"))
    assert refused.value.code == "file-damaged"
