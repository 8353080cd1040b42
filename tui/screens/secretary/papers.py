"""Choosing the papers, writing them, opening and printing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from minutes import FORMATS
from minutes.formats.catalogue import BEFORE, FIVE
from minutes.layout import ANNEXES, AnnexKind, Grouping, Layout
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.written import open_file, print_file, show_folder
from tui.screens.secretary.exporting import ExportDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.MEETING)

OPEN, PRINT, FOLDER = "open", "print", "folder"


@ACTIONS.add(
    "minutes.papers",
    "p",
    N_("Papers"),
    N_("Choose documents, annexes and names, write them, open or print them"),
    footer=55,
)
async def _papers(desk: SecretaryScreen) -> None:
    wanted: list[tuple[tuple[str, ...], Layout, bool]] = []

    async def take(values: dict[str, str]) -> None:
        formats = tuple(name for name in FORMATS if values[name])
        wanted.append((formats, _layout(values), bool(values["names"])))

    about = _("Space ticks a line on or off.")
    await desk.ask(_("Papers"), _fields(), take, about=about)
    if not wanted:
        return
    formats, layout, names = wanted[-1]
    written = await desk.app.push_screen_wait(
        ExportDialog(desk.app.folder, formats, layout=layout, names=names)
    )
    if written:
        await _see(desk, written)


def _fields() -> list[FormField]:
    chosen = (*FIVE, *BEFORE)
    every = [*FIVE, *BEFORE, *(name for name in FORMATS if name not in chosen)]
    usual = Layout()
    return [
        *(FormField(name, _(FORMATS[name].title), "1" if name in FIVE else "", tick=True) for name in every),
        *(
            FormField(
                f"annex-{kind.value}",
                _("Annex: {name}").format(name=_(title)),
                "1" if kind in usual.annexes else "",
                tick=True,
            )
            for kind, title in ANNEXES.items()
        ),
        FormField("by-number", _("Dialogue by number, not by area"), tick=True),
        FormField("by-unit", _("Dialogue by the askers' units, not by area"), tick=True),
        FormField("names", _("With the names that askers offered"), "1", tick=True),
    ]


def _layout(values: dict[str, str]) -> Layout:
    annexes = frozenset(kind for kind in AnnexKind if values[f"annex-{kind.value}"])
    by_unit = Grouping.UNIT if values["by-unit"] else Grouping.AREA
    return Layout(annexes, Grouping.NUMBER if values["by-number"] else by_unit)


async def _see(desk: SecretaryScreen, written: list[Path]) -> None:
    """The files just written, each to open or print, until the person turns back."""
    files = [Choice(path, path.name) for path in written]
    about = str(written[0].parent)
    while (path := await desk.choose(_("Written"), files, about=about)) is not None:
        ways = [Choice(OPEN, _("Open")), Choice(PRINT, _("Print")), Choice(FOLDER, _("Open the folder"))]
        way = await desk.choose(path.name, ways)
        done = {OPEN: open_file, PRINT: print_file}.get(way or "")
        if way == FOLDER:
            shown = show_folder(path.parent)
        elif done is not None:
            shown = done(path)
        else:
            continue
        if not shown:
            desk.app.notify(
                _("There is no program here for that; the file stands in the folder named above.")
            )
