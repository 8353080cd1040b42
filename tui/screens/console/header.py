"""The top of the console: the meeting and its clock, and below it what the hall sees now and next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.dialogue.calls import open_call
from meeting.dialogue.roll import probable_arrivals, roll
from meeting.model.profile import Phase
from meeting.model.stage import View
from tui.countdown import remaining
from tui.screens.console.wall_reading import short, worst
from tui.widgets.line import Part, Rows
from wording.dates import time_of_day
from wording.meetings import PHASES, VIEWS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from link.health import WallReading
    from meeting.model.stage import Stage
    from meeting.state import State

WARNING_SECONDS = 30
"""The last seconds of a countdown, shown as a warning."""


def countdown(stage: Stage, now: datetime) -> Part | None:
    """The stage's timer as a part of a row: time left, or that it has run out."""
    left = remaining(stage, now)
    if left is None:
        return None
    if left <= 0:
        return Part(_(" Time is up "), "alarm")
    return Part(f"{left // 60:02}:{left % 60:02}", "warning" if left <= WARNING_SECONDS else "accent")


class MeetingHeader(Rows):
    """One row: what meeting this is, in what phase, and the time."""

    DEFAULT_CSS = "MeetingHeader { background: $panel; }"

    def show_state(self, state: State, now: datetime) -> None:
        """Show this state at this time."""
        meeting = state.meeting
        left = [Part(" "), Part(meeting.title, "strong")]
        right = [
            self._phase(state),
            *self._doors(state),
            *self._attendance(state),
            Part(f"  {time_of_day(now)} ", "strong"),
        ]
        if meeting.rehearsal:
            right = [Part(_(" REHEARSAL "), "alarm"), Part(" "), *right]
        self.show((left, right))

    @staticmethod
    def _phase(state: State) -> Part:
        phase = state.meeting.phase
        role = {Phase.PREPARED: "warning", Phase.OPEN: "good", Phase.CLOSED: "quiet"}[phase]
        return Part(_(PHASES[phase]), role)

    @staticmethod
    def _doors(state: State) -> list[Part]:
        """Whether phones may ask, and whether what they ask waits for approval."""
        if state.meeting.phase is not Phase.OPEN:
            return []
        doors = Part(_(" · taking questions"), "quiet")
        if not state.meeting.intake_open:
            doors = Part(_(" · intake closed"), "warning")
        if not state.meeting.settings.moderation:
            return [doors, Part(_(" · no moderation"), "warning")]
        return [doors]

    @staticmethod
    def _attendance(state: State) -> list[Part]:
        """Who is here while people check in, and whether the host has arrivals to confirm."""
        if not state.meeting.check_in_open:
            return []
        counted = roll(state)
        come = f"{counted.arrived}/{counted.invited}" if counted.invited else str(counted.present)
        waiting = len(probable_arrivals(state))
        message = [Part(_(" · here {count}").format(count=come), "quiet")]
        return (
            [*message, Part(_(" ({count} to confirm, V)").format(count=waiting), "warning")]
            if waiting
            else message
        )


class StageStrip(Rows):
    """Two rows: what is on the projector now, and what comes next; beside it, whether the back row reads it."""

    DEFAULT_CSS = "StageStrip { height: 2; background: $surface; }"

    def show_state(self, state: State, now: datetime, walls: Sequence[WallReading] = ()) -> None:
        """Show this state's stage at this time, and how its windows read."""
        stage = state.stage
        timer = countdown(stage, now)
        right = [timer, Part(" ")] if timer else []
        reads = worst(walls)
        verdict = [*short(reads), Part(" ")] if reads is not None else []
        now_shown = [*self._label(_("On stage")), *self._called(state), *self._now(state)]
        self.show((now_shown, right), (self._next(state), verdict))

    @staticmethod
    def _label(text: str) -> list[Part]:
        return [Part(f" {text:<10} ", "quiet")]

    @staticmethod
    def _called(state: State) -> list[Part]:
        """The hall that has its turn to speak (Y ends it)."""
        found = open_call(state)
        return [Part(f" {found[1].hall} (Y) ", "alarm"), Part(" ")] if found is not None else []

    def _now(self, state: State) -> list[Part]:
        stage = state.stage
        if stage.blank:
            return [Part(_(" COVERED "), "alarm"), Part(" "), Part(_(VIEWS[stage.view]), "quiet")]
        question = state.questions.get(stage.ref) if stage.view is View.QUESTION else None
        if question is None:
            return [Part("► ", "accent"), Part(_(VIEWS[stage.view]), "strong")]
        return [Part(f"► #{question.number} ", "accent"), Part(question.text, "strong")]

    def _next(self, state: State) -> list[Part]:
        label = self._label(_("Next"))
        question = state.questions.get(state.stage.next)
        if question is None:
            return [*label, Part(_("nothing chosen (n chooses)"), "quiet")]
        return [*label, Part(f"» #{question.number} ", "accent"), Part(question.text)]
