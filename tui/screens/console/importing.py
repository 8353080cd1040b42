"""The console's way to bring in what was collected beforehand."""

from __future__ import annotations

from textual import work

from language import gettext as _
from tui.screens.console.base import ConsoleBase


class ImportingActions(ConsoleBase):
    """One file, one commit, one undo."""

    @work
    async def action_meeting_import(self) -> None:
        """Ask for a file, show what it holds, and import it on a yes."""
        from tui.screens.dialogs.importing import ImportDialog
        from tui.screens.dialogs.path import PathDialog, typed_path

        if self.state is None:
            return
        typed = await self.app.push_screen_wait(
            PathDialog(_("Questions from a file (.xlsx, .csv, .docx, .txt)"))
        )
        if not typed:
            return
        questions = list(self.state.questions.values())
        dialog = ImportDialog(typed_path(typed), questions, self.state.meeting.settings.areas)
        command = await self.app.push_screen_wait(dialog)
        if command is None:
            return
        reply = await self.execute(command)
        if reply is not None and reply.result:
            message = _("Recorded as questions {first} to {last}.").format(**reply.result)
            undo = _("z takes it all back.")
            self.app.notify(f"{message} {undo}")
