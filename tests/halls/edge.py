"""A hall in a process of its own."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from link import control, hall_link, live
from link.hall_link import HallInvitation
from tests.server.served import Served
from tests.waiting import wait_until

HOST = "127.0.0.3"


def invited(main: Served, name: str) -> HallInvitation:
    """A code for a hall of `main`."""
    return main.host.call_now(control.INVITE_HALL, hall_link.HallName(name))


def folder_of(home: Path, address: str) -> Path:
    """Where a hall of `address` is kept under `home`."""
    return home / "halls" / re.sub(r"[^0-9A-Za-z]+", "-", address)


def start_hall(home: Path, address: str, code: str = "", host: str = HOST) -> Served:
    """Serve a hall of the meeting at `address` from the data folder `home`."""
    home.mkdir(exist_ok=True)
    errors = home / f"{secrets.token_hex(3)}.err"
    given = ["--code", code] if code else []
    with errors.open("w") as opened:
        process = subprocess.Popen(
            [sys.executable, "-m", "doithoai", "hall", "--of", address, *given, "--host", host],
            stdout=subprocess.PIPE,
            stderr=opened,
            encoding="utf-8",
            env={**os.environ, "DOITHOAI_DATA": str(home)},
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        process.stdout.close()
        process.wait()
        raise AssertionError(errors.read_text(encoding="utf-8"))
    running = live.read(folder_of(home, address))
    assert running is not None
    return Served(folder_of(home, address), process, running, errors)


def standing(main: Served, name: str) -> hall_link.HallStanding:
    """How the main hall knows a hall."""
    report = main.host.call_now(control.HALLS)
    return next(hall for hall in report.halls if hall.name == name)


def wait_level(main: Served, name: str) -> None:
    """Wait until a hall's copy is level with the main record, and nothing waits there."""

    def is_level() -> bool:
        now = standing(main, name)
        return now.joined and not now.is_silent and now.behind == 0 and now.waiting == 0 and now.n > 0

    wait_until(is_level)
