"""The DOCX read back and measured against Nghị định 30/2020/NĐ-CP, Phụ lục I and Mẫu 1.9."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import docx
import msgspec
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph as Line

from meeting.changes import put
from meeting.model.agenda import Conclusion
from meeting.model.question import Outcome
from minutes import Edition, Seal, outline
from minutes.formats import word
from minutes.formats.catalogue import FORMATS
from tests.minutes.conftest import question, state_with

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

    from meeting.state import State

SEAL = Seal("ab" * 32, 41)
CENTRE, BOTH, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


class Component(NamedTuple):
    """A component of the form (ô số): its style here, and what the decree asks of it."""

    ô: str
    style: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool
    align: WD_ALIGN_PARAGRAPH


# Sizes and faces: Phụ lục I, "Mẫu chữ và chi tiết trình bày thể thức văn bản hành chính".
DECREE = (
    Component("1 Quốc hiệu", "Quốc hiệu", (12, 13), True, False, CENTRE),
    Component("1 Tiêu ngữ", "Tiêu ngữ", (13, 14), True, False, CENTRE),
    Component("2 Cơ quan chủ quản", "Cơ quan chủ quản", (12, 13), False, False, CENTRE),
    Component("2 Cơ quan ban hành", "Cơ quan ban hành", (12, 13), True, False, CENTRE),
    Component("3 Số, ký hiệu", "Số và ký hiệu", (13, 13), False, False, CENTRE),
    Component("4 Địa danh, thời gian", "Địa danh và ngày tháng", (13, 14), False, True, CENTRE),
    Component("5a Tên loại", "Title", (13, 14), True, False, CENTRE),
    Component("5a Trích yếu", "Subtitle", (13, 14), True, False, CENTRE),
    Component("6 Nội dung", "Normal", (13, 14), False, False, BOTH),
    Component("6 Phần, mục", "heading 1", (13, 14), True, False, BOTH),
    Component("6 Khoản", "heading 2", (13, 14), True, False, BOTH),
    Component("7a Quyền hạn, chức vụ", "Quyền hạn và chức vụ", (13, 14), True, False, CENTRE),
    Component("7b Họ và tên", "Họ và tên", (13, 14), True, False, CENTRE),
    Component("9b Nơi nhận", "Nơi nhận", (12, 12), True, True, LEFT),
    Component("9b Nơi nhận, danh sách", "Nơi nhận - dòng", (11, 11), False, False, LEFT),
    Component("Số trang", "header", (13, 14), False, False, CENTRE),
    Component("Phụ lục", "Phụ lục", (14, 14), True, False, CENTRE),
    Component("Tên phụ lục", "Tên phụ lục", (13, 14), True, False, CENTRE),
    Component("Kèm theo", "Kèm theo", (13, 14), False, True, CENTRE),
    Component("14 Chữ ký số của bản sao", "Chữ nhỏ", (10, 10), False, True, LEFT),
)


@pytest.fixture
def packed(held: State) -> bytes:
    return word.render(outline(held, SEAL))


@pytest.fixture
def document(packed: bytes) -> Document:
    return docx.Document(io.BytesIO(packed))


def style_of(document: Document, name: str) -> ParagraphStyle:
    found: ParagraphStyle = next(style for style in document.styles if style.name.lower() == name.lower())
    return found


def lines(document: Document, style: str) -> list[Paragraph]:
    """Every paragraph in a style, inside tables too."""
    found = [p for p in document.paragraphs if p.style is not None]
    found += [
        p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]
    return [p for p in found if p.style is not None and p.style.name.lower() == style.lower()]


@pytest.mark.parametrize("component", DECREE, ids=lambda component: component.ô)
def test_each_component_has_the_decrees_size_face_and_place(document: Document, component: Component) -> None:
    style = style_of(document, component.style)
    low, high = component.sizes
    assert style.font.size is not None
    assert low <= style.font.size.pt <= high
    assert bool(style.font.bold) is component.bold
    assert bool(style.font.italic) is component.italic
    assert style.paragraph_format.alignment == component.align


def millimetres(length: Length | None) -> float:
    assert length is not None
    return round(float(length.mm), 1)


def test_the_page_is_a4_with_the_decrees_margins(document: Document) -> None:
    section = document.sections[0]
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)
    assert 20 <= millimetres(section.top_margin) <= 25
    assert 20 <= millimetres(section.bottom_margin) <= 25
    assert 30 <= millimetres(section.left_margin) <= 35
    assert 15 <= millimetres(section.right_margin) <= 20


def test_the_whole_document_is_black_times_new_roman_in_vietnamese(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "vi-VN"
    assert next(defaults.iter(qn("w:color"))).get(qn("w:val")) == "000000"
    body = document.element.body
    assert not list(body.iter(qn("w:rFonts")))
    assert not list(body.iter(qn("w:color")))


def test_body_paragraphs_are_indented_and_spaced(document: Document) -> None:
    normal = style_of(document, "Normal").paragraph_format
    assert normal.first_line_indent is not None
    assert abs(normal.first_line_indent - Mm(10)) < Mm(0.1)
    assert normal.space_before == Pt(6)
    assert normal.line_spacing == 1.0


def test_the_page_number_is_centred_in_the_top_margin_from_page_two(document: Document) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    fields = [field.text for field in section.header._element.iter(qn("w:instrText"))]
    assert fields == [" PAGE "]
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))


def test_annexes_are_sections_of_their_own_numbered_from_one(document: Document) -> None:
    main, *annexes = document.sections
    assert main.orientation == 0
    for annex in annexes:
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert millimetres(annexes[0].page_width) == 297


def test_the_letterhead_stands_in_two_cells_with_the_number_left_blank(document: Document) -> None:
    left, right = document.tables[0].rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        "CÔNG AN TỈNH NGHỆ AN",
        "PHÒNG AN NINH NỘI ĐỊA",
        "",
        "Số:         /BB-ANNĐ",
    ]
    assert [p.text for p in right.paragraphs] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
    ]


def rule_length_mm(cell_mm: float, paragraph: Paragraph) -> float:
    indent = next(paragraph._p.iter(qn("w:ind")))
    sides = sum(int(indent.get(qn(f"w:{side}"))) for side in ("left", "right"))
    return cell_mm - sides / 1440 * 25.4


def test_the_rules_are_real_borders_of_the_right_length(document: Document) -> None:
    left, right = document.tables[0].rows[0].cells
    agency, motto = left.paragraphs[2], right.paragraphs[2]
    for rule in (agency, motto):
        border = next(rule._p.iter(qn("w:pBdr"))).find(qn("w:top"))
        assert border.get(qn("w:val")) == "single"
    # "Độc lập - Tự do - Hạnh phúc" in bold 14 is 60.5 mm wide in Times New Roman; the agency's name in bold 13, 58 mm.
    assert abs(rule_length_mm(100, motto) - 60.5) < 1
    assert 58 / 3 <= rule_length_mm(66, agency) <= 58 / 2


def test_the_national_title_fits_its_cell_on_one_line(document: Document) -> None:
    from minutes.fonts import width_mm

    cell = document.tables[0].rows[0].cells[1]
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13) < cell.width.mm


def test_the_lines_of_mau_1_9_follow_one_another(document: Document) -> None:
    texts = [p.text for p in document.paragraphs]
    opening = [
        "BIÊN BẢN",
        "Đối thoại về công tác cải cách hành chính năm 2024",
        "Thời gian bắt đầu: 08 giờ 00, ngày 17 tháng 4 năm 2024.",
        "Địa điểm: Hội trường tầng 2.",
    ]
    assert [text for text in texts if text][:4] == opening
    order = [
        "Thành phần tham dự",
        "Chủ trì: Đồng chí",
        "Thư ký: Đồng chí",
        "Nội dung (theo diễn biến",
    ]
    places = [next(n for n, text in enumerate(texts) if text.startswith(start)) for start in order]
    assert places == sorted(places)
    assert "Hội nghị kết thúc vào 11 giờ 30, ngày 17 tháng 4 năm 2024./." in texts


def signature_table(document: Document) -> list[list[list[str]]]:
    table = next(table for table in document.tables if "THƯ KÝ" in table.rows[0].cells[0].text)
    return [[[p.text for p in cell.paragraphs] for cell in row.cells] for row in table.rows]


def test_the_secretary_signs_left_and_the_chair_right(document: Document) -> None:
    parts, _space, names, last = signature_table(document)
    assert parts[0] == ["THƯ KÝ"]
    assert parts[2][:2] == ["CHỦ TỌA", "TRƯỞNG PHÒNG"]
    assert (names[0], names[2]) == (["Đại úy Trần Thị Bình"], ["Thượng tá Nguyễn Văn An"])
    assert last[0] == [
        "Nơi nhận:",
        "- Như thành phần tham dự;",
        "- Lãnh đạo Phòng (để báo cáo);",
        "- Lưu: VT, Hồ sơ.",
    ]


def test_signatures_are_not_torn_from_their_table(document: Document) -> None:
    table = next(table for table in document.tables if "THƯ KÝ" in table.rows[0].cells[0].text)
    for row in table.rows:
        assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_the_closing_line_goes_with_the_signatures_onto_the_next_page(document: Document) -> None:
    closing = next(p for p in document.paragraphs if p.text.startswith("Hội nghị kết thúc"))
    following = closing._p.getnext()
    styles = [closing.style, next(p.style for p in document.paragraphs if p._p is following)]
    assert all(style is not None and style.paragraph_format.keep_with_next for style in styles)
    assert following.getnext().tag == qn("w:tbl")


def test_table_headers_repeat_on_every_page(document: Document) -> None:
    ruled = [
        table for table in document.tables if table.style is not None and table.style.name == "Table Grid"
    ]
    assert ruled
    for table in ruled:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_the_digest_stands_in_small_print(document: Document) -> None:
    assert lines(document, "Chữ nhỏ")[-1].text.endswith("ab" * 32)


def test_a_draft_is_marked_on_every_page(held: State) -> None:
    from datetime import UTC, datetime

    drafted = outline(held, Seal("ab", 1, datetime(2024, 4, 17, 9, 30, tzinfo=UTC)))
    section = docx.Document(io.BytesIO(word.render(drafted))).sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert any("DỰ THẢO" in p.text for p in footer.paragraphs)


def test_the_same_record_gives_the_same_bytes(held: State, packed: bytes) -> None:
    assert word.render(outline(held, SEAL)) == packed


def test_the_file_names_no_author_no_editor_and_no_clock(packed: bytes) -> None:
    properties = docx.Document(io.BytesIO(packed)).core_properties
    assert properties.author == properties.last_modified_by == ""
    assert properties.created is not None
    assert properties.created.isoformat().startswith("2024-04-17T04:30")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"rsid" not in everything
    assert b"Macintosh" not in everything


def test_word_fields_in_a_question_stay_text() -> None:
    text = '{ INCLUDETEXT "C:\\\\secret.docx" } { DDEAUTO c:\\\\cmd.exe }'
    made = word.render(outline(state_with(question(1, text, outcome=Outcome.ANSWERED)), SEAL))
    document = docx.Document(io.BytesIO(made))
    assert not list(document.element.body.iter(qn("w:instrText")))
    shown = text.replace('"C', "“C").replace('x"', "x”")
    assert any(shown in p.text for p in document.paragraphs)


def test_the_escalation_annex_stands_alone(held: State) -> None:
    [made] = FORMATS["annex"].documents(Edition(held, SEAL))
    document = docx.Document(io.BytesIO(made.content))
    assert document.paragraphs[0].text == "Phụ lục"
    assert document.tables[0].rows[0].cells[0].text == "STT"
    assert "Đề nghị cắt giảm 30% báo cáo" in document.tables[0].rows[1].cells[1].text
    assert len(document.sections) == 1


def is_kept(paragraph: Paragraph) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next) or bool(
        paragraph.style is not None and paragraph.style.paragraph_format.keep_with_next
    )


def test_an_annex_title_stays_with_its_table_and_a_high_row_may_be_cut(held: State) -> None:
    long = "Đề nghị xem xét việc cắt giảm báo cáo. " * 40
    referral = msgspec.structs.replace(held.referrals[1], text=long)
    held.apply([put("referrals", 1, referral)])
    document = docx.Document(io.BytesIO(word.render(outline(held, SEAL))))
    assert all(is_kept(p) for name in ("Phụ lục", "Tên phụ lục", "Kèm theo") for p in lines(document, name))
    escalated = next(
        table for table in document.tables if table.cell(0, 1).text.startswith("Nội dung ý kiến")
    )
    assert [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in escalated.rows] == [True, False]


def test_signatures_recipients_and_digest_stay_with_what_was_said_last(document: Document) -> None:
    body = list(document.element.body)
    signed = next(n for n, part in enumerate(body) if "THƯ KÝ" in [t.text for t in part.iter(qn("w:t"))])
    [*_, said] = body[signed - 4].iter(qn("w:tr"))
    foot = [
        Line(p, document) for part in (said, *body[signed - 3 : signed + 2]) for p in part.iter(qn("w:p"))
    ]
    assert foot[0].text
    assert all(map(is_kept, foot))
    digest = Line(body[signed + 3], document)
    assert digest.text.startswith("Mã kiểm chứng")


def test_a_line_ended_by_hand_is_not_stretched(document: Document) -> None:
    assert list(document.settings.element.iter(qn("w:doNotExpandShiftReturn")))


def test_a_conclusion_of_several_lines_has_a_paragraph_each(held: State) -> None:
    held.apply([put("conclusions", 1, Conclusion(1, "Giao Đội 1 theo dõi.\nBáo cáo hằng tháng."))])
    document = docx.Document(io.BytesIO(word.render(outline(held, SEAL))))
    said = [p.text for p in document.paragraphs]
    at = said.index("1. Giao Đội 1 theo dõi.")
    assert said[at + 1] == "Báo cáo hằng tháng."
