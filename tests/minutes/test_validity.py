"""Files hold to their standards: Open XML as its SDK checks it, PDF/A-2a and PDF/UA-1 as far as a machine can tell."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import msgspec
import pdfua
import pikepdf
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from meeting.changes import put
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer, SignerKind, Task
from minutes import FORMATS, Edition, Seal
from minutes.formats import office, pdf
from minutes.gallery import GALLERY, gallery_file
from minutes.outline.blocks import Heading
from tests.minutes.conftest import dialogue
from tests.minutes.hostile import HOSTILE
from tests.minutes.test_formats import asked

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State
    from minutes.edition import Document

SEAL = Seal("ab" * 32, 41)


def signed() -> State:
    """A meeting with a pledge signed by finger and on paper."""
    state = dialogue()
    ink = "M100 200L300 100L600 350"
    drawn = Signer(
        1,
        1,
        SignerKind.TEAM,
        "Đội 1",
        name="Lê A",
        signature=ink,
        standing=SignatureStatus.SIGNED,
        by_phone=True,
    )
    by_pen = Signer(2, 1, SignerKind.TEAM, "Đội 2", name="Lê B", standing=SignatureStatus.SIGNED)
    pledge = Pledge(1, "Thi đua", tasks=(Task("1", "Giảm báo cáo"),), phase=PledgePhase.SIGNED)
    state.apply([put("pledges", 1, pledge), put("signers", 1, drawn), put("signers", 2, by_pen)])
    return state


def documents(state: State, suffix: str, template: Path | None = None) -> list[Document]:
    edition = Edition(state, SEAL, template=template)
    return [one for name in FORMATS for one in FORMATS[name].documents(edition) if one.suffix == suffix]


def findings(content: bytes, folder: Path, suffix: str) -> list[str]:
    path = folder / f"van-ban{suffix}"
    path.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.mark.parametrize("state", [signed(), asked(*HOSTILE)], ids=["signed", "hostile"])
def test_word_and_excel_files_have_no_error_under_the_open_xml_rules(state: State, tmp_path: Path) -> None:
    for suffix in (".docx", ".xlsx"):
        for one in documents(state, suffix):
            assert findings(one.content, tmp_path, suffix) == [], one.part


@pytest.mark.parametrize("kind", GALLERY)
def test_a_form_filled_in_has_no_error_either(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)  # its PDFs are no matter here, and take seconds each
    for one in documents(signed(), ".docx", gallery_file(kind)):
        assert findings(one.content, tmp_path, ".docx") == [], one.part


def test_no_style_is_named_with_a_comma_which_separates_names() -> None:
    for one in documents(signed(), ".docx"):
        styles = docx.Document(io.BytesIO(one.content)).styles.element
        assert not [name for name in styles.iter(qn("w:name")) if "," in name.get(qn("w:val"))]


@pytest.mark.parametrize("state", [signed(), asked(*HOSTILE)], ids=["signed", "hostile"])
def test_pdf_files_say_that_they_are_pdf_a_2a_and_pdf_ua_1_and_are(state: State, tmp_path: Path) -> None:
    for one in documents(state, ".pdf"):
        path = tmp_path / "van-ban.pdf"
        path.write_bytes(one.content)
        with pikepdf.open(path) as opened:
            about = opened.open_metadata()
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["pdfuaid:part"] == "1"
            assert opened.Root.MarkInfo.Marked
            assert opened.Root.ViewerPreferences.DisplayDocTitle
            for page in opened.pages:
                for font in page.Resources.get("/Font", {}).values():
                    assert is_embedded(font)
        assert not [
            found for found in pdfua.validate(str(path)).findings if str(found.severity).endswith("ERROR")
        ]


def is_embedded(font: pikepdf.Object) -> bool:
    """Whether the letters travel with the file."""
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(name in described.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_a_workbook_is_printed_on_a4_and_what_is_empty_is_blank() -> None:
    import openpyxl

    [one] = documents(signed(), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(one.content))
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.value == ""]
    with zipfile.ZipFile(io.BytesIO(one.content)) as archive:
        strings = archive.read("xl/sharedStrings.xml")
    assert b"<t/>" not in strings
    assert b"<t></t>" not in strings


def test_a_letter_without_kind_and_subject_has_a_title_and_a_heading_may_hold_one_endless_word() -> None:
    minutes = Edition(dialogue(), SEAL).minutes
    heading = Heading(1, "x" * 400)
    letter = msgspec.structs.replace(minutes, kind="", subject="", blocks=(heading, *minutes.blocks))
    assert pdf.render(letter).startswith(b"%PDF")
