"""Is this laptop ready for the hall? One pure check a subject, each with what to do in words a host understands."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.plausible_time import clock_fault
from meeting.refusal import Refusal
from server.health import LITTLE_DISK
from server.network.addresses import HALL_WORTHY, HOTSPOT, enumerate_addresses, ranked
from server.network.phone_address import ANY, ANY_6
from server.network.sockets import FIRST_PORT, LAST_PORT, listen_for_phones
from server.triage_service import unreadable
from store.location import cautions
from wording.dates import typed

if TYPE_CHECKING:
    from pathlib import Path

    from link.health import Address

LEAST_COLUMNS, LEAST_LINES = 80, 24
HERE = timedelta(hours=7)
"""Viet Nam's offset; another one is worth a question, not an error."""

SAMPLE = "ặ ễ ỗ ử ỵ đ Ặ Ễ Ỗ Ử Ỵ Đ ─ │ █ ▄ ▒"
"""What a terminal font must be able to draw."""

COLOURS = {"none": N_("no colours"), "256": N_("256 colours"), "full": N_("full colour")}
"""What the terminal says it can show."""

_FONT_SECONDS = 5


class Level(StrEnum):
    """How a check came out."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


class CheckResult(NamedTuple):
    """One check: what was found, and what to do about it (empty where nothing needs doing)."""

    subject: str
    level: Level
    found: str
    advice: str = ""


def check_address(addresses: tuple[Address, ...]) -> CheckResult:
    """Whether phones in a hall can be expected to reach this laptop."""
    subject = _("Address for phones")
    chosen = next((address for address in addresses if address.chosen), None)
    if chosen is None or chosen.kind not in HALL_WORTHY:
        found = chosen.host if chosen else _("none")
        return CheckResult(
            subject,
            Level.BAD,
            found,
            _("Connect this laptop to the hall's Wi-Fi or network cable. Internet is not needed."),
        )
    if chosen.kind == HOTSPOT:
        return CheckResult(
            subject,
            Level.LOOK,
            f"{chosen.host} ({chosen.adapter})",
            _("A Windows hotspot takes about 8 phones. For a hall use a Wi-Fi router; it needs no internet."),
        )
    others = [address.host for address in addresses if address.kind in HALL_WORTHY and not address.chosen]
    advice = _("Other addresses: {others}. The console can switch with one key.").format(
        others=", ".join(others)
    )
    return CheckResult(
        subject,
        Level.LOOK if others else Level.GOOD,
        f"{chosen.host} ({chosen.adapter})",
        advice if others else "",
    )


def check_port(free: int, reached: bool) -> CheckResult:  # noqa: FBT001  two facts about one port
    """Whether a port for phones is free and answers through the chosen address."""
    subject = _("Port for phones")
    if not free:
        return CheckResult(
            subject,
            Level.BAD,
            _("ports {first} to {last} are all in use").format(first=FIRST_PORT, last=LAST_PORT),
            _("Close other programs that serve pages, or start with --port and another number."),
        )
    if not reached:
        return CheckResult(
            subject,
            Level.BAD,
            _("port {port} does not answer on this laptop's own address").format(port=free),
            _("Allow Python in the firewall for private networks, then run this check again."),
        )
    return CheckResult(subject, Level.GOOD, str(free))


def check_firewall(system: str, port: int = FIRST_PORT) -> CheckResult:
    """What the firewall of this system needs: it cannot be seen from inside whether other devices get through."""
    advice = {
        "Windows": _(
            "When Windows asks, choose “Allow access”; an administrator may be needed. If it no longer asks: Windows "
            "Security, Firewall, Allow an app, and tick Python. Set the hall's Wi-Fi to “Private network”."
        ),
        "Darwin": _("When macOS asks whether Python may accept connections, choose Allow."),
    }.get(
        system, _("If phones cannot open the page, allow the port: for example “sudo ufw allow {port}/tcp”.")
    )
    return CheckResult(
        _("Firewall"),
        Level.LOOK,
        _("cannot be checked from here: scan the QR code with one phone before the meeting"),
        advice.format(port=port),
    )


def check_terminal(columns: int, lines: int, encoding: str, colours: str) -> CheckResult:
    """Whether the console fits and is drawn right."""
    subject = _("Terminal")
    found = _("{columns} columns × {lines} lines, {encoding}, {colours}").format(
        columns=columns, lines=lines, encoding=encoding or "?", colours=_(COLOURS[colours])
    )
    if encoding.lower().replace("-", "") != "utf8":
        return CheckResult(
            subject,
            Level.BAD,
            found,
            _("Use Windows Terminal, or choose Unicode as the terminal's characters."),
        )
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        return CheckResult(
            subject, Level.BAD, found, _("Make the window larger: at least 80 columns and 24 lines.")
        )
    if colours == "none":
        return CheckResult(
            subject, Level.LOOK, found, _("Colours are off; everything also stands in words and signs.")
        )
    return CheckResult(subject, Level.GOOD, found)


def check_disk(free: int) -> CheckResult:
    """Whether the record has room. `free` is in bytes."""
    found = _("{megabytes} MB free").format(megabytes=free // (1024 * 1024))
    if free < LITTLE_DISK:
        return CheckResult(
            _("Disk"), Level.BAD, found, _("Free some space, or choose another folder with --data.")
        )
    return CheckResult(_("Disk"), Level.GOOD, found)


def check_folder(path: Path) -> CheckResult:
    """Whether the data folder is this person's own, and not one that another program synchronises."""
    subject = _("Data folder")
    for caution in cautions(path):
        return CheckResult(subject, Level.LOOK, str(path), str(caution))
    if sys.platform != "win32" and path.exists() and path.stat().st_mode & 0o077:
        return CheckResult(
            subject,
            Level.LOOK,
            str(path),
            _("Others on this laptop can look into this folder. Its files stay private."),
        )
    return CheckResult(subject, Level.GOOD, str(path))


def check_own_files(data: Path) -> CheckResult:
    """Whether what the agency keeps for sorting questions can be used: a meeting runs without what cannot."""
    subject = _("Sorting help")
    wrong = unreadable(data)
    if not wrong:
        return CheckResult(subject, Level.GOOD, _("in order"))
    return CheckResult(
        subject,
        Level.LOOK,
        _("cannot be used: {files}").format(files=", ".join(wrong)),
        _("Put these files in the data folder right, or move them away. Meetings run without them."),
    )


def check_clock(now: datetime) -> CheckResult:
    """Whether the date can be right: every document carries it. `now` is aware."""
    subject, found = _("Clock"), f"{typed(now)} {now:%H:%M %z}"
    if clock_fault(now) is not None:
        return CheckResult(
            subject, Level.BAD, found, _("Set this laptop's date and time before the meeting.")
        )
    if now.utcoffset() != HERE:
        return CheckResult(
            subject, Level.LOOK, found, _("The time zone is not that of Viet Nam (+07:00). Is that right?")
        )
    return CheckResult(subject, Level.GOOD, found)


def check_fonts(fonts: int | None) -> CheckResult:
    """Whether Vietnamese can be drawn. `fonts` counts the installed ones that say so; None where nobody can tell."""
    subject = _("Fonts")
    if fonts == 0:
        return CheckResult(
            subject,
            Level.BAD,
            SAMPLE,
            _("No installed font has Vietnamese. Install one, for example Noto Sans Mono."),
        )
    return CheckResult(
        subject,
        Level.LOOK,
        SAMPLE,
        _(
            "If you see boxes or gaps in this line, choose Cascadia Mono, Consolas or DejaVu Sans Mono in the terminal."
        ),
    )


def check_typing(system: str) -> CheckResult:
    """How to type Vietnamese here."""
    advice = (
        _(
            "Unikey or EVKey, Unicode (dựng sẵn), in Windows Terminal. Every command is one key without diacritics."
        )
        if system == "Windows"
        else _("Any input method that gives Unicode. Every command is one key without diacritics.")
    )
    return CheckResult(_("Typing"), Level.GOOD, _("long texts can also come from files and phones"), advice)


def examine(data: Path, *, host: str = "") -> list[CheckResult]:
    """Every check on this laptop as it is now. Binds a port for a moment; changes nothing."""
    addresses = ranked(enumerate_addresses(), host)
    free, reached = _try_port(next((a.host for a in addresses if a.chosen), "127.0.0.1"))
    columns, lines = shutil.get_terminal_size()
    existing = next((folder for folder in (data, *data.parents) if folder.exists()), data)
    return [
        check_address(addresses),
        check_port(free, reached),
        check_firewall(platform.system(), free or FIRST_PORT),
        check_terminal(columns, lines, sys.stdout.encoding or "", _colours()),
        check_disk(shutil.disk_usage(existing).free),
        check_folder(data),
        check_own_files(data),
        check_clock(datetime.now().astimezone()),
        check_fonts(_vietnamese_fonts()),
        check_typing(platform.system()),
    ]


def _try_port(host: str) -> tuple[int, bool]:
    """A free port for phones (0: none), and whether it takes connections through `host`."""
    try:
        bound = listen_for_phones(ANY_6 if ":" in host else ANY, None)
    except Refusal:
        return 0, False
    with bound:
        port: int = bound.getsockname()[1]
        with suppress(OSError), socket.create_connection((host, port), timeout=2):
            return port, True
    return port, False


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none"
    return "full" if os.environ.get("COLORTERM") in {"truecolor", "24bit"} else "256"


def _vietnamese_fonts() -> int | None:
    """How many fonts fontconfig knows for Vietnamese; None where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    with suppress(OSError, subprocess.TimeoutExpired):
        listed = subprocess.run(
            [program, ":lang=vi", "family"], capture_output=True, timeout=_FONT_SECONDS, check=False
        )
        return len(listed.stdout.splitlines())
    return None
