"""The app every window starts from: themes, the filter before the terminal, quiet crashes, signals, language."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding

import language
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui import themes
from tui.closed_window import surviving
from tui.key_guard import KeyGuard
from tui.terminal_filter import TerminalFilter
from tui.windows_keys import keep_composed_letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.filter import LineFilter

R = TypeVar("R")

THEME_VARIABLE = "DOITHOAI_THEME"
"""Environment variable that names the theme to begin with."""


class DoithoaiApp(App[R]):
    """One window. Subclasses bring a screen; `crash` tells, once it ended, whether it ended by a fault of its own."""

    ENABLE_COMMAND_PALETTE = False
    """The stock palette's field corrupts Vietnamese typing; `tui.screens.palette` stands in for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        # Each widget's task copies the context, so a language set in one would not reach the others.
        language.use_everywhere(language.current())
        self._terminal_filter = TerminalFilter()
        self.key_guard = KeyGuard()
        """One for all screens: keys that came in one piece stay so when the first of them opens another screen."""
        self.drafts: dict[str, dict[str, str]] = {}
        """What was typed into forms that were left, by the key of the form."""
        self.crash = ""
        """Where a fault arose, as type and place in the program, never with any text of the meeting."""
        self.crash_log: Path | None = None
        """Where to note faults; nothing is noted while None."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        wanted = os.environ.get(THEME_VARIABLE, "")
        self._begin_with_theme(wanted if wanted in themes.NAMES else self._fitting_theme())

    def _fitting_theme(self) -> str:
        """The bright one, but where few colours are left: its quiet greys would end as white on white."""
        has_few = self.console.no_color or self.console.color_system in {"standard", "windows"}
        return (themes.CONTRAST if has_few else themes.BRIGHT).name

    def _begin_with_theme(self, name: str) -> None:
        """Set the theme before anything is mounted: assigning it would parse every style sheet once more."""
        self.set_reactive(App.theme, name)
        theme = self.current_theme
        self.update_classes(
            {f"-theme-{name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark}, update=False
        )
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver, one that a closed window does not hold up."""
        found = super().get_driver_class()
        if sys.platform == "win32":
            keep_composed_letters()
            return found
        return surviving(found)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filter before the terminal stands last, behind every other."""
        return [*super().get_line_filters(), self._terminal_filter]

    def on_mount(self) -> None:
        """End properly, with the terminal restored, when asked by a signal."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            loop.add_signal_handler(number, self.exit)

    def notify(  # type: ignore[override]  # fewer choices than Textual: markup is never read
        self, message: str, *, title: str = "", severity: str = "information", timeout: float | None = None
    ) -> None:
        """Show a short message. Its text is data, never markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)  # type: ignore[arg-type]  # one of three words

    def action_help_quit(self) -> None:
        """Ctrl+C copies in many terminals, so it only tells how to quit."""
        self.notify(_("To quit press Ctrl+Q."))

    def action_next_theme(self) -> None:
        """Go to the next theme."""
        theme = themes.after(self.theme)
        self.theme = theme.name
        self.notify(_(themes.NAMES[theme.name]))

    def action_switch_language(self) -> None:
        """Vietnamese becomes English and back, at once.

        A screen with a `retranslate` says everything anew; any other is composed anew.
        """
        language.use_everywhere("en" if language.current() == "vi" else "vi")
        for screen in self.screen_stack:
            retranslate = getattr(screen, "retranslate", None)
            if retranslate is None:
                screen.refresh(recompose=True)
            else:
                retranslate()

    def panic(self, *_renderables: RenderableType) -> None:
        """End without printing anything: what Textual would print holds the values of variables."""
        self._note_crash()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """As `panic`; Textual calls this one for most faults."""
        self.panic()

    def _note_crash(self) -> None:
        error = self._exception
        if error is None:
            self.crash = "?"
            return
        self.crash = self.note_fault(error)

    def note_fault(self, error: BaseException) -> str:
        """Write down where a fault arose, never what text it was about; return it in a few words."""
        places = [
            f"{frame.name} ({frame.filename}:{frame.lineno})"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        if self.crash_log is not None:
            lines = [type(error).__name__, *places, ""]
            with self.crash_log.open("a", encoding="utf-8") as log:
                log.write("\n".join(lines))
        return f"{type(error).__name__} in {places[-1] if places else '?'}"
