"""`doithoai profile`: what stands in the head and foot of a meeting's documents, shown and set at any time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state
from doithoai.options import (
    data_option,
    find_meeting,
    language_option,
    meeting_argument,
    wifi_security_option,
)
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from meeting.commands.asking import EditPrompt
from meeting.commands.correcting import as_typed, person_typed
from meeting.commands.profile import ChangeProfile
from meeting.model.profile import OPEN, Address, Wifi, network_told

if TYPE_CHECKING:
    from meeting.state import State

LINES = (
    "title",
    "agency",
    "parent_agency",
    "place",
    "locality",
    "symbol",
    "planned_on",
    "purpose",
    "signs_as",
)
"""Fields of one line, each with an option of its name."""


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option("--title", help="What the meeting is called.")
@click.option("--agency", help="The agency that holds it.")
@click.option("--parent-agency", help="The agency above it.")
@click.option("--place", help="Where it is held.")
@click.option("--locality", help="The place in the line of place and date (địa danh).")
@click.option("--symbol", help="The agency's code in the number of documents, for example ANNĐ.")
@click.option("--on", "planned_on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="The day.")
@click.option("--purpose", help="What the meeting is for.")
@click.option("--signs-as", help="The authority above the chair's post, for example KT. TRƯỞNG PHÒNG.")
@click.option("--chair", help="Who chairs it: name; post; rank; form of address.")
@click.option(
    "--co-chair", "co_chairs", multiple=True, help="Who else chairs it, in the same form; as often as wanted."
)
@click.option("--secretary", help="Who takes the minutes, in the same form.")
@click.option("--recipient", "recipients", multiple=True, help="Who gets a copy, as often as wanted.")
@click.option("--ground", "grounds", multiple=True, help="A legal ground (căn cứ), as often as wanted.")
@click.option("--copies", type=int, help="How many copies of the minutes are signed.")
@click.option(
    "--read-back/--not-read-back", default=None, help="Whether the minutes were read out and agreed to."
)
@click.option(
    "--address",
    type=click.Choice([one.value for one in Address]),
    help="How people are addressed: comrade (đồng chí) or citizen (ông, bà).",
)
@click.option("--wifi", help="Name of the hall's network, for the join view; empty for none.")
@click.option("--wifi-password", help="Its password; empty for an open network.")
@wifi_security_option
@click.option(
    "--prompt",
    "prompts",
    multiple=True,
    type=(int, str),
    help="A prompt's number and how it is worded now, as often as wanted.",
)
@data_option
@language_option
def profile(
    *,
    meeting: str,
    prompts: tuple[tuple[int, str], ...],
    wifi: str | None,
    wifi_password: str | None,
    wifi_security: str | None,
    **given: object,
) -> None:
    """Show the details of MEETING, which stand in its documents, on posters and on the wall; with options, set them.

    Works before, during and after the meeting. An empty text takes a line away. After the close another value is
    marked as a correction in the minutes.
    """
    entry = find_meeting(meeting)
    fields = {name: _read(name, value) for name, value in given.items() if value is not None and value != ()}
    if (wifi, wifi_password, wifi_security) != (None, None, None):
        before = read_state(entry.record).meeting.wifi
        fields["wifi"] = _network(before, wifi, wifi_password, wifi_security)
    if fields:
        execute(entry, replace(ChangeProfile(), **fields))
    for number, text in prompts:
        execute(entry, EditPrompt(number, text))
    _show(read_state(entry.record))


def _network(before: Wifi | None, name: str | None, password: str | None, security: str | None) -> Wifi:
    """The network as it is to be; what is not given stays as it was, and an open network has no password."""
    before = before or network_told("", "")
    if security == OPEN and password is None:
        password = ""
    secret = before.password if password is None else password
    if security is None and secret and not before.is_open:
        security = before.security
    return network_told(before.name if name is None else name, secret, security or "")


def _read(name: str, value: object) -> object:
    if name in {"chair", "secretary"}:
        return person_typed(str(value))
    if name == "co_chairs" and isinstance(value, tuple):
        return tuple(person_typed(one) for one in value if one)
    if isinstance(value, tuple):
        return tuple(line for line in value if line)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return Address(str(value)) if name == "address" else value


def _show(state: State) -> None:
    from minutes.outline.frame import lacks

    meeting = state.meeting
    for name in LINES:
        click.echo(f"{name}: {getattr(meeting, name)}")
    for name in ("chair", "co_chairs", "secretary", "recipients", "grounds"):
        for line in filter(None, as_typed(getattr(meeting, name)).split("\n")):
            click.echo(f"{name}: {line}")
    click.echo(f"copies: {meeting.copies}")
    click.echo(f"read_back: {meeting.read_back}")
    click.echo(f"address: {meeting.address.value}")
    click.echo(f"wifi: {meeting.wifi.name if meeting.wifi else ''}")
    click.echo(f"wifi_security: {meeting.wifi.security if meeting.wifi else ''}")
    for number, prompt in sorted(state.prompts.items()):
        click.echo(f"prompt {number}: {prompt.text}")
    for one in meeting.corrections:
        click.echo(
            _("Corrected: {field}: {before} → {after}").format(
                field=one.field, before=one.before, after=one.after
            )
        )
    missing = lacks(meeting, dated=True, minutes=True)
    if missing:
        click.echo(_("Still missing: {names}").format(names="; ".join(missing)))
