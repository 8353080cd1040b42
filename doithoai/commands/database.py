"""`doithoai database`: an agency's PostgreSQL: prepare it, list its meetings, move one there or back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.databases import database_option, name_of
from doithoai.options import (
    FileToWrite,
    data_option,
    find_meeting,
    language_option,
    library,
    meeting_argument,
)
from doithoai.translated_help import TranslatedGroup
from language import gettext as _

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from meeting.model.survey import Survey
    from store.tinydb_journal.tombstone import Tombstone


@click.group(cls=TranslatedGroup)
@data_option
@language_option
def database() -> None:
    """Meetings in an agency's PostgreSQL."""


@database.command()
@database_option
@click.option(
    "--role", default="", help="The database user of the servers: may add commits, and change none."
)
@language_option
def prepare(database: str, role: str) -> None:
    """Make the tables, as their owner. Harmless a second time."""
    from store.messages import translated
    from store.postgresql.database import prepare, safety_of

    prepare(database, role)
    for warning in safety_of(database):
        click.echo(translated(warning), err=True)


@database.command()
@click.argument("file", type=FileToWrite())
@language_option
def key(file: Path) -> None:
    """Make the certificate by which the servers know each other, with its key, in FILE.

    Copy it to each server, readable by its user alone, and to nobody else.
    """
    from server.agency.fleet import make_certificate

    make_certificate(file)


@database.command(name="list")
@database_option
@language_option
def list_(database: str) -> None:
    """Print the meetings: name, last commit, and where their keeper is."""
    from store.postgresql.reading import records

    for found in records(database):
        click.echo(f"{found.name}  {found.n}  {found.holder or '-'}")


@database.command()
@meeting_argument
@database_option
@data_option
@language_option
def put(meeting: str, database: str) -> None:
    """Move MEETING from this laptop into the database.

    Every byte is compared. What stays here is a copy for reading that says where the meeting is. Refused while a vote
    is open, whose ballots are on this laptop alone.
    """
    from doithoai.laptop.records import read_state
    from meeting.model.vote import VotePhase
    from meeting.refusal import Refusal
    from store.postgresql.moving import into_database

    entry = find_meeting(meeting)
    state = read_state(entry.record)
    votes: list[Poll | Survey] = [*state.polls.values(), *state.surveys.values()]
    if any(vote.phase is VotePhase.OPEN for vote in votes):
        raise Refusal("vote-still-open")
    _moved(into_database(entry.record, database, entry.id, name_of(database)))


@database.command()
@click.argument("meeting")
@database_option
@data_option
@language_option
def get(meeting: str, database: str) -> None:
    """Move MEETING from the database to this laptop.

    Every byte is compared. The database keeps its lines and says that the meeting is elsewhere. Refused while a server
    keeps the meeting.
    """
    from store.postgresql.moving import into_folder

    folder = library().folder / meeting
    _moved(into_folder(database, meeting, folder / "record", _("on a laptop")))


def _moved(stone: Tombstone) -> None:
    click.echo(
        _("Moved, every byte compared: {n} commits, digest {digest}.").format(n=stone.n, digest=stone.digest)
    )
