"""A clock that cannot be right is noticed; one that may be right is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meeting.plausible_time import EARLIEST, LATEST, ClockFault, clock_fault

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), ClockFault.TOO_EARLY),
        (EARLIEST - timedelta(seconds=1), ClockFault.TOO_EARLY),
        (EARLIEST, None),
        (NOW, None),
        (LATEST, ClockFault.TOO_LATE),
        (datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), ClockFault.TOO_LATE),
        (datetime(9999, 12, 31, tzinfo=UTC), ClockFault.TOO_LATE),
    ],
)
def test_a_clock_of_another_age_is_noticed(now: datetime, fault: ClockFault | None) -> None:
    assert clock_fault(now) is fault


def test_a_clock_behind_the_record_is_noticed_beyond_what_two_laptops_differ_by() -> None:
    assert clock_fault(NOW, (NOW + timedelta(minutes=50)).isoformat()) is None
    assert clock_fault(NOW, (NOW + timedelta(days=1)).isoformat()) is ClockFault.BEHIND_RECORD
    assert clock_fault(NOW, (NOW - timedelta(days=900)).isoformat()) is None
