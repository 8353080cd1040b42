"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from meeting.model.calendar import Calendar
from meeting.refusal import Refusal
from tui.days import read_day

TODAY = date(2024, 4, 17)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24/4/2024", "2024-04-24"),
        ("24/04", "2024-04-24"),
        ("01.03", "2025-03-01"),
        (" 2-5-2024 ", "2024-05-02"),
        ("2024-05-02", "2024-05-02"),
        ("+1", "2024-04-18"),
        ("+3", "2024-04-22"),
        ("", ""),
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str, day: str) -> None:
    assert read_day(typed, TODAY, Calendar()) == day


@pytest.mark.parametrize("typed", ["31/2/2024", "mai", "24", "+999", "1/13", "1/1/24", "²/3", "29/2"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_day(typed, TODAY, Calendar())
