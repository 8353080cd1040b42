"""`doithoai end`: end a meeting, an act of its own."""

from __future__ import annotations

import click

from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
@language_option
def end(meeting: str, *, yes: bool) -> None:
    """End MEETING and seal its record.

    No more questions come in, the ballot keys are destroyed, and the record's digest is printed.
    """
    from doithoai.serving import serving
    from link import live
    from link.client import Client
    from link.stop import stop_serving
    from meeting.commands.running import CloseMeeting

    entry = find_meeting(meeting)
    if not yes:
        click.confirm(_("End the meeting {id} for good?").format(id=entry.id), abort=True)
    running = live.read(entry.folder)
    client = Client(running or serving(entry.folder))
    try:
        client.send_now(CloseMeeting())
    finally:
        if running is None:  # started for this alone: no port is left open behind a command that is done
            stop_serving(entry.folder)
    click.echo(_("The meeting {id} has ended.").format(id=entry.id))
