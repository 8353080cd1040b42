"""The agenda as planned and as held."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put, remove
from meeting.commands.staging import counting_down
from meeting.decision import ALIVE, ALWAYS, Command, Decision
from meeting.dialogue.run_of_show import VIEW_FOR
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.profile import Phase
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import ONLY, State
from meeting.text.clean import require_line, require_text

TAKES_QUESTIONS = frozenset(
    {ItemKind.OPENING, ItemKind.REPORT, ItemKind.LAUNCH, ItemKind.PLEDGE, ItemKind.DIALOGUE}
)
"""Kinds of item during which phones may ask."""

LONGEST_ITEM_MINUTES = 480
AGENDA_ITEMS = 40


def _cleaned(item: AgendaItem, order: int) -> AgendaItem:
    if not 0 <= item.planned_minutes <= LONGEST_ITEM_MINUTES:
        raise Refusal("bad-duration", most=LONGEST_ITEM_MINUTES)
    return msgspec.structs.replace(
        item,
        order=order,
        title=require_line(item.title, "agenda"),
        started_at="",
        ended_at="",
        content=_content(item.content),
    )


def _content(words: str) -> str:
    """What the minutes tell of a part, cleaned; it may be empty. Raises Refusal where it is too long."""
    if not words.strip():
        return ""
    return require_text(words, "content", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text


def planned(items: tuple[AgendaItem, ...], first: int = 1) -> tuple[AgendaItem, ...]:
    """The items cleaned and numbered from `first`, none of them begun. Raises Refusal."""
    if len(items) > AGENDA_ITEMS:
        raise Refusal("agenda-long", most=AGENDA_ITEMS)
    return tuple(_cleaned(item, order) for order, item in enumerate(items, start=first))


def _item(state: State, number: int) -> AgendaItem:
    try:
        return state.agenda[number]
    except KeyError:
        raise Refusal("no-such-item", number=number) from None


class PlanAgenda(Command, frozen=True):
    """Replace what has not begun yet; items already held stay as they were."""

    items: tuple[AgendaItem, ...]

    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        held = {number: item for number, item in state.agenda.items() if item.started_at}
        following = planned(self.items, max(held, default=0) + 1)
        puts = tuple(put("agenda", item.order, item) for item in following)
        kept = set(held) | {item.order for item in following}
        removed = tuple(remove("agenda", number) for number in state.agenda if number not in kept)
        return Decision((*puts, *removed))


class StartItem(Command, frozen=True):
    """Begin an agenda item: the one that runs ends; stage, intake and timer switch to what this item is for."""

    number: int

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        item = _item(state, self.number)
        changes: list[Change] = [
            put("agenda", number, msgspec.structs.replace(running, ended_at=moment.stamp))
            for number, running in state.agenda.items()
            if running.started_at and not running.ended_at and number != self.number
        ]
        started = msgspec.structs.replace(item, started_at=item.started_at or moment.stamp, ended_at="")
        changes.append(put("agenda", self.number, started))
        stage = msgspec.structs.replace(
            state.stage,
            view=VIEW_FOR[item.kind],
            ref=0,
            page=0,
            timer_started_at="",
            timer_seconds=0,
            step=f"part-{self.number}",
        )
        if item.planned_minutes:
            counting = counting_down(state, moment, item.planned_minutes * 60, self.number)
            stage = msgspec.structs.replace(stage, **counting)
        changes.append(put("stages", ONLY, stage))
        intake = item.kind in TAKES_QUESTIONS
        if intake != state.meeting.intake_open:
            meeting = msgspec.structs.replace(state.meeting, intake_open=intake)
            changes.append(put("meetings", ONLY, meeting))
        return Decision(tuple(changes), (("agenda", self.number),))


class EndItem(Command, frozen=True):
    """End an agenda item without starting another."""

    number: int

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        item = _item(state, self.number)
        if not item.started_at or item.ended_at:
            raise Refusal("item-not-running", number=self.number)
        ended = msgspec.structs.replace(item, ended_at=moment.stamp)
        return Decision((put("agenda", self.number, ended),), (("agenda", self.number),))


class ChangeItem(Command, frozen=True):
    """Correct the title or the planned minutes of an item, also of one that runs: its clock on the stage follows."""

    number: int
    title: str
    planned_minutes: int

    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        item = _item(state, self.number)
        wanted = msgspec.structs.replace(item, title=self.title, planned_minutes=self.planned_minutes)
        changed = msgspec.structs.replace(
            _cleaned(wanted, item.order), started_at=item.started_at, ended_at=item.ended_at
        )
        changes = [put("agenda", self.number, changed)]
        if self._keeps_the_clock(state, item) and changed.planned_minutes:
            clock = msgspec.structs.replace(state.stage, timer_seconds=changed.planned_minutes * 60)
            changes.append(put("stages", ONLY, clock))
        return Decision(tuple(changes), (("agenda", self.number),))

    def _keeps_the_clock(self, state: State, item: AgendaItem) -> bool:
        """Whether the stage counts down the time of this item."""
        is_running = bool(item.started_at) and not item.ended_at
        return is_running and state.stage.timer_item == self.number


class RecordContent(Command, frozen=True):
    """What was reported or said in a part of the meeting, for the minutes; what stood there before is kept."""

    number: int
    text: str

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        item = _item(state, self.number)
        content = _content(self.text)
        if content == item.content:
            return Decision(())
        earlier = (*item.earlier, item.content) if item.content else item.earlier
        told = msgspec.structs.replace(item, content=content, earlier=earlier)
        return Decision((put("agenda", self.number, told),), (("agenda", self.number),))
