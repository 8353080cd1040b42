"""Files as offices make them: workbooks, documents and archives written for one test."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

HEADER = ("STT", "Nội dung ý kiến, kiến nghị", "Đơn vị/người nêu", "Họ và tên", "Lĩnh vực", "Phân loại")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Bao giờ có máy in mới?", "Đội 1", "Nguyễn Văn A", "Hiện đại hóa nền hành chính", "Câu hỏi"),
    (2, "Đề nghị tăng phụ cấp một cửa", "Đội 2", "", "Cải cách tài chính công", "Kiến nghị"),
    (3, "bao gio co may in moi", "Đội 3", "", "", ""),
    (4, "", "Đội 4", "", "", ""),
    (5, "Mạng chậm quá", "Đội 5", "", "Giao thông", "Than phiền"),
)


def workbook(path: Path, *sheets: tuple[str, list[tuple[Any, ...]]]) -> Path:
    book = Workbook()
    for number, (title, rows) in enumerate(sheets):
        worksheet = book.active if number == 0 else book.create_sheet()
        worksheet.title = title
        for row in rows:
            worksheet.append(row)
    book.save(path)
    return path


def questions_workbook(path: Path) -> Path:
    title = ("DANH SÁCH Ý KIẾN, KIẾN NGHỊ", None)
    return workbook(path, ("Đợt 1", [title, (), HEADER, *ROWS]))


def table_document(path: Path, *tables: list[tuple[Any, ...]], paragraphs: tuple[str, ...] = ()) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    document.save(str(path))
    return path


def repacked(path: Path, **parts: bytes) -> Path:
    """The archive at `path` with parts replaced or added; in a name ``__`` stands for a slash and ``_`` for a dot."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept.update({name.replace("__", "/").replace("_", "."): data for name, data in parts.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in kept.items():
            archive.writestr(name, data)
    return path
