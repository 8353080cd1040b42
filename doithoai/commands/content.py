"""`doithoai content`: what was reported or said in a part of the agenda, taken from a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state
from doithoai.options import FileToRead, data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from language import ngettext
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.argument("part", type=int, required=False)
@click.argument("file", type=FileToRead(exists=False, dir_okay=True), required=False)
@click.option("--yes", is_flag=True, help="Record it without asking.")
@data_option
@language_option
def content(*, meeting: str, part: int | None, file: Path | None, yes: bool) -> None:
    """Record the words of FILE as what was reported or said in PART of the agenda of MEETING.

    FILE is .docx, .odt or .txt: a report's summary, a speech. Shows the words and asks before they are recorded; what
    stood there before is kept. Without FILE shows what is recorded, without PART lists the parts.
    """
    from intake import sentence, words
    from meeting.commands.agenda import RecordContent
    from meeting.text.clean import graphemes

    entry = find_meeting(meeting)
    state = read_state(entry.record)
    if part is None:
        _list(state)
        return
    if part not in state.agenda:
        raise Refusal("no-such-item", number=part)
    before = state.agenda[part].content
    if file is None:
        click.echo(before)
        return
    found = words.read(file)
    click.echo(found.text)
    click.echo()
    for problem in found.problems:
        click.echo("  " + sentence(problem))
    count = graphemes(found.text)
    message = ngettext("{count} character for “{title}”.", "{count} characters for “{title}”.", count)
    click.echo(message.format(count=count, title=state.agenda[part].title))
    if before and before != found.text:
        click.echo(_("They take the place of what is recorded there, which is kept."))
    if not yes:
        click.confirm(_("Record them?"), abort=True)
    execute(entry, RecordContent(part, found.text))
    click.echo(_("Recorded."))


def _list(state: State) -> None:
    for number, item in sorted(state.agenda.items()):
        click.echo(f"{number}. {item.title} {'✓' if item.content else ''}".rstrip())
