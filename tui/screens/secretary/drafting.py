"""What the papers say beside the dialogue: head and foot, what was said in the parts, written replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.agenda import RecordContent
from meeting.commands.register import WriteReply
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from meeting.model.register import Commitment
    from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.MEETING)


@ACTIONS.add(
    "minutes.head",
    "h",
    N_("Head and foot"),
    N_("What stands in the head and foot of every document"),
    unavailable=unread,
)
def _head(desk: SecretaryScreen) -> None:
    head_and_foot(desk)


def head_and_foot(desk: SecretaryScreen) -> None:
    """Open the meeting's profile."""
    from tui.screens.profile.screen import ProfileScreen

    desk.app.push_screen(ProfileScreen())


def _no_agenda(desk: SecretaryScreen) -> str | None:
    if (reason := unread(desk)) or desk.state.agenda:
        return reason
    return _("The meeting has no agenda.")


@ACTIONS.add(
    "minutes.content",
    "b",
    N_("Reports"),
    N_("Take down what was reported or said in a part of the agenda"),
    unavailable=_no_agenda,
)
async def _content(desk: SecretaryScreen) -> None:
    parts = sorted(desk.state.agenda.items())
    choices = [Choice(n, f"{part.title} {'✓' if part.content else ''}".strip()) for n, part in parts]
    number = await desk.choose(_("Which part?"), choices)
    if number is None:
        return
    part = desk.state.agenda[number]

    async def send(values: dict[str, str]) -> None:
        await desk.send(RecordContent(number, values["text"]))

    field = FormField("text", _("What was said"), part.content, limit=limits.ANSWER_GRAPHEMES, long=True)
    await desk.ask(part.title, [field], send, key=f"content-{number}")


async def write_reply(desk: SecretaryScreen, owed: Commitment) -> None:
    """The text of a written answer that was promised; it goes into the letter to its asker."""

    async def send(values: dict[str, str]) -> None:
        await desk.send(WriteReply(owed.number, values["text"]))

    field = FormField("text", _("The written reply"), owed.reply, limit=limits.ANSWER_GRAPHEMES, long=True)
    await desk.ask(_("Written reply"), [field], send, about=owed.text, key=f"reply-{owed.number}")
