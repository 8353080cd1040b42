"""Where a file was written, until the person has seen it; one key shows the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group
from tui.programs import windows_program
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


def opener() -> list[str] | None:
    """The command that shows a folder on this system; None where there is none (a server, a bare terminal)."""
    if sys.platform == "win32":
        return [windows_program("explorer.exe")]
    if sys.platform == "darwin":
        return ["open"]
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open") if has_desktop else None
    return [found] if found else None


def show_folder(folder: Path) -> bool:
    """Show `folder` in the system's own file window; False where that cannot be done."""
    command = opener()
    if command is None:
        return False
    try:
        subprocess.Popen(
            [*command, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return True


def open_file(path: Path) -> bool:
    """Open a document in the program this system has for it; False where that cannot be done."""
    if sys.platform == "win32":
        return _started_by_windows(path, "open")
    return show_folder(path)


def print_file(path: Path) -> bool:
    """Send a document to the usual printer; False where that cannot be done."""
    if sys.platform == "win32":
        return _started_by_windows(path, "print")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    printer = shutil.which("lp")
    if path.suffix == ".pdf" and printer:
        command = [printer, str(path)]
    elif office and printer:
        command = [office, "--headless", "-p", str(path)]
    else:
        return False
    try:
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return True


def _started_by_windows(path: Path, verb: str) -> bool:
    try:
        os.startfile(path, verb)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606  Windows' own way to open a file
    except OSError:
        return False
    return True


ACTIONS: Actions[WrittenDialog] = Actions(Group.SCREEN)


@ACTIONS.add("folder", "o", N_("Open the folder"), footer=10)
def _folder(dialog: WrittenDialog) -> None:
    if not show_folder(dialog.path.parent):
        dialog.app.notify(_("There is no file window here; the folder stands above."))


@ACTIONS.add("back", "escape enter", N_("Done"), footer=20)
def _done(dialog: WrittenDialog) -> None:
    dialog.dismiss(None)


class WrittenDialog(Dialog[None]):
    """Names the file and its folder on lines of their own: paths are long, and toasts are narrow and go away."""

    ACTIONS = ACTIONS

    def __init__(self, title: str, about: str, path: Path) -> None:
        super().__init__(title)
        self._about = about
        self.path = path

    def compose(self) -> ComposeResult:
        """What, where, what next."""
        with self.box():
            yield Plain(self._about, classes="about")
            named = Plain()
            named.show(
                Content("\n").join([Content.styled(self.path.name, "bold"), literal(str(self.path.parent))])
            )
            yield named
            yield self.key_hints()
