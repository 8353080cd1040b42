"""Work on an entry of the register: status, letters, notes, and what was agreed anew."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from textual import work

from language import gettext as _
from meeting.commands.register import AddLetter, AddNote, ChangeEntry, ObligationTable, SetStatus
from meeting.model.calendar import Calendar
from meeting.model.register import Letter, Status
from meeting.refusal import Refusal
from tui.days import read_day
from tui.screens.command_screen import CommandScreen
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.form import FormDialog
from wording.dates import typed, typed_day
from wording.refusals import sentence
from wording.register import LETTERS, STATUSES

if TYPE_CHECKING:
    from meeting.decision import Command
    from meeting.register.view import RegisterEntry
    from tui.screens.register.source import RegisterSource


USUAL_ORDER = (Status.UNSETTLED, Status.IN_PROGRESS, Status.EXPLAINED, Status.SETTLED)
"""How a matter usually goes."""


class WorkingActions(CommandScreen):
    """The keys that change an entry. Each is one command, decided where that meeting's record is."""

    register: RegisterSource

    @property
    def chosen(self) -> RegisterEntry | None:
        """The entry under the cursor."""
        raise NotImplementedError

    def read(self) -> object:
        """Read the register again."""
        raise NotImplementedError

    async def _execute(self, entry: RegisterEntry, command: Command) -> None:
        """Have a command carried out and show what came of it. Raises Refusal."""
        execute = self.register.execute
        if execute is None:
            raise Refusal("register-read-only")
        await asyncio.to_thread(execute, entry.meeting, command)
        self.app.notify(_("Recorded."))
        self.read()

    @work
    async def action_status(self) -> None:
        """Choose how it stands; an optional note says what happened."""
        entry = self.chosen
        if entry is None:
            return
        choices = [Choice(status, STATUSES[status].screen()) for status in USUAL_ORDER]
        status = await self.app.push_screen_wait(ChooseDialog(_("Status"), choices, about=entry.text))
        if status is None:
            return
        await self._ask_note(entry, status)

    async def _ask_note(self, entry: RegisterEntry, status: Status) -> None:
        async def send(values: dict[str, str]) -> None:
            await self._execute(
                entry, SetStatus(ObligationTable(entry.book), entry.number, status, values["note"])
            )

        fields = [FormField("note", _("What happened (may stay empty)"))]
        await self.app.push_screen_wait(FormDialog(STATUSES[status].screen(), fields, send, about=entry.text))

    def action_sent(self) -> None:
        """A letter was sent."""
        self._letter("sent")

    def action_received(self) -> None:
        """A reply came."""
        self._letter("received")

    def _letter(self, direction: str) -> None:
        entry = self.chosen
        if entry is None:
            return

        async def send(values: dict[str, str]) -> None:
            letter = Letter(direction, iso_day(values["on"]), values["number"], values["about"])
            await self._execute(entry, AddLetter(ObligationTable(entry.book), entry.number, letter))

        today = typed(date.today())  # noqa: DTZ011  the laptop's own day
        fields = [
            FormField("on", _("Date (day/month/year)"), today),
            FormField("number", _("Number and symbol")),
            FormField("about", _("About")),
        ]
        self.app.push_screen(FormDialog(LETTERS[direction].screen(), fields, send, about=entry.text))

    def action_note(self) -> None:
        """Add a line to its history."""
        entry = self.chosen
        if entry is None:
            return

        async def send(values: dict[str, str]) -> None:
            await self._execute(entry, AddNote(ObligationTable(entry.book), entry.number, values["note"]))

        fields = [FormField("note", _("Note"))]
        self.app.push_screen(FormDialog(_("Note"), fields, send, about=entry.text))

    def action_change(self) -> None:
        """Agree on another date, owner or addressee; what stood there goes into the history."""
        entry = self.chosen
        if entry is None:
            return
        is_referral = entry.book == ObligationTable.REFERRALS.value

        async def send(values: dict[str, str]) -> None:
            await self._execute(entry, changed(entry, values))

        fields = [
            FormField("deadline", _("Deadline (day/month/year)"), typed_day(entry.deadline)),
            FormField("owner", _("Followed by") if is_referral else _("Owner"), entry.owner),
        ]
        if is_referral:
            fields.append(FormField("addressee", _("Addressee"), entry.to))
        self.app.push_screen(FormDialog(_("Change"), fields, send, about=entry.text))

    def complain(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.app.notify(sentence(refusal.code, refusal.params), severity="warning", timeout=8)


def changed(entry: RegisterEntry, values: dict[str, str]) -> ChangeEntry:
    """The command that changes only what the form changed."""
    today = date.today()  # noqa: DTZ011  the laptop's own day
    day = read_day(values["deadline"], today, Calendar()) or entry.deadline
    owner, addressee = values["owner"].strip(), values.get("addressee", entry.to).strip()
    return ChangeEntry(
        ObligationTable(entry.book),
        entry.number,
        owner=owner if owner != entry.owner else None,
        deadline=day if day != entry.deadline else None,
        addressee=addressee if addressee != entry.to else None,
    )


def iso_day(typed: str) -> str:
    """The date YYYY-MM-DD on a letter, typed day/month/year; anything else as it is, for the rules to refuse."""
    try:
        day, month, year = map(int, typed.strip().replace(".", "/").split("/"))
        return date(year, month, day).isoformat()
    except ValueError:
        return typed.strip()
