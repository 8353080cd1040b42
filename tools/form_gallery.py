"""Makes the forms of `minutes/gallery`: small Word files with the marks of docs/templates.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from minutes.archive import timeless
from minutes.formats.word import letterhead, package, page
from minutes.gallery import gallery_file
from minutes.outline.blocks import Letterhead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
BRAND = RGBColor(0x1F, 0x3A, 0x5F)

HEAD = Letterhead(
    parent="{{ CO_QUAN_CHU_QUAN }}",
    agency="{{ CO_QUAN }}",
    number="{{ SO_KY_HIEU }}",
    nation="{{ QUOC_HIEU }}",
    motto="{{ TIEU_NGU }}",
    dateline="{{ DIA_DANH_NGAY }}",
)


def department() -> Document:
    """The decree's form, every part a mark."""
    document = _empty()
    document.element.body.insert(0, letterhead.letterhead(HEAD, ""))
    _line(document, "{{ du_thao }}", align=CENTRE, bold=True)
    _line(document, "{{ LOAI_VAN_BAN }}", "Title")
    _line(document, "{{ TEN_HOI_NGHI }}", "Subtitle")
    _line(document, "{{ NOI_DUNG }}")
    _closing(document)
    for block in ("CHU_KY", "MA_KIEM_CHUNG", "PHU_LUC"):
        _line(document, f"{{{{ {block} }}}}")
    return document


def commune() -> Document:
    """Every question in a table of its area."""
    document = _empty()
    document.element.body.insert(0, letterhead.letterhead(HEAD, ""))
    _line(document, "{{ LOAI_VAN_BAN }}", "Title")
    _line(document, "{{ TEN_HOI_NGHI }}", "Subtitle")
    _line(document, "Thời gian: {{ khai_mac }}. Địa điểm: {{ dia_diem }}.")
    _line(document, "Chủ trì: {{ chu_toa.day_du }}. Thư ký: {{ thu_ky.day_du }}.")
    _line(document, "Có mặt: {{ so_co_mat }} người{% if vang_mat %}; vắng: {{ vang_mat|length }}{% endif %}.")
    _line(document, "{%p for lv in linh_vuc %}")
    _line(document, "{{ lv.so }}. {{ lv.ten }} ({{ lv.so_luong|hai_chu_so }} nội dung)", "Heading 2")
    _looped(
        document,
        "ch in lv.cau_hoi",
        ("Số", 12, "{{ ch.so }}"),
        ("Ý kiến, kiến nghị", 52, "{{ ch.noi_dung }}{% if ch.nguoi_neu %} ({{ ch.nguoi_neu }}){% endif %}"),
        (
            "Trả lời",
            56,
            "{% if ch.co_tra_loi %}{{ ch.nguoi_tra_loi }}: {{ ch.tra_loi }}{% else %}{{ ch.ket_qua }}{% endif %}",
        ),
        ("Đơn vị, thời hạn", 40, "{{ ch.don_vi }}{% if ch.thoi_han %}\n{{ ch.thoi_han }}{% endif %}"),
    )
    _line(document, "{%p endfor %}")
    _left_out(document)
    _line(document, "{%p if ket_luan %}")
    _line(document, "Kết luận của người chủ trì", "Heading 1")
    _line(document, "{%p for k in ket_luan %}")
    _line(document, "{{ k.so }}. {{ k.noi_dung }}")
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")
    _closing(document)
    _line(document, "{{ CHU_KY }}")
    _line(document, "{{ MA_KIEM_CHUNG }}")
    _line(document, "{{ PHU_LUC }}")
    return document


def enterprise() -> Document:
    """A company's own look: name on the left, no national title, what is owed in one table."""
    document = _empty()
    _line(document, "{{ ten_co_quan }}", bold=True, size=16, colour=BRAND)
    _line(document, "BIÊN BẢN ĐỐI THOẠI TẠI NƠI LÀM VIỆC", "Title", colour=BRAND)
    _line(document, "{{ tieu_de }}", "Subtitle")
    _line(document, "{% if du_thao %}{{ du_thao }}{% endif %}", align=CENTRE, bold=True)
    facts = document.add_table(4, 2)
    facts.alignment = WD_TABLE_ALIGNMENT.CENTER
    rows = (
        ("Thời gian", "{{ gio_khai_mac }} - {{ gio_be_mac }}, {{ ngay_hop }}"),
        ("Địa điểm", "{{ dia_diem }}"),
        ("Bên người sử dụng lao động", "{{ chu_toa.day_du }}"),
        ("Người ghi biên bản", "{{ thu_ky.day_du }}"),
    )
    for row, (label, words) in zip(facts.rows, rows, strict=True):
        _cell(row.cells[0], label, bold=True)
        _cell(row.cells[1], words)
    _widths(facts, (55, 105))
    _line(document, "Nội dung đối thoại ({{ tong_hop.tiep_nhan }} ý kiến, kiến nghị)", "Heading 1")
    _line(document, "{%p for ch in cau_hoi %}")
    _line(document, "{{ ch.loai }} {{ ch.so }}. {{ ch.noi_dung }}", bold=True)
    _line(document, "{%p if ch.co_tra_loi %}")
    _line(document, "{{ ch.nguoi_tra_loi }}: {{ ch.tra_loi }}")
    _line(document, "{%p else %}")
    _line(document, "{{ ch.xu_ly }}.")
    _line(document, "{%p endif %}")
    _line(document, "{%p endfor %}")
    _left_out(document)
    _line(document, "{%p if cam_ket %}")
    _line(document, "Việc phải làm", "Heading 1")
    _looped(
        document,
        "c in cam_ket",
        ("STT", 14, "{{ loop.index }}"),
        ("Nội dung", 76, "{{ c.noi_dung }}"),
        ("Người thực hiện", 40, "{{ c.don_vi }}"),
        ("Thời hạn", 30, "{{ c.thoi_han }}"),
    )
    _line(document, "{%p endif %}")
    _line(document, "")
    signing = document.add_table(1, 2)
    _cell(signing.rows[0].cells[0], "NGƯỜI GHI BIÊN BẢN\n\n\n\n{{ thu_ky.ho_ten }}", bold=True, align=CENTRE)
    _cell(
        signing.rows[0].cells[1], "ĐẠI DIỆN DOANH NGHIỆP\n\n\n\n{{ chu_toa.ho_ten }}", bold=True, align=CENTRE
    )
    _widths(signing, (80, 80))
    _line(document, "{{ MA_KIEM_CHUNG }}")
    _line(document, "{{ PHU_LUC }}")
    # The page's number stands above, as on every document.
    document.sections[0].footer.paragraphs[0].text = "{{ tieu_de }}"
    return document


def _empty() -> Document:
    document = package.empty()
    page.set_up(document, "")
    return document


def _line(
    document: Document,
    words: str,
    style: str = "Normal",
    *,
    bold: bool = False,
    size: float = 0,
    align: WD_ALIGN_PARAGRAPH | None = None,
    colour: RGBColor | None = None,
) -> Paragraph:
    made = document.add_paragraph(style=style)
    if align is not None:
        made.alignment = align
    run = made.add_run(words)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return made


def _left_out(document: Document) -> None:
    """What waits for an answer in full, and what is told by its number alone: the count adds up for a reader."""
    _line(document, "{%p if chua_tra_loi %}")
    _line(document, "Còn {{ chua_tra_loi|length|hai_chu_so }} nội dung chưa trả lời tại hội nghị:")
    _line(document, "{%p for ch in chua_tra_loi %}")
    _line(
        document,
        "- {{ ch.loai }} số {{ ch.so }}{% if ch.nguoi_neu %} ({{ ch.nguoi_neu }}){% endif %}: {{ ch.noi_dung }}",
    )
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")
    _line(document, "{%p for dong in chi_neu_so %}")
    _line(document, "{{ dong }}")
    _line(document, "{%p endfor %}")


def _closing(document: Document) -> None:
    """The closing line, which stays on the page of the signatures."""
    _line(document, "{{ ket_thuc }}").paragraph_format.keep_with_next = True


def _looped(document: Document, loop: str, *columns: tuple[str, float, str]) -> None:
    """A ruled table: a head, and a row repeated by `loop`; each column is (title, millimetres, mark)."""
    table = document.add_table(4, len(columns), style="Table Grid")
    begin, row, end = table.rows[1:4]
    for cell, (title, _width, _mark) in zip(table.rows[0].cells, columns, strict=True):
        _cell(cell, title, "Bảng - tiêu đề")
    begin.cells[0].text = f"{{%tr for {loop} %}}"
    end.cells[0].text = "{%tr endfor %}"
    for cell, (_title, _width, mark) in zip(row.cells, columns, strict=True):
        _cell(cell, mark, "Bảng")
    _widths(table, [width for _, width, _ in columns])


def _cell(
    cell: _Cell,
    words: str,
    style: str = "Normal",
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    line = cell.paragraphs[0]
    line.style = style
    if align is not None:
        line.alignment = align
    line.paragraph_format.first_line_indent = 0
    line.add_run(words).bold = bold or None


def _widths(table: Table, millimetres: Sequence[float]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)


FORMS: dict[str, Callable[[], Document]] = {"so": department, "xa": commune, "doanh-nghiep": enterprise}


def main() -> None:
    """Write every form."""
    for name, make in FORMS.items():
        content = package.saved(make(), "Biên bản đối thoại", "")
        gallery_file(name).write_bytes(timeless(content))


if __name__ == "__main__":
    main()
