"""LibreOffice opens what we write, and finds on paper what stands in the record."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import docx
import pytest

from minutes import Cancelled
from minutes.formats import office
from minutes.gallery import gallery_file
from tests.conftest import require_program
from tests.minutes.hostile import HOSTILE
from tests.minutes.test_formats import _pdf_text, asked, squeezed
from tests.minutes.test_writing import printed
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State

pytestmark = pytest.mark.libreoffice
SECONDS = 120


def converted(path: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice makes of a file, in a profile of its own."""
    office = require_program("soffice", "libreoffice")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command: list[str | Path] = [
        office,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder,
        path,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"{path.stem}.{kind.split(':')[0]}"


def test_the_minutes_and_their_annexes_print_on_a4_with_times_metrics(held: State, tmp_path: Path) -> None:
    [path] = printed(held, tmp_path, ["docx"])
    paper = converted(path, "pdf", tmp_path / "out")
    text = squeezed(_pdf_text(paper.read_bytes()))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Làm sao giảm số báo cáo?", "Phụ lục", "ab" * 32):
        assert squeezed(words) in text
    about = subprocess.run(
        [require_program("pdfinfo"), paper], capture_output=True, check=True, timeout=PATIENCE
    )
    assert b"A4" in about.stdout


def _content(document: docx.document.Document) -> tuple[list[str], list[list[str]], int, int]:
    """What a reader finds in a document: paragraphs, cells of its tables, sections, and how many styles are in use."""
    paragraphs = [squeezed(each.text) for each in document.paragraphs if each.text.strip()]
    tables = [[squeezed(cell.text) for row in table.rows for cell in row.cells] for table in document.tables]
    return (
        paragraphs,
        tables,
        len(document.sections),
        len({each.style.name for each in document.paragraphs if each.style}),
    )


def test_what_somebody_adds_and_saves_in_libreoffice_is_there_and_nothing_else_has_gone(
    held: State, tmp_path: Path
) -> None:
    [path] = printed(held, tmp_path, ["docx"])
    edited = docx.Document(str(path))
    edited.paragraphs[-1].insert_paragraph_before("Đã sửa tay một dòng.")
    edited.save(str(tmp_path / "sua.docx"))
    saved = docx.Document(str(converted(tmp_path / "sua.docx", "docx", tmp_path / "out")))
    assert _content(saved) == _content(edited)
    assert "Đã sửa tay một dòng." in [each.text for each in saved.paragraphs]


def test_hostile_texts_open_without_repair(tmp_path: Path) -> None:
    docx, xlsx = printed(asked(*HOSTILE), tmp_path, ["docx", "xlsx"])
    text = squeezed(_pdf_text(converted(docx, "pdf", tmp_path / "out").read_bytes()))
    for words in ("[/[@click=app.quit]", "{INCLUDETEXT", "<script>alert(1)</script>", "=1+1"):
        assert words in text
    table = converted(xlsx, "csv:Text - txt - csv (StarCalc):59,34,76", tmp_path / "out").read_text(
        encoding="utf-8"
    )
    assert "=1+1" in table
    assert "Err:" not in table


def test_a_pdf_in_the_making_is_stopped_and_the_next_one_is_made_by_the_same_profile(
    held: State, tmp_path: Path
) -> None:
    [path] = printed(held, tmp_path, ["docx"])
    require_program("soffice", "libreoffice")
    form = tmp_path / "mau.docx"
    form.write_bytes(gallery_file("so").read_bytes())
    asked: list[None] = []

    def stopped() -> bool:
        # Asked once before the file and then while LibreOffice works.
        asked.append(None)
        return len(asked) > 2

    with pytest.raises(Cancelled) as told:
        printed(held, tmp_path / "ra", ["pdf"], template=form, cancelled=stopped)
    assert told.value.written == []
    assert office.as_pdf(path.read_bytes()).startswith(b"%PDF")
