"""Eight hours of the console in minutes: a real server, phones that ask and support, a host who opens everything.

`python -m benchmarks.day` writes benchmarks/results/day.json. What a day brings is brought for real, only faster: the
console runs on a pseudo-terminal with its clock, its look at the journal and its question after the server's health
quickened, so that it ticks as often as in eight hours. Memory is sampled after each round of the host's keys.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.outcome import report
from benchmarks.watching import usage
from demonstration.meeting import LOOPBACK, attendees
from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingLibrary
from link.start import ensure_serving
from meeting.commands.asking import Ask
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from tests.terminal.terminal import terminal
from tests.tui.meetings import profile
from tui.record import read
from tui.screens.console.actions import ACTIONS

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal

QUESTIONS = 1_000
"""Asked before the day begins."""
PHONES = 100
PHONES_PAUSE = 0.02
SLIPS_A_KEY = 2
EIGHT_HOURS = 8 * 3600.0
ROUNDS = 11
WARM_UP = 5
"""Rounds in which every screen is imported and laid out, and caches fill: less than half of the day."""
CLOCK_EVERY, CLOCK_QUICKENED = 0.5, 120
HEALTH_EVERY, HEALTH_QUICKENED = 1.0, 40
LOOK_EVERY, LOOK_QUICKENED = 0.05, 5
"""Seconds between the console's own ticks in a real meeting, and how many times quicker they come here."""

GAINED = "gained after the warm-up, MB"
BUDGETS = {GAINED: 15.0}

NOT_PRESSED = frozenset({"ctrl+q", "q", "L", "f2", "f3"})
SPECIAL = {
    "space": " ", "slash": "/", "number_sign": "#", "equals_sign": "=", "colon": ":", "question_mark": "?",
    "enter": "\r", "tab": "\t", "escape": "\x1b",
}  # fmt: skip

CONSOLE = (
    "-c",
    "import sys, tui; from pathlib import Path\n"
    "import tui.feed, tui.following, tui.screens.console.screen as screen\n"
    f"screen.CLOCK_EVERY = {CLOCK_EVERY / CLOCK_QUICKENED}\n"
    f"tui.feed.LOOK_EVERY = {LOOK_EVERY / LOOK_QUICKENED}\n"
    f"tui.following.HEALTH_EVERY = {HEALTH_EVERY / HEALTH_QUICKENED}\n"
    "sys.exit(tui.run_console(Path(sys.argv[1])))",
)


def _keys() -> list[bytes]:
    """One key of every action that can be typed as a character."""
    typed = []
    for action in ACTIONS:
        key = SPECIAL.get(action.keys[0], action.keys[0])
        if len(key) == 1 and action.keys[0] not in NOT_PRESSED:
            typed.append(key.encode())
    return typed


def _round(console: Terminal, keys: list[bytes], host: Client) -> None:
    """Every key once, each followed by going down and by turning back from whatever it opened; meanwhile slips come."""
    for key in keys:
        for _ in range(SLIPS_A_KEY):
            host.send_now(Ask("Phiếu vừa nộp: bao giờ nâng cấp đường truyền của bộ phận một cửa?"))
        console.type(key)
        _read(console, 0.06)
        for back in (b"\x1b", b"\x1b"):
            console.type(back)
            _read(console, 0.13)  # a lone Escape is told from a sequence by a pause
        console.type(b"\x1b[B")
    console.forget()


def _read(console: Terminal, seconds: float) -> None:
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0:
        console.read(left)


def measure() -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as data:
        entry = create(MeetingLibrary(Path(data)), CreateMeeting(profile(wifi=None)))
        live = ensure_serving(entry.folder, "--host", LOOPBACK)
        host = Client(live)
        acting = None
        try:
            host.send_now(OpenMeeting())
            for number in range(QUESTIONS):
                host.send_now(Ask(f"Câu hỏi thử số {number} về quy chế làm việc?"))
            before = host.health_now().n
            acting = attendees(live.phone_url, PHONES, 1, PHONES_PAUSE)
            keys = _keys()
            memory: list[float] = []
            began = time.perf_counter()
            with terminal([*CONSOLE, str(entry.folder)]) as console:
                console.shows("Câu hỏi thử")
                for _ in range(ROUNDS):
                    _round(console, keys, host)
                    memory.append(usage(console.process.pid)[1])
                took = time.perf_counter() - began
                processor, _ = usage(console.process.pid)
            commits = host.health_now().n - before
            state = read(entry.record).state
        finally:
            if acting is not None:
                acting.terminate()
                acting.communicate()
            host.stop_now()
    return {
        "what was simulated": {
            "wall time, s": round(took),
            "ticks of the clock, and of eight hours": [
                round(took * CLOCK_QUICKENED / CLOCK_EVERY),
                round(EIGHT_HOURS / CLOCK_EVERY),
            ],
            "times the server's health was asked for, at most, and in eight hours": [
                round(took * HEALTH_QUICKENED / HEALTH_EVERY),
                round(EIGHT_HOURS / HEALTH_EVERY),
            ],
            "questions at the beginning": QUESTIONS,
            "questions at the end": len(state.questions),
            "commits during the day (questions, votes, the host's own)": commits,
            "different keys of the host, each in every round": len(keys),
            "rounds": ROUNDS,
            "times a key was pressed and whatever it opened closed again": ROUNDS * len(keys),
        },
        "memory after each round, MB": [round(each, 1) for each in memory],
        "memory after the warm-up, MB": round(memory[WARM_UP - 1], 1),
        GAINED: round(memory[-1] - memory[WARM_UP - 1], 1),
        "processor time of the console, s": round(processor, 1),
    }


if __name__ == "__main__":
    taken = measure()
    sys.exit(report("day", BUDGETS, {GAINED: taken[GAINED]}, taken))
