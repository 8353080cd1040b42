#!/usr/bin/env python3
"""Sets doithoai up in `.venv` beside this file and starts it: needs Python 3.11+ with pip, and nothing else.

    python3 start.py demo        set up, then run `doithoai demo`
    python3 start.py tests       set up with the test tools, then run every check
    python3 start.py ...         any other doithoai command

Libraries are installed at exactly the versions and hashes in requirements/; a second start skips what is done.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def _fingerprint(requirements: Path) -> str:
    """What decides whether an earlier set-up still holds."""
    parts = [requirements.read_bytes(), (HERE / "pyproject.toml").read_bytes(), str(HERE).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _pip(*arguments: str) -> None:
    subprocess.run(
        [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], cwd=HERE, check=True
    )


def set_up(kind: str) -> None:
    """Make `.venv` with the libraries of requirements/`kind`.txt and this project in it, unless it is there."""
    requirements = HERE / "requirements" / f"{kind}.txt"
    stamp = VENV / f"set-up-{kind}"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == _fingerprint(requirements):
        return
    print(
        "Đang chuẩn bị lần đầu, khoảng một phút… / Setting up, about a minute…", file=sys.stderr, flush=True
    )
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    # The list is whole, so nothing is left to resolve; older pips resolve an extra apart from its pin and refuse.
    _pip("install", "--require-hashes", "--no-deps", "-r", str(requirements))
    _pip("install", "--no-deps", "--editable", ".")
    # Pip compiles what it installs; what stays in this folder would be compiled at every start where Python may not
    # write here, and a screen would stand half as long again before its first picture.
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-x", r"\.venv", "."], cwd=HERE, check=True)
    stamp.write_text(_fingerprint(requirements), encoding="ascii")


def main() -> int:
    """Set up and run; the exit status is that of what ran."""
    if sys.version_info < OLDEST:
        print("Cần Python 3.11 trở lên / Python 3.11 or newer is needed.", file=sys.stderr)
        return 2
    arguments = sys.argv[1:]
    testing = arguments[:1] == ["tests"]
    try:
        set_up("dev" if testing else "run")
    except subprocess.CalledProcessError as failed:
        print(f"Không cài đặt được / Set-up failed (pip: {failed.returncode}).", file=sys.stderr)
        return 1
    module = "tests" if testing else "doithoai"
    command = [str(PYTHON), "-m", module, *(arguments[1:] if testing else arguments)]
    try:
        return subprocess.run(command, cwd=HERE if testing else None, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
