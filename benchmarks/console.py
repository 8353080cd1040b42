"""The console on a real pseudo-terminal with 10,000 questions: first paint, key to paint, idle cost, a long day.

`python -m benchmarks.console` writes benchmarks/results/console.json.
"""

from __future__ import annotations

import os
import select
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.outcome import machine, write
from meeting.changes import put
from meeting.model.question import Standing, VoteCount
from tests.terminal.terminal import terminal
from tests.tui.meetings import hall, question
from tests.tui.records import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal.terminal import Terminal
    from tests.tui.records import Kept

QUESTIONS = 10_000
SAMPLES = 80
STARTS = 3
POSTS_A_SECOND = 200
COMMITS_A_SECOND = 20
IDLE_SECONDS = 5.0
DAY_COMMITS = 4000
"""Eight hours of a busy hall, played as fast as the console follows: four thousand commits with ten votes each."""

BUDGETS = {"first paint, times an empty app": 1.5, "key to paint while posts arrive, p95 ms": 50.0}

CONSOLE = ("-c", "import sys, tui; from pathlib import Path; sys.exit(tui.run_console(Path(sys.argv[1])))")
EMPTY = (
    "-c",
    "import tui\nfrom textual.app import App\nfrom textual.widgets import Static\n"
    "class Empty(App):\n    def compose(self):\n        yield Static('READY')\nEmpty().run()",
)


def _usage(pid: int) -> tuple[float, float]:
    """Processor seconds and resident megabytes of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100, int(fields[21]) * 4096 / 1e6


def _figures(samples: list[float]) -> dict[str, float]:
    return {
        "p50": round(median(samples), 1),
        "p95": round(quantiles(samples, n=20)[18], 1),
        "max": round(max(samples), 1),
    }


class _Start(NamedTuple):
    """What a start took: by the clock, and of the processor (the figure to trust on a shared machine)."""

    clock: float
    processor: float


def _first_paint(arguments: tuple[str, ...], wanted: str) -> _Start:
    """Milliseconds from the process's start until `wanted` stands on the screen, the median of some starts."""
    times, used = [], []
    for _ in range(STARTS):
        began = time.perf_counter()
        with terminal([*arguments]) as program:
            while wanted not in program.text:
                program.read(0.005)
            times.append((time.perf_counter() - began) * 1000)
            used.append(_usage(program.process.pid)[0] * 1000)
    return _Start(median(times), median(used))


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
                question(n, f"Câu hỏi vừa gửi {n}", standing=Standing.RECEIVED)
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


def _long_day(console: Terminal, writing: Kept) -> float:
    """Megabytes gained over a day's commits and keys."""
    _, before = _usage(console.process.pid)
    for commit in range(DAY_COMMITS):
        rows = [put("votes", 1 + (commit * 10 + n) % 9000, VoteCount(commit % 90 + 1)) for n in range(10)]
        writing.put(*rows)
        if commit % 10 == 0:
            console.type(b"\x1b[B" if commit % 20 else b"\x1b[A")
            console.read(0.001)
    _quiet(console)
    _, after = _usage(console.process.pid)
    return after - before


def measure() -> dict[str, Any]:
    """All figures."""
    state = hall()
    state.apply(
        put("questions", n, question(n, f"Câu hỏi thử số {n} về quy chế?")) for n in range(9, QUESTIONS + 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        writing = kept(Path(folder), state)
        empty = _first_paint(EMPTY, "READY")
        first = _first_paint((*CONSOLE, folder), "Phần mềm một cửa")
        with terminal([*CONSOLE, folder]) as console:
            console.shows("Câu hỏi số 1 ")
            quiet = _key_to_paint(console)
            visible = _update_visible(console, writing)
            before, _ = _usage(console.process.pid)
            time.sleep(IDLE_SECONDS)
            after, memory = _usage(console.process.pid)
            posting = _Hall(writing)
            posting.start()
            busy, _ = _usage(console.process.pid)
            flooded = _key_to_paint(console)
            busier, _ = _usage(console.process.pid)
            posting.over.set()
            posting.join()
            gained = _long_day(console, writing)
        writing.close()
    return {
        "machine": machine(),
        "questions": QUESTIONS,
        "load average while measured": round(os.getloadavg()[0], 1),
        "first paint, ms": round(first.clock),
        "first paint of an empty app, ms": round(empty.clock),
        "first paint, times an empty app": round(first.clock / empty.clock, 2),
        "processor time to first paint, ms": round(first.processor),
        "processor time to first paint of an empty app, ms": round(empty.processor),
        "processor time per key while posts arrive, ms": round((busier - busy) * 1000 / SAMPLES, 1),
        "key to paint, ms": _figures(quiet),
        f"key to paint while {POSTS_A_SECOND} posts a second arrive, ms": _figures(flooded),
        "a vote's commit to its row, ms": _figures(visible),
        "idle processor, % of one core": round((after - before) / IDLE_SECONDS * 100, 1),
        "memory, MB": round(memory),
        f"memory gained over {DAY_COMMITS} commits and {DAY_COMMITS // 10} keys, MB": round(gained, 1),
        "budgets": BUDGETS,
    }


if __name__ == "__main__":
    write("console", measure())
