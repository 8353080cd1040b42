"""`doithoai new`: make a meeting from the command line."""

from __future__ import annotations

from datetime import date, datetime

import click

from doithoai.laptop.preparing import create
from doithoai.options import data_option, language_option, library, wifi_security_option
from doithoai.translated_help import TranslatedCommand


@click.command(cls=TranslatedCommand)
@click.option("--title", required=True, help="What the meeting is called in the minutes.")
@click.option("--agency", required=True, help="The agency that holds it.")
@click.option("--parent-agency", default="", help="The agency above it, first line of the minutes.")
@click.option("--place", required=True, help="Where it is held.")
@click.option("--chair", required=True, help="Who chairs it.")
@click.option("--chair-post", default="", help="The chair's post.")
@click.option("--secretary", required=True, help="Who takes the minutes.")
@click.option("--secretary-post", default="", help="The secretary's post.")
@click.option(
    "--on", "planned_on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="The day (default: today)."
)
@click.option("--agenda", default="dialogue", help="Name of the agenda template (see the home screen).")
@click.option("--wifi", default="", help="Name of the hall's network, for the join view.")
@click.option("--wifi-password", default="", help="Its password.")
@wifi_security_option
@data_option
@language_option
def new(
    title: str,
    agency: str,
    parent_agency: str,
    place: str,
    chair: str,
    chair_post: str,
    secretary: str,
    secretary_post: str,
    planned_on: datetime | None,
    agenda: str,
    wifi: str,
    wifi_password: str,
    wifi_security: str | None,
) -> None:
    """Make a meeting and print its id. Everything can be changed later, in the console."""
    from meeting.commands.profile import CreateMeeting
    from meeting.model.profile import Meeting, Person, network_told
    from meeting.templates.agendas import agenda_from_template

    day = planned_on.date() if planned_on else date.today()  # noqa: DTZ011  the laptop's own calendar day
    meeting = Meeting(
        id="",
        title=title,
        agency=agency,
        parent_agency=parent_agency,
        place=place,
        chair=Person(chair, chair_post),
        secretary=Person(secretary, secretary_post),
        planned_on=day.isoformat(),
        wifi=network_told(wifi, wifi_password, wifi_security or ""),
    )
    click.echo(create(library(), CreateMeeting(meeting, agenda_from_template(agenda))).id)
