"""Where a benchmark's figures go, on what machine they were taken, and whether they keep their budgets."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULTS = Path(__file__).parent / "results"


def load_average() -> float | None:
    """How many processes wanted a core, over the last minute; None on Windows, which does not count them."""
    if sys.platform == "win32":
        return None
    return round(os.getloadavg()[0], 1)


def machine() -> dict[str, Any]:
    """What a figure depends on: processor, system, Python, and how busy the machine was (one-minute load average)."""
    return {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load average": load_average(),
    }


def _write(name: str, figures: Mapping[str, Any]) -> None:
    """Write `figures` as `results/<name>.json` and print them."""
    text = json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def report(
    name: str, budgets: Mapping[str, float], found: Mapping[str, float], figures: Mapping[str, Any]
) -> int:
    """Judge `found` by `budgets` (same names; at most that much), and write that with all `figures`.

    Returns the exit status: 0 where every budget is kept.
    """
    judged = {
        what: {"budget": most, "found": found[what], "ok": found[what] <= most}
        for what, most in budgets.items()
    }
    _write(name, {"machine": machine(), "budgets": judged, **figures})
    return int(not all(budget["ok"] for budget in judged.values()))
