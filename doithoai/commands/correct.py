"""`doithoai correct`: take what was changed by hand in a Word document back into the record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.laptop.execution import execute
from doithoai.laptop.records import read_state, state_at
from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import gettext as _
from language import ngettext
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.library import MeetingFolder
    from minutes.corrections import Difference
    from minutes.ledger import Origin
    from minutes.outline.blocks import Minutes

_COMMIT = re.compile(r"bản ghi số (\d+)")


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "only_list", is_flag=True, help="Print what was changed, and stop.")
@click.option("--yes", is_flag=True, help="Take every change back without asking.")
@data_option
@language_option
def correct(*, meeting: str, file: Path, only_list: bool, yes: bool) -> None:
    """Take what was changed by hand in FILE back into the record of MEETING.

    FILE is a .docx that `export` wrote. Shows each change of a name, an answer, a conclusion, a reply, or of what was
    said in a part of the agenda, and asks; what is taken back becomes a correction with its history. Every other change
    is listed and stays in the file alone.
    """
    from minutes import corrections
    from minutes.formats.word.reading import lines

    entry = find_meeting(meeting)
    found = lines(file)
    printed = _as_printed(entry, file, found)
    changes = corrections.differences(corrections.lines_of(printed), found)
    if not changes:
        click.echo(_("Nothing in the file differs from what was printed."))
        return
    taken, others = 0, []
    for change in changes:
        commands = corrections.corrections(read_state(entry.record), change)
        if not commands:
            others.append(change)
            continue
        _show(change)
        if not only_list and (yes or click.confirm(_("Take it back into the record?"), default=True)):
            for command in commands:
                execute(entry, command)
            taken += 1
    _list_others(others)
    if not only_list:
        click.echo(
            ngettext("{count} change is in the record.", "{count} changes are in the record.", taken).format(
                count=taken
            )
        )


def _as_printed(entry: MeetingFolder, file: Path, found: list[str]) -> Minutes:
    """The document as it was printed: from the commit it was printed from, with the choices of then."""
    from minutes import ledger, papers

    known = ledger.read().of(file)
    origin = known.origin if known is not None else ledger.NO_RECORD
    n = origin.n or max((int(one[1]) for line in found for one in _COMMIT.finditer(line)), default=0)
    if not n:
        raise Refusal("document-not-ours", name=file.name)
    state, seal = state_at(entry.record, n)
    made = papers.in_word(state, seal, file.stem, _origin(known.origin if known else None))
    if made is None:
        raise Refusal("document-not-ours", name=file.name)
    return made


def _origin(origin: Origin | None) -> Origin:
    from minutes import ledger
    from minutes.layout import DEFAULT

    return origin if origin is not None and origin.n else ledger.origin(0, DEFAULT, names=True)


def _show(change: Difference) -> None:
    from wording.corrections import about

    click.echo(about(change.source))
    click.echo("  - " + change.before.replace("\n", "\n    "))
    click.echo("  + " + change.after.replace("\n", "\n    "))


def _list_others(others: list[Difference]) -> None:
    if not others:
        return
    click.echo(_("Other changes, which stay in the file alone:"))
    for change in others:
        for sign, words in (("-", change.before), ("+", change.after)):
            if words:
                click.echo(f"  {sign} {words}")
