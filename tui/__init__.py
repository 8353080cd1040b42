"""The screens: what the host, the secretary and the hall see, each a window that follows the meeting's record.

In come the record (read only), the server's health and keys; out go commands over the control link. Nothing here
writes to a record, keeps a copy of a rule, or shows a text that the terminal filter has not passed.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from link.library import MeetingLibrary
    from tui.home import Chosen
    from tui.record import Read
    from tui.screens.new_meeting import Create
    from tui.screens.register.source import RegisterSource

# Terminals that speak the Kitty keyboard protocol lose letters that an input method commits (iTerm2, VS Code's
# terminal, WezTerm). Textual reads the setting when it is first imported, so it is made here; an explicit one stands.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

# A key's effect passes through up to three frames before all of it is painted; at Textual's 60 frames a second that
# alone is 45 ms. Frames are only drawn when something changed, so a quiet screen costs nothing more.
os.environ.setdefault("TEXTUAL_FPS", "120")


def _first_reading(folder: Path) -> Future[Read]:
    """Begin to read the record before anything else is loaded, so that the first frame shows it."""
    if gc.get_freeze_count():  # the screen before this one, which the feed had frozen
        gc.unfreeze()
        gc.collect()
    # Nothing that is made before the first paint is garbage; the feed turns the collector on again.
    gc.disable()
    from tui.record import begin_reading

    return begin_reading(folder)


def run_console(folder: Path) -> int:
    """Show the host's console of the meeting in `folder` until the person quits; return an exit status.

    The secretary's screen, where the host goes over to it, leads back to the console as it was.
    """
    reading: Future[Read] | None = _first_reading(folder)
    from tui.console import ConsoleApp
    from tui.running import run
    from tui.screens.console.running import SECRETARY

    latest: ConsoleApp | None = None

    def make(_crashed: ConsoleApp | None) -> ConsoleApp:
        nonlocal latest, reading
        latest = ConsoleApp(folder, latest.position if latest else None, reading=reading)
        reading = None
        return latest

    while (ended := run(make)).result == SECRETARY:
        run_secretary(folder)
    return ended.status


def run_plain_console(folder: Path) -> int:
    """Talk about the meeting in `folder` line by line until the person leaves; return an exit status."""
    from tui.plain.console import run

    return run(folder)


def run_stage(folder: Path) -> int:
    """Show what the hall sees of the meeting in `folder` until the window closes; return an exit status."""
    reading = _first_reading(folder)
    from tui.running import run
    from tui.stage import StageApp

    def make(last: StageApp | None) -> StageApp:
        return StageApp(folder, fallen=last) if last else StageApp(folder, reading=reading)

    return run(make, gives_up=False).status


def run_secretary(folder: Path) -> int:
    """Show the secretary's screen of the meeting in `folder` until the person quits; return an exit status."""
    reading = _first_reading(folder)
    from tui.running import run
    from tui.secretary import SecretaryApp

    return run(lambda last: SecretaryApp(folder) if last else SecretaryApp(folder, reading=reading)).status


def run_register(register: RegisterSource) -> int:
    """Show the register of all meetings until the person quits; return an exit status."""
    from tui.register import RegisterApp
    from tui.running import run

    return run(lambda _last: RegisterApp(register)).status


def run_home(
    library: MeetingLibrary, create: Create, register: RegisterSource | None = None
) -> Chosen | None:
    """Show the home screen; return the meeting and screen chosen, None when the person quits.

    `create` makes a meeting from what the new-meeting screen gathered; `register` is the register it can show.
    """
    from tui.home import HomeApp
    from tui.running import run

    chosen: Chosen | None = run(lambda _last: HomeApp(library, create, register)).result
    return chosen
