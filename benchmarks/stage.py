"""The stage on a real pseudo-terminal: from the commit to the projector, idle cost, memory, with 10,000 questions.

`python -m benchmarks.stage` writes benchmarks/results/stage.json.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.outcome import report
from benchmarks.watching import QUESTIONS, figures, full_hall, usage
from meeting.changes import put
from meeting.commands.staging import StageQuestion
from meeting.model.stage import View
from tests.terminal.terminal import terminal
from tests.tui.meetings import question

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal
    from tests.tui.records import Kept

SAMPLES = 60
FLOOD = 20
"""Questions committed right before each change of the stage: a hall that asks meanwhile."""
IDLE_SECONDS = 5.0
BUDGETS = {"commit to projector p95, ms": 200.0, "first view, ms": 2000.0}

STAGE = ("-c", "import sys, tui; from pathlib import Path; sys.exit(tui.run_stage(Path(sys.argv[1])))")


def _followed(stage: Terminal, writing: Kept, number: int, flood: int) -> float:
    """Milliseconds from a commit until the question stands on the screen."""
    for extra in range(flood):
        at = 20_000 + number * 100 + extra
        writing.put(put("questions", at, question(at, f"Câu hỏi vừa gửi {at}")))
    began = time.perf_counter()
    writing.execute(StageQuestion(number))
    wanted = f"Câu hỏi số {number} "
    while wanted not in stage.text:
        stage.read(0.005)
    return (time.perf_counter() - began) * 1000


def measure() -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as folder:
        writing = full_hall(Path(folder), View.BOARD)
        began = time.perf_counter()
        with terminal([*STAGE, folder]) as stage:
            stage.shows("Câu hỏi từ hội trường")
            first = (time.perf_counter() - began) * 1000
            quiet = [_followed(stage, writing, number, 0) for number in range(1000, 1000 + SAMPLES)]
            flooded = [_followed(stage, writing, number, FLOOD) for number in range(2000, 2000 + SAMPLES)]
            before, _ = usage(stage.process.pid)
            time.sleep(IDLE_SECONDS)
            after, memory = usage(stage.process.pid)
        writing.close()
    return {
        "questions": QUESTIONS,
        "first view, ms": round(first),
        "commit to projector, ms": figures(quiet),
        f"commit to projector after {FLOOD} questions at once, ms": figures(flooded),
        "idle processor, % of one core, countdown running": round((after - before) / IDLE_SECONDS * 100, 1),
        "memory, MB": round(memory),
    }


def main() -> int:
    """Measure, write, and say by the exit status whether every budget is kept."""
    figures = measure()
    found = {
        "commit to projector p95, ms": figures["commit to projector, ms"]["p95"],
        "first view, ms": figures["first view, ms"],
    }
    return report("stage", BUDGETS, found, figures)


if __name__ == "__main__":
    sys.exit(main())
