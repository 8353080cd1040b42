"""The home screen on a real pseudo-terminal with 200 meetings against one: when it stands, and when the list is whole.

`python -m benchmarks.home` writes benchmarks/results/home.json.

Every third meeting carries a live file left by a server that is gone, whose process number another program has now,
as after a laptop was switched off. The starts alternate, so that both are as fast as the machine is at that moment.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.outcome import report
from link import live
from link.library import MeetingLibrary
from meeting.changes import put
from meeting.state import State
from tests.server.served import a_free_port
from tests.terminal.terminal import terminal
from tests.tui.meetings import profile
from tests.tui.records import kept

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal

MEETINGS = 200
STALE_EVERY = 3
STARTS = 7
BUDGETS = {
    f"home screen of {MEETINGS} meetings stands, times that of one": 1.25,
    f"list of {MEETINGS} meetings is whole, times that of one": 2.5,
}
HOME = (
    "-c",
    "import sys, tui; from pathlib import Path; from link.library import MeetingLibrary\n"
    "tui.run_home(MeetingLibrary(Path(sys.argv[1])), None)",
)
FRAME = "Enter"
"""In the row of keys at the bottom: what can be done here is on the screen."""


class Start(NamedTuple):
    """Milliseconds from making the process until the keys stood, and until every meeting was listed."""

    stands: float
    whole: float


def _title(number: int) -> str:
    return f"Đối thoại lần {number:03}"


def filled(home: Path, meetings: int) -> None:
    """Make a library of closed meetings; what servers left behind stands in every third."""
    library = MeetingLibrary(home)
    for number in range(1, meetings + 1):
        state = State()
        state.apply(
            [put("meetings", 1, profile(title=_title(number), planned_on=f"20{number // 12 % 25:02}-01-01"))]
        )
        entry = library.new(_title(number), f"2{number:03}-01-01")
        kept(entry.folder, state).close()
        if number % STALE_EVERY == 0:
            control = f"http://127.0.0.1:{a_free_port()}"
            live.write(entry.folder, live.Live(os.getpid(), "2026-01-01T08:00:00+07:00", control, "gone"))


def _until(program: Terminal, wanted: str, began: float) -> float:
    while wanted not in program.text:
        program.read(0.005)
        if time.perf_counter() - began > 60:
            raise TimeoutError(program.text)
    return (time.perf_counter() - began) * 1000


def _start(home: Path, last: str, compiled: Path) -> Start:
    began = time.perf_counter()
    with terminal(
        [*HOME, str(home)], PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(compiled)
    ) as program:
        stands = _until(program, FRAME, began)
        program.type(b"\x1b[F")  # End: to the last meeting there is, as often as one more is known
        while last not in program.text:
            program.read(0.02)
            program.type(b"\x1b[F")
            if time.perf_counter() - began > 120:
                raise TimeoutError(program.text)
        return Start(stands, (time.perf_counter() - began) * 1000)


def main() -> int:
    """Measure, write, and say by the exit status whether every budget is kept."""
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as compiled:
        homes = {meetings: Path(place) / str(meetings) for meetings in (1, MEETINGS)}
        starts: dict[int, list[Start]] = {}
        for meetings, home in homes.items():
            filled(home, meetings)
            starts[meetings] = []
        start = partial(_start, last=_title(1), compiled=Path(compiled))
        for _ in range(STARTS + 1):
            for meetings, home in homes.items():
                starts[meetings].append(start(home))
    one, many = (Start(*map(median, zip(*took[1:], strict=True))) for took in starts.values())
    stands, whole = BUDGETS
    found = {stands: round(many.stands / one.stands, 2), whole: round(many.whole / one.whole, 2)}
    told = {
        f"{meetings}, ms": [round(one) for one in both] for meetings, both in ((1, one), (MEETINGS, many))
    }
    return report("home", BUDGETS, found, {"stands and whole, with meetings": told})


if __name__ == "__main__":
    sys.exit(main())
