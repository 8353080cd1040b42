"""The run of show: one timeline of all that the wall is to show, and where the meeting stands in it.

It is made from the agenda and from what was prepared, so nobody has to keep a second list: each part is followed by
what belongs to it, prompts and polls by the dialogue, surveys by the survey, pledges by their signing. What has no part
of its own stands before the conclusions.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from meeting.dialogue.parts_held import done_without
from meeting.model.agenda import ItemKind
from meeting.model.profile import Phase
from meeting.model.stage import View
from meeting.model.vote import VotePhase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from meeting.model.agenda import AgendaItem
    from meeting.model.poll import Poll
    from meeting.state import State

VIEW_FOR = {
    ItemKind.OPENING: View.JOIN,
    ItemKind.REPORT: View.CARRY_OVER,
    ItemKind.LAUNCH: View.AGENDA,
    ItemKind.PLEDGE: View.PLEDGES,
    ItemKind.DIALOGUE: View.JOIN,
    ItemKind.SURVEY: View.JOIN,
    ItemKind.CONCLUSION: View.AREAS,
    ItemKind.CLOSING: View.CLOSING,
}
"""What the stage turns to when an item of this kind starts."""

LAST_PARTS = frozenset({ItemKind.CONCLUSION, ItemKind.CLOSING})
"""Kinds of part before which all else should have been done."""


class Act(StrEnum):
    """What going to a step does besides showing its view."""

    SHOW = "show"
    START = "start"
    OPEN = "open"
    COUNT = "count"
    REVEAL = "reveal"


class Step(NamedTuple):
    """One step: a name that stays its own as the timeline grows, the view, and the part it belongs to (0: none).

    `number` names the part, prompt, poll or survey it is about; 0 for a view that is about none.
    """

    key: str
    act: Act
    view: View
    number: int = 0
    part: int = 0

    @property
    def ref(self) -> int:
        """What the stage's `ref` is on this step."""
        return self.number if self.view in {View.PROMPT, View.POLL, View.SURVEY} else 0


class Reminder(StrEnum):
    """What does not fit, or was forgotten."""

    PART_NOT_BEGUN = "part-not-begun"
    QUESTION_OPEN = "question-open"
    POLL_OPEN = "poll-open"
    POLL_NOT_SHOWN = "poll-not-shown"
    NO_CONCLUSION = "no-conclusion"


class Reminding(NamedTuple):
    """One reminder. `number` names the part, question or poll it is about, `done` how much was done without it."""

    what: Reminder
    number: int = 0
    done: int = 0


def timeline(state: State) -> tuple[Step, ...]:
    """Every step in order."""
    parts = [item for _order, item in sorted(state.agenda.items())]
    groups = {
        ItemKind.DIALOGUE: (*_prompts(state), Step("board", Act.SHOW, View.BOARD), *_polls(state)),
        ItemKind.SURVEY: tuple(_surveys(state)),
        ItemKind.PLEDGE: _pledges(state),
    }
    homes = {kind: next((item.order for item in parts if item.kind is kind), 0) for kind in groups}
    homeless = tuple(step for kind, steps in groups.items() if not homes[kind] for step in steps)
    steps: list[Step] = []
    rest_at = next((item.order for item in parts if item.kind in LAST_PARTS), 0)
    for item in parts:
        if item.order == rest_at:
            steps += homeless
        steps.append(Step(f"part-{item.order}", Act.START, VIEW_FOR[item.kind], item.order, item.order))
        if homes.get(item.kind) == item.order:
            # The part itself shows the pledges already.
            own = () if item.kind is ItemKind.PLEDGE else groups[item.kind]
            steps += (step._replace(part=item.order) for step in own)
    if not parts:
        steps.append(Step("join", Act.SHOW, View.JOIN))
    if not rest_at:
        steps += homeless
    if not parts:
        steps.append(Step("closing", Act.SHOW, View.CLOSING))
    return tuple(steps)


def _prompts(state: State) -> Iterator[Step]:
    for number in sorted(state.prompts):
        yield Step(f"prompt-{number}", Act.SHOW, View.PROMPT, number)


def _polls(state: State) -> Iterator[Step]:
    """A poll is put to the hall, counted, and, where its result was to be kept back until then, revealed."""
    for number, poll in sorted(state.polls.items()):
        yield Step(f"poll-{number}", Act.OPEN, View.POLL, number)
        yield Step(f"poll-{number}-count", Act.COUNT, View.POLL, number)
        if poll.hidden:
            yield Step(f"poll-{number}-reveal", Act.REVEAL, View.POLL, number)


def _surveys(state: State) -> Iterator[Step]:
    """A survey is put to the hall; it is closed by hand, for it may go on after the meeting."""
    for number in sorted(state.surveys):
        yield Step(f"survey-{number}", Act.OPEN, View.SURVEY, number)


def _pledges(state: State) -> tuple[Step, ...]:
    return (Step("pledges", Act.SHOW, View.PLEDGES),) if state.pledges else ()


def position(state: State) -> int:
    """The place in the timeline of the step last gone to; -1 before the first.

    Starting a part by its own key is going to its step. In a record that has no step, the part that runs is the place.
    """
    running = next((f"part-{item.order}" for item in state.agenda.values() if _runs(item)), "")
    places = {step.key: place for place, step in enumerate(timeline(state))}
    return places.get(state.stage.step, places.get(running, -1))


def _runs(item: AgendaItem) -> bool:
    return bool(item.started_at) and not item.ended_at


def onward(state: State) -> Step | None:
    """The next step; None at the end. A poll's step that has been done by hand already is passed over."""
    steps = timeline(state)
    return next((step for step in steps[position(state) + 1 :] if not _is_done(state, step)), None)


def backward(state: State) -> Step | None:
    """The step before; None at the beginning."""
    at = position(state)
    return timeline(state)[at - 1] if at > 0 else None


def _is_done(state: State, step: Step) -> bool:
    """Whether a vote has gone beyond the step: nobody wants to press on through what is over."""
    if step.act is Act.COUNT:
        return state.polls[step.number].tally is not None
    if step.act is Act.REVEAL:
        return state.polls[step.number].phase is VotePhase.REVEALED
    return False


def reminders(state: State) -> tuple[Reminding, ...]:
    """What to think of now, the most important first."""
    if not state.meetings or state.meeting.phase is Phase.PREPARED:
        return ()
    return (*_parts_forgotten(state), *_left_open(state), *_conclusions_due(state))


def _parts_forgotten(state: State) -> Iterator[Reminding]:
    """Parts that took place and were never begun: without it the minutes could not say when they were held."""
    for order, item in sorted(state.agenda.items()):
        count = done_without(state, item)
        if count and item.kind is not ItemKind.OPENING:
            yield Reminding(Reminder.PART_NOT_BEGUN, order, count)


def _left_open(state: State) -> Iterator[Reminding]:
    """What was begun and is no longer on the wall."""
    stage = state.stage
    for number, poll in sorted(state.polls.items()):
        shown = (stage.view, stage.ref) == (View.POLL, number)
        if poll.phase is VotePhase.OPEN and not shown:
            yield Reminding(Reminder.POLL_OPEN, number)
        elif _waits_to_be_shown(poll) and not shown:
            yield Reminding(Reminder.POLL_NOT_SHOWN, number)
    for number in _shown_and_undecided(state):
        yield Reminding(Reminder.QUESTION_OPEN, number)


def _waits_to_be_shown(poll: Poll) -> bool:
    return poll.phase is VotePhase.CLOSED and poll.tally is not None


def _shown_and_undecided(state: State) -> Iterable[int]:
    """The question that was on the wall last and has no outcome, once something else is there."""
    stage = state.stage
    staged = next(
        (
            id_
            for line in reversed(state.log.values())
            if line.did == "stage-question"
            for table, id_ in line.about
            if table == "questions"
        ),
        0,
    )
    question = state.questions.get(staged)
    if question is None or not question.is_alive or question.outcome is not None:
        return ()
    return () if (stage.view, stage.ref) == (View.QUESTION, staged) else (staged,)


def _conclusions_due(state: State) -> Iterator[Reminding]:
    closing = [item for item in state.agenda.values() if item.kind is ItemKind.CLOSING and item.started_at]
    if (closing or state.meeting.phase is Phase.CLOSED) and not state.conclusions:
        yield Reminding(Reminder.NO_CONCLUSION)
