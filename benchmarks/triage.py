"""How fast triage is: loading the model, a suggestion, hints, and a search for duplicates among 10,000 questions.

`python -m benchmarks.triage [--questions N]` writes benchmarks/results/triage.json. Accuracy is not timed here:
`doithoai areas check` and the tests measure it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.outcome import report
from tools.areas import written_lines
from triage import DuplicateIndex, Suggester, hints
from triage.suggester import PACKAGED_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = 10_000
BUDGETS = {
    "load, ms": 50.0,
    "suggestion, p95 ms": 5.0,
    "hints, p95 ms": 5.0,
    "likely repeats, p95 ms": 20.0,
    "model, bytes": 3 * 1024 * 1024,
}
ENDINGS = ("", " ạ?", " xin cho biết.", " đề nghị trả lời.", " từ năm ngoái đến nay.", " ở đội em cũng vậy.")
LOADING = (
    "from time import perf_counter as now; import triage.suggester as s; t = now(); m = s.Suggester.load();"
    " print((now() - t) * 1000); t = now(); m.suggest('Mạng chậm'); print((now() - t) * 1000)"
)


def questions(count: int) -> list[str]:
    """Many different questions: written lines, alone and two by two, with the endings people add."""
    chance = Random(9)
    texts = [line.text for line in written_lines()]
    made = list(texts[:count])
    while len(made) < count:
        made.append(f"{chance.choice(texts)} {chance.choice(texts)}{chance.choice(ENDINGS)}")
    return made


def timed(work: Callable[[str], object], texts: list[str]) -> dict[str, float]:
    """Median, 95th percentile and worst of one call, in milliseconds."""
    spent = []
    for text in texts:
        start = perf_counter()
        work(text)
        spent.append((perf_counter() - start) * 1000)
    return {"median": median(spent), "p95": quantiles(spent, n=20)[-1], "worst": max(spent)}


def loading() -> tuple[float, float]:
    """Milliseconds to load the model, and then for the first suggestion, each the median of five new processes."""
    runs = [
        [
            float(part)
            for part in subprocess.check_output(
                [sys.executable, "-P", "-c", LOADING], encoding="utf-8"
            ).split()
        ]
        for _ in range(5)
    ]
    return median(run[0] for run in runs), median(run[1] for run in runs)


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    count = parser.parse_args().questions
    texts = questions(count)
    index = DuplicateIndex()
    start = perf_counter()
    for number, text in enumerate(texts):
        index.add(number, text)
    indexed = perf_counter() - start
    searched = Random(3).sample(texts, 300)
    suggester = Suggester.load()
    load, first = loading()
    suggested, hinted = timed(suggester.suggest, searched), timed(hints, searched)
    repeats = timed(index.similar, searched)
    figures: dict[str, Any] = {
        "load_ms": load,
        "first_suggestion_ms": first,
        "suggest_ms": suggested,
        "hints_ms": hinted,
        "similar_ms": repeats,
        "index_seconds": indexed,
        "model_bytes": PACKAGED_MODEL.stat().st_size,
    }
    found = {
        "load, ms": load,
        "suggestion, p95 ms": suggested["p95"],
        "hints, p95 ms": hinted["p95"],
        "likely repeats, p95 ms": repeats["p95"],
        "model, bytes": figures["model_bytes"],
    }
    sys.exit(report("triage", BUDGETS, found, {"questions": count, "figures": figures}))


if __name__ == "__main__":
    main()
