"""An agency's own form: filled, or refused by name with the built-in form in its place."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from msgspec.structs import replace

from meeting.model.agenda import Conclusion
from meeting.refusal import Refusal
from minutes import Edition, Seal, outline
from minutes.formats.catalogue import FORMATS
from minutes.formats.word import template

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from meeting.state import State

SEAL = Seal("ab" * 32, 41)


def form(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "mau-cua-toi.docx"
    document.save(str(path))
    return path


def filled(path: Path, state: State) -> Document:
    return docx.Document(io.BytesIO(template.fill(path, told(state))))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_placeholders_are_filled_wherever_they_stand(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{CO_QUAN}}"
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "Chủ tọa: {{ CHU_TOA }}, {{CHUC_VU_CHU_TOA}}"
    split = document.add_paragraph()
    split.add_run("{{TEN_").bold = True
    split.add_run("HOI_NGHI}}")
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{{MA_KIEM_CHUNG}}")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    assert made.sections[0].header.paragraphs[0].text == "PHÒNG AN NINH NỘI ĐỊA"
    assert made.tables[0].rows[0].cells[0].text == "Chủ tọa: Thượng tá Nguyễn Văn An, TRƯỞNG PHÒNG"
    assert made.paragraphs[0].text == "Đối thoại về công tác cải cách hành chính năm 2024"
    assert made.paragraphs[0].runs[0].bold
    assert any("Câu hỏi số 1" in text for text in texts(made))
    assert sum("ab" * 32 in text for text in texts(made)) == 1


def test_a_placeholder_in_a_question_is_text(held: State, tmp_path: Path) -> None:
    from tests.minutes.conftest import question

    held.questions[6] = question(6, "{{NOI_DUNG}} và {{THU_KY}}")
    made = filled(form(tmp_path, "{{NOI_DUNG}}"), held)
    assert any("{{NOI_DUNG}} và {{THU_KY}}" in line for line in texts(made))


def test_a_title_that_looks_like_a_placeholder_or_an_annex_is_a_title(held: State, tmp_path: Path) -> None:
    path = form(tmp_path, "{{TEN_HOI_NGHI}}", "{{NOI_DUNG}}")
    for title in ("{{PHU_LUC}}", "{{NOI_DUNG}}", "{{MA_KIEM_CHUNG}}"):
        held.meetings[1] = replace(held.meeting, title=title)
        found = texts(filled(path, held))
        assert found[0] == title
        assert found.count("Phụ lục") == 1
    held.conclusions[2] = Conclusion(2, "a\nTỔNG HỢP CÂU HỎI, Ý KIẾN VÀ NỘI DUNG TRẢ LỜI")
    assert "Phụ lục" in texts(filled(path, held))


def test_a_form_without_a_place_for_digest_and_annexes_carries_them_at_its_end(
    held: State, tmp_path: Path
) -> None:
    found = texts(filled(form(tmp_path, "{{NOI_DUNG}}"), held))
    assert any("ab" * 32 in text for text in found)
    assert "Phụ lục" in found


def test_the_forms_own_styles_win(held: State, tmp_path: Path) -> None:
    path = form(tmp_path, "{{NOI_DUNG}}")
    before = docx.Document(str(path)).styles["Normal"].font.name
    assert filled(path, held).styles["Normal"].font.name == before


def broken_forms(folder: Path) -> dict[str, Path]:
    """Forms that cannot be used, by the refusal each deserves."""
    damaged = folder / "hong.docx"
    damaged.write_bytes(b"PK\x03\x04 not a zip")
    text = folder / "van-ban.docx"
    text.write_text("{{NOI_DUNG}}")
    macros = form(folder, "{{NOI_DUNG}}").rename(folder / "macro.docx")
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    bomb = form(folder, "{{NOI_DUNG}}").rename(folder / "bom.docx")
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"\0" * (template.LARGEST_UNPACKED + 1))
    large = folder / "lon.docx"
    large.write_bytes(b"\0" * (template.LARGEST_BYTES + 1))
    headless = folder / "xml.docx"
    with zipfile.ZipFile(form(folder, "{{NOI_DUNG}}")) as good, zipfile.ZipFile(headless, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<w:document" if name == "word/document.xml" else good.read(name))
    return {
        "template-unreadable": damaged,
        "template-unreadable ": text,
        "template-unreadable  ": headless,
        "template-macros": macros,
        "template-too-large": bomb,
        "template-too-large ": large,
        "template-missing": folder / "khong-co.docx",
        "template-without-content": form(folder, "Không có gì").rename(folder / "trong.docx"),
        "template-without-content ": form(folder, "Câu {{NOI_DUNG}}").rename(folder / "giua.docx"),
        "template-unknown-placeholder": form(folder, "{{NOI_DUNG}}", "{{TEN_KHAC}}").rename(
            folder / "la.docx"
        ),
    }


def test_a_broken_form_is_refused_by_name(held: State, tmp_path: Path) -> None:
    for code, path in broken_forms(tmp_path).items():
        with pytest.raises(Refusal) as refused:
            template.fill(path, told(held))
        assert refused.value.code == code.strip(), path.name
        assert refused.value.params["name"] == path.name


def test_the_built_in_form_takes_a_broken_ones_place(held: State, tmp_path: Path) -> None:
    told: list[Refusal] = []
    edition = Edition(held, SEAL, template=form(tmp_path, "Không có gì"), refused=told.append)
    [made] = FORMATS["docx"].documents(edition)
    assert [refusal.code for refusal in told] == ["template-without-content"]
    assert made.content == FORMATS["docx"].documents(Edition(held, SEAL))[0].content


def test_blocks_can_stand_in_a_cell_and_a_section_that_ends_there_still_does(
    held: State, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{{NOI_NHAN}}"
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{{CHU_KY}}")
    document.add_paragraph("{{PHU_LUC}}")
    document.add_section()
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    assert len(made.sections) == 2
    assert "- Lưu: VT, Hồ sơ." in made.tables[0].rows[0].cells[0].text
    assert texts(made).count("Phụ lục") == 1
