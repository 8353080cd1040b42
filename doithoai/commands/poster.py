"""`doithoai poster`: the join code for the wall and the tables, one-time slips, and surveys on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.laptop.records import read_state
from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from doithoai.translated_help import TranslatedCommand
from language import current
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.live import Live
    from meeting.state import State
    from minutes.posters import Card, Paper, Sheet

WHAT = ("join", "cards", "attendance", "prompt", "poll", "survey", "pledge", "slips", "form")
CARDS = 12
"""Cards made when no number is asked for: one page."""


@click.command(cls=TranslatedCommand)
@meeting_argument
@click.argument("what", type=click.Choice(WHAT), default="join")
@click.argument("number", type=click.IntRange(min=1), default=1)
@click.option(
    "--count", type=click.IntRange(1, 2000), default=CARDS, show_default=True, help="How many cards or slips."
)
@click.option("--format", "format_", type=click.Choice(["pdf", "png"]), default="pdf", show_default=True)
@click.option("--again", is_flag=True, help="Print new slips; those printed before are worth nothing then.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to (default: the meeting's folder).",
)
@data_option
@language_option
def poster(
    *, meeting: str, what: str, number: int, count: int, format_: str, again: bool, out: Path | None
) -> None:
    """Print posters, cards, slips and forms for MEETING.

    Names the files. join: a poster for the wall. cards: small codes for the tables. attendance: where people check
    in. prompt, poll, survey, pledge NUMBER: a poster that opens just that. slips NUMBER: one-time slips for a binding
    vote. form NUMBER: a survey on paper.
    """
    from doithoai.serving import serving

    entry = find_meeting(meeting)
    state = read_state(entry.record)
    if what == "form":
        pages: list[Sheet | Card | Paper] = [_paper(state, number)]
    else:
        from minutes import poster_pages

        live = serving(entry.folder)
        if what == "slips":
            pages = [*_slips(live, state, number, count, again=again)]
        else:
            pages = [*poster_pages.pages(state, live, what, number, count)]
    name = what if what in {"join", "cards", "attendance"} else f"{what}-{number}"
    for path in _write(out or entry.exports, name, format_, state.meeting.title, pages):
        click.echo(path)


def _slips(live: Live, state: State, number: int, count: int, *, again: bool) -> list[Card]:
    """New slips: their fingerprints into the record first, then the codes onto paper and nowhere else."""
    from link.client import Client
    from meeting.commands.polling import require_poll
    from minutes import poster_pages

    poster_pages.require_open(live)
    poll = require_poll(state, number)
    if number in state.slips and not again:
        raise Refusal("slips-printed", number=number)
    codes = poster_pages.new_slips(count)
    Client(live).send_now(poster_pages.issued(number, codes))
    return poster_pages.slip_cards(state.meeting, live, number, poll.text, codes)


def _paper(state: State, number: int) -> Paper:
    from meeting.commands.surveying import require_survey
    from minutes import poster_pages

    return poster_pages.paper(state.meeting, require_survey(state, number))


def _write(
    folder: Path, name: str, format_: str, title: str, pages: list[Sheet | Card | Paper]
) -> list[Path]:
    """Write the pages; a slip is worth a vote, so nobody else on this laptop may read the files."""
    from link import private_file
    from minutes import posters

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if format_ == "pdf":
        made = {folder / f"poster-{name}.pdf": posters.pdf(title, current(), pages)}
    else:
        pictures = posters.png(title, current(), pages)
        made = {
            folder / f"poster-{name}-{place}.png": picture for place, picture in enumerate(pictures, start=1)
        }
    for path, body in made.items():
        private_file.write(path, body)
    return list(made)
