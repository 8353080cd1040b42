"""Who acts and when: the only way time and roles enter the rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from meeting import limits


def rounded_down(at: datetime) -> datetime:
    """An instant as the record tells it while phones act."""
    return at.replace(second=0, microsecond=0) - timedelta(minutes=at.minute % limits.TIME_STEP_MINUTES)


def step_down(seconds: float) -> int:
    """A time in seconds since 1970, rounded down as the record's are: how finely a file beside it may be dated."""
    return int(seconds) - int(seconds) % (limits.TIME_STEP_MINUTES * 60)


class Role(StrEnum):
    """The part somebody plays; a record knows roles, never persons or devices."""

    HOST = "host"
    SECRETARY = "secretary"
    PHONE = "phone"
    SYSTEM = "system"


DESK = frozenset({Role.HOST, Role.SECRETARY})
"""The roles at the laptop."""


class Moment(NamedTuple):
    """An instant with its actor. `at` must be aware (carry its offset).

    `among_phones` tells that phones act too about that time: `decide` sets it.
    """

    at: datetime
    by: Role
    among_phones: bool = False

    @property
    def stamp(self) -> str:
        """ISO 8601 with offset: to the second at the desk long after the meeting, else rounded down to five minutes.

        A phone's time must point at nobody. What the desk and the program do stands between what phones did, in the
        order of the journal, so an exact time there would date the phones' acts beside it.
        """
        is_rounded = self.among_phones or self.by not in DESK
        return (rounded_down(self.at) if is_rounded else self.at.replace(microsecond=0)).isoformat()

    @property
    def day(self) -> str:
        """The date, YYYY-MM-DD, where the laptop stands."""
        return self.at.date().isoformat()
