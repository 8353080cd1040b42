"""`doithoai halls`: the other halls of a meeting: name them, see how they do, let them in or out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from link import control, hall_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from link.hall_link import HallsReport, HallStanding


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.option(
    "--invite", multiple=True, metavar="NAME", help="Name a hall and print its code; again: a new code."
)
@click.option("--revoke", multiple=True, metavar="NAME", help="Let this hall in no more.")
@click.option(
    "--count-without", is_flag=True, help="Count closed votes without the halls whose ballots are missing."
)
@data_option
@language_option
def halls(meeting: str, invite: tuple[str, ...], revoke: tuple[str, ...], *, count_without: bool) -> None:
    """Show the other halls of MEETING: phones, what waits there, and who is silent.

    A hall's laptop comes in with the code printed here, which is good once: `doithoai hall --of ADDRESS --code CODE`.
    """
    from doithoai.serving import serving
    from link.client import Client

    client = Client(serving(find_meeting(meeting).folder))
    for name in revoke:
        client.call_now(control.REVOKE_HALL, hall_link.HallName(name))
    for name in invite:
        made = client.call_now(control.INVITE_HALL, hall_link.HallName(name))
        click.echo(f"{made.name}: doithoai hall --of {made.address} --code {made.code}")
    if count_without:
        client.call_now(control.COUNT_WITHOUT)
    for line in _lines(client.call_now(control.HALLS)):
        click.echo(line)


def _lines(report: HallsReport) -> Iterator[str]:
    if not report.halls:
        yield _("No other hall was named. To name one: doithoai halls MEETING --invite NAME")
    for hall in report.halls:
        yield f"{hall.name}: {_standing(hall)}"
    for vote in report.awaited:
        yield _("A closed vote waits for the ballots of {halls}.").format(halls=", ".join(vote.halls))


def _standing(hall: HallStanding) -> str:
    if not hall.joined:
        return _("not there yet")
    if hall.is_silent:
        return _("silent for {seconds} s, {questions} questions so far").format(
            seconds=hall.silent, questions=hall.questions
        )
    return _(
        "{phones} phones, {questions} questions, {waiting} waiting there, {behind} commits behind"
    ).format(phones=hall.phones, questions=hall.questions, waiting=hall.waiting, behind=hall.behind)
