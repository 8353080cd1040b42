"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from meeting.model.calendar import Calendar
from meeting.refusal import Refusal
from tui.days import day_read_back, read_day

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


def test_what_is_counted_in_working_days_is_said_as_a_date() -> None:
    said = day_read_back(Calendar())
    today = datetime.now().astimezone().date()
    meant = date.fromisoformat(read_day("+15", today, Calendar()))
    assert f"{meant:%d/%m/%Y}" in said("+15", {})
    assert f"{date(today.year + 1, 3, 1):%Y}" in said("1/3", {}) or f"{today.year}" in said("1/3", {})


@pytest.mark.parametrize("typed", ["", "24/12/2026", "hôm nào đó", "+"])
def test_nothing_is_said_of_a_date_in_full_or_of_none(typed: str) -> None:
    assert day_read_back(Calendar())(typed, {}) == ""
