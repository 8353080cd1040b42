"""The quality report in words and tables, for people who measure the suggestions on their own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from triage.quality import Quality, Share

NAME_WIDTH = 16


def report(quality: Quality, areas: Sequence[str]) -> list[str]:
    """The lines of the report; `areas` are the ids the model can name, in the order of the tables."""
    return [
        *_summary(quality),
        "",
        *_shares(_("By style"), quality.styles),
        "",
        *_shares(_("By area"), quality.areas),
        "",
        *_confusion(quality, areas),
    ]


def _summary(quality: Quality) -> list[str]:
    lines = quality.all.lines
    return [
        _("Lines: {count}").format(count=lines),
        _("Right at first choice: {share:.1%}").format(share=quality.all.first_share),
        _("Right within two choices: {share:.1%}").format(share=quality.all.two_share),
        _("First choice is one of the line's own two areas: {share:.1%}").format(
            share=quality.either / max(1, lines)
        ),
        _("Claims confidence for {share:.1%} of the lines, and is right for {right:.1%} of those").format(
            share=quality.sure.lines / max(1, lines), right=quality.sure.first_share
        ),
        _("Left not yet sorted: {share:.1%}").format(share=quality.unclassified / max(1, lines)),
    ]


def _shares(title: str, rows: Mapping[str, Share]) -> list[str]:
    headings = (_("lines"), _("first"), _("two"))
    head = f"{title:{NAME_WIDTH}} " + " ".join(f"{heading:>7}" for heading in headings)
    return [
        head,
        *(
            f"{name:{NAME_WIDTH}} {s.lines:7} {s.first_share:7.1%} {s.two_share:7.1%}"
            for name, s in rows.items()
        ),
    ]


def _confusion(quality: Quality, areas: Sequence[str]) -> list[str]:
    """True areas down, first choices across, in the same order."""
    shown = [*areas, *sorted({true for true, _suggested in quality.confusion} - set(areas))]
    letters = [chr(ord("A") + at) if at < 26 else str(at) for at in range(len(shown))]
    rows = [_("Confusion: true area down, suggested area across"), " " * (NAME_WIDTH + 2) + _cells(letters)]
    for letter, true in zip(letters, shown, strict=True):
        counts = [quality.confusion.get((true, suggested), 0) for suggested in shown]
        rows.append(f"{letter} {true:{NAME_WIDTH}}" + _cells(counts))
    return rows


def _cells(values: Sequence[object]) -> str:
    return "".join(f"{value!s:>6}" for value in values)
