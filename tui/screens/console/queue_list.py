"""The queue: a virtual list of questions, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from meeting.dialogue.queue import QuestionProgress, progress_of
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut
from tui.widgets.virtual_list import VirtualList
from wording.areas import area_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from meeting.model.question import Question
    from meeting.state import State

ON_STAGE, NEXT, MARKED = "►", "»", "+"
NUMBER_WIDTH = 5
VOTES_WIDTH = 5
SHORTEST_REASON = 8
HALL_WIDTH = 14
"""Most cells of another hall's name before what was asked there."""


SIGNS = {
    QuestionProgress.NEW: "●",
    QuestionProgress.OPEN: "○",
    QuestionProgress.DECIDED: "✓",
    QuestionProgress.HIDDEN: "×",
    QuestionProgress.MERGED: "→",
    QuestionProgress.SPLIT: "÷",
    QuestionProgress.ROUTED_OUT: "■",
}
"""One cell each, so that a standing never hangs on colour alone."""


class QueueList(VirtualList):
    """It keeps the chosen question in place while others come and go."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--new",
        "queue--done",
        "queue--hidden",
        "queue--stage",
        "queue--reason",
    }
    DEFAULT_CSS = """
    QueueList {
        & > .queue--new { color: $foreground; text-style: bold; }
        & > .queue--done { color: $foreground 60%; }
        & > .queue--hidden { color: $foreground 50%; text-style: italic; }
        & > .queue--reason { color: $text-warning; text-style: bold; }
        & > .queue--stage { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._state: State | None = None
        self._numbers: Sequence[int] = ()
        self._marked: frozenset[int] = frozenset()
        self._reason: Callable[[int], str] = lambda _number: ""
        self._chosen = 0

    @property
    def count(self) -> int:
        """How many questions are listed."""
        return len(self._numbers)

    @property
    def chosen(self) -> int:
        """The number of the question under the cursor, 0 if the list is empty."""
        return self._chosen

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers listed."""
        return self._numbers

    def show(
        self, state: State, numbers: Sequence[int], marked: frozenset[int], reason: Callable[[int], str]
    ) -> None:
        """List `numbers`. The chosen one stays chosen, on the same row of the screen; if it went, its neighbour is.

        `reason` gives in a few words why a question needs a look.
        """
        self._state, self._marked, self._reason = state, marked, reason
        row = self.cursor - self.scroll_offset.y
        changed = numbers != self._numbers
        self._numbers = numbers
        self.measure()
        if changed:
            self._keep_place(row)
        self.refresh()

    def _keep_place(self, row: int) -> None:
        try:
            place = self._numbers.index(self._chosen)
        except ValueError:
            place = min(self.cursor, max(0, len(self._numbers) - 1))
        moved = place != self.cursor
        self.put_cursor(place)
        if moved and self._chosen:
            self.scroll_to(y=max(0, place - row), animate=False, immediate=True)

    def choose(self, number: int) -> bool:
        """Put the cursor on question `number`; False if it is not listed."""
        try:
            place = self._numbers.index(number)
        except ValueError:
            return False
        self.go(place)
        return True

    def put_cursor(self, place: int) -> None:
        """Tell only of another question, not of the same one on another row."""
        self.cursor = place
        chosen = self._numbers[place] if place < len(self._numbers) else 0
        if chosen != self._chosen:
            self._chosen = chosen
            self.post_message(self.Chosen())

    def row(self, place: int, width: int, cursor: Style | None) -> Strip:
        """Sign, number, area, votes, the hall it comes from, and as much of the text as fits."""
        state = self._state
        assert state is not None, "a list that shows rows was given their state"
        question = state.questions[self._numbers[place]]
        progress = progress_of(question)
        style = cursor or self.row_style(self._class(state, question, progress))
        quiet = cursor or self.row_style("list--quiet")
        votes = state.votes_for(question.number)
        segments = [
            Segment(self._sign(state, question, progress), style),
            Segment(f"{question.number:>{NUMBER_WIDTH}} ", quiet),
            Segment(f"{self._area(state, question):<3}", style),
            Segment(f"▲{votes}".rjust(VOTES_WIDTH) if votes else " " * VOTES_WIDTH, quiet),
            Segment(" ", style),
        ]
        room = width - sum(cell_len(segment.text) for segment in segments) - 1
        if reason := self._reason(question.number):
            warning = cursor or self.row_style("queue--reason")
            short = cut(sanitize(reason), max(SHORTEST_REASON, room // 2))
            segments += [Segment(short, warning), Segment("  ", style)]
            room -= cell_len(short) + 2
        if hall := state.hall_of(question.number):
            short = cut(sanitize(hall), HALL_WIDTH)
            segments += [Segment(short, quiet), Segment("  ", style)]
            room -= cell_len(short) + 2
        segments.append(Segment(cut(sanitize(question.text.replace("\n", " ")), room), style))
        return Strip(segments).adjust_cell_length(width, style)

    def _class(self, state: State, question: Question, progress: QuestionProgress) -> str:
        if self._on_stage(state, question.number):
            return "queue--stage"
        if progress is QuestionProgress.NEW:
            return "queue--new"
        if progress is QuestionProgress.OPEN:
            return "list--row"
        return "queue--done" if progress is QuestionProgress.DECIDED else "queue--hidden"

    def _sign(self, state: State, question: Question, progress: QuestionProgress) -> str:
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
