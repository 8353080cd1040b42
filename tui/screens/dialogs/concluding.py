"""Taking down a conclusion of the chair; with a unit or a date it becomes a numbered commitment of the register."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from language import gettext as _
from meeting import limits
from meeting.commands.register import AssignConclusion, ChangeEntry, Conclude, ObligationTable
from tui.days import read_day
from tui.screens.dialogs.asked import FormField
from tui.screens.dialogs.form import FormDialog
from wording.dates import typed_day

if TYPE_CHECKING:
    from meeting.model.agenda import Conclusion
    from meeting.state import State
    from tui.following import FollowingApp

Drafts = dict[str, dict[str, str]]

OWN_SECONDS = 10
"""How long it stands on the screen what number a conclusion got."""


async def conclude(app: FollowingApp[Any], drafts: Drafts) -> None:
    """A form for a conclusion; what was recorded is said under its numbers."""
    asked = [
        FormField("text", _("What the chair concluded"), limit=limits.ANSWER_GRAPHEMES, long=True),
        *_who_and_when("", ""),
    ]

    async def send(values: dict[str, str]) -> None:
        command = Conclude(values["text"], values["owner"], _day(app, values["deadline"]))
        reply = await app.desk.send(command)
        numbers = reply.result or {}
        message = _("Conclusion {number} is recorded.").format(number=numbers.get("number", ""))
        if numbers.get("commitment"):
            message += " " + _("It is commitment {number} in the register.").format(
                number=numbers["commitment"]
            )
        app.notify(message, timeout=OWN_SECONDS)

    about = _("With a unit or a date it becomes a numbered commitment in the register.")
    await app.push_screen_wait(
        FormDialog(_("Conclusion"), asked, send, about=about, drafts=drafts, key="conclusion")
    )


async def assign(app: FollowingApp[Any], drafts: Drafts, state: State, conclusion: Conclusion) -> None:
    """A form for who is to do what was concluded, and by when; what is in the register already is changed there."""
    owed = state.commitments.get(conclusion.commitment)
    deadline = typed_day(owed.deadline) if owed else ""
    asked = _who_and_when(owed.owner if owed else "", deadline)

    async def send(values: dict[str, str]) -> None:
        day = _day(app, values["deadline"])
        if owed is None:
            reply = await app.desk.send(AssignConclusion(conclusion.number, values["owner"], day))
            number = (reply.result or {}).get("commitment", "")
            app.notify(_("It is commitment {number} in the register.").format(number=number))
            return
        given: dict[str, str] = {}
        if values["owner"] != owed.owner:
            given["owner"] = values["owner"]
        if day and day != owed.deadline:
            given["deadline"] = day
        if given:
            await app.desk.send(ChangeEntry(ObligationTable.COMMITMENTS, owed.number, **given))

    title = f"{_('Conclusion')} · {conclusion.number}"
    key = f"assign-conclusion-{conclusion.number}"
    await app.push_screen_wait(FormDialog(title, asked, send, about=conclusion.text, drafts=drafts, key=key))


def _who_and_when(owner: str, deadline: str) -> list[FormField]:
    return [
        FormField("owner", _("Who is to do it (empty: the agency itself)"), owner),
        FormField("deadline", _("By"), deadline, _("Day/month/year, or +10 for ten working days"), limit=12),
    ]


def _day(app: FollowingApp[Any], typed: str) -> str:
    """A date as typed, by the meeting's calendar; empty stays empty. Raises Refusal."""
    assert app.seen is not None
    return read_day(typed, datetime.now().astimezone().date(), app.seen.state.calendar)
