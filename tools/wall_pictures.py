"""Pictures of the wall for whoever changes it: every view in terminals and browsers of all sizes, in three themes.

    python -m tools.wall_pictures FOLDER [VIEW …]

Each size and theme is one sheet of all views (needs rsvg-convert and Chromium). They are looked at, not kept.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from server.stage.page import THEMES as BROWSER_THEMES
from tests.browser.conftest import ARGUMENTS
from tests.browser.stage_pictures import StagePage
from tests.tui.pictures import render, svg_of
from tests.tui.stage.showing import Stage
from tests.tui.stage.walls import VIEWS
from tui.themes import THEMES

if TYPE_CHECKING:
    from meeting.state import State

SIZES = ((40, 12), (50, 16), (60, 20), (80, 24), (120, 30), (200, 60), (240, 70))
BROWSERS = ((1024, 768), (1920, 1080))
PIXELS = 640
"""Width of one view on a sheet."""

ACROSS = 3


async def _drawn(state: State, size: tuple[int, int], theme: str, path: Path) -> Image.Image:
    app = Stage(state)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.pause()
        picture = render(svg_of(app), path, size[0])
    return _small(picture)


def _small(picture: Path | BytesIO) -> Image.Image:
    with Image.open(picture) as opened:
        return opened.convert("RGB").resize((PIXELS, round(PIXELS * opened.height / opened.width)))


async def in_a_terminal(names: list[str], size: tuple[int, int], theme: str, folder: Path) -> Path:
    """All views in a terminal of one size in cells, in one theme."""
    with tempfile.TemporaryDirectory() as scratch:
        drawn = [await _drawn(VIEWS[name](), size, theme, Path(scratch) / "view.png") for name in names]
    return _sheet(drawn, folder / f"wall-{size[0]}x{size[1]}-{theme}.png")


def in_a_browser(stage: StagePage, names: list[str], size: tuple[int, int], theme: str, folder: Path) -> Path:
    """All views in a browser of one size in pixels, in one theme."""
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    drawn = []
    for name in names:
        stage.show(VIEWS[name](), theme)
        drawn.append(_small(BytesIO(stage.page.screenshot())))
    return _sheet(drawn, folder / f"browser-{size[0]}x{size[1]}-{theme}.png")


def _sheet(drawn: list[Image.Image], path: Path) -> Path:
    high = max(picture.height for picture in drawn)
    rows = -(-len(drawn) // ACROSS)
    whole = Image.new("RGB", (ACROSS * PIXELS, rows * high))
    for place, picture in enumerate(drawn):
        whole.paste(picture, (place % ACROSS * PIXELS, place // ACROSS * high))
    whole.save(path)
    return path


def main() -> None:
    """Draw every sheet, or those of the views named."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    names = sys.argv[2:] or list(VIEWS)
    for size in SIZES:
        for theme in THEMES:
            sys.stdout.write(f"{asyncio.run(in_a_terminal(names, size, theme.name, folder))}\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        stage = StagePage(browser.new_page())
        for size in BROWSERS:
            for theme_name in BROWSER_THEMES:
                sys.stdout.write(f"{in_a_browser(stage, names, size, theme_name, folder)}\n")
        browser.close()


if __name__ == "__main__":
    main()
