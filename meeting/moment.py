"""Who acts and when: the only way time and roles enter the rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from meeting import limits


class Role(StrEnum):
    """The part somebody plays; a record knows roles, never persons or devices."""

    HOST = "host"
    SECRETARY = "secretary"
    PHONE = "phone"
    SYSTEM = "system"


DESK = frozenset({Role.HOST, Role.SECRETARY})
"""The roles at the laptop."""


class Moment(NamedTuple):
    """An instant with its actor. `at` must be aware (carry its offset)."""

    at: datetime
    by: Role

    @property
    def stamp(self) -> str:
        """ISO 8601 with offset, to the second; a phone's is rounded down to five minutes (it must point at nobody)."""
        at = self.at.replace(microsecond=0)
        if self.by is Role.PHONE:
            step = limits.TIME_STEP_MINUTES
            at = at.replace(second=0) - timedelta(minutes=at.minute % step)
        return at.isoformat()

    @property
    def day(self) -> str:
        """The date, YYYY-MM-DD, where the laptop stands."""
        return self.at.date().isoformat()
