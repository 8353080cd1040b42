"""Asking for a file by its path, or by looking for it; terminals type the path when a file is dropped on them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link.given_path import given_path
from tui.actions import Actions, Group
from tui.drives import while_away
from tui.files import Listed, beginnings, entries
from tui.screens.dialogs.dialog import BACK, Dialog
from tui.widgets.field import Field
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

PATH_CHARACTERS = 1000
SAID_AFTER = 0.5
"""Seconds after which the dialog says what it waits for."""

ACTIONS: Actions[PathDialog] = Actions(Group.SCREEN)


@ACTIONS.add("look", "tab", N_("Field or list"), footer=10)
def _look(dialog: PathDialog) -> None:
    dialog.focus_next()


class PathDialog(Dialog[Path | None]):
    """Dismisses with the file, None when turned back. Of files only those that end in `suffixes` are listed.

    With `folder` a folder is asked for: Enter in the field takes it.
    """

    ACTIONS = (*ACTIONS, *BACK)

    def __init__(self, title: str, suffixes: Sequence[str] = (), *, folder: bool = False) -> None:
        super().__init__(title)
        self._suffixes = suffixes
        self._wants_folder = folder
        self._folder: Path | None = None
        self._listed: list[Listed] = []

    def compose(self) -> ComposeResult:
        """One field, and what there is to choose below it."""
        with self.box():
            yield Field(limit=PATH_CHARACTERS, enter=self.take, id="path")
            yield Plain(
                _("Drop the file on this window, type its path, or look for it below."), classes="hint"
            )
            yield Plain(id="folder", classes="label")
            yield OptionList(id="files", markup=False)
            yield Plain(classes="problem")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Begin with the newest files, sticks and own folders."""
        self._list(None)
        self.query_one(Field).focus()

    def _list(self, folder: Path | None) -> None:
        """Show what is in `folder`, or where to begin, once it is known: a drive may keep its reader waiting."""
        self.run_worker(self._look_into(folder), exclusive=True, group="listing")

    async def _look_into(self, folder: Path | None) -> None:
        look = (
            partial(beginnings, self._suffixes)
            if folder is None
            else partial(entries, folder, self._suffixes)
        )
        waiting = self.set_timer(SAID_AFTER, partial(self._say_waiting, folder))
        try:
            listed = await while_away(look)
        except OSError as error:
            self.complain(
                _("{path} cannot be opened ({reason}).").format(path=folder, reason=error.strerror or "")
            )
            return
        finally:
            waiting.stop()
        self._show(folder, listed)

    def _say_waiting(self, folder: Path | None) -> None:
        self.query_one("#folder", Plain).show(
            _("Waiting for {folder}…").format(folder=folder or _("the drives"))
        )

    def _show(self, folder: Path | None, listed: list[Listed]) -> None:
        if self._wants_folder:
            listed = [one for one in listed if one.is_folder]
        self.complain("")
        self._folder, self._listed = folder, listed
        where = str(folder) if folder is not None else _("Newest files, drives and folders")
        self.query_one("#folder", Plain).show(where)
        options = self.query_one(OptionList)
        options.clear_options()
        if folder is not None:
            options.add_option(Option(literal("..")))
        options.add_options(Option(_row(one, whole=folder is None)) for one in self._listed)
        if options.option_count:
            options.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go into a folder, up from it, or take the file."""
        place = event.option_index
        if self._folder is not None:
            if place == 0:
                parent = self._folder.parent
                self._list(None if parent == self._folder else parent)
                return
            place -= 1
        chosen = self._listed[place]
        if not chosen.is_folder:
            self.dismiss(chosen.path)
            return
        self._list(chosen.path)
        if self._wants_folder:
            self.query_one(Field).value = str(chosen.path)

    def take(self, typed: str) -> None:
        """Enter takes the path, or lists the folder that was typed."""
        if not typed.strip():
            self.query_one(OptionList).focus()
            return
        path = given_path(typed)
        if self._wants_folder:
            self.dismiss(path)
        else:
            self.run_worker(self._take(path), exclusive=True, group="listing")

    async def _take(self, path: Path) -> None:
        try:
            is_folder = await while_away(path.is_dir)
        except (OSError, ValueError):
            is_folder = False
        if is_folder:
            self.query_one(OptionList).focus()
            await self._look_into(path)
        else:
            self.dismiss(path)


def _row(one: Listed, *, whole: bool) -> Content:
    """A row of the list: folders end in a slash; the newest files say where they lie and since when."""
    name = str(one.path) if whole else one.path.name
    if one.is_folder:
        return literal(f"{name}/".replace("//", "/"))
    return Content.assemble(literal(name), (f"  {changed_at(one.changed)}", "$foreground 60%"))


def changed_at(seconds: float) -> str:
    """When a file was changed, in this laptop's time; nothing where its time is of no age (Windows tells none then)."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%d/%m/%Y %H:%M}"
    except (OSError, OverflowError, ValueError):
        return ""
