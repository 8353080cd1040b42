"""Running an app from start to end: a crash is met with a restart, and nothing of it is shown to the hall."""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from language import gettext as _
from tui.terminal import missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import DoithoaiApp

A = TypeVar("A", bound="DoithoaiApp[Any]")

RESTARTS = 3
"""How many crashes within `RESTART_WINDOW` are met with a restart; one more ends the program."""

RESTART_WINDOW = 60.0
"""Seconds."""

UNUSABLE = 2
"""Exit status where no screen can be shown at all."""

CRASHED = 1


class Ended(NamedTuple):
    """How an app ended: its exit status, and what it was left with."""

    status: int
    result: Any


def run(make: Callable[[A | None], A], *, gives_up: bool = True) -> Ended:
    """Run the app that `make` builds until it ends of its own accord.

    After a crash `make` is called again with the app that crashed, to go on where it was. After many, the program
    ends with a sentence, unless it never `gives_up`: then `make` is to take care that it does not fall at once. A
    crash whose terminal is gone ends it quietly.
    """
    if lack := missing():
        print(lack, file=sys.stderr)
        return Ended(UNUSABLE, None)
    crashes: deque[float] = deque(maxlen=RESTARTS + 1)
    last: A | None = None
    while True:
        app = make(last)
        result = app.run()
        if not app.crash:
            return Ended(app.return_code or 0, result)
        if missing():  # the window was closed: what is left of it must not be drawn on for ever
            return Ended(CRASHED, None)
        crashes.append(time.monotonic())
        if gives_up and len(crashes) > RESTARTS and crashes[-1] - crashes[0] < RESTART_WINDOW:
            print(
                _("This screen stopped ({what}). The meeting itself goes on.").format(what=app.crash),
                file=sys.stderr,
            )
            return Ended(CRASHED, None)
        last = app
