"""Going along the run of show: one press starts the part, opens or counts the poll, and puts it on the wall."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting.changes import Change, put
from meeting.commands.agenda import StartItem
from meeting.commands.balloting import ClosePoll, OpenPoll, OpenSurvey, RevealPoll
from meeting.commands.staging import ShowView
from meeting.decision import ALWAYS, Command, Decision, check_phase
from meeting.dialogue.run_of_show import Act, Step, position, timeline
from meeting.model.profile import Phase
from meeting.model.stage import Stage, View
from meeting.model.vote import VotePhase
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import ONLY, State


class TakeStep(Command, frozen=True):
    """Go to a step of the run of show. A covered wall stays covered.

    `after` is the key of the step the person saw as the present one (empty: none yet). If the meeting stands elsewhere
    by now, for the key bounced or somebody else pressed too, nothing happens: two presses never skip a step.
    """

    step: str
    after: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        steps = timeline(state)
        wanted = next((step for step in steps if step.key == self.step), None)
        if wanted is None:
            raise Refusal("no-such-step")
        at = position(state)
        if self.after != (steps[at].key if at >= 0 else ""):
            return Decision(())
        changes: list[Change] = []
        about: list[tuple[str, int]] = []
        for command in commands_of(state, wanted):
            check_phase(state, command)
            decision = command.rule(state, moment)
            changes += decision.changes
            about += decision.about
        stage = self._stage(state, changes)
        if is_final(state, wanted):
            # The last call before it is over with it.
            stage = msgspec.structs.replace(stage, timer_started_at="", timer_seconds=0)
        return Decision((*changes, put("stages", ONLY, stage)), tuple(about))

    def _stage(self, state: State, changes: list[Change]) -> Stage:
        document = next(change.document for change in reversed(changes) if change.table == "stages")
        shown = msgspec.convert(document, Stage)
        return msgspec.structs.replace(shown, step=self.step, blank=state.stage.blank)


def commands_of(state: State, step: Step) -> tuple[Command, ...]:
    """What going to a step does, by the commands that do it alone. What was done already is only shown."""
    show = ShowView(step.view, step.ref)
    if step.act is Act.START:
        begun = state.agenda[step.number].started_at
        return (show,) if begun else (StartItem(step.number),)
    doing = _vote_command(state, step)
    return (doing, show) if doing is not None else (show,)


def is_final(state: State, step: Step) -> bool:
    """Whether going to `step` does what no undo takes back: a vote is ended, or its result is seen."""
    return isinstance(_vote_command(state, step), ClosePoll | RevealPoll)


def _vote_command(state: State, step: Step) -> Command | None:
    votes = state.polls if step.view is View.POLL else state.surveys
    vote = votes.get(step.number)
    if vote is None:
        return None
    if step.act is Act.OPEN and vote.phase is VotePhase.PREPARED:
        return OpenPoll(step.number) if step.view is View.POLL else OpenSurvey(step.number)
    if step.act is Act.COUNT and vote.phase is VotePhase.OPEN:
        return ClosePoll(step.number)
    if step.act is Act.REVEAL and vote.phase is VotePhase.CLOSED:
        return RevealPoll(step.number)
    return None
