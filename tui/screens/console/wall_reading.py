"""How the wall reads, in words for the host: whether the back row can read it, and how large the code is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.widgets.line import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from link.health import WallReading


def worst(walls: Sequence[WallReading]) -> WallReading | None:
    """The wall with the smallest letters; None where there is none."""
    return min(walls, key=lambda reads: reads.letter, default=None)


def share(thousandths: int) -> str:
    """A height as a share of the image's: 1/12."""
    return f"1/{round(1000 / thousandths)}" if thousandths else "0"


def short(reads: WallReading) -> list[Part]:
    """The verdict for a row of the console."""
    size = Part(f"{reads.columns}×{reads.rows} ", "quiet")
    if not reads.letter:
        return [size, Part(_("only the code"), "quiet")]
    said = _("the back row can read it") if reads.legible else _("the back row CANNOT read it (F8)")
    return [size, Part(said, "good" if reads.legible else "warning")]


def whole(reads: WallReading) -> str:
    """All of it, a line a fact."""
    lines = [_("{columns} × {rows} cells").format(columns=reads.columns, rows=reads.rows)]
    if reads.letter:
        height = _("The letters are {share} of the image's height.").format(share=share(reads.letter))
        verdict = (
            _("The back row of a 15 m hall can read this.")
            if reads.legible
            else _(
                "The back row of a 15 m hall CANNOT read this: make the letters of that window larger (Ctrl and +)."
            )
        )
        lines += [f"{height} {verdict}"]
    if reads.module:
        lines.append(
            _("The code to scan is shown; a square of it is {share} of the image's height.").format(
                share=share(reads.module)
            )
        )
    else:
        lines.append(_("No code to scan is shown now."))
    return "\n".join(lines)
