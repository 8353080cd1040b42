"""The queue: a virtual list that paints only the rows in sight, however many questions there are."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from meeting.dialogue.queue import Progress, progress_of
from meeting.model.question import Question
from tui.screens.console.words import SIGNS, area_key
from tui.sink import inert
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from meeting.state import State

ON_STAGE, NEXT, MARKED = "►", "»", "+"
NUMBER_WIDTH = 5
VOTES_WIDTH = 5


class QueueList(ScrollView, can_focus=True):
    """One row a question. It keeps the chosen question in place while others come and go."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--row",
        "queue--new",
        "queue--done",
        "queue--hidden",
        "queue--stage",
        "queue--quiet",
        "queue--cursor",
        "queue--cursor-blurred",
    }
    DEFAULT_CSS = """
    QueueList {
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .queue--row { color: $foreground; }
        & > .queue--new { color: $foreground; text-style: bold; }
        & > .queue--done { color: $foreground 60%; }
        & > .queue--hidden { color: $foreground 50%; text-style: italic; }
        & > .queue--stage { color: $primary; text-style: bold; }
        & > .queue--quiet { color: $foreground 55%; }
        & > .queue--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        & > .queue--cursor-blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    class Chosen(Message):
        """Another question is under the cursor; 0: none."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Opened(Message):
        """The chosen question was clicked again: show it whole."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._state: State | None = None
        self._numbers: Sequence[int] = ()
        self._marked: frozenset[int] = frozenset()
        self._cursor = 0
        self._chosen = 0
        self.empty = ""
        """What to say where the list is empty: what to do next."""

    @property
    def chosen(self) -> int:
        """The number of the question under the cursor, 0 if the list is empty."""
        return self._chosen

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers listed."""
        return self._numbers

    def show(self, state: State, numbers: Sequence[int], marked: frozenset[int]) -> None:
        """List `numbers`. The chosen one stays chosen, on the same row of the screen; if it went, its neighbour is."""
        self._state, self._marked = state, marked
        row = self._cursor - self.scroll_offset.y
        changed = numbers != self._numbers
        self._numbers = numbers
        self.virtual_size = Size(self.scrollable_content_region.width, len(numbers))
        if changed:
            self._keep_place(row)
        self.refresh()

    def _keep_place(self, row: int) -> None:
        try:
            place = self._numbers.index(self._chosen)
        except ValueError:
            place = min(self._cursor, max(0, len(self._numbers) - 1))
        moved = place != self._cursor
        self._set_cursor(place)
        if moved and self._chosen:
            self.scroll_to(y=max(0, place - row), animate=False, immediate=True)

    def choose(self, number: int) -> bool:
        """Put the cursor on question `number`; False if it is not listed."""
        try:
            place = self._numbers.index(number)
        except ValueError:
            return False
        self._go(place)
        return True

    def _set_cursor(self, place: int) -> None:
        self._cursor = place
        chosen = self._numbers[place] if place < len(self._numbers) else 0
        if chosen != self._chosen:
            self._chosen = chosen
            self.post_message(self.Chosen(chosen))

    def _go(self, place: int) -> None:
        if not self._numbers:
            return
        place = max(0, min(len(self._numbers) - 1, place))
        before = self._cursor
        self._set_cursor(place)
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if place < top:
            self.scroll_to(y=place, animate=False, immediate=True)
        elif place >= top + height:
            self.scroll_to(y=place - height + 1, animate=False, immediate=True)
        self._refresh_rows(before, place)

    def _refresh_rows(self, *places: int) -> None:
        for place in places:
            self.refresh_line(place - self.scroll_offset.y)

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self._go(self._cursor + step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._go(self._cursor + direction * max(1, self.scrollable_content_region.height - 1))

    def action_first(self) -> None:
        """Go to the first question."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last question."""
        self._go(len(self._numbers) - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a click on the chosen one opens it."""
        place = event.y + self.scroll_offset.y
        if place >= len(self._numbers):
            return
        if place == self._cursor:
            self.post_message(self.Opened())
        else:
            self._go(place)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._numbers))
        self.call_after_refresh(self._go, self._cursor)

    def on_focus(self) -> None:
        """The cursor's row tells who has the keyboard."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y` of the window."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if self._state is None or place >= len(self._numbers):
            return self._hint(y - 1, width)
        question = self._state.questions[self._numbers[place]]
        return self._row(self._state, question, at_cursor=place == self._cursor, width=width)

    def _hint(self, line: int, width: int) -> Strip:
        """A line of what to do where the list is empty; blank below a list."""
        base = self.rich_style
        lines = wrap(self.empty, max(10, width - 4)) if not self._numbers else []
        text = lines[line] if 0 <= line < len(lines) else ""
        style = base + self.get_component_rich_style("queue--quiet", partial=True)
        return Strip([Segment(f"  {text}", style)]).adjust_cell_length(width, base)

    def _row(self, state: State, question: Question, *, at_cursor: bool, width: int) -> Strip:
        base = self.rich_style
        progress = progress_of(question)
        look = base + self.get_component_rich_style(
            f"queue--{self._look(state, question, progress)}", partial=True
        )
        quiet = base + self.get_component_rich_style("queue--quiet", partial=True)
        if at_cursor:
            name = "queue--cursor" if self.has_focus else "queue--cursor-blurred"
            look = quiet = self.get_component_rich_style(name)
        votes = state.votes_for(question.number)
        segments = [
            Segment(self._sign(state, question, progress), look),
            Segment(f"{question.number:>{NUMBER_WIDTH}} ", quiet),
            Segment(f"{self._area(state, question):<3}", look),
            Segment(f"▲{votes}".rjust(VOTES_WIDTH) if votes else " " * VOTES_WIDTH, quiet),
            Segment(" ", look),
        ]
        room = width - sum(cell_len(segment.text) for segment in segments) - 1
        segments.append(Segment(cut(inert(question.text.replace("\n", " ")), room), look))
        return Strip(segments).adjust_cell_length(width, look)

    def _look(self, state: State, question: Question, progress: Progress) -> str:
        if self._on_stage(state, question.number):
            return "stage"
        if progress is Progress.NEW:
            return "new"
        if progress is Progress.OPEN:
            return "row"
        return "done" if progress is Progress.DECIDED else "hidden"

    def _sign(self, state: State, question: Question, progress: Progress) -> str:
        """Two cells: the mark, and the standing."""
        mark = MARKED if question.number in self._marked else " "
        if self._on_stage(state, question.number):
            return mark + ON_STAGE
        if state.stage.next == question.number:
            return mark + NEXT
        return mark + SIGNS[progress]

    @staticmethod
    def _on_stage(state: State, number: int) -> bool:
        return state.stage.view.value == "question" and state.stage.ref == number

    @staticmethod
    def _area(state: State, question: Question) -> str:
        """The digit of its area; the suggested one with a question mark while nobody has filed it."""
        key = area_key(state, question.area)
        if key == "·" and question.suggestion is not None and question.suggestion.confident:
            return area_key(state, question.suggestion.area) + "?"
        return key
