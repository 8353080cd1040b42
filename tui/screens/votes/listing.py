"""The list of polls, surveys and pledges: one row each, with where it stands in a sign and in words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase
from tui.widgets.plain import literal
from wording.votes import PHASES

if TYPE_CHECKING:
    from meeting.state import State


class VoteKind(StrEnum):
    """What stands in a row."""

    POLL = "poll"
    SURVEY = "survey"
    PLEDGE = "pledge"


class VoteRef(NamedTuple):
    """Which one: its kind and its number."""

    kind: VoteKind
    number: int


class VoteRow(NamedTuple):
    """A row: which one, its text, and the phase it is in."""

    ref: VoteRef
    text: str
    phase: VotePhase | PledgePhase


KINDS = {VoteKind.POLL: N_("Poll"), VoteKind.SURVEY: N_("Survey"), VoteKind.PLEDGE: N_("Pledge")}

SIGNS: dict[VotePhase | PledgePhase, str] = {
    VotePhase.PREPARED: "○",
    VotePhase.OPEN: "●",
    VotePhase.CLOSED: "■",
    VotePhase.REVEALED: "✓",
    PledgePhase.PREPARED: "○",
    PledgePhase.SIGNING: "●",
    PledgePhase.SIGNED: "✓",
}
"""The sign of each phase, without a colour of its own: it must be read under the cursor too."""


def rows(state: State) -> list[VoteRow]:
    """Every poll, survey and pledge, the newest of each kind first."""
    made = [
        VoteRow(VoteRef(VoteKind.POLL, n), poll.text, poll.phase)
        for n, poll in sorted(state.polls.items(), reverse=True)
    ]
    made += [
        VoteRow(VoteRef(VoteKind.SURVEY, n), one.title, one.phase)
        for n, one in sorted(state.surveys.items(), reverse=True)
    ]
    made += [
        VoteRow(VoteRef(VoteKind.PLEDGE, n), one.title, one.phase)
        for n, one in sorted(state.pledges.items(), reverse=True)
    ]
    return made


def label(row: VoteRow) -> Content:
    """A row as it is drawn: two lines."""
    head = f"{SIGNS[row.phase]} {_(KINDS[row.ref.kind])} {row.ref.number}"
    return Content.assemble((head, "bold"), f"  {_(PHASES[row.phase])}\n  ", literal(row.text))
