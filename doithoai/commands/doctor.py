"""`doithoai doctor`: is this laptop ready for the hall?"""

from __future__ import annotations

import sys

import click

from doithoai.options import data_folder, data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

MARKS = {"good": "✓", "look": "!", "bad": "✗"}


@click.command(cls=TranslatedCommand)
@click.option("--host", default="", help="Check this address instead of the best one found.")
@data_option
@language_option
def doctor(host: str) -> None:
    """Check whether this laptop is ready for the hall.

    Looks at address, port, firewall, terminal, disk, clock, fonts and typing, and says what to do. Exits with 1 if
    something would stop the meeting.
    """
    from server.network.doctor import Level, examine

    findings = examine(data_folder(), host=host)
    for finding in findings:
        click.echo(f"{MARKS[finding.level.value]} {finding.subject}: {finding.found}")
        if finding.advice:
            click.echo(f"    {finding.advice}")
    bad = sum(finding.level is Level.BAD for finding in findings)
    click.echo()
    if bad:
        click.echo(_("{count} things to put right before the meeting.").format(count=bad))
        sys.exit(1)
    click.echo(_("This laptop is ready."))
