"""What every screen and dialog stands on: its table of actions, and the ways to ask a person and to tell them."""

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
    from tui.screens.dialogs.asked import Choice, FormField
    from tui.screens.dialogs.form import Send

T = TypeVar("T")
V = TypeVar("V")


class ActionScreen(Screen[T]):
    """Its keys are the rows of `ACTIONS` and nothing else.

    Dialogs are imported when they are asked for: the first screen stands sooner.
    """

    app: getters.app[DoithoaiApp[Any]] = getters.app(DoithoaiApp)
    ACTIONS: ClassVar[Sequence[Action[Any]]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        if "ACTIONS" in cls.__dict__:
            cls.BINDINGS = [*bindings(cls.ACTIONS), *cls.__dict__.get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def actions(self) -> Sequence[Action[Any]]:
        """The rows as they stand now; a screen may name them by what is on it."""
        return self.ACTIONS

    def action_do(self, id: str) -> None:  # noqa: A002  as rows call it
        """Do the action with this id."""
        self.perform(next(action for action in self.ACTIONS if action.id == id))

    def perform(self, action: Action[Any]) -> None:
        """Do an action, or say why it does not apply now."""
        reason = action.unavailable(self) if action.unavailable is not None else None
        if reason is not None:
            self.app.notify(reason)
        elif (doing := action.handler(self)) is not None:
            self.run_worker(doing, name=action.id)

    async def ask(
        self, title: str, fields: Sequence[FormField], send: Send, *, about: str = "", key: str = ""
    ) -> bool:
        """Show a form until it is sent (True) or left. What was typed waits under `key`, by default the title."""
        from tui.screens.dialogs.form import FormDialog

        form: Screen[bool] = FormDialog(title, fields, send, about=about, key=key)
        return await self.app.push_screen_wait(form)

    async def choose(self, title: str, choices: Sequence[Choice[V]], *, about: str = "") -> V | None:
        """Let the person choose one by its key; None when they turn back."""
        from tui.screens.dialogs.choose import ChooseDialog

        return await self.app.push_screen_wait(ChooseDialog(title, choices, about=about))

    async def confirm(self, title: str, about: str, yes: str) -> bool:
        """Ask before something that cannot be taken lightly."""
        from tui.screens.dialogs.confirm import ConfirmDialog

        question: Screen[bool] = ConfirmDialog(title, about, yes)
        return await self.app.push_screen_wait(question)

    def warn(self, problem: Refusal | str) -> None:
        """Say why something was not done."""
        from tui.desk import refusal_message

        message = problem if isinstance(problem, str) else refusal_message(problem)
        self.app.notify(message, severity="warning", timeout=8)
