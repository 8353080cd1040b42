"""The secretary's actions on the whole: slips, tone marks, export, the folder, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import work

from language import gettext as _
from language import ngettext
from meeting.commands.outcomes import EditAnswer
from meeting.commands.register import EditConclusion
from meeting.commands.undo import Undo
from meeting.text.tones import unified
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.fast_entry import FastEntryDialog
from tui.screens.secretary.base import SecretaryBase
from tui.screens.secretary.exporting import EXPORTS, ExportDialog, show_folder

if TYPE_CHECKING:
    from meeting.commands.asking import Ask
    from meeting.decision import Command
    from meeting.state import State

EXAMPLES = 4
"""How many of the words that would change are shown before anything is."""


class ToneChange(NamedTuple):
    """A text whose tone marks would move: the command that does it, and the first word it changes."""

    command: Command
    before: str
    after: str


def tone_changes(state: State) -> list[ToneChange]:
    """Every answer and conclusion with a tone mark in the other style."""
    changes = []
    for number, answer in state.answers.items():
        if (after := unified(answer.text)) != answer.text:
            changes.append(
                ToneChange(EditAnswer(number, after, answer.revision), *_first(answer.text, after))
            )
    for number, conclusion in state.conclusions.items():
        if (after := unified(conclusion.text)) != conclusion.text:
            changes.append(ToneChange(EditConclusion(number, after), *_first(conclusion.text, after)))
    return changes


def _first(before: str, after: str) -> tuple[str, str]:
    pairs = zip(before.split(), after.split(), strict=True)
    return next((one, other) for one, other in pairs if one != other)


class DocumentActions(SecretaryBase):
    """What is not about one entry."""

    @work
    async def action_minutes_slips(self) -> None:
        """Type in slips until the person is done."""

        async def record(asked: Ask) -> int:
            reply = await self.send(asked)
            return int((reply.result or {}).get("number", 0))

        await self.app.push_screen_wait(FastEntryDialog(record, self.drafts))

    @work
    async def action_minutes_tones(self) -> None:
        """Bring the tone marks of every wording to one style, after showing what would change."""
        if self.state is None:
            return
        changes = tone_changes(self.state)
        if not changes:
            self.app.notify(_("Every tone mark already stands in one style."))
            return
        message = ngettext("{count} text would change:", "{count} texts would change:", len(changes))
        samples = "\n".join(f"{change.before} → {change.after}" for change in changes[:EXAMPLES])
        kept = _("What was taken down stays as it is.")
        about = f"{message.format(count=len(changes))}\n{samples}\n{kept}"
        if await self.app.push_screen_wait(ConfirmDialog(_("Tone marks"), about, _("Yes, change them"))):
            done = 0
            for change in changes:
                done += await self.app.execute(change.command) is not None
            self.app.notify(
                ngettext("{count} text changed", "{count} texts changed", done).format(count=done)
            )

    @work
    async def action_minutes_export(self) -> None:
        """Write every format."""
        await self.app.push_screen_wait(ExportDialog(self.app.folder))

    def action_minutes_folder(self) -> None:
        """Show the exported files, or say where they are."""
        folder = self.app.folder / EXPORTS
        if not folder.is_dir():
            self.app.notify(_("Nothing has been exported yet. Press x."))
        elif not show_folder(folder):
            self.app.notify(str(folder), title=_("The files are here"), timeout=15)

    @work
    async def action_undo(self) -> None:
        """Take the desk's last step back."""
        if await self.app.execute(Undo()) is not None:
            self.app.notify(_("The last step was taken back."))
