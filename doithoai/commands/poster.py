"""`doithoai poster`: the join code for the wall and the tables, one-time slips, and surveys on paper."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.laptop.records import read_state
from doithoai.options import data_option, find_meeting, language_option, meeting_argument
from language import current
from language import gettext as _
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.live import Live
    from meeting.state import State
    from minutes.posters import Card, Paper, Sheet

WHAT = ("join", "cards", "attendance", "prompt", "poll", "survey", "pledge", "slips", "form")
CARDS = 12
"""Cards made when no number is asked for: one page."""


@click.command()
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
    """Make something to print for MEETING and name the files.

    join: a poster for the wall. cards: small codes for the tables. attendance: where people check in. prompt, poll,
    survey, pledge NUMBER: a poster that opens just that. slips NUMBER: one-time slips for a binding vote. form NUMBER:
    a survey on paper.
    """
    from link.start import ensure_serving

    entry = find_meeting(meeting)
    state = read_state(entry.record)
    if what == "form":
        pages: list[Sheet | Card | Paper] = [_paper(state, number)]
    else:
        live = ensure_serving(entry.folder)
        if not live.phone_url:
            raise Refusal("meeting-closed")
        if what == "slips":
            pages = [*_slips(live, state, number, count, again=again)]
        else:
            pages = [*_pages(live, state, what, number, count)]
    name = what if what in {"join", "cards", "attendance"} else f"{what}-{number}"
    for path in _write(out or entry.exports, name, format_, state.meeting.title, pages):
        click.echo(path)


def _pages(live: Live, state: State, what: str, number: int, count: int) -> list[Sheet] | list[Card]:
    from doithoai import poster_pages
    from meeting.commands.pledging import require_pledge
    from meeting.commands.polling import require_poll
    from meeting.commands.surveying import require_survey

    meeting = state.meeting
    ask = _("Write your question and press Send.")
    if what == "cards":
        return poster_pages.cards(meeting, live, live.phone_url, _("Ask the leadership"), count)
    if what == "join":
        target, heading, text, last = live.phone_url, _("Ask the leadership"), meeting.title, ask
    elif what == "attendance":
        target, heading = live.link("D", 0), _("Check in")
        text, last = meeting.title, _("Write your name and press Check in. It is voluntary.")
    elif what == "prompt":
        if number not in state.prompts:
            raise Refusal("no-such-prompt", number=number)
        target, heading = live.link("G", number), _("What do you think?")
        text, last = state.prompts[number].text, _("Write your answer and press Send.")
    elif what == "poll":
        poll = require_poll(state, number)
        target, heading = live.link("B", number), poster_pages.kind_words(poll.form.kind)
        text, last = poll.text, _("Choose and press Vote. You can change it until the vote closes.")
    elif what == "survey":
        survey = require_survey(state, number)
        target, heading = live.link("S", number), survey.title
        text, last = survey.purpose, _("Fill in what you like and send it. It takes a few minutes.")
    else:
        pledge = require_pledge(state, number)
        target, heading = live.link("C", number), pledge.title
        text, last = pledge.slogan, _("Read the pledge, choose your unit and sign with a finger.")
    return [poster_pages.sheet(meeting, live, target, heading, text, last)]


def _slips(live: Live, state: State, number: int, count: int, *, again: bool) -> list[Card]:
    """New slips: their fingerprints into the record first, then the codes onto paper and nowhere else."""
    from doithoai import poster_pages
    from link.client import Client
    from meeting.commands.polling import IssueSlips, require_poll
    from meeting.votes import slips

    poll = require_poll(state, number)
    if number in state.slips and not again:
        raise Refusal("slips-printed", number=number)
    codes = [slips.code(secrets.token_bytes(8)) for _place in range(count)]
    Client(live).send_now(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    return poster_pages.slip_cards(live, number, poll.text, codes)


def _paper(state: State, number: int) -> Paper:
    from doithoai import poster_pages
    from meeting.commands.surveying import require_survey

    return poster_pages.paper(require_survey(state, number))


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
