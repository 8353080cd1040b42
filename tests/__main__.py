"""Every check there is, in one command, the same here and in CI: `python -m tests [pytest arguments]`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.thoroughness import THOROUGH

HERE = Path(__file__).resolve().parent.parent
COVERED_WHOLE = ("meeting", "store")
"""Rooms in which no branch is left untried, by the tests of `CORE` alone."""

CORE = ("tests/meeting", "tests/store", "tests/faults", "store/tinydb_journal/tests")

OTHER_PLATFORMS = tuple(platform for platform in ("linux", "win32", "darwin") if platform != sys.platform)
"""Systems that the program runs on besides this one."""

WORKERS = str((os.cpu_count() or 1) + 1)
"""One more than there are cores: browsers, servers and terminals are mostly waited for."""


Step = tuple[str, list[str]]
"""What a step is called, and its command."""

PYTHON = [sys.executable, "-P", "-m"]


def _steps(pytest_arguments: list[str]) -> list[Step]:
    pytest = [*PYTHON, "pytest", "-n", WORKERS]
    return [
        ("catalogues", [*PYTHON, "language.compile_catalogues"]),
        ("lint", [*PYTHON, "ruff", "check", "."]),
        ("format", [*PYTHON, "ruff", "format", "--check", "."]),
        ("types", [*PYTHON, "mypy"]),
        *(_types_on(platform) for platform in OTHER_PLATFORMS),
        ("import contracts", [str(Path(sys.executable).with_name("lint-imports"))]),
        *([("tests", [*pytest, *pytest_arguments])] if pytest_arguments else _all_tests(pytest)),
    ]


def _types_on(platform: str) -> Step:
    """The types as they are on another system. What only Linux or macOS reaches is left early there, by intent."""
    command = [
        "mypy",
        f"--platform={platform}",
        "--no-warn-unreachable",
        f"--cache-dir=.mypy_cache/{platform}",
    ]
    return f"types on {platform}", [*PYTHON, *command]


def _all_tests(pytest: list[str]) -> list[Step]:
    """Measuring coverage doubles what a test costs: CI measures every room, the desk the core's."""
    whole: list[Step] = [
        (
            f"coverage of {room} whole",
            [*PYTHON, "coverage", "report", f"--include={room}/*", "--fail-under=100"],
        )
        for room in COVERED_WHOLE
    ]
    if THOROUGH:
        return [
            ("tests", [*pytest, "--cov", "--cov-report="]),
            ("coverage", [*PYTHON, "coverage", "report", "--format=total"]),
            *whole,
        ]
    core = [f"--cov={room}" for room in COVERED_WHOLE]
    return [
        ("tests of the core", [*pytest, *CORE, *core, "--cov-report="]),
        *whole,
        ("tests of the rest", [*pytest, *(f"--ignore={folder}" for folder in CORE)]),
    ]


def main() -> int:
    """Run the steps in order and stop at the first that fails; return its exit status."""
    for name, command in _steps(sys.argv[1:]):
        print(f"── {name}", flush=True)
        began = time.monotonic()
        status = subprocess.run(command, cwd=HERE, check=False).returncode
        print(f"   {time.monotonic() - began:.1f} s", flush=True)
        if status:
            print(f"{name}: failed", file=sys.stderr)
            return status
    print("all checks passed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
