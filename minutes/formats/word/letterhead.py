"""The top of page 1 and the foot of the minutes: agency, national title, number; signatures and recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes import fonts
from minutes.formats.word.elements import EIGHTHS, cell, element, paragraph, row, run, table, twips
from wording import writing

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from minutes.outline.blocks import Letterhead, Minutes, Signature

# As Mẫu 1.9 does (67.5 + 100 mm, 6 mm into the left margin), so that neither side needs a smaller size.
HEAD_WIDTHS_MM = (66.0, 100.0)
HEAD_HANGS_MM = 6.0
SIGNATURE_WIDTHS_MM = (57.5, 7.0, 95.5)
SIGNING_SPACE_POINTS = 68
AGENCY_RULE_SHARE = 0.4
"""The rule under the agency is one third to one half of its text."""

RULE_POINTS = 0.75
AGENCY_POINTS = 13.0
MOTTO_POINTS = 14.0


LETTER_SIGNATURE_WIDTHS_MM = (70.0, 5.0, 85.0)


def letterhead(head: Letterhead, mark: str, about: str = "") -> BaseOxmlElement:
    """The two cells at the top; `about` (V/v …) of an official letter and `mark` (DỰ THẢO …) below the number."""
    left, right = HEAD_WIDTHS_MM
    agency = [
        paragraph("CoQuanBanHanh", run(head.agency)),
        rule(left, AGENCY_RULE_SHARE, head.agency.split("\n")[-1], AGENCY_POINTS),
    ]
    parent = [paragraph("CoQuanChuQuan", run(head.parent))] if head.parent else []
    number = [paragraph("SoKyHieu", run(head.number))] if head.number else []
    marked = [paragraph("DuThao", run(mark))] if mark else []
    subject = [paragraph("VeViec", run(about))] if about else []
    issuer = [*parent, *agency, *number, *subject, *marked]
    nation = [
        paragraph("QuocHieu", run(head.nation)),
        paragraph("TieuNgu", run(head.motto)),
        rule(right, 1, head.motto, MOTTO_POINTS),
        *([paragraph("DiaDanh", run(head.dateline))] if head.dateline else []),
    ]
    return table(
        "KhongKe", HEAD_WIDTHS_MM, row(cell(left, *issuer), cell(right, *nation)), hangs_mm=HEAD_HANGS_MM
    )


def rule(cell_mm: float, share: float, text: str, points: float) -> BaseOxmlElement:
    """A solid line as long as `share` of a bold text set at `points`: a paragraph border between two indents."""
    length = min(fonts.width_mm(text, points), cell_mm - 7) * share
    side = twips((cell_mm - length) / 2)
    line = element("top", val="single", sz=str(round(RULE_POINTS * EIGHTHS)), space="1", color="000000")
    described = element("pPr", element("pStyle", val="KeNgang"), element("pBdr", line))
    described.append(element("ind", left=side, right=side, firstLine="0"))
    return element("p", described)


def signatures(minutes: Minutes) -> list[BaseOxmlElement]:
    """Secretary left, chair right, and the recipients below the secretary; kept on one page."""
    secretary, chair = minutes.secretary, minutes.chair
    if chair is None:
        return []
    if secretary is None:
        return [_alone(minutes, chair)]
    rows = (
        _spread("QuyenHan", _part(secretary), _part(chair)),
        _spread("QuyenHan", [_space()], [_space()]),
        _spread("QuyenHan", [paragraph("HoTen", run(secretary.name))], [paragraph("HoTen", run(chair.name))]),
        _spread("NoiNhanDong", _recipients(minutes.recipients), [paragraph("NoiNhanDong")]),
    )
    return [table("KhongKe", SIGNATURE_WIDTHS_MM, *rows)]


def _spread(
    gap_style: str, on_left: list[BaseOxmlElement], on_right: list[BaseOxmlElement]
) -> BaseOxmlElement:
    """A row of the signature table; the style of the empty cell between decides whether the next row must follow."""
    left, gap, right = SIGNATURE_WIDTHS_MM
    return row(cell(left, *on_left), cell(gap, paragraph(gap_style)), cell(right, *on_right), whole=True)


def _alone(minutes: Minutes, chair: Signature) -> BaseOxmlElement:
    """Recipients left, level with the one who signs: every form of the decree but the minutes."""
    left, gap, right = LETTER_SIGNATURE_WIDTHS_MM
    signed = [*_part(chair), _space(), paragraph("HoTen", run(chair.name))]
    cells = (
        cell(left, *_recipients(minutes.recipients)),
        cell(gap, paragraph("QuyenHan")),
        cell(right, *signed),
    )
    return table("KhongKe", LETTER_SIGNATURE_WIDTHS_MM, row(*cells, whole=True))


def addressees(lines: tuple[str, ...]) -> list[BaseOxmlElement]:
    """Kính gửi: one on the line itself, several each on a line of its own."""
    if len(lines) == 1:
        return [paragraph("KinhGui", run(f"Kính gửi: {lines[0]}."))]
    listed = writing.listed(lines)
    named = [
        paragraph("KinhGui", run("Kính gửi:")),
        *(paragraph("KinhGuiDong", run(f"- {line}")) for line in listed),
    ]
    return named if lines else []


def _part(signed: Signature) -> list[BaseOxmlElement]:
    lines = [paragraph("QuyenHan", run(line)) for line in signed.part.split("\n")]
    if signed.post:
        lines += [paragraph("QuyenHan", run(line)) for line in signed.post.split("\n")]
    return lines


def _space() -> BaseOxmlElement:
    """Room for a signature and a seal."""
    height = str(SIGNING_SPACE_POINTS * 20)
    return paragraph(
        "QuyenHan", spacing=element("spacing", before="0", after="0", line=height, lineRule="exact")
    )


def _recipients(lines: tuple[str, ...]) -> list[BaseOxmlElement]:
    return [
        paragraph("NoiNhan", run("Nơi nhận:")),
        *(paragraph("NoiNhanDong", run(f"- {line}")) for line in lines),
    ]
