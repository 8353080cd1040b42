"""Everything the console can do: the rows of its modules, as they stand for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meeting.model.profile import Phase
from tui.screens.command_screen import HELP, WINDOW
from tui.screens.console import finding, outcomes, posters, running, sorting, staging, wall
from tui.screens.console.screen import ConsoleScreen
from tui.screens.console.sorting import AREA_KEYS
from wording.areas import area_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from link.health import Health
    from meeting.state import State
    from tui.actions import Action

ACTIONS: tuple[Action[Any], ...] = (
    *staging.ACTIONS,
    *sorting.ACTIONS,
    *outcomes.ACTIONS,
    *finding.ACTIONS,
    *running.ACTIONS,
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


def footer_first(actions: list[Action[Any]], id_: str) -> list[Action[Any]]:
    """The rows with that of `id_` first in the footer."""
    return [action._replace(footer=1) if action.id == id_ else action for action in actions]


class Console(ConsoleScreen):
    """The console with all it can do."""

    ACTIONS = ACTIONS

    def actions(self) -> Sequence[Action[Any]]:
        """The rows with the meeting's areas; what gets the meeting going stands first in the footer."""
        rows, state = named(self.known), self.known
        if state is None or not self.app.asked_health:
            return rows
        return footer_first(rows, urgent(self.app.health, state.meeting.phase))
