"""The console on a real pseudo-terminal with 10,000 questions: first paint, key to paint, idle cost.

`python -m benchmarks.console` writes benchmarks/results/console.json.

First paint is compared with an empty Textual app: the same interpreter, terminal and settings, a process of its own,
one word on its screen. It is reached when the row at the bottom of the queue has left the program, so nothing blank
or half filled counts. The starts alternate, so that a machine that slows down slows both, and both find their modules
compiled, as on a laptop where the program was started before, also where the environment forbids Python to keep
them. There are two records: one
that a server closed, and one that a server is writing, whose last part no snapshot holds yet.
"""

from __future__ import annotations

import select
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.outcome import report
from benchmarks.watching import QUESTIONS, figures, full_hall, text_of, usage
from meeting.changes import put
from meeting.model.question import ModerationStatus, VoteCount
from tests.terminal.terminal import terminal
from tests.tui.meetings import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal.terminal import Terminal
    from tests.tui.records import Kept

SAMPLES = 80
STARTS = 11
POSTS_A_SECOND = 200
COMMITS_A_SECOND = 20
IDLE_SECONDS = 5.0

BUDGETS = {
    "first paint, closed record, times an empty app": 1.5,
    "key to paint while posts arrive, p95 ms": 50.0,
}

CONSOLE = ("-c", "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))")
LAST_ROW = text_of(23)[:16]
"""How the row at the bottom of the queue begins, on a terminal of 100 by 30."""

EMPTY_APP = "empty app"
EMPTY = (
    "-c",
    "import tui\nfrom textual.app import App\nfrom textual.widgets import Static\n"
    "class Empty(App):\n    def compose(self):\n        yield Static('READY')\nEmpty().run()",
)


class Start(NamedTuple):
    """What a start took, in milliseconds: by the clock, and of the processor."""

    clock: float
    processor: float


def _start(arguments: tuple[str, ...], wanted: str, compiled: Path) -> Start:
    """One start, from making the process until `wanted` was painted; modules are kept compiled in `compiled`."""
    began = time.perf_counter()
    with terminal([*arguments], PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(compiled)) as program:
        while wanted.encode() not in program.sent:
            program.read(0.005)
        return Start((time.perf_counter() - began) * 1000, usage(program.process.pid)[0] * 1000)


def _first_paint(programs: dict[str, tuple[tuple[str, ...], str]], compiled: Path) -> dict[str, list[Start]]:
    """Some starts of each program, by turns."""
    starts: dict[str, list[Start]] = {name: [] for name in programs}
    for _ in range(STARTS + 1):
        for name, (arguments, wanted) in programs.items():
            starts[name].append(_start(arguments, wanted, compiled))
    return {
        name: took[1:] for name, took in starts.items()
    }  # the first of each compiles, and warms the disk's cache


def _quiet(console: Terminal) -> None:
    """Read until nothing comes for a while: what was asked before is painted."""
    deadline = time.perf_counter() + 2.0
    size = -1
    while len(console.sent) != size and time.perf_counter() < deadline:
        size = len(console.sent)
        console.read(0.03)


def _painted(console: Terminal, wanted: Callable[[], bool]) -> float:
    """Milliseconds until `wanted` is seen, reading as bytes come."""
    began = time.perf_counter()
    while not wanted():
        console.read(0.002)
        if time.perf_counter() - began > 5:
            raise TimeoutError(console.text)
    return (time.perf_counter() - began) * 1000


def _key_to_paint(console: Terminal) -> list[float]:
    """How long until the question under the cursor stands whole in the other pane, moving down one by one."""
    samples = []
    number = _chosen(console)
    for _ in range(SAMPLES):
        number += 1
        mark, wanted = len(console.sent), f"Câu hỏi số {number}".encode()
        console.type(b"\x1b[B")
        samples.append(_painted(console, lambda mark=mark, wanted=wanted: wanted in console.sent[mark:]))  # type: ignore[misc]  # mypy cannot type a lambda with a bound default
        select.select([], [], [], 0.02)
    return samples


def _chosen(console: Terminal) -> int:
    _, _, rest = console.text.partition("Câu hỏi số ")
    digits = rest.split(" ")[0]
    return int(digits) if digits.isdigit() else 0


class _Hall(threading.Thread):
    """Two hundred questions a second, as the server commits them: ten to a commit."""

    def __init__(self, writing: Kept) -> None:
        super().__init__(daemon=True)
        self._writing = writing
        self._next = QUESTIONS + 1
        self.over = threading.Event()

    def run(self) -> None:
        """Post until `over`."""
        size = POSTS_A_SECOND // COMMITS_A_SECOND
        while not self.over.wait(1 / COMMITS_A_SECOND):
            rows = [
                question(n, f"Câu hỏi vừa gửi {n}", standing=ModerationStatus.RECEIVED)
                for n in range(self._next, self._next + size)
            ]
            self._next += size
            self._writing.put(*(put("questions", row.number, row) for row in rows))


def _update_visible(console: Terminal, writing: Kept) -> list[float]:
    """From a vote's commit until the row in sight shows it."""
    samples = []
    for votes in range(101, 101 + SAMPLES // 2):
        began = time.perf_counter()
        writing.put(put("votes", _chosen(console), VoteCount(votes)))
        _painted(console, lambda votes=votes: f"▲{votes}" in console.text)  # type: ignore[misc]  # as above
        samples.append((time.perf_counter() - began) * 1000)
        time.sleep(0.3)
    return samples


def _begun(starts: dict[str, list[Start]]) -> dict[str, float]:
    """The figures of first paint: medians, and ratios of medians to the empty app's."""
    empty_clock = median(start.clock for start in starts[EMPTY_APP])
    empty_processor = median(start.processor for start in starts[EMPTY_APP])
    told: dict[str, float] = {}
    for name, took in starts.items():
        clock, processor = median(start.clock for start in took), median(start.processor for start in took)
        told[f"first paint, {name}, ms"] = round(clock)
        told[f"first paint, {name}, processor ms"] = round(processor)
        if name != EMPTY_APP:
            told[f"first paint, {name}, times an empty app"] = round(clock / empty_clock, 2)
            told[f"first paint, {name}, times an empty app's processor time"] = round(
                processor / empty_processor, 2
            )
    return told


def measure() -> dict[str, Any]:
    """All figures."""
    with (
        tempfile.TemporaryDirectory() as closed,
        tempfile.TemporaryDirectory() as running,
        tempfile.TemporaryDirectory() as compiled,
    ):
        full_hall(Path(closed)).close()
        writing = full_hall(Path(running))
        starts = _first_paint(
            {
                EMPTY_APP: (EMPTY, "READY"),
                "closed record": ((*CONSOLE, closed), LAST_ROW),
                "record being written": ((*CONSOLE, running), LAST_ROW),
            },
            Path(compiled),
        )
        with terminal([*CONSOLE, running]) as console:
            console.shows("Câu hỏi số 1 ")
            quiet = _key_to_paint(console)
            visible = _update_visible(console, writing)
            before, _ = usage(console.process.pid)
            time.sleep(IDLE_SECONDS)
            after, memory = usage(console.process.pid)
            posting = _Hall(writing)
            posting.start()
            busy, _ = usage(console.process.pid)
            flooded = _key_to_paint(console)
            busier, _ = usage(console.process.pid)
            posting.over.set()
            posting.join()
        writing.close()
    return {
        "questions": QUESTIONS,
        **_begun(starts),
        "processor time per key while posts arrive, ms": round((busier - busy) * 1000 / SAMPLES, 1),
        "key to paint, ms": figures(quiet),
        f"key to paint while {POSTS_A_SECOND} posts a second arrive, ms": figures(flooded),
        "a vote's commit to its row, ms": figures(visible),
        "idle processor, % of one core": round((after - before) / IDLE_SECONDS * 100, 1),
        "memory, MB": round(memory),
    }


def main() -> int:
    """Measure, write, and say by the exit status whether every budget is kept."""
    figures = measure()
    paint, keys = BUDGETS
    flooded = figures[f"key to paint while {POSTS_A_SECOND} posts a second arrive, ms"]
    return report("console", BUDGETS, {paint: figures[paint], keys: flooded["p95"]}, figures)


if __name__ == "__main__":
    sys.exit(main())
