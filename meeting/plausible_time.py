"""Whether a laptop's clock can be right: every line of the record, every deadline and document carries its date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this program was written is wrong: an empty battery puts it back to 1970 or the year of the board."""

LATEST = datetime(2038, 1, 1, tzinfo=UTC)
"""A clock this late was set by mistake, and clocks that count seconds in 32 bits end within that month."""

TOLERANCE = timedelta(hours=1)
"""How far a laptop's clock may be behind the record that another laptop wrote."""


class ClockFault(StrEnum):
    """What speaks against a clock."""

    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    BEHIND_RECORD = "behind-record"


def clock_fault(now: datetime, last_at: str = "") -> ClockFault | None:
    """What speaks against `now` (aware), beside the time of the record's last line in ISO 8601; None for nothing."""
    if now < EARLIEST:
        return ClockFault.TOO_EARLY
    if now >= LATEST:
        return ClockFault.TOO_LATE
    last = datetime.fromisoformat(last_at) if last_at else None
    if last is not None and now < last - TOLERANCE:
        return ClockFault.BEHIND_RECORD
    return None
