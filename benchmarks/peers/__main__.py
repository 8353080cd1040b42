"""The same work against ours, the bare stack, a stock SQLite and TinyDB, or against any server one points it at.

    python -m benchmarks.peers [--runs N] [--only NAME …]
    python -m benchmarks.peers --url http://HOST:PORT --recipe FILE

The first writes benchmarks/results/peers.json: medians of interleaved runs, and ours as ratios to the bare stack
(uvicorn, h11, JSON, one sync for all that waits, and nothing else) in the same run, so that the machine's speed does
not enter. Phones and servers share this machine's cores. Idle is measured without the phones' beats.

The second prints the figures of a server that runs already. Its recipe is JSON: `join`, `ask` and `vote`, each with
`method`, `path` and `body`, in which {text}, {number}, {code} and {token} are filled in; `"token": "FIELD"` in `join`
names the field of its reply that is shown as {token}. It is loaded in earnest: point it only at a server of your own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.outcome import report
from benchmarks.peers.systems import LIMIT, OURS, OWN, Elsewhere, started
from benchmarks.peers.work import done
from server.network.sockets import allow_many_files

RUNS = 3
RATIOS = {
    "ask, ms of processor": 1.5,
    "join, ms of processor": 2.0,
    "vote, ms of processor": 1.3,
    "vote p95, ms": 2.0,
    "last of 1,000 phones told, ms": 1.2,
}
"""Figures of ours judged as multiples of the bare stack's."""

ABSOLUTE = {"memory with 500 phones, MB": 45.0, "idle with 500 phones, % of a core": 0.2}


def _run(name: str, folder: Path) -> dict[str, float]:
    system = started(name, folder)
    try:
        return asyncio.run(done(system))
    finally:
        system.stop()


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(run[name] for run in runs), 2) for name in runs[0]}


def _compare(names: list[str], runs: int) -> int:
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as place:
        for turn in range(runs):
            for name in names:
                taken[name].append(_run(name, Path(place) / f"{name}-{turn}"))
                print(name, json.dumps(taken[name][-1]), file=sys.stderr, flush=True)
    figures = {name: _medians(each) for name, each in taken.items()}
    if not {OURS, LIMIT} <= set(names):
        print(json.dumps(figures, indent=2))
        return 0
    ours, bare = figures[OURS], figures[LIMIT]
    budgets = {f"{name}, times the bare stack": most for name, most in RATIOS.items()} | ABSOLUTE
    found = {f"{name}, times the bare stack": round(ours[name] / bare[name], 2) for name in RATIOS}
    found |= {name: ours[name] for name in ABSOLUTE}
    return report("peers", budgets, found, {"runs": runs, "medians": figures})


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", nargs="+", choices=OWN, default=list(OWN))
    parser.add_argument("--url", help="a server that runs already")
    parser.add_argument("--recipe", type=Path, help="what it is sent")
    chosen = parser.parse_args()
    allow_many_files()
    if chosen.url:
        print(json.dumps(asyncio.run(done(Elsewhere(chosen.url, chosen.recipe))), indent=2))
        return 0
    return _compare(chosen.only, chosen.runs)


if __name__ == "__main__":
    sys.exit(main())
