"""The Word styles of the minutes, so that a clerk changes a style and not every line.

Sizes and faces follow Nghị định 30/2020/NĐ-CP, Phụ lục I: the table of the components of a document's form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from minutes.formats.word.elements import HALF_POINTS, TWIPS_PER_POINT, element, twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
BODY = 14.0
INDENT_MM = 10.0


class Style(NamedTuple):
    """A paragraph style. Sizes and spaces in points, indents in millimetres, `level` 1-9 for headings."""

    id: str
    name: str
    size: float = BODY
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    after: float = 0
    first_line: float = 0
    hanging: float = 0
    level: int = 0
    next: str = ""
    keep: bool = False
    based_on: str = "Normal"


STYLES = (
    Style("Normal", "Normal", align="both", before=6, first_line=INDENT_MM, based_on=""),
    Style("Heading1", "heading 1", bold=True, align="both", before=6, first_line=INDENT_MM, level=1, keep=True),
    Style("Heading2", "heading 2", bold=True, align="both", before=6, first_line=INDENT_MM, level=2, keep=True),
    Style("Title", "Title", bold=True, before=18, level=0, next="Subtitle", keep=True),
    Style("Subtitle", "Subtitle", bold=True, after=12, next="Normal"),
    Style("Header", "header", size=13),
    Style("QuocHieu", "Quốc hiệu", size=13, bold=True),
    Style("TieuNgu", "Tiêu ngữ", bold=True),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", size=13),
    Style("CoQuanBanHanh", "Cơ quan ban hành", size=13, bold=True),
    Style("KeNgang", "Kẻ ngang", size=2, before=3),
    Style("SoKyHieu", "Số và ký hiệu", size=13, before=4),
    Style("DiaDanh", "Địa danh và ngày tháng", italic=True, before=4),
    Style("QuyenHan", "Quyền hạn và chức vụ", bold=True, keep=True),
    Style("VeViec", "Về việc", size=12, before=6),
    Style("KinhGui", "Kính gửi", before=12, after=6),
    Style("KinhGuiDong", "Kính gửi - dòng", align="left", before=3, first_line=45),
    Style("HoTen", "Họ và tên", bold=True, keep=True),
    Style("NoiNhan", "Nơi nhận", size=12, bold=True, italic=True, align="left", before=6),
    Style("NoiNhanDong", "Nơi nhận - dòng", size=11, align="left", hanging=2),
    Style("DauDong", "Gạch đầu dòng", align="both", before=6, first_line=INDENT_MM),
    Style("PhuLuc", "Phụ lục", bold=True, level=1, next="TenPhuLuc", keep=True),
    Style("TenPhuLuc", "Tên phụ lục", bold=True, keep=True),
    Style("KemTheo", "Kèm theo", italic=True, after=8, keep=True),
    Style("DanBang", "Dẫn bảng", align="both", before=6, after=5, first_line=INDENT_MM, keep=True),
    Style("Bang", "Bảng", size=11, align="left", before=1.5, after=1.5),
    Style("BangGiua", "Bảng - giữa", size=11, before=1.5, after=1.5),
    Style("BangDau", "Bảng - tiêu đề", size=11, bold=True, before=1.5, after=1.5, keep=True),
    Style("SauBang", "Sau bảng", size=6),
    Style("KetThuc", "Dòng kết thúc", align="both", before=6, first_line=INDENT_MM, keep=True),
    Style("TruocChuKy", "Trước chữ ký", size=6, keep=True),
    Style("ChuNho", "Chữ nhỏ", size=10, italic=True, align="left", before=2),
    Style("DuThao", "Dự thảo", size=12, bold=True, before=6),
    Style("DuThaoChan", "footer", size=10, bold=True, align="right"),
)  # fmt: skip


def install(document: Document, *, keep_existing: bool = False) -> None:
    """Put the styles into a document. With `keep_existing` an agency's own style of the same id wins."""
    sheet = document.styles.element
    existing = {style.get(qn("w:styleId")) for style in sheet.findall(qn("w:style"))}
    if not keep_existing:
        for child in list(sheet):
            sheet.remove(child)
        sheet.append(_defaults())
        sheet.append(_character_default())
        existing = set()
    for made in (*map(_paragraph_style, STYLES), *_table_styles()):
        if made.get(qn("w:styleId")) not in existing:
            sheet.append(made)


def _defaults() -> BaseOxmlElement:
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = str(round(BODY * HALF_POINTS))
    language = element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    run = element(
        "rPr",
        fonts,
        element("color", val="000000"),
        element("sz", val=size),
        element("szCs", val=size),
        language,
    )
    paragraph = element("pPr", element("spacing", before="0", after="0", line="240", lineRule="auto"))
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))


def _character_default() -> BaseOxmlElement:
    return element(
        "style",
        element("name", val="Default Paragraph Font"),
        type="character",
        styleId="DefaultParagraphFont",
        default="1",
    )


def _paragraph_style(style: Style) -> BaseOxmlElement:
    made = element("style", element("name", val=style.name), type="paragraph", styleId=style.id)
    if style.based_on:
        made.append(element("basedOn", val=style.based_on))
    else:
        made.set(qn("w:default"), "1")
    if style.keep or style.next:
        made.append(element("next", val=style.next or "Normal"))
    made.append(element("qFormat"))
    made.append(_paragraph_properties(style))
    made.append(_run_properties(style))
    return made


def _paragraph_properties(style: Style) -> BaseOxmlElement:
    made = element("pPr")
    if style.keep:
        made.append(element("keepNext"))
    made.append(
        element(
            "spacing", before=_points(style.before), after=_points(style.after), line="240", lineRule="auto"
        )
    )
    if style.hanging:
        made.append(element("ind", left=twips(style.hanging), hanging=twips(style.hanging)))
    else:
        made.append(element("ind", left="0", firstLine=twips(style.first_line)))
    made.append(element("jc", val=style.align))
    if style.level:
        made.append(element("outlineLvl", val=str(style.level - 1)))
    return made


def _run_properties(style: Style) -> BaseOxmlElement:
    size = str(round(style.size * HALF_POINTS))
    faces = [element(tag) for tag, is_set in (("b", style.bold), ("i", style.italic)) if is_set]
    return element("rPr", *faces, element("sz", val=size), element("szCs", val=size))


def _points(points: float) -> str:
    return str(round(points * TWIPS_PER_POINT))


def _table_styles() -> tuple[BaseOxmlElement, BaseOxmlElement, BaseOxmlElement]:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element(
        "tblBorders", *(element(side, val="single", sz="4", space="0", color="000000") for side in sides)
    )
    normal = element(
        "style",
        element("name", val="Normal Table"),
        _table_margins(0),
        type="table",
        styleId="TableNormal",
        default="1",
    )
    bare = element(
        "style",
        element("name", val="Không kẻ"),
        element("basedOn", val="TableNormal"),
        _table_margins(0),
        type="table",
        styleId="KhongKe",
    )
    ruled = element(
        "style",
        element("name", val="Table Grid"),
        element("basedOn", val="TableNormal"),
        _table_margins(1.4, borders),
        type="table",
        styleId="TableGrid",
    )
    return normal, bare, ruled


def _table_margins(side_mm: float, borders: BaseOxmlElement | None = None) -> BaseOxmlElement:
    sides = (("top", 0.0), ("left", side_mm), ("bottom", 0.0), ("right", side_mm))
    margins = element("tblCellMar", *(element(side, w=twips(mm), type="dxa") for side, mm in sides))
    return element("tblPr", *([borders] if borders is not None else []), margins)
