"""Other ways to write a long text: the person's own editor, and the words of a document."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.app import SuspendNotSupported

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.refusal import Refusal
from meeting.text.clean import clean, graphemes
from tui.actions import Actions, Group
from tui.drives import while_away
from tui.programs import split_command, windows_program
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.path import PathDialog
from tui.widgets.editor import Editor
from wording.refusals import sentence

FILE_BYTES = 1_000_000
"""Largest text taken back from the person's editor."""

REMARKS_SHOWN = 4
"""Most remarks on a document shown at once."""


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
        """Put the words of a document where the cursor is, to be read and changed before they are saved."""
        import intake
        from intake import words

        editor = self._editor()
        if editor is None:
            return
        path = await self.app.push_screen_wait(PathDialog(_("Word or text file"), words.SUFFIXES))
        if not path:
            return
        try:
            found = await while_away(partial(words.read, path))
        except Refusal as refusal:
            kept = _("Your text is unchanged.")
            self.app.notify(
                f"{sentence(refusal.code, refusal.params)} {kept}", severity="warning", timeout=12
            )
            return
        text = clean(found.text, lines=limits.ANSWER_LINES).text
        if (count := graphemes(editor.text) + graphemes(text)) > editor.limit:
            message = _("With the file the text would have {count} characters; {most} fit. It is unchanged.")
            self.app.notify(message.format(count=count, most=editor.limit), severity="warning", timeout=12)
            return
        editor.insert(text)
        if found.problems:
            remarks = "\n".join(map(intake.sentence, found.problems[:REMARKS_SHOWN]))
            self.app.notify(remarks, title=path.name, timeout=12)


WRITING: Actions[WritingDialog] = Actions(Group.SCREEN)


@WRITING.add("own-editor", "ctrl+e", N_("Own editor"), footer=40)
def _own_editor(dialog: WritingDialog) -> None:
    dialog.use_own_editor()


@WRITING.add("text-file", "ctrl+o", N_("From a file"), footer=50)
async def _text_file(dialog: WritingDialog) -> None:
    await dialog.take_text_file()
