"""The poll view: the code to vote by while it is open, the result once it is revealed, nothing in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.stage import View
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from meeting.votes.poll_view import known, shown_tally
from wall.results import ballots_message, legend, result
from wall.slide import Role, Row, Slide, Topic, Words
from wall.views import board
from wording.votes import method as how_counted
from wording.votes import option_text

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from wall.scene import Scene

CHOICE = "○"
"""Stands before what can be chosen."""


def topic(scene: Scene) -> Topic:
    """The staged poll; the board if there is no such poll."""
    poll = scene.state.polls.get(scene.state.stage.ref)
    if poll is None:
        return board.topic(scene)
    if poll.phase is VotePhase.OPEN:
        return _open(scene, poll)
    if poll.phase is not VotePhase.REVEALED or poll.tally is None:
        blocks = (Words(poll.text), Words(_waiting(poll), Role.QUIET))
        return Topic(Slide(View.POLL, heading=_("Vote")), blocks)
    method = how_counted(poll.form)
    slide = Slide(
        View.POLL,
        heading=_("Vote"),
        title=poll.text,
        count=ballots_message(poll.tally),
        notes=(*((method,) if method else ()), *legend(poll.form, poll.tally)),
    )
    return Topic(slide, result(poll.form, poll.tally, poll.majority))


def _waiting(poll: Poll) -> str:
    """What the hall is told before and after the vote."""
    if poll.phase is VotePhase.PREPARED:
        return _("The vote has not begun.")
    return _("Votes are being counted.") if poll.is_being_counted else _("The vote is closed.")


def _open(scene: Scene, poll: Poll) -> Topic:
    """The code beside the question and its options, or the chart on the way where the host lets it be seen."""
    interim = shown_tally(scene.state, poll)
    slide = Slide(
        View.POLL,
        heading=_("Vote"),
        count=ballots_message(known(scene.state, poll).cast),
        notes=(_("One vote for each slip handed out."),) if poll.binding else (),
        scan=scene.scan(Section.POLL, poll.number),
    )
    if interim is not None:
        return Topic(slide, (Words(poll.text), *result(poll.form, interim)))
    options = (Row(option_text(option), sign=CHOICE) for option in poll.form.options)
    return Topic(slide, (Words(poll.text), *options))
