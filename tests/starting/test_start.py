"""start.py: which Python it takes, where the Store's Python keeps meetings, and how it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link import live
from link.library import MeetingLibrary
from tests.scenarios.building import ROOT
from tests.starting.checkout import set_up_checkout, start_module
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

START = start_module()
posix = pytest.mark.skipif(
    sys.platform == "win32", reason="sends the signal of Ctrl+C to a group of processes"
)


def until(reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Poll while the process lives; fail if it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert process.poll() is None, "it ended too early"
        assert time.monotonic() < deadline, "not reached"
        time.sleep(0.02)


def press_ctrl_c(process: subprocess.Popen[bytes]) -> None:
    """What a terminal does: it tells the whole group."""
    if sys.platform != "win32":
        os.killpg(process.pid, signal.SIGINT)


def clear_away(process: subprocess.Popen[bytes]) -> None:
    """End a process that is still there, and what it started."""
    if sys.platform != "win32" and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(
    ("version", "system", "machine"),
    [
        ((3, 11), "Windows", "win-amd64"),
        ((3, 15), "Windows", "win-amd64"),
        ((3, 12), "Darwin", "arm64"),
        ((3, 13), "Linux", "x86_64"),
        ((3, 13), "Linux", "aarch64"),
    ],
)
def test_a_python_with_wheels_for_every_library_is_taken(
    version: tuple[int, int], system: str, machine: str
) -> None:
    assert START.lacks(version, system, machine) == ""


@pytest.mark.parametrize(
    ("version", "system", "machine", "variant"),
    [
        ((3, 10), "Linux", "x86_64", ""),
        ((3, 16), "Linux", "x86_64", ""),
        ((3, 12), "Windows", "win32", ""),
        ((3, 12), "Windows", "win-arm64", ""),
        ((3, 12), "Linux", "armv7l", ""),
        ((3, 12), "Darwin", "x86_64", ""),
        ((3, 12), "FreeBSD", "amd64", ""),
        ((3, 13), "Linux", "x86_64", "free-threaded"),
        ((3, 11), "Linux", "x86_64", "pypy"),
    ],
)
def test_any_other_python_is_told_which_one_is_needed_and_which_it_is(
    version: tuple[int, int], system: str, machine: str, variant: str
) -> None:
    vietnamese, english = START.lacks(version, system, machine, variant).splitlines()
    found = " ".join(filter(None, (".".join(map(str, version)), variant, system, machine)))
    for sentence in (vietnamese, english):
        assert found in sentence
        assert "3.11" in sentence
        assert "3.15" in sentence
        assert "64-bit" in sentence
        assert "x86-64" in sentence


def test_the_oldest_python_is_the_one_the_package_asks_for() -> None:
    oldest = ".".join(map(str, START.OLDEST))
    assert f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_stores_python_is_told_where_the_meetings_really_are() -> None:
    base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2800.0_x64__qbz5n2kfra8p0"
    assert START.redirected(base, r"C:\Users\Hoà\AppData\Local") == (
        r"C:\Users\Hoà\AppData\Local\Packages\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0"
        r"\LocalCache\Local\doithoai"
    )


@pytest.mark.parametrize(
    "base", [r"C:\Users\Hoà\AppData\Local\Programs\Python\Python312", "/usr", r"D:\Python_311", ""]
)
def test_no_other_python_is_said_to_redirect(base: str) -> None:
    assert START.redirected(base, r"C:\Users\Hoà\AppData\Local") == ""


SLOW_TO_LEAVE = """
import pathlib, signal, sys, time
folder = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGINT, lambda *_: folder.joinpath("asked").touch())
folder.joinpath("ready").touch()
while not folder.joinpath("go").exists():
    time.sleep(0.01)
folder.joinpath("left").touch()
sys.exit(7)
"""


@posix
def test_where_a_process_cannot_become_another_it_waits_however_long_the_other_takes_after_ctrl_c(
    tmp_path: Path,
) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import start; sys.exit(start.wait_for(sys.argv[2:]))"
    child = [sys.executable, "-c", SLOW_TO_LEAVE, str(tmp_path)]
    waiting = subprocess.Popen([sys.executable, "-c", code, str(ROOT), *child], start_new_session=True)
    try:
        until(lambda: (tmp_path / "ready").exists(), waiting)
        for _ in range(3):
            (tmp_path / "asked").unlink(missing_ok=True)
            press_ctrl_c(waiting)
            until(lambda: (tmp_path / "asked").exists(), waiting)
        assert waiting.poll() is None
        (tmp_path / "go").touch()
        assert waiting.wait(PATIENCE) == 7
        assert (tmp_path / "left").exists()
    finally:
        clear_away(waiting)


@posix
@pytest.mark.parametrize("to_the_group", [True, False], ids=["ctrl-c", "only start.py is told"])
def test_a_server_started_by_it_leaves_nothing_behind_after_ctrl_c(
    to_the_group: bool, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    meeting = create(MeetingLibrary(data), story.opening())
    start = set_up_checkout(tmp_path / "checkout")
    command = [sys.executable, str(start), "serve", meeting.id, "--host", "127.0.0.1", "--data", str(data)]
    serving = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        until(lambda: live.read(meeting.folder) is not None, serving)
        if to_the_group:
            press_ctrl_c(serving)
        else:
            serving.send_signal(signal.SIGINT)
        assert serving.wait(PATIENCE) == 0
        assert not (meeting.folder / live.LIVE).exists()
    finally:
        clear_away(serving)
