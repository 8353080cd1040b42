"""What every screen and dialog stands on: its table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import getters
from textual.screen import Screen

from tui.actions import bindings
from tui.app import DoithoaiApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.refusal import Refusal
    from tui.actions import Action

T = TypeVar("T")


class ActionScreen(Screen[T]):
    """Its keys are the rows of `ACTIONS` and nothing else."""

    app: getters.app[DoithoaiApp[Any]] = getters.app(DoithoaiApp)
    ACTIONS: ClassVar[Sequence[Action[Any]]] = ()
    EITHER_CASE: ClassVar[bool] = False
    """Whether a letter does the same in both cases, unless each has a row."""

    def __init_subclass__(cls, **options: Any) -> None:
        if "ACTIONS" in cls.__dict__:
            cls.BINDINGS = [
                *bindings(cls.ACTIONS, either_case=cls.EITHER_CASE),
                *cls.__dict__.get("BINDINGS", ()),
            ]
        super().__init_subclass__(**options)

    def actions(self) -> Sequence[Action[Any]]:
        """The rows as they stand now; a screen may name them by what is on it."""
        return self.ACTIONS

    def action_do(self, id: str) -> None:  # noqa: A002  as rows call it
        """Do the action with this id."""
        self.perform(next(action for action in self.ACTIONS if action.id == id))

    def reason(self, action: Action[Any]) -> str | None:
        """Why an action would do nothing to what stands here now; None where it applies. Footer and help grey it."""
        return action.unavailable(self) if action.unavailable is not None else None

    def perform(self, action: Action[Any]) -> None:
        """Do an action, or say why it does not apply now."""
        reason = action.unavailable(self) if action.unavailable is not None else None
        if reason is not None:
            self.app.notify(reason)
        elif (doing := action.handler(self)) is not None:
            self.run_worker(doing, name=action.id)

    def warn(self, problem: Refusal | str) -> None:
        """Say why something was not done."""
        from tui.desk import refusal_message

        message = problem if isinstance(problem, str) else refusal_message(problem)
        self.app.notify(message, severity="warning", timeout=8)
