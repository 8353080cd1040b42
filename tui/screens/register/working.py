"""Work on an entry of the register: status, letters, notes, and what was agreed anew.

Each is one command, decided where that meeting's record is.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.register import AddLetter, AddNote, ChangeEntry, ObligationTable, SetStatus
from meeting.model.calendar import Calendar
from meeting.model.register import Letter, Status
from tui.actions import Actions, Group
from tui.days import day_read_back, read_day
from tui.screens.dialogs.asked import Choice, FormField
from wording.dates import typed, typed_day
from wording.register import LETTERS, STATUSES

if TYPE_CHECKING:
    from meeting.register.view import RegisterEntry
    from tui.screens.register.screen import RegisterScreen


USUAL_ORDER = (Status.UNSETTLED, Status.IN_PROGRESS, Status.EXPLAINED, Status.SETTLED)
"""How a matter usually goes."""


def _nothing_chosen(register: RegisterScreen) -> str | None:
    return None if register.chosen is not None else _("No entry is chosen: the list is empty.")


ACTIONS: Actions[RegisterScreen] = Actions(Group.OUTCOME, unavailable=_nothing_chosen)


@ACTIONS.add("status", "t", N_("Status"), N_("Say how it stands, in the official words"), footer=60)
async def _status(register: RegisterScreen) -> None:
    entry = register.entry
    choices = [Choice(status, STATUSES[status].screen()) for status in USUAL_ORDER]
    status = await register.choose(_("Status"), choices, about=entry.text)
    if status is None:
        return

    async def send(values: dict[str, str]) -> None:
        await register.execute(
            entry, SetStatus(ObligationTable(entry.book), entry.number, status, values["note"])
        )

    fields = [FormField("note", _("What happened (may stay empty)"))]
    await register.ask(STATUSES[status].screen(), fields, send, about=entry.text, key=f"status-{entry.key}")


async def _letter(direction: str, register: RegisterScreen) -> None:
    entry = register.entry

    async def send(values: dict[str, str]) -> None:
        letter = Letter(direction, iso_day(values["on"]), values["number"], values["about"])
        await register.execute(entry, AddLetter(ObligationTable(entry.book), entry.number, letter))

    today = typed(date.today())  # noqa: DTZ011  the laptop's own day
    fields = [
        FormField("on", _("Date (day/month/year)"), today),
        FormField("number", _("Number and symbol")),
        FormField("about", _("About")),
    ]
    key = f"{direction}-{entry.key}"
    await register.ask(LETTERS[direction].screen(), fields, send, about=entry.text, key=key)


ACTIONS.add("sent", "l", N_("Letter sent"), N_("Record a letter that was sent"))(partial(_letter, "sent"))
ACTIONS.add("received", "r", N_("Reply"), N_("Record a reply that came"))(partial(_letter, "received"))


@ACTIONS.add("note", "n", N_("Note"), N_("Add a line to its history"), footer=70)
async def _note(register: RegisterScreen) -> None:
    entry = register.entry

    async def send(values: dict[str, str]) -> None:
        await register.execute(entry, AddNote(ObligationTable(entry.book), entry.number, values["note"]))

    fields = [FormField("note", _("Note"))]
    await register.ask(_("Note"), fields, send, about=entry.text, key=f"note-{entry.key}")


@ACTIONS.add("change", "d", N_("Change"), N_("Change deadline, owner or addressee"))
async def _change(register: RegisterScreen) -> None:
    """What stood there goes into the history."""
    entry = register.entry
    is_referral = entry.book == ObligationTable.REFERRALS.value

    async def send(values: dict[str, str]) -> None:
        await register.execute(entry, changed(entry, values))

    fields = [
        FormField(
            "deadline",
            _("Deadline (day/month/year)"),
            typed_day(entry.deadline),
            read_back=day_read_back(Calendar()),
        ),
        FormField("owner", _("Followed by") if is_referral else _("Owner"), entry.owner),
    ]
    if is_referral:
        fields.append(FormField("addressee", _("Addressee"), entry.to))
    await register.ask(_("Change"), fields, send, about=entry.text, key=f"change-{entry.key}")


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
