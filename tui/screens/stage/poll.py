"""The poll view: the code to vote by while it is open, the chart once it is revealed, nothing in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from tui.screens.stage import board, scanning, tallies
from tui.screens.stage.page import BLANK, Line, Page, Span, paragraph, shortened, wrapped
from wording.votes import figures_of, option_text, verdict
from wording.votes import method as how_counted

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """The staged poll; the board if there is no such poll."""
    poll = scene.state.polls.get(scene.state.stage.ref)
    if poll is None:
        return board.page(scene)
    if poll.phase is VotePhase.OPEN:
        return _open(scene, poll)
    measure = scene.size.measure
    heading = (
        BLANK,
        *paragraph(_("Vote"), measure, "accent"),
        BLANK,
        *paragraph(poll.text, measure, "strong"),
        BLANK,
    )
    if poll.phase is not VotePhase.REVEALED or poll.tally is None:
        return Page(body=paragraph(_waiting(poll), measure, "quiet"), top=heading, measure=measure)
    method = how_counted(poll.form)
    found = verdict(poll.form, poll.tally, poll.majority)
    figures = figures_of(poll.form, poll.tally)
    bottom = (
        *(paragraph(found, measure, "strong") if found else ()),
        *(paragraph(figures, measure) if figures else ()),
        *paragraph(tallies.cast_words(poll.tally), measure, "quiet"),
        *(paragraph(method, measure, "quiet") if method else ()),
        BLANK,
    )
    room = scene.size.height - len(heading) - len(bottom) - 1
    body = tallies.chart(poll.form, poll.tally, measure, room)
    return Page(body=body, top=heading, bottom=bottom, measure=measure)


def _waiting(poll: Poll) -> str:
    """What the hall is told before and after the vote."""
    if poll.phase is VotePhase.PREPARED:
        return _("The vote has not begun.")
    return _("Votes are being counted.") if poll.is_being_counted else _("The vote is closed.")


def _open(scene: Scene, poll: Poll) -> Page:
    """The code beside the question and its options; the count in steps of five, so that no step is one person."""
    code, measure = scanning.code_beside(scene, Section.POLL, poll.number)
    progress = scene.state.poll_progress.get(poll.number)
    known = progress if progress is not None and progress.round == poll.round else None
    cast = known.cast if known else 0
    message = ngettext("{count} ballot so far", "{count} ballots so far", cast).format(count=cast)
    interim = known.interim if known else None
    binding = paragraph(_("One vote for each slip handed out."), measure, "quiet") if poll.binding else ()
    asked = (*paragraph(_("Vote"), measure, "accent"), BLANK, *paragraph(poll.text, measure, "strong"), BLANK)
    how = (
        BLANK,
        *scanning.how_to_answer(scene, measure),
        *binding,
        *paragraph(message, measure, "quiet"),
    )
    room = scene.size.height - len(asked) - len(how)
    middle = tallies.chart(poll.form, interim, measure, room) if interim else _options(poll, measure, room)
    body = scanning.beside((*asked, *middle), how, scene.size.height)
    return Page(body=body, code=code, measure=measure)


def _options(poll: Poll, measure: int, room: int) -> tuple[Line, ...]:
    rows: list[Line] = []
    for option in poll.form.options:
        first, *rest = wrapped(option_text(option), measure - 3)
        rows.append(Line((Span("○  ", "quiet"), Span(first))))
        rows += [Line((Span(f"   {row}"),)) for row in rest]
    return shortened(rows, room)
