"""One press on or back: another page of what the wall shows, else the question chosen as next, else the run of show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from meeting.commands.showing import TakeStep, is_final
from meeting.commands.staging import ShowView, StageQuestion, StartTimer, StopTimer, TurnPage
from meeting.dialogue.run_of_show import backward, onward, position, timeline
from meeting.model.stage import View
from wall.projection import slides
from wall.scene import Scene

if TYPE_CHECKING:
    from meeting.decision import Command
    from meeting.dialogue.run_of_show import Step
    from meeting.state import State

ON_KEYS = "pagedown space enter right"
BACK_KEYS = "pageup left"
COVER_KEYS = "full_stop b"
"""What clickers send: next, previous, and the key that blanks the slide."""


LAST_CALL_SECONDS = 10
"""What the hall is given before a vote ends, or its result is seen, by a clicker alone."""


def step_command(state: State, step: Step) -> Command:
    """The command that goes to `step` from where the meeting stands now."""
    at = position(state)
    return TakeStep(step.key, timeline(state)[at].key if at >= 0 else "")


def command_onward(state: State) -> Command | None:
    """What one press on does; None at the end."""
    page, pages = _pages(state)
    if page < pages:
        return TurnPage(page + 1)
    if state.stage.next:
        return StageQuestion(state.stage.next)
    step = onward(state)
    return None if step is None else _last_call(state, step) or step_command(state, step)


def _last_call(state: State, step: Step) -> Command | None:
    """What comes before a step that cannot be taken back: the vote on the wall, then a countdown; None after it.

    A clicker has no other way to ask: its next press says yes, and one back says no.
    """
    if not is_final(state, step):
        return None
    if (state.stage.view, state.stage.ref) != (step.view, step.ref):
        return ShowView(step.view, step.ref)
    return None if _is_called(state) else StartTimer(LAST_CALL_SECONDS)


def _is_called(state: State) -> bool:
    stage = state.stage
    return bool(stage.timer_started_at) and (stage.timer_seconds, stage.timer_item) == (LAST_CALL_SECONDS, 0)


def command_backward(state: State) -> Command | None:
    """What one press back does; None at the beginning."""
    page, _pages_of_it = _pages(state)
    if page > 1:
        return TurnPage(page - 1)
    ahead = onward(state)
    if ahead is not None and is_final(state, ahead) and _is_called(state):
        return StopTimer()
    step = backward(state)
    return step_command(state, step) if step is not None else None


def _pages(state: State) -> tuple[int, int]:
    """The page of a question or prompt that is too long for one, and how many there are; 1 of 1 for all else."""
    stage = state.stage
    if stage.view not in {View.QUESTION, View.PROMPT}:
        return 1, 1
    every = slides(Scene(state, None, datetime.now().astimezone()))
    return min(max(1, stage.page), len(every)), len(every)
