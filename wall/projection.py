"""What the wall shows now: the view the host chose, divided into pages, and the page whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import gettext as _
from meeting.dialogue.calls import open_call
from meeting.model.stage import View
from wall.paging import BESIDE, WIDE, page_of, pages
from wall.slide import Slide
from wall.views import (
    agenda,
    areas,
    attendance,
    back_row,
    board,
    carry_over,
    closing,
    join,
    pledges,
    poll,
    prompt,
    question,
    survey,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from wall.paging import Room
    from wall.scene import Scene
    from wall.slide import Topic

TOPICS: dict[View, Callable[[Scene], Topic]] = {
    View.JOIN: join.topic,
    View.QUESTION: question.topic,
    View.BOARD: board.topic,
    View.AREAS: areas.topic,
    View.PROMPT: prompt.topic,
    View.POLL: poll.topic,
    View.SURVEY: survey.topic,
    View.PLEDGES: pledges.topic,
    View.AGENDA: agenda.topic,
    View.CARRY_OVER: carry_over.topic,
    View.ATTENDANCE: attendance.topic,
    View.CLOSING: closing.topic,
    View.TEST: back_row.topic,
}

TURN_SECONDS = 10
"""How long a page stands before the next one, where pages turn by themselves: long enough to be read aloud."""


def slide(scene: Scene) -> Slide | None:
    """The page that the wall shows now; None where it shows nothing: no meeting yet, or covered by the host."""
    if not scene.state.meetings or scene.state.stage.blank:
        return None
    topic, every = _paged(scene)
    return every[_place(scene, topic, len(every))]


def slides(scene: Scene) -> tuple[Slide, ...]:
    """Every page of the view the host chose, in order, whether or not it is covered; one at least.

    Raises Refusal ``no-meeting`` on an empty record.
    """
    return _paged(scene)[1]


def _paged(scene: Scene) -> tuple[Topic, tuple[Slide, ...]]:
    topic = TOPICS[scene.state.stage.view](scene)
    shared = pages(topic.blocks, _room(topic))
    turns = topic.opens_at is None and not scene.state.stage.page and len(shared) > 1
    mark = _("REHEARSAL") if scene.state.meeting.rehearsal else ""
    call = _call(scene)
    return topic, tuple(
        msgspec.structs.replace(
            topic.slide, call=call, blocks=blocks, mark=mark, page=place, pages=len(shared), turns=turns
        )
        for place, blocks in enumerate(shared, start=1)
    )


def _call(scene: Scene) -> str:
    """Which hall has its turn to speak, as its own wall and the others say it; empty where none has."""
    found = open_call(scene.state)
    if found is None:
        return ""
    call = found[1]
    if call.here:
        return _("The chair calls this hall to speak")
    return _("The chair calls {hall} to speak").format(hall=call.hall)


def _room(topic: Topic) -> Room:
    return BESIDE if topic.slide.scan is not None else WIDE


def _place(scene: Scene, topic: Topic, count: int) -> int:
    """The place of the page whose turn it is: the one the host chose, else where the topic opens, else by the clock."""
    if scene.state.stage.page:
        return min(scene.state.stage.page, count) - 1
    if topic.opens_at is None:
        return int(scene.now.timestamp()) // TURN_SECONDS % count
    return page_of(topic.opens_at, topic.blocks, _room(topic))
