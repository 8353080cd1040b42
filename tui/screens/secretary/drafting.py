"""What the papers say beside the dialogue: head and foot, what was said in the parts, written replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.agenda import RecordContent
from meeting.commands.profile import ChangeProfile
from meeting.commands.register import WriteReply
from meeting.model.profile import Address, Person
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from meeting.model.profile import Meeting
    from meeting.model.register import Commitment
    from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.MEETING)

PERSON_HINT = N_("Name; post; rank; form of address")


@ACTIONS.add(
    "minutes.head",
    "h",
    N_("Head and foot"),
    N_("What stands in the head and foot of every document"),
    unavailable=unread,
)
async def _head(desk: SecretaryScreen) -> None:
    await head_and_foot(desk)


async def head_and_foot(desk: SecretaryScreen) -> None:
    """A form of the meeting's profile, at any time; only what was changed is sent."""
    fields = _fields(desk.state.meeting)

    async def send(values: dict[str, str]) -> None:
        before = {field.name: field.value for field in fields}
        changed = {name: _read(name, value) for name, value in values.items() if value != before[name]}
        if changed:
            await desk.send(replace(ChangeProfile(), **changed))

    await desk.ask(_("Head and foot"), fields, send)


def _fields(meeting: Meeting) -> list[FormField]:
    lines = limits.PROFILE_LINES * limits.LINE_GRAPHEMES
    people = "\n".join(_typed(one) for one in meeting.co_chairs)
    hint = _(PERSON_HINT)
    return [
        FormField("title", _("Title"), meeting.title),
        FormField("agency", _("Agency"), meeting.agency),
        FormField("parent_agency", _("Agency above it"), meeting.parent_agency),
        FormField("place", _("Place"), meeting.place),
        FormField("locality", _("Place in the date line (địa danh)"), meeting.locality),
        FormField("symbol", _("Agency's code in document numbers"), meeting.symbol),
        FormField("chair", _("Chair"), _typed(meeting.chair), hint),
        FormField("co_chairs", _("Co-chairs, one a line"), people, hint, limit=lines, long=True),
        FormField("secretary", _("Secretary"), _typed(meeting.secretary), hint),
        FormField("signs_as", _("Authority above the chair's post"), meeting.signs_as, "KT. TRƯỞNG PHÒNG"),
        FormField(
            "recipients", _("Recipients, one a line"), "\n".join(meeting.recipients), limit=lines, long=True
        ),
        FormField(
            "grounds", _("Legal grounds, one a line"), "\n".join(meeting.grounds), limit=lines, long=True
        ),
        FormField("purpose", _("Purpose"), meeting.purpose),
        FormField("copies", _("Copies signed"), str(meeting.copies or ""), limit=2),
        FormField("read_back", _("Read back and agreed to"), "1" if meeting.read_back else "", tick=True),
        FormField(
            "address",
            _("Address people as ông, bà"),
            "1" if meeting.address is Address.CITIZEN else "",
            tick=True,
        ),
    ]


def _typed(person: Person) -> str:
    return "; ".join((person.name, person.post, person.rank, person.honorific)).rstrip("; ")


def _person(typed: str) -> Person:
    name, post, rank, honorific, *_more = (*(part.strip() for part in typed.split(";")), "", "", "", "")
    return Person(name, post, rank, honorific)


def _read(name: str, value: str) -> object:
    match name:
        case "chair" | "secretary":
            return _person(value)
        case "co_chairs":
            return tuple(_person(line) for line in value.split("\n") if line.strip())
        case "recipients" | "grounds":
            return tuple(line for line in value.split("\n") if line.strip())
        case "copies":
            if value.strip() and not (value.strip().isascii() and value.strip().isdecimal()):
                raise Refusal("bad-copies", most=limits.COPIES[-1])
            return int(value.strip() or 0)
        case "read_back":
            return bool(value)
        case "address":
            return Address.CITIZEN if value else Address.COMRADE
    return value


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
