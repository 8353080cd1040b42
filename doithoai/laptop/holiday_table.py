"""The holiday table in use: the one in the data folder if somebody put one there, otherwise the packaged one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from meeting.register import holidays
from meeting.text import toml

if TYPE_CHECKING:
    from meeting.model.calendar import Calendar

NAME = "holidays.toml"
"""The table's name in the data folder and in the package."""

TABLE_BYTES = 256 * 1024
"""Largest table that is read."""

PACKAGED = Path(__file__).with_name(NAME)


def path_in_use(home: Path) -> Path:
    """The table that counts: `home`/holidays.toml if it is there."""
    own = home / NAME
    return own if own.exists() else PACKAGED


def read(path: Path) -> Calendar:
    """The calendar in a TOML file. Raises Refusal ``bad-holiday-table`` naming the place, OSError."""
    if not path.is_file() or path.stat().st_size > TABLE_BYTES:
        raise Refusal("bad-holiday-table", where=f"> {TABLE_BYTES} bytes")
    try:
        table = toml.read(holidays.with_dates(toml.decoded(path.read_bytes())))
    except ValueError as error:  # also for what is no text
        raise Refusal("bad-holiday-table", where=str(error)) from None
    return holidays.calendar(table)


def in_use(home: Path) -> Calendar:
    """The calendar that new meetings are given. Raises as `read`."""
    return read(path_in_use(home))
