"""Pictures of the wall for whoever changes it: every view, at five sizes, in three themes.

    python -m tools.wall_pictures FOLDER [VIEW …]

Each size and theme is one sheet of all views (needs rsvg-convert). They are looked at, not kept.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.tui.pictures import render, svg_of
from tests.tui.stage.showing import Stage
from tests.tui.stage.walls import VIEWS
from tui.themes import THEMES

if TYPE_CHECKING:
    from meeting.state import State

SIZES = ((40, 12), (50, 16), (60, 20), (80, 24), (120, 30), (200, 60), (240, 70))
PIXELS = 640
"""Width of one view on a sheet."""

ACROSS = 3


async def _drawn(state: State, size: tuple[int, int], theme: str, path: Path) -> Image.Image:
    app = Stage(state)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.pause()
        picture = render(svg_of(app), path, size[0])
    with Image.open(picture) as opened:
        return opened.convert("RGB").resize((PIXELS, round(PIXELS * opened.height / opened.width)))


async def sheet(names: list[str], size: tuple[int, int], theme: str, folder: Path) -> Path:
    """All views at one size in one theme."""
    with tempfile.TemporaryDirectory() as scratch:
        drawn = [await _drawn(VIEWS[name](), size, theme, Path(scratch) / "view.png") for name in names]
    high = max(picture.height for picture in drawn)
    rows = -(-len(drawn) // ACROSS)
    whole = Image.new("RGB", (ACROSS * PIXELS, rows * high))
    for place, picture in enumerate(drawn):
        whole.paste(picture, (place % ACROSS * PIXELS, place // ACROSS * high))
    path = folder / f"wall-{size[0]}x{size[1]}-{theme}.png"
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
            sys.stdout.write(f"{asyncio.run(sheet(names, size, theme.name, folder))}\n")


if __name__ == "__main__":
    main()
