"""A signature drawn with a finger, as a vector shape in the text (DrawingML, ECMA-376 part 1, section 20.1.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml

from meeting import limits
from meeting.pledges.signature import strokes
from minutes.formats.word.elements import element

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from meeting.pledges.signature import Stroke

WIDTH_MM = 32
EMU_PER_MM = 36_000
PEN_COLOUR = "1A3FA0"
PEN_EMU = 11_430

# Only whole numbers of ours and of a path read back number by number go into this text.
SHAPE = """
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    distT="0" distB="0" distL="0" distR="0">
  <wp:extent cx="{width}" cy="{height}"/>
  <wp:docPr id="1" name="Chữ ký" descr="Chữ ký"/>
  <wp:cNvGraphicFramePr/>
  <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
    <wps:cNvSpPr/>
    <wps:spPr>
      <a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
      <a:custGeom>
        <a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>
        <a:pathLst><a:path w="{box_width}" h="{box_height}" fill="none">{pen}</a:path></a:pathLst>
      </a:custGeom>
      <a:noFill/>
      <a:ln w="{pen_width}" cap="rnd"><a:solidFill><a:srgbClr val="{pen_colour}"/></a:solidFill><a:round/></a:ln>
    </wps:spPr>
    <wps:bodyPr/>
  </wps:wsp></a:graphicData></a:graphic>
</wp:inline>
"""


def drawing(path: str) -> list[BaseOxmlElement]:
    """A run with the signature; nothing where it was given on paper. Drawings are numbered when all stand in place."""
    if not path:
        return []
    width = WIDTH_MM * EMU_PER_MM
    shape = SHAPE.format(
        width=width,
        height=width * limits.SIGNATURE_HEIGHT // limits.SIGNATURE_WIDTH,
        box_width=limits.SIGNATURE_WIDTH,
        box_height=limits.SIGNATURE_HEIGHT,
        pen="".join(map(_movement, strokes(path))),
        pen_width=PEN_EMU,
        pen_colour=PEN_COLOUR,
    )
    inline: BaseOxmlElement = parse_xml(shape)
    return [element("r", element("drawing", inline))]


def _movement(stroke: Stroke) -> str:
    """One stroke: move to its first point, draw to the others."""
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in stroke]
    return "".join(
        f"<a:lnTo>{point}</a:lnTo>" if position else f"<a:moveTo>{point}</a:moveTo>"
        for position, point in enumerate(points)
    )
