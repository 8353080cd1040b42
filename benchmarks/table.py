"""The figures beside their budgets as one page: writes `benchmarks/README.md` from the results as they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.outcome import RESULTS

PAGE = Path(__file__).with_name("README.md")

HEAD = """# Benchmarks

Each is one command, `python -m benchmarks.<name>`, writes `results/<name>.json` and ends with status 1 where a budget
is not kept. A budget is the most that is allowed. `python -m benchmarks.table` writes this page.

| what | found | budget | kept | benchmark | load |
|---|---|---|---|---|---|
"""


def rows(name: str, result: dict[str, Any]) -> list[str]:
    """A row for each budget of the benchmark `name`."""
    load = result["machine"].get("load average", "")
    made = []
    for what, judged in result["budgets"].items():
        kept = "yes" if judged["ok"] else "**no**"
        made.append(
            f"| {what} | {round(judged['found'], 2):,} | {judged['budget']:,} | {kept} | `{name}` | {load} |"
        )
    return made


def main() -> None:
    """Write the page."""
    results = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))
    }
    lines = [row for name, result in results.items() for row in rows(name, result)]
    machines = sorted({machine_of(result) for result in results.values()})
    PAGE.write_text(HEAD + "\n".join(lines) + f"\n\nMeasured on: {'; '.join(machines)}.\n", encoding="utf-8")


def machine_of(result: dict[str, Any]) -> str:
    """The machine in a few words."""
    told = result["machine"]
    system = told["system"].split("-")[0]
    return f"{told['cores']} cores {told['processor']}, {system}, Python {told['python']}"


if __name__ == "__main__":
    main()
