"""The home screen, and starting what the person chose there."""

from __future__ import annotations

from functools import partial

from doithoai.laptop.preparing import create
from doithoai.options import library


def home() -> None:
    """Show the home screen until the person quits; what is chosen there runs, then home shows again."""
    from doithoai.laptop.register import register_source
    from doithoai.screens import require_terminal
    from doithoai.serving import serving
    from tui import run_console, run_home, run_secretary, run_stage

    require_terminal()
    screens = {"host": run_console, "stage": run_stage, "secretary": run_secretary}
    meetings = library()
    while (
        chosen := run_home(meetings, create=partial(create, meetings), register=register_source(meetings))
    ) is not None:
        folder = meetings.find(chosen.meeting).folder
        serving(folder)
        screens[chosen.screen](folder)
