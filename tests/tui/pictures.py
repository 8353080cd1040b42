"""Pictures of a screen, and what a camera's decoder reads from them."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

from tests.conftest import require_program
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

PIXELS_PER_COLUMN = 12

BLUR = '<defs><filter id="blur"><feGaussianBlur stdDeviation="{deviation}"/></filter></defs>'


def svg_of(app: App[Any], title: str | None = None) -> str:
    """The screen as SVG, in a window called `title`.

    Leading spaces carry meaning in a terminal, so renderers are told to keep them.
    """
    return app.export_screenshot(title=title).replace("<text ", '<text xml:space="preserve" ')


def blurred(svg: str, deviation: float) -> str:
    """The picture as a camera out of focus sees it."""
    opened = re.sub(
        r"(<svg[^>]*>)", r"\1" + BLUR.format(deviation=deviation) + '<g filter="url(#blur)">', svg, count=1
    )
    return opened.replace("</svg>", "</g></svg>")


def render(svg: str, path: Path, columns: int, pixels: int = PIXELS_PER_COLUMN) -> Path:
    """Draw the SVG of a screen that is `columns` wide as a PNG."""
    rsvg = require_program("rsvg-convert")
    source = path.with_suffix(".svg")
    source.write_text(svg, encoding="utf-8")
    width = str(min(1600, columns * pixels))
    subprocess.run([rsvg, "-w", width, str(source), "-o", str(path)], check=True, timeout=PATIENCE)
    return path


def decoded(picture: Path) -> list[str]:
    """What zbar reads in a picture."""
    zbar = require_program("zbarimg")
    read = subprocess.run(
        [zbar, "-q", "--raw", str(picture)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return read.stdout.splitlines()
