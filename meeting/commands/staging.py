"""What the hall sees: the view on the projector, the next question, the timer, and covering it all at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, TypedDict

import msgspec

from meeting import limits
from meeting.changes import put
from meeting.commands.asking import known_area
from meeting.commands.sorting import alive_question
from meeting.decision import ALWAYS, Command, Decision
from meeting.dialogue.queue import Order
from meeting.model.profile import Phase
from meeting.model.question import ModerationStatus
from meeting.model.stage import Stage, View
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.soundness import SHOWN_IN
from meeting.state import ONLY, State

MOST_PAGES = 10_000
"""More pages than the longest list takes: a number beyond is a slip of the finger."""

LONGEST_TIMER_SECONDS = 4 * 3600
"""A timer longer than a meeting is a slip of the finger."""


class Countdown(TypedDict):
    """The fields of a stage that counts down."""

    timer_started_at: str
    timer_seconds: int
    timer_run: int
    timer_item: int


def counting_down(state: State, moment: Moment, seconds: int, item: int = 0) -> Countdown:
    """A countdown that begins now; of agenda item `item` where it is the time of one."""
    return Countdown(
        timer_started_at=moment.stamp,
        timer_seconds=seconds,
        timer_run=state.stage.timer_run + 1,
        timer_item=item,
    )


def _on_stage(state: State, **fields: object) -> Decision:
    changed = msgspec.structs.replace(state.stage, **fields)
    return Decision((put("stages", ONLY, changed),), (("stages", ONLY),))


def stays_covered(state: State, moment: Moment) -> bool:
    """Whether a wall that is covered stays so when something else is put on it: only the host uncovers it."""
    return state.stage.blank and moment.by is not Role.HOST


def _has_ended(stage: Stage, moment: Moment) -> bool:
    if not stage.timer_started_at:
        return False
    # The beginning is rounded down: a countdown that may still run is not over.
    latest = datetime.fromisoformat(stage.timer_started_at) + timedelta(minutes=limits.TIME_STEP_MINUTES)
    return (moment.at - latest).total_seconds() >= stage.timer_seconds


def _turned_to(state: State, moment: Moment, view: View, ref: int, **more: object) -> Decision:
    """Another view at its first page. A question's countdown ends with it, and one that ran out is over."""
    stage = state.stage
    is_another = (stage.view, stage.ref) != (view, ref)
    if is_another and (stage.view is View.QUESTION or _has_ended(stage, moment)):
        more |= {"timer_started_at": "", "timer_seconds": 0}
    return _on_stage(state, view=view, ref=ref, blank=stays_covered(state, moment), page=0, **more)


class ShowView(Command, frozen=True):
    """Show a view that is not a single question; `ref` names the prompt, poll or survey where the view has one."""

    view: View
    ref: int = 0

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if self.view is View.QUESTION:
            raise Refusal("stage-by-number")
        table = SHOWN_IN.get(self.view)
        if table is not None and self.ref not in state.tables[table]:
            raise Refusal(f"no-such-{table.removesuffix('s')}", number=self.ref)
        return _turned_to(state, moment, self.view, self.ref)


class StageQuestion(Command, frozen=True):
    """Put one question on the projector. Showing it is letting it be seen: it joins the list.

    A hidden question is refused: it was taken off on purpose and must first be approved.
    """

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        if question.standing is ModerationStatus.HIDDEN:
            raise Refusal("question-hidden", number=self.number)
        stage = msgspec.structs.replace(
            state.stage,
            view=View.QUESTION,
            ref=self.number,
            next=0 if state.stage.next == self.number else state.stage.next,
            blank=stays_covered(state, moment),
            page=0,
            **counting_down(state, moment, state.meeting.settings.answer_minutes * 60),
        )
        changes = [put("stages", ONLY, stage)]
        if question.standing is ModerationStatus.RECEIVED:
            listed = msgspec.structs.replace(question, standing=ModerationStatus.LISTED)
            changes.append(put("questions", self.number, listed))
        return Decision(tuple(changes), (("questions", self.number),))


class Unstage(Command, frozen=True):
    """Take the question off the projector and show the board of questions."""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        return _on_stage(state, view=View.BOARD, ref=0, timer_started_at="", timer_seconds=0, page=0)


class TurnPage(Command, frozen=True):
    """Turn to a page of what the projector shows, from 1; 0 lets pages turn by themselves again."""

    page: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if not 0 <= self.page <= MOST_PAGES:
            raise Refusal("no-wall-page", page=self.page)
        return _on_stage(state, page=self.page)


class ArrangeBoard(Command, frozen=True):
    """Choose which area's questions the board shows (empty: all) and in what order, and show it."""

    area: str = ""
    order: Order = Order.VOTES

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if self.area:
            known_area(state, self.area)
        return _turned_to(state, moment, View.BOARD, 0, area=self.area, order=self.order.value)


class PinNext(Command, frozen=True):
    """Choose what comes next; 0 chooses nothing."""

    number: int

    def rule(self, state: State, moment: Moment) -> Decision:
        if self.number:
            alive_question(state, self.number)
        return _on_stage(state, next=self.number)


class Blank(Command, frozen=True):
    """Cover the projector, or uncover it, whatever the view is. Anybody at the desk covers it, only the host uncovers.

    It is never undone: undoing a step leaves what is covered covered.
    """

    on: bool

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if not self.on and moment.by is not Role.HOST:
            raise Refusal("not-for-this-role", role=moment.by.value)
        return _on_stage(state, blank=self.on)


class StartTimer(Command, frozen=True):
    """Count down from so many seconds on the stage."""

    seconds: int

    def rule(self, state: State, moment: Moment) -> Decision:
        if not 1 <= self.seconds <= LONGEST_TIMER_SECONDS:
            raise Refusal("bad-timer", most=LONGEST_TIMER_SECONDS)
        return _on_stage(state, **counting_down(state, moment, self.seconds))


class StopTimer(Command, frozen=True):
    """Take the timer off the stage."""

    def rule(self, state: State, moment: Moment) -> Decision:
        return _on_stage(state, timer_started_at="", timer_seconds=0)
