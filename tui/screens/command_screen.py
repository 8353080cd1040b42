"""A screen whose single keys are commands: it lets through only what a person meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group, command_keys, footer
from tui.screens.action_screen import ActionScreen
from tui.widgets.field import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.screen import Screen

    from tui.actions import Action
    from tui.screens.dialogs.asked import Choice, FormField
    from tui.screens.dialogs.form import Send

T = TypeVar("T")
V = TypeVar("V")

LEAST_COLUMNS, LEAST_ROWS = 30, 8
"""Below this a screen could only show scraps of itself; it says so instead."""

HELP: Actions[CommandScreen[Any]] = Actions(Group.SCREEN)
"""Rows of every screen."""

WINDOW: Actions[CommandScreen[Any]] = Actions(Group.SCREEN)
"""Rows of a screen that is a window's first."""


class CommandScreen(ActionScreen[T]):
    """The keys of its actions are guarded; only those of actions that repeat may be held down.

    Dialogs are imported when they are asked for: the first screen stands sooner.
    """

    DEFAULT_CSS = """
    CommandScreen {
        & > #too-small { display: none; width: 100%; height: 100%; }
        &.-tiny { overflow: hidden; }
        &.-tiny > * { display: none !important; }
        &.-tiny > #too-small { display: block !important; }
    }
    """
    HELP_TITLE: ClassVar[str] = N_("Keys")

    def __init__(self) -> None:
        super().__init__()
        self._command_keys = command_keys(self.ACTIONS)

    def fit(self) -> None:
        """Take the class that fits the terminal's width, to be called from `compose`.

        Textual sets it when it has laid the screen out once, and would lay it out again for it.
        """
        width = self.app.size.width
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if width >= least]
        self.add_class(*fitting[-1:])

    def on_key(self, event: events.Key) -> None:
        """Stop a key that was held, pasted or injected; see `key_guard`."""
        guard = self.app.key_guard
        self.call_after_refresh(self.show_keys)
        if isinstance(self.focused, Field):
            guard.passed(event.key, event.time)
            return
        if event.key == "backspace" or (event.character is not None and not event.character.isascii()):
            guard.met_input_method(event.time)
            event.stop()
            self.app.notify(_("Vietnamese typing is on: please switch it off while you use command keys."))
        elif event.key not in self._command_keys:
            guard.passed(event.key, event.time)
        elif not guard.admits(event.key, event.time):
            event.stop()

    def on_resize(self) -> None:
        """On a terminal too small to read, say so; every key goes on working."""
        width, height = self.app.size
        is_tiny = width < LEAST_COLUMNS or height < LEAST_ROWS
        if is_tiny:
            message = _("This window is too small. Please enlarge it; the meeting goes on.")
            for notice in self.query("#too-small").results(Plain):
                notice.show(message)
            if not self.query("#too-small"):
                # Not waited for: while a storm of sizes lasts, or a dialog lies above, nothing may hold this screen up.
                self.mount(Plain(message, id="too-small"))
        self.set_class(is_tiny, "-tiny")

    def on_screen_resume(self) -> None:
        """A dialog has closed: the key that opened it is not being held."""
        self.app.key_guard.forget()
        self.call_after_refresh(self.show_keys)

    def show_keys(self) -> None:
        """Let the footer tell the keys that fit what is chosen now."""
        for bar in self.query(KeyBar):
            bar.show(self.footer_actions(), self.reason)

    def footer_actions(self) -> Sequence[Action[Any]]:
        """The rows of the footer, the first ones first."""
        return footer(self.actions())

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

    def paint(self) -> None:
        """Show what is so now, in the language in force."""

    def retranslate(self) -> None:
        """Show everything anew in the language now in force."""
        self.paint()
        for bar in self.query(KeyBar):
            bar.show(self.footer_actions(), self.reason)
            bar.refresh()


@HELP.add("help", "question_mark f1", N_("Help"), N_("The keys of this screen"), footer=10)
def _help(screen: CommandScreen[Any]) -> None:
    from tui.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen(_(screen.HELP_TITLE), screen.actions(), screen.reason))


@HELP.add("palette", "colon ctrl+p", N_("All by name"), N_("Find any action by its name"), footer=11)
async def _palette(screen: CommandScreen[Any]) -> None:
    from tui.screens.palette import PaletteScreen

    action = await screen.app.push_screen_wait(PaletteScreen(screen.actions(), screen.reason))
    if action is not None:
        screen.perform(action)


@HELP.add(
    "jump", "apostrophe", N_("Jump"), N_("A letter beside every row, lane and pane; typing it goes there")
)
async def _jump(screen: CommandScreen[Any]) -> None:
    from tui.screens.jumping import JumpScreen, targets

    go = await screen.app.push_screen_wait(JumpScreen(targets(screen)))
    if go is not None:
        go()
        screen.call_after_refresh(screen.show_keys)


@WINDOW.add(
    "theme",
    "l",
    N_("Look"),
    N_("Bright hall, dark hall, high contrast; seen as you move"),
    also=N_("theme, colours, dark"),
)
def _theme(screen: CommandScreen[Any]) -> None:
    from tui.screens.dialogs.look import LookDialog

    screen.app.push_screen(LookDialog())


@WINDOW.add("language", "L", N_("Language"), N_("Vietnamese or English"))
def _language(screen: CommandScreen[Any]) -> None:
    screen.app.action_switch_language()


@WINDOW.add("quit", "ctrl+q", N_("Quit"), N_("Close this window; the meeting goes on"))
def _quit(screen: CommandScreen[Any]) -> None:
    screen.app.exit()
