#!/usr/bin/env python3
"""Sets doithoai up in `.venv` beside this file and starts it: needs Python 3.11+ with pip, and nothing else.

    python3 start.py demo        set up, then run `doithoai demo`
    python3 start.py tests       set up with the test tools, then run every check
    python3 start.py ...         any other doithoai command

Everything installed, also what builds the project, comes at exactly the versions and hashes in requirements/; a second
start skips what is done. Nothing is ever imported from the folder one stands in.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path, PureWindowsPath

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

OLDEST, NEWEST = (3, 11), (3, 15)
"""The Pythons for which every pinned library has a ready-made file (wheel)."""
MACHINES = {"Windows": ("win-amd64",), "Darwin": ("arm64",), "Linux": ("x86_64", "aarch64")}
"""And the machines: on Windows what Python was built for, since an Arm laptop runs the x86-64 one too."""
NEEDED = (
    "Cần Python {oldest} đến {newest}, 64-bit, từ python.org: cho Windows bản x86-64 (máy Arm cũng dùng bản này), cho"
    " macOS chip Apple, cho Linux x86-64 hoặc aarch64. Đang chạy: {found}.\n"
    "Python {oldest} to {newest}, 64-bit, from python.org is needed: on Windows the x86-64 one (on Arm laptops too), on"
    " macOS with Apple silicon, on Linux x86-64 or aarch64. This one is {found}."
)

PINNED = {"run": ("run.txt", "build.txt"), "dev": ("dev.txt",)}
"""The lists of each kind of set-up; that of the tests holds the others."""


def lacks(version: tuple[int, ...], system: str, machine: str, variant: str = "") -> str:
    """What is needed instead of this Python, in both languages; empty if it fits.

    `machine` is one of `MACHINES` if it fits; `variant` names what is not the ordinary CPython.
    """
    if OLDEST <= version[:2] <= NEWEST and machine in MACHINES.get(system, ()) and not variant:
        return ""
    oldest, newest, own = (".".join(map(str, pair[:2])) for pair in (OLDEST, NEWEST, version))
    return NEEDED.format(
        oldest=oldest, newest=newest, found=" ".join(filter(None, (own, variant, system, machine)))
    )


def _own_lack() -> str:
    system = platform.system()
    variant = "" if sys.implementation.name == "cpython" else sys.implementation.name
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        variant = "free-threaded"
    machine = sysconfig.get_platform() if system == "Windows" else platform.machine()
    if sys.maxsize < 2**32:
        variant = "32-bit"
    return lacks(sys.version_info[:2], system, machine, variant)


def redirected(base: str, local_app_data: str) -> str:
    """The folder where the Microsoft Store's Python at `base` really keeps the meetings; empty for any other Python.

    Its writes below AppData go to the package's own folder (docs.python.org, using/windows, known issues).
    """
    for part in PureWindowsPath(base).parts:
        name, _, rest = part.partition("_")
        if name.startswith("PythonSoftwareFoundation.Python"):
            family = f"{name}_{rest.rpartition('_')[2]}"
            return str(
                PureWindowsPath(local_app_data) / "Packages" / family / "LocalCache" / "Local" / "doithoai"
            )
    return ""


def _fingerprint(kind: str) -> str:
    """What decides whether an earlier set-up still holds."""
    lists = [(HERE / "requirements" / name).read_bytes() for name in PINNED[kind]]
    parts = [*lists, (HERE / "pyproject.toml").read_bytes(), str(HERE).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp(kind: str) -> Path:
    return VENV / f"set-up-{kind}"


def _is_set_up(kind: str) -> bool:
    stamp = _stamp(kind)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == _fingerprint(kind)


def _python(*arguments: str) -> None:
    """Run the set-up's Python away from the person's own Python settings. Raises CalledProcessError."""
    subprocess.run([str(PYTHON), "-I", *arguments], cwd=HERE, check=True)


def _pip(*arguments: str) -> None:
    _python("-m", "pip", "--disable-pip-version-check", "--quiet", *arguments)


def _has_pip() -> bool:
    """Whether an environment is there, and whole: a set-up may have been stopped in the middle."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run([str(PYTHON), "-I", "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def set_up(kind: str) -> None:
    """Make `.venv` with the libraries of `kind` ("run" or "dev") and this project in it, unless it is there.

    Raises CalledProcessError.
    """
    if _is_set_up(kind) or (kind == "run" and _is_set_up("dev")):
        return
    print(
        "Đang chuẩn bị lần đầu, khoảng một phút… / Setting up, about a minute…", file=sys.stderr, flush=True
    )
    if not _has_pip():
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    lists = [option for name in PINNED[kind] for option in ("-r", str(HERE / "requirements" / name))]
    # The lists are whole, so nothing is left to resolve; older pips resolve an extra apart from its pin and refuse.
    # Ready-made files only: building a library would fetch tools that no list pins.
    _pip("install", "--require-hashes", "--no-deps", "--only-binary", ":all:", *lists)
    # What builds this project is among them, so nothing more is fetched.
    _pip("install", "--no-deps", "--no-index", "--no-build-isolation", "--editable", ".")
    # Pip compiles what it installs; what stays in this folder would be compiled at every start where Python may not
    # write here, and a screen would stand half as long again before its first picture.
    _python("-m", "compileall", "-q", "-x", r"\.venv", ".")
    _stamp(kind).write_text(_fingerprint(kind), encoding="ascii")
    meetings = redirected(sys.base_prefix, os.environ.get("LOCALAPPDATA", ""))
    if meetings:
        told = "Python của Microsoft Store giữ các cuộc họp ở / The Store's Python keeps the meetings in"
        print(f"{told}: {meetings}", file=sys.stderr)


def become(command: list[str], folder: Path | None = None) -> int:
    """Run `command` instead of this process, or, where a process cannot become another, until it ends; its status.

    Ctrl+C is the command's own: it reaches it directly, and however long a server takes to leave is waited for.
    """
    if folder is not None:
        os.chdir(folder)
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  a list, and no shell to read it
    return wait_for(command)


def wait_for(command: list[str]) -> int:
    """Run `command` to its end, whatever Ctrl+C says to this process meanwhile; its status."""
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main() -> int:
    """Set up and run; the exit status is that of what ran."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # into a file or a pipe, Windows' Python writes in an old code page
            stream.reconfigure(encoding="utf-8", errors="replace")
    lack = _own_lack()
    if lack:
        print(lack, file=sys.stderr)
        return 2
    arguments = sys.argv[1:]
    testing = arguments[:1] == ["tests"]
    try:
        set_up("dev" if testing else "run")
    except subprocess.CalledProcessError as failed:
        print(f"Không cài đặt được / Set-up failed (status {failed.returncode}).", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    # -P: a file in the folder one stands in is never taken for a part of the program.
    command = [str(PYTHON), "-P", "-m", "tests" if testing else "doithoai"]
    return become([*command, *arguments[testing:]], HERE if testing else None)


if __name__ == "__main__":
    sys.exit(main())
