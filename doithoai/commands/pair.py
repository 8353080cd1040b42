"""`doithoai pair`: let a secretary at another laptop in, or out again."""

from __future__ import annotations

import click

from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from link import control


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option("--close", is_flag=True, help="Close the link; a connected secretary is cut off.")
@data_option
@language_option
def pair(meeting: str, *, close: bool) -> None:
    """Let a secretary at another laptop into MEETING.

    Prints what to type there. The link is encrypted, off until opened, and lets in only who types this code. Opening
    it again makes a new code and cuts the old one off. On the other laptop: `doithoai secretary --at ADDRESS`.
    """
    from doithoai.serving import serving
    from link.client import Client

    client = Client(serving(find_meeting(meeting).folder))
    if close:
        client.call_now(control.CLOSE_DESK_LINK)
        click.echo(_("The link is closed."))
        return
    opened = client.call_now(control.OPEN_DESK_LINK)
    click.echo(_("On the other laptop: doithoai secretary --at {address}").format(address=opened.address))
    click.echo(_("Pairing code: {code}").format(code=opened.code))
