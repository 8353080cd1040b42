"""Opening, closing and reopening the meeting and its intake."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting.changes import put
from meeting.commands.balloting import closing_open_polls
from meeting.commands.calling import ending_call
from meeting.decision import Command, Decision
from meeting.model.profile import Phase
from meeting.model.stage import Stage, View
from meeting.moment import Moment
from meeting.state import ONLY, State


def _bare(state: State, view: View) -> Stage:
    """The stage with nothing on it but `view`: what was next or counted down is over, what is covered stays so."""
    return Stage(view=view, blank=state.stage.blank, step=state.stage.step)


class OpenMeeting(Command, frozen=True):
    """Begin: phones may ask, the stage shows how to join."""

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.PREPARED})

    def rule(self, state: State, moment: Moment) -> Decision:
        opened = msgspec.structs.replace(
            state.meeting, phase=Phase.OPEN, opened_at=moment.stamp, intake_open=True
        )
        return Decision((put("meetings", ONLY, opened),), (("meetings", ONLY),))


class CloseMeeting(Command, frozen=True):
    """End the meeting: intake, check-in, open polls and a hall's turn end and the stage shows the closing summary."""

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        closed = msgspec.structs.replace(
            state.meeting, phase=Phase.CLOSED, closed_at=moment.stamp, intake_open=False, check_in_open=False
        )
        ended = tuple(
            put("agenda", number, msgspec.structs.replace(item, ended_at=moment.stamp))
            for number, item in state.agenda.items()
            if item.started_at and not item.ended_at
        )
        polls = closing_open_polls(state, moment.stamp)
        changes = (
            put("meetings", ONLY, closed),
            put("stages", ONLY, _bare(state, View.CLOSING)),
            *ended,
            *polls,
            *ending_call(state, moment.stamp),
        )
        return Decision(changes, (("meetings", ONLY),))


class ReopenMeeting(Command, frozen=True):
    """Take up a closed meeting again: a recorded act, counted in the minutes."""

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.CLOSED})

    def rule(self, state: State, moment: Moment) -> Decision:
        meeting = state.meeting
        reopened = msgspec.structs.replace(
            meeting, phase=Phase.OPEN, closed_at="", intake_open=True, reopened=meeting.reopened + 1
        )
        stage = put("stages", ONLY, _bare(state, View.JOIN))
        return Decision((put("meetings", ONLY, reopened), stage), (("meetings", ONLY),))


class SetIntake(Command, frozen=True):
    """Open or close the door for new questions from phones; the desk may always type."""

    open: bool

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        changed = msgspec.structs.replace(state.meeting, intake_open=self.open)
        return Decision((put("meetings", ONLY, changed),), (("meetings", ONLY),))


class SetModeration(Command, frozen=True):
    """With moderation on, nothing is shown before the host lets it. What is already in stays where it was."""

    on: bool

    def rule(self, state: State, moment: Moment) -> Decision:
        settings = msgspec.structs.replace(state.meeting.settings, moderation=self.on)
        changed = msgspec.structs.replace(state.meeting, settings=settings)
        return Decision((put("meetings", ONLY, changed),), (("meetings", ONLY),))
