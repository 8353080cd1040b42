"""What views with a code of their own share: the code beside the text, and how to take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.stage.page import Line, paragraph, shortened
from tui.widgets.qr import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.phone_sections import Section
    from tui.screens.stage.scene import Scene
    from tui.widgets.qr import Drawn

BESIDE = 26
"""Fewest columns of text beside a code: the longest address in plain figures, with its step number."""

GAP = 3
"""Columns between the code and the text."""


def code_beside(scene: Scene, section: Section | None = None, number: int = 0) -> tuple[Drawn | None, int]:
    """The code for a section of the phones' page (by default its front), and the measure left for the text."""
    width, height = scene.size
    target = ""
    if scene.live is not None:
        target = scene.live.link(section, number) if section else scene.live.phone_url
    code = draw(target, width - BESIDE - GAP - 1, height)
    if code is None:
        return None, scene.size.measure
    return code, max(1, min(scene.size.measure, width - GAP - 2 - code.width))


def beside(lines: Iterable[Line], how: tuple[Line, ...], height: int) -> tuple[Line, ...]:
    """The text beside a code, the way to take part (`how`) always whole below it."""
    return (*shortened(lines, height - len(how)), *how)[:height]


def address_of(scene: Scene) -> str:
    """The address as people read it: without the scheme, which every phone adds by itself."""
    address = scene.live.address if scene.live else ""
    return address.removeprefix("http://").removeprefix("HTTP://").rstrip("/")


def how_to_answer(scene: Scene, measure: int, said: str = "") -> tuple[Line, ...]:
    """Scan, or type the address and the code; on paper where no server runs. `said` stands for the usual sentence."""
    if scene.live is None or not scene.live.phone_url:
        return ()
    address = f"{address_of(scene)}  {scene.live.short_code}".rstrip()
    return (*paragraph(said or _("Scan the code to answer"), measure), *paragraph(address, measure, "strong"))
