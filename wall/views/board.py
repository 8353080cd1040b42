"""The board: the questions that still wait for an answer, of the area and in the order the host chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue import queue
from meeting.dialogue.queue import QuestionProgress
from meeting.model.stage import View
from wall.slide import Row, Slide, Topic, Words

if TYPE_CHECKING:
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """Every question the hall may see that nobody has answered; pages turn until the host turns them."""
    stage = scene.state.stage
    numbers = waiting(scene)
    heading = _("Questions from the hall")
    if stage.area:
        heading = f"{heading}  ·  {scene.area_name(stage.area)}"
    count = ngettext("{count} question waits", "{count} questions wait", len(numbers))
    slide = Slide(
        View.BOARD,
        heading=heading,
        count=count.format(count=len(numbers)) if numbers else "",
        notes=invitation(scene),
    )
    if not numbers:
        return Topic(slide, (Words(_("No question waits to be answered.")),))
    return Topic(slide, tuple(_entry(scene, number) for number in numbers))


def waiting(scene: Scene) -> list[int]:
    """The numbers on the board, in its order."""
    stage = scene.state.stage
    wanted = queue.Filter(
        progress=frozenset({QuestionProgress.OPEN}), areas=frozenset({stage.area}) if stage.area else None
    )
    return queue.select(scene.state, wanted, queue.Order(stage.order))


def _entry(scene: Scene, number: int) -> Row:
    votes = scene.state.votes_for(number)
    text = " ".join(scene.state.questions[number].text.split())
    return Row(text, sign=str(number), figure=f"▲ {votes}" if votes else "")


def invitation(scene: Scene) -> tuple[str, ...]:
    """Where to ask, while questions are taken."""
    if scene.way is None or not scene.way.url or not scene.state.meeting.intake_open:
        return ()
    asked = _("Ask at {address}").format(address=scene.way.typed)
    return (f"{asked}  ·  {scene.way.code}",)
