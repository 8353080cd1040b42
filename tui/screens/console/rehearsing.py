"""The ten tasks of a rehearsal: what a host does in a real meeting, each seen to be done by the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.widgets.line import Part, Rows

if TYPE_CHECKING:
    from meeting.state import State


class Task(NamedTuple):
    """Something to do: the command that the record then tells of, the key that does it, and what to do in words."""

    did: str
    action: str
    words: str


TASKS = (
    Task("open-meeting", "meeting.open", N_("Open the meeting")),
    Task("ask", "meeting.type", N_("Type in a question from a slip")),
    Task("set-area", "area-1", N_("File a question under an area, by its digit")),
    Task("hide", "question.hide", N_("Hide a question")),
    Task("approve", "question.approve", N_("List what is hidden (f, then h) and approve it again")),
    Task("stage-question", "stage.show", N_("Put a question on the projector")),
    Task("record-answer", "outcome.answer", N_("Record an answer")),
    Task("escalate", "outcome.escalate", N_("Pass a question on, beyond authority")),
    Task("undo", "undo", N_("Take your last step back")),
    Task("close-meeting", "meeting.close", N_("Close the meeting")),
)
"""In the order in which they are set; one done out of turn counts."""


def done(state: State) -> list[Task]:
    """The tasks that the record tells of."""
    did = {entry.did for entry in state.log.values()}
    return [task for task in TASKS if task.did in did]


class RehearsalStrip(Rows):
    """The task at hand; only a rehearsal shows it. `keys` gives the key people read, by the id of the row."""

    DEFAULT_CSS = """
    RehearsalStrip { display: none; background: $panel; }
    RehearsalStrip.-rehearsal { display: block; }
    """

    _done: list[Task] | None = None

    def show_state(self, state: State, keys: dict[str, str]) -> None:
        """Say the next task, and once that another one is done."""
        self.set_class(state.meeting.rehearsal, "-rehearsal")
        if not state.meeting.rehearsal:
            return
        finished = done(state)
        before, self._done = self._done, finished
        if before == finished:
            return
        for task in finished:
            if before is not None and task not in before:
                self.app.notify(_("Done: {task}").format(task=_(task.words)))
        count = _("Task {done} of {all}").format(done=min(len(finished) + 1, len(TASKS)), all=len(TASKS))
        left = [task for task in TASKS if task not in finished]
        if left:
            task = left[0]
            parts = [
                Part(f" {count} ", "accent"),
                Part(_(task.words), "strong"),
                Part(f"  {keys[task.action]}", "accent"),
            ]
        else:
            parts = [Part(" ✓ ", "good"), Part(_("All ten tasks are done: you can run a meeting."), "strong")]
        self.show((parts, []))

    def retold(self) -> None:
        """Say it anew, in another language."""
        self._done = None
