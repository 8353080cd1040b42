"""Every colour of the stage against its background, in every theme (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

import pytest
from textual.color import Color

from tests.tui.meetings import hall
from tests.tui.stage.showing import Stage
from tui.themes import THEMES

MAIN = {"text", "strong", "title", "figure"}
LEAST, LEAST_OF_MAIN = 4.5, 7.0


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_text_stands_out_in_every_theme(theme: str) -> None:
    app = Stage(hall())
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        background = app.view.styles.background
        for name in app.view.COMPONENT_CLASSES:
            style = app.view.get_component_rich_style(name)
            assert style.color is not None
            ink = Color.from_rich_color((app.view.rich_style + style).color)
            least = LEAST_OF_MAIN if name.removeprefix("stage--") in MAIN else LEAST
            assert contrast(background, ink) >= least, (name, contrast(background, ink))


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)
