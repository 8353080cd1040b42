"""Writing the documents: format by format, with progress, and Esc to stop."""

from __future__ import annotations

from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import ProgressBar

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.refusal import Refusal
from minutes import FORMATS, Cancelled, Journal, own_form, write
from minutes.layout import DEFAULT
from store import messages, read_chain
from store.tinydb_journal.errors import JournalError
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.record import RECORD, read
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from minutes.layout import Layout
    from tui.record import Read

EXPORTS = "exports"


ACTIONS: Actions[ExportDialog] = Actions(Group.SCREEN)


@ACTIONS.add("stop", "escape", N_("Stop. What is already written stays."), footer=10)
def _stop(dialog: ExportDialog) -> None:
    dialog.stop()


class ExportDialog(Dialog[list["Path"] | None]):
    """Writes the chosen formats (all, where none are chosen) of the meeting in `folder` and shows how far it is.

    Dismisses with the files written, also those already whole when it was stopped; None where none could be.
    """

    ACTIONS = ACTIONS

    def __init__(
        self,
        folder: Path,
        formats: Sequence[str] = (),
        *,
        layout: Layout = DEFAULT,
        names: bool = True,
    ) -> None:
        super().__init__(_("Export"))
        self._folder = folder
        self._formats = tuple(formats) or tuple(FORMATS)
        self._layout = layout
        self._names = names
        self._stopped = Event()

    def compose(self) -> ComposeResult:
        """What is being written, how far, and how to stop."""
        with self.box():
            yield Plain("", id="doing", classes="about")
            yield ProgressBar(total=len(self._formats), show_eta=False, id="progress")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Begin."""
        self._write()

    def stop(self) -> None:
        """Stop after the file at hand."""
        self._stopped.set()
        self.query_one("#doing", Plain).show(_("Stopping…"))

    @work(thread=True)
    def _write(self) -> None:
        message = ""
        written: list[Path] | None = None
        try:
            # A reading of its own: the screen's state moves on while documents are made.
            written = self._documents(read(self._folder / RECORD))
        except Cancelled as stopped:
            written = stopped.written
        except Refusal as refusal:
            message = refusal_message(refusal)
        except (JournalError, OSError) as problem:
            message = messages.message(problem)
        self.app.call_from_thread(self._done, written, message)

    def _documents(self, found: Read) -> list[Path]:
        return write(
            found.state,
            self._folder / EXPORTS,
            self._formats,
            digest=found.reader.digest,
            n=found.reader.n,
            at=datetime.now().astimezone(),
            names=self._names,
            layout=self._layout,
            journal=Journal(*read_chain(self._folder / RECORD, found.reader.n)),
            template=own_form(self._folder.parents[1]),
            refused=lambda refusal: self.app.call_from_thread(self._warn, refusal),
            progress=lambda done, _all, name: self.app.call_from_thread(self._show_progress, done, name),
            cancelled=self._stopped.is_set,
            changed=lambda kept, new: self.app.call_from_thread(self._tell_kept, kept, new),
        )

    def _tell_kept(self, kept: Path, new: Path) -> None:
        message = _("{kept} was changed by hand and stays as it is; the new one is {new}.")
        self.app.notify(message.format(kept=kept.name, new=new.name), severity="warning", timeout=20)

    def _warn(self, refusal: Refusal) -> None:
        self.app.notify(refusal_message(refusal), severity="warning", timeout=12)

    def _show_progress(self, done: int, name: str) -> None:
        self.query_one(ProgressBar).update(progress=done)
        if name and not self._stopped.is_set():
            self.query_one("#doing", Plain).show(_("Writing: {name}").format(name=_(FORMATS[name].title)))

    def _done(self, written: list[Path] | None, problem: str) -> None:
        if problem:
            self.app.notify(problem, severity="error", timeout=12)
        elif written is not None:
            files = ngettext("{count} file written", "{count} files written", len(written)).format(
                count=len(written)
            )
            self.app.notify(f"{files}: {self._folder / EXPORTS}", timeout=12)
        self.dismiss(written)
