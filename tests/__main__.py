"""Every check there is, in one command, the same here and in CI.

`python -m tests [--whole] [--busy] [pytest arguments]`: without arguments what an everyday run has; `--whole`, which
CI implies, repeats more and measures the coverage of every room; `--busy` keeps every core busy beside the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.load import beside_a_load
from tests.thoroughness import THOROUGH, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent.parent
COVERED_WHOLE = ("meeting", "store")
"""Rooms in which no branch is left untried, by the tests of `CORE` alone."""

CORE = ("tests/meeting", "tests/store", "tests/faults", "store/tinydb_journal/tests")

NEEDS_A_DATABASE = "store/postgresql/*"
"""Tried by tests that need PostgreSQL, which is not on every desk: whether all of it is, a whole run looks at."""

WORKERS = str((os.cpu_count() or 1) + 1)
"""One more than there are cores: browsers, servers and terminals are mostly waited for."""

OTHER_PLATFORMS = tuple(platform for platform in ("linux", "win32", "darwin") if platform != sys.platform)
"""Systems that the program runs on besides this one."""

SLOWEST = ("--durations=30", "--durations-min=1")

PYTHON = [sys.executable, "-P", "-m"]


class Step(NamedTuple):
    """What a step is called, its command, and whether every core is kept busy beside it."""

    name: str
    command: list[str]
    busy: bool = False


def _steps(arguments: list[str]) -> list[Step]:
    busy = "--busy" in arguments
    pytest = [*PYTHON, "pytest", "-n", WORKERS, *SLOWEST]
    chosen = [argument for argument in arguments if argument not in {"--busy", "--whole"}]
    if chosen:
        tests = [Step("tests", [*pytest, *chosen], busy)]
    elif THOROUGH:
        tests = list(_whole(pytest))
    else:
        tests = list(_everyday(pytest, busy=busy))
    return [
        Step("catalogues", [*PYTHON, "language.compile_catalogues"]),
        Step("lint", [*PYTHON, "ruff", "check", "."]),
        Step("format", [*PYTHON, "ruff", "format", "--check", "."]),
        Step("types", [*PYTHON, "mypy"]),
        *map(_types_on, OTHER_PLATFORMS),
        Step("import contracts", [str(Path(sys.executable).with_name("lint-imports"))]),
        *tests,
    ]


def _types_on(platform: str) -> Step:
    """The types as they are on another system. What only Linux or macOS reaches is left early there, by intent."""
    command = [
        "mypy",
        f"--platform={platform}",
        "--no-warn-unreachable",
        f"--cache-dir=.mypy_cache/{platform}",
    ]
    return Step(f"types on {platform}", [*PYTHON, *command])


def _everyday(pytest: list[str], *, busy: bool) -> Iterable[Step]:
    """Measuring coverage doubles what a test costs: at the desk only that of the core is measured."""
    core = [f"--cov={room}" for room in COVERED_WHOLE]
    yield Step("tests of the core", [*pytest, *CORE, *core, "--cov-report="], busy)
    yield from _covered_whole(left_out=NEEDS_A_DATABASE)
    yield Step("tests of the rest", [*pytest, *_without(CORE)], busy)


def _whole(pytest: list[str]) -> Iterable[Step]:
    measured = ["--cov", "--cov-report="]
    yield Step("tests", [*pytest, *measured])
    yield Step("coverage", [*PYTHON, "coverage", "report", "--format=total"])
    yield from _covered_whole()


def _covered_whole(left_out: str = "") -> Iterable[Step]:
    for room in COVERED_WHOLE:
        command = [*PYTHON, "coverage", "report", f"--include={room}/*", "--fail-under=100"]
        command += [f"--omit={left_out}"] if left_out else []
        yield Step(f"coverage of {room} whole", command)


def _without(folders: Iterable[str]) -> list[str]:
    return [f"--ignore={folder}" for folder in folders]


def main() -> int:
    """Run the steps in order and stop at the first that fails; return its exit status."""
    arguments = sys.argv[1:]
    if "--whole" in arguments and not THOROUGH:
        os.environ[WHOLE] = "true"  # read when it is imported, here and in every process of the tests
        return subprocess.run([*PYTHON, "tests", *arguments], cwd=HERE, check=False).returncode
    for step in _steps(arguments):
        print(f"── {step.name}", flush=True)
        began = time.monotonic()
        with beside_a_load() if step.busy else nullcontext():
            status = subprocess.run(step.command, cwd=HERE, check=False).returncode
        print(f"   {time.monotonic() - began:.1f} s", flush=True)
        if status:
            print(f"{step.name}: failed", file=sys.stderr)
            return status
    print("all checks passed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
