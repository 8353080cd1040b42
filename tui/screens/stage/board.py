"""The board: the questions that most people support and that still wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue import queue
from meeting.dialogue.queue import Order, QuestionProgress
from tui.screens.stage import scanning
from tui.screens.stage.page import BLANK, Line, Page, Span, paragraph, says, wrapped
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene

ROWS_EACH = 2
"""Most rows of one question on the board; the whole text is shown when it is staged."""

NUMBER_WIDTH = 6
VOTES_WIDTH = 6


def page(scene: Scene) -> Page:
    """As many waiting questions as fit, the most supported first."""
    numbers = queue.select(
        scene.state, queue.Filter(progress=frozenset({QuestionProgress.OPEN})), Order.VOTES
    )
    top = (BLANK, says(_("Questions from the hall"), "title"), BLANK)
    bottom = _invitation(scene)
    if not numbers:
        empty = _("No question waits to be answered.")
        return Page(body=paragraph(empty, scene.size.measure, "quiet"), top=top, bottom=bottom)
    measure = scene.size.measure
    room = scene.size.height - len(top) - len(bottom) - 2
    body: list[Line] = []
    shown = 0
    for number in numbers:
        rows = _entry(scene, number, measure)
        if len(body) + len(rows) > room:
            break
        body += rows
        shown += 1
    rest = len(numbers) - shown
    more = (
        says(ngettext("and {count} more", "and {count} more", rest).format(count=rest), "quiet")
        if rest
        else BLANK
    )
    return Page(body=(*body, more), top=top, bottom=bottom, measure=measure)


def _entry(scene: Scene, number: int, measure: int) -> list[Line]:
    text = scene.state.questions[number].text
    width = measure - NUMBER_WIDTH - VOTES_WIDTH
    rows = wrapped(" ".join(text.split()), width)
    if len(rows) > ROWS_EACH:
        rows = [*rows[: ROWS_EACH - 1], cut(" ".join(rows[ROWS_EACH - 1 :]), width)]
    votes = scene.state.votes_for(number)
    right = (Span(f"▲ {votes}", "accent"),) if votes else ()
    first = Line((Span(f"{number:>4}  ", "accent"), Span(rows[0])), right)
    return [first, *(says(" " * NUMBER_WIDTH + row) for row in rows[1:]), BLANK]


def _invitation(scene: Scene) -> tuple[Line, ...]:
    """One quiet line: where to ask, while questions are taken."""
    address = scanning.address_of(scene)
    if not address or not scene.state.meeting.intake_open:
        return ()
    code = scene.live.short_code if scene.live else ""
    return (
        Line((Span(_("Ask at {address}").format(address=address), "quiet"),), (Span(code, "quiet"),)),
        BLANK,
    )
