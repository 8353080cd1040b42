"""`doithoai follow`: what became of a question, by the receipt code its asker wrote down, also after the meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from doithoai.options import data_option, language_option, library
from doithoai.refusals import refusal_message
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.dialogue.following import Following


@click.command(cls=TranslatedCommand)
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
    click.echo(_("Left out: {meeting}. {why}").format(meeting=meeting, why=refusal_message(why)), err=True)


def _lines(followed: Following) -> Iterator[str]:
    from wording.dates import day
    from wording.questions import steps
    from wording.register import statuses

    yield _("Number {number}").format(number=followed.number) + ": " + steps()[followed.step.value]
    if followed.merged_into:
        yield _("Gathered under number {number}, which asks the same.").format(number=followed.merged_into)
    if followed.to:
        yield _("Sent to: {to}").format(to=followed.to)
    if followed.by:
        yield _("By {by}").format(by=day(followed.by))
    if followed.status:
        yield statuses()[followed.status]
    if followed.reason:
        yield _("Reason: {reason}").format(reason=followed.reason)
    if followed.answer:
        yield _("Answer, {speaker}").format(speaker=followed.speaker)
        yield from (f"  {line}" for line in followed.answer.splitlines())
    for part in followed.parts:
        yield from _lines(part)
