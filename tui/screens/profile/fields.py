"""The profile's parts as rows, and each as a form: what stands in its fields, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from language import gettext as _
from meeting import limits
from meeting.commands.asking import EditPrompt
from meeting.commands.correcting import PRINTED, as_typed, person_typed
from meeting.commands.profile import ChangeProfile
from meeting.model.profile import WIFI_SECURITIES, Address, Person, Wifi
from meeting.refusal import Refusal
from meeting.text.numbers import ascii_digits
from tui.screens.dialogs.asked import FormField
from wording.dates import typed_day
from wording.profile import ADDRESSES, FIELDS, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from meeting.decision import Command
    from meeting.model.profile import Meeting
    from meeting.state import State

    Day = Callable[[str], str]

ORDER = (*PRINTED, "wifi")
"""The rows from the top: what documents print, then the network that phones join."""

PEOPLE = frozenset({"chair", "secretary"})
LISTS = frozenset({"co_chairs", "recipients", "grounds"})


class ProfileRow(NamedTuple):
    """A row: the profile's name of it (a prompt's with its number), what it is called, and what stands there."""

    field: str
    prompt: int
    label: str
    value: str


def rows(state: State) -> list[ProfileRow]:
    """Everything that can be set, prompts last."""
    meeting = state.meeting
    made = [ProfileRow(name, 0, FIELDS[name].screen(), _shown(meeting, name)) for name in ORDER]
    prompts = sorted(state.prompts.items())
    label = FIELDS["prompt"].screen()
    return [*made, *(ProfileRow("prompt", n, f"{label} {n}", prompt.text) for n, prompt in prompts)]


def _shown(meeting: Meeting, name: str) -> str:
    if name == "wifi":
        return meeting.wifi.name if meeting.wifi is not None else ""
    return screen(name, as_typed(getattr(meeting, name)))


def form(state: State, row: ProfileRow) -> list[FormField]:
    """The fields of one row."""
    name, meeting = row.field, state.meeting
    if name == "prompt":
        return [FormField("text", row.label, row.value)]
    value = getattr(meeting, name)
    if name in PEOPLE:
        return _person_fields(value)
    if name == "wifi":
        return _wifi_fields(value)
    if name in LISTS:
        hint = _("One a line: name; post; rank; form of address") if name == "co_chairs" else _("One a line")
        limit = limits.PROFILE_LINES * limits.LINE_GRAPHEMES
        return [FormField(name, row.label, as_typed(value), hint, limit=limit, long=True)]
    if name == "read_back":
        return [FormField(name, row.label, "1" if value else "", tick=True)]
    if name == "address":
        choices = tuple((one.value, term.screen()) for one, term in ADDRESSES.items())
        return [FormField(name, row.label, value.value, choices=choices)]
    return [
        FormField(name, row.label, typed_day(value) if name == "planned_on" else as_typed(value), _hint(name))
    ]


def _hint(name: str) -> str:
    return {
        "signs_as": "KT. TRƯỞNG PHÒNG",
        "symbol": "ANNĐ",
        "locality": "Nghệ An",
        "planned_on": _("Day/month/year"),
    }.get(name, "")


def _person_fields(person: Person) -> list[FormField]:
    return [
        FormField("name", _("Name"), person.name),
        FormField("post", _("Post"), person.post),
        FormField("rank", _("Rank"), person.rank),
        FormField("honorific", _("Form of address, where it is not the meeting's"), person.honorific),
    ]


def _wifi_fields(wifi: Wifi | None) -> list[FormField]:
    label, called = _("Kind of network"), {"WPA": "WPA/WPA2", "nopass": _("open, without a password")}
    choices = tuple((value, called.get(value, value)) for value in WIFI_SECURITIES)
    return [
        FormField(
            "name", _("Name of the network"), wifi.name if wifi else "", _("Empty: no network is shown")
        ),
        FormField("password", _("Password"), wifi.password if wifi else ""),
        FormField("security", label, wifi.security if wifi else "WPA", choices=choices),
    ]


def command(row: ProfileRow, values: Mapping[str, str], day: Day) -> Command:
    """The command of a filled form; `day` reads a date. Raises Refusal."""
    if row.field == "prompt":
        return EditPrompt(row.prompt, values["text"])
    return replace(ChangeProfile(), **{row.field: _read(row.field, values, day)})


def _read(name: str, values: Mapping[str, str], day: Day) -> Any:
    if name in PEOPLE:
        return Person(values["name"], values["post"], values["rank"], values["honorific"])
    if name == "wifi":
        return Wifi(values["name"], values["password"], values["security"])
    typed = values[name]
    match name:
        case "co_chairs":
            return tuple(person_typed(line) for line in typed.split("\n") if line.strip())
        case "recipients" | "grounds":
            return tuple(line for line in typed.split("\n") if line.strip())
        case "copies":
            return _copies(typed)
        case "read_back":
            return bool(typed)
        case "address":
            return Address(typed)
        case "planned_on":
            return day(typed)
    return typed


def _copies(typed: str) -> int:
    digits = ascii_digits(typed).strip()
    if digits and not (digits.isascii() and digits.isdecimal()):
        raise Refusal("bad-copies", most=limits.COPIES[-1])
    return int(digits or 0)
