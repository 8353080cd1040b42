"""`doithoai profile`: what stands in the head and foot of a meeting's documents, shown and set at any time."""

from __future__ import annotations

import click
from msgspec.structs import replace

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state
from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from meeting.commands.profile import ChangeProfile
from meeting.model.profile import Address, Meeting, Person

LINES = ("title", "agency", "parent_agency", "place", "locality", "symbol", "purpose", "signs_as")
"""Fields of one line, each with an option of its name."""


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option("--title", help="What the meeting is called.")
@click.option("--agency", help="The agency that holds it.")
@click.option("--parent-agency", help="The agency above it.")
@click.option("--place", help="Where it is held.")
@click.option("--locality", help="The place in the line of place and date (địa danh).")
@click.option("--symbol", help="The agency's code in the number of documents, for example ANNĐ.")
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
@data_option
@language_option
def profile(*, meeting: str, **given: object) -> None:
    """Show what stands in the head and foot of the documents of MEETING; with options, set it.

    Works before, during and after the meeting. An empty text takes a line away.
    """
    entry = find_meeting(meeting)
    fields = {name: _read(name, value) for name, value in given.items() if value is not None and value != ()}
    if fields:
        execute(entry, replace(ChangeProfile(), **fields))
    _show(read_state(entry.record).meeting)


def _read(name: str, value: object) -> object:
    if name in {"chair", "secretary"}:
        return _person(str(value))
    if name == "co_chairs" and isinstance(value, tuple):
        return tuple(_person(one) for one in value if one)
    if isinstance(value, tuple):
        return tuple(line for line in value if line)
    return Address(str(value)) if name == "address" else value


def _person(typed: str) -> Person:
    name, post, rank, honorific, *_more = (*(part.strip() for part in typed.split(";")), "", "", "", "")
    return Person(name, post, rank, honorific)


def _show(meeting: Meeting) -> None:
    from minutes.outline.frame import lacks

    for name in LINES:
        click.echo(f"{name}: {getattr(meeting, name)}")
    for name, people in (
        ("chair", (meeting.chair,)),
        ("co_chairs", meeting.co_chairs),
        ("secretary", (meeting.secretary,)),
    ):
        for one in people:
            click.echo(f"{name}: {'; '.join((one.name, one.post, one.rank, one.honorific)).rstrip('; ')}")
    for name, lines in (("recipients", meeting.recipients), ("grounds", meeting.grounds)):
        for line in lines:
            click.echo(f"{name}: {line}")
    click.echo(f"copies: {meeting.copies}")
    click.echo(f"read_back: {meeting.read_back}")
    click.echo(f"address: {meeting.address.value}")
    missing = lacks(meeting, dated=True, minutes=True)
    if missing:
        click.echo(_("Still missing: {names}").format(names="; ".join(missing)))
