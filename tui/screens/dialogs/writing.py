"""Other ways to write a long text: the person's own editor, and a text file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from textual.app import SuspendNotSupported

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.text.clean import clean
from tui.actions import Actions, Group
from tui.programs import split_command, windows_program
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.path import PathDialog
from tui.widgets.editor import Editor

FILE_BYTES = 1_000_000
"""Largest text file taken in."""


def own_editor() -> list[str]:
    """The command of the person's editor; empty if none is found."""
    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable):
            return split_command(named)
    if sys.platform == "win32":
        return [windows_program("System32", "notepad.exe")]
    found = shutil.which("nano") or shutil.which("vi")
    return [found] if found else []


def edited(command: list[str], text: str) -> str:
    """`text` as the person left it in the editor `command`.

    Raises OSError, also where the editor says that it failed (as `:cq` in vi does), or ValueError as `read_text_file`.
    """
    with tempfile.TemporaryDirectory(prefix="doithoai-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        status = subprocess.run([*command, str(path)], check=False).returncode
        if status:
            raise OSError(status, "the editor failed")
        return read_text_file(path)


def read_text_file(path: Path) -> str:
    """A text file's content, UTF-8 or UTF-16 with its mark. Raises OSError, ValueError (also for what is no text)."""
    with path.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise ValueError(path)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return data.decode(encoding)


class WritingDialog(Dialog[bool]):
    """A dialog with an Editor, for which the rows of `WRITING` stand."""

    def _editor(self) -> Editor | None:
        found = self.query(Editor)
        return found.first() if found else None

    def use_own_editor(self) -> None:
        """Hand the text to the person's own editor and take it back when it closes."""
        editor, command = self._editor(), own_editor()
        if editor is None:
            return
        if not command:
            self.app.notify(_("No editor was found. Set EDITOR to its command."), severity="warning")
            return
        text = self._edited(command, editor.text)
        if text is None:
            self.app.notify(_("The editor could not be used. Your text is unchanged."), severity="warning")
            return
        editor.load_text(clean(text, lines=limits.ANSWER_LINES).text)
        editor.move_cursor(editor.document.end)

    def _edited(self, command: list[str], text: str) -> str | None:
        """What the editor made of `text`; None where it could not be used."""
        # Faults are caught inside `suspend`: one that passed through it would leave the terminal without the app.
        with suppress(SuspendNotSupported), self.app.suspend(), suppress(OSError, ValueError):
            return edited(command, text)
        return None

    async def take_text_file(self) -> None:
        """Put the content of a text file where the cursor is."""
        editor = self._editor()
        if editor is None:
            return
        typed = await self.app.push_screen_wait(PathDialog(_("Text file"), (".txt", ".md", ".text")))
        if not typed:
            return
        try:
            text = read_text_file(typed)
        except (OSError, ValueError):
            message = _("This file could not be read as text (at most 1 MB). Your text is unchanged.")
            self.app.notify(message, severity="warning")
            return
        editor.insert(clean(text, lines=limits.ANSWER_LINES).text)


WRITING: Actions[WritingDialog] = Actions(Group.SCREEN)


@WRITING.add("own-editor", "ctrl+e", N_("Own editor"), footer=40)
def _own_editor(dialog: WritingDialog) -> None:
    dialog.use_own_editor()


@WRITING.add("text-file", "ctrl+o", N_("Text file"), footer=50)
async def _text_file(dialog: WritingDialog) -> None:
    await dialog.take_text_file()
