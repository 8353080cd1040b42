"""`doithoai follow`: what became of a question, by the receipt code its asker wrote down, also after the meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from doithoai.options import data_option, language_option, library
from doithoai.refusals import spoken
from doithoai.speech import SpokenCommand
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.dialogue.following import Following


@click.command(cls=SpokenCommand)
@click.argument("code")
@data_option
@language_option
def follow(code: str) -> None:
    """Say what became of a question, by its receipt CODE.

    The question is looked for in every meeting on this laptop.

    The question's own words are not shown: whoever asks may stand beside you. Exits with 1 if no meeting knows CODE.
    """
    from doithoai.laptop.records import read_all
    from meeting.dialogue.following import follow as followed

    known = False
    for state in reversed(read_all(library(), _unreadable)):
        found = followed(state, code)
        if found is not None and not found.meeting:
            known = True
            click.echo(f"{state.meeting.planned_on} {state.meeting.title}")
            for line in _lines(found):
                click.echo(f"  {line}")
    if not known:
        click.echo(_("No meeting on this laptop knows that receipt code."), err=True)
        sys.exit(1)


def _unreadable(meeting: str, why: Exception) -> None:
    click.echo(_("Left out: {meeting}. {why}").format(meeting=meeting, why=spoken(why)), err=True)


def _lines(told: Following) -> Iterator[str]:
    from wording.dates import day
    from wording.questions import steps
    from wording.register import statuses

    yield _("Number {number}").format(number=told.number) + ": " + steps()[told.step.value]
    if told.merged_into:
        yield _("Gathered under number {number}, which asks the same.").format(number=told.merged_into)
    if told.to:
        yield _("Sent to: {to}").format(to=told.to)
    if told.by:
        yield _("By {by}").format(by=day(told.by))
    if told.status:
        yield statuses()[told.status]
    if told.reason:
        yield _("Reason: {reason}").format(reason=told.reason)
    if told.answer:
        yield _("Answer, {speaker}").format(speaker=told.speaker)
        yield from (f"  {line}" for line in told.answer.splitlines())
    for part in told.parts:
        yield from _lines(part)
