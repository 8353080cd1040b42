"""Everything the console can do: the rows of its modules, as they stand for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meeting.model.profile import Phase
from tui.screens.command_screen import HELP, WINDOW
from tui.screens.console import finding, flooding, outcomes, posters, running, sorting, staging, wall
from tui.screens.console.fitting import order, why_not
from tui.screens.console.panes import PANES
from tui.screens.console.screen import ConsoleScreen
from tui.screens.console.sorting import AREA_KEYS
from wording.areas import area_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from link.health import Health
    from meeting.state import State
    from tui.actions import Action
    from tui.screens.console.lane_bar import LaneBar

ACTIONS: tuple[Action[Any], ...] = (
    *staging.ACTIONS,
    *sorting.ACTIONS,
    *outcomes.ACTIONS,
    *finding.ACTIONS,
    *running.ACTIONS,
    *flooding.ACTIONS,
    *posters.ACTIONS,
    *wall.ACTIONS,
    *HELP,
    *WINDOW,
)


def named(state: State | None) -> list[Action[Any]]:
    """The rows with the meeting's own areas in place of the nine digits, without digits that set none."""
    names = {area.key: area_name(state, area.id) for area in state.meeting.settings.areas} if state else {}
    listed = []
    for action in ACTIONS:
        if action not in AREA_KEYS:
            listed.append(action)
        elif name := names.get(int(action.keys[0])):
            listed.append(action._replace(label=name))
    return listed


def urgent(health: Health | None, phase: Phase) -> str:
    """The id of what gets the meeting going, or going again, while that is needed: it stands first in the footer."""
    if health is None:
        return "meeting.server"
    if not health.accepting:
        return "meeting.resume"
    if health.lock_holder:
        return "meeting.lock"
    return {Phase.PREPARED: "meeting.open", Phase.CLOSED: "meeting.minutes"}.get(phase, "")


class Console(ConsoleScreen):
    """The console with all it can do."""

    ACTIONS = ACTIONS

    def actions(self) -> Sequence[Action[Any]]:
        """The rows with the meeting's areas."""
        return named(self.known)

    def footer_actions(self) -> Sequence[Action[Any]]:
        """What gets the meeting going, then what fits the pane and the chosen row."""
        state = self.known
        if state is None or not self.app.asked_health:
            return super().footer_actions()
        rows = {action.id: action for action in self.actions()}
        return [rows[id_] for id_ in order(self, urgent(self.app.health, state.meeting.phase))]

    def reason(self, action: Action[Any]) -> str | None:
        """Why an action does not apply now, or not to the chosen row."""
        return super().reason(action) or why_not(self, action.id)

    def go_to(self, widget: Widget) -> None:
        """Give a pane, or what is in it, the keyboard."""
        pane = next((each for each in (widget, *widget.ancestors) if each.id in PANES), None)
        if pane is not None and pane.id is not None:
            self.show_pane(pane.id)
        else:
            widget.focus()

    def on_lane_bar_picked(self, event: LaneBar.Picked) -> None:
        """List the lane; that which is listed already gives way to all that waits."""
        self.show_lane(None if event.lane is self.lane else event.lane)
