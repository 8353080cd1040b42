"""`doithoai mend`: the way out for a record that was damaged, shortened or emptied."""

from __future__ import annotations

import click

from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _


@click.command(cls=TranslatedCommand)
@meeting_argument
@data_option
@language_option
def mend(meeting: str) -> None:
    """Make the damaged record of MEETING usable again.

    Says what was kept. Every whole commit stays, and every ballot of an open vote before the damage. Where a snapshot
    is later than the damage, its tables are brought back as a new commit; where no journal is left, one is begun from
    the newest snapshot. The journal as it was found is kept beside the record, and nothing is changed in a record that
    is whole.
    """
    from store import Record, mend_boxes, message, verify

    entry = find_meeting(meeting)
    record = Record.open(entry.record, mend=True)
    boxes = mend_boxes(entry.folder)
    record.close()
    if record.recovery is not None:
        click.echo(message(record.recovery))
    for name in boxes:
        click.echo(
            _(
                "The ballot box {name} was damaged: the ballots before the damage were kept, "
                "later ones must be asked for again."
            ).format(name=name)
        )
    click.echo(message(verify(entry.record)))
