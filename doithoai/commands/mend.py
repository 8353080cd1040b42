"""`doithoai mend`: the way out for a record that was damaged, shortened or emptied."""

from __future__ import annotations

import click

from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.speech import SpokenCommand


@click.command(cls=SpokenCommand)
@meeting_argument
@data_option
@language_option
def mend(meeting: str) -> None:
    """Make the damaged record of MEETING usable again.

    Says what was kept. Every whole commit stays. Where a snapshot is later than the damage, its tables are brought
    back as a new commit; where no journal is left, one is begun from the newest snapshot. The journal as it was found
    is kept beside the record, and nothing is changed in a record that is whole.
    """
    from store import Record, verify

    folder = find_meeting(meeting).record
    record = Record.open(folder, mend=True)
    record.close()
    if record.recovery is not None:
        click.echo(str(record.recovery))
    click.echo(str(verify(folder)))
