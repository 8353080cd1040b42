"""`doithoai verify`: check a record or an exported bundle, offline."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from doithoai.options import data_option, find_meeting, language_option
from doithoai.refusals import REFUSED
from language import gettext as _


@click.command()
@click.argument("meeting")
@click.option("--against", help="Another copy of the same record: say where the two part.")
@data_option
@language_option
def verify(meeting: str, against: str | None) -> None:
    """Check every commit of MEETING and print its digest.

    MEETING is a meeting on this laptop, a record's folder, or a bundle (.zip). The digest must equal the one printed in
    the minutes. Where something was altered, the first wrong commit is named and the status is 1; with --against also
    where the two copies differ, and from which commit on.
    """
    from store import verify as check

    checked = check(_place(meeting))
    click.echo(str(checked))
    differ = against is not None and _differ(_place(meeting), _place(against))
    if differ or not checked.ok:
        sys.exit(REFUSED)


def _place(text: str) -> Path:
    """What a person means: a path that is there, else a meeting on this laptop. Raises Refusal."""
    path = Path(text)
    return path if path.exists() else find_meeting(text).record


def _differ(one: Path, other: Path) -> bool:
    """Print how two copies stand to each other; True unless they hold the same commits."""
    from store import compare

    compared = compare(one, other)
    click.echo(str(compared) if compared is not None else _("These are not two copies of one record."))
    return compared is None or bool(compared.only_one or compared.only_other)
