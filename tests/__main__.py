"""Every check there is, in one command, the same here and in CI: `python -m tests [pytest arguments]`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
COVERED_WHOLE = ("meeting", "store")

WORKERS = str((os.cpu_count() or 1) + 1)
"""One more than there are cores: browsers, servers and terminals are mostly waited for."""


def _steps(pytest_arguments: list[str]) -> list[tuple[str, list[str]]]:
    python = [sys.executable, "-m"]
    whole = [f"--include={room}/*" for room in COVERED_WHOLE]
    return [
        ("catalogues", [*python, "language.compile_catalogues"]),
        ("lint", [*python, "ruff", "check", "."]),
        ("format", [*python, "ruff", "format", "--check", "."]),
        ("types", [*python, "mypy"]),
        ("import contracts", [str(Path(sys.executable).with_name("lint-imports"))]),
        ("tests", [*python, "pytest", "-n", WORKERS, "--cov", "--cov-report=", *pytest_arguments]),
        ("coverage", [*python, "coverage", "report", "--format=total"]),
        *(
            (f"coverage of {flag[10:-2]} whole", [*python, "coverage", "report", flag, "--fail-under=100"])
            for flag in whole
        ),
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
