"""Dates, times and numbers as Nghị định 30/2020/NĐ-CP wants them."""

from __future__ import annotations

from datetime import date

import pytest

from wording import dates


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 3, 5), "ngày 05 tháng 3 năm 2024"),
        (date(2024, 1, 15), "ngày 15 tháng 01 năm 2024"),
        (date(2024, 2, 9), "ngày 09 tháng 02 năm 2024"),
        (date(2024, 12, 10), "ngày 10 tháng 12 năm 2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_zero(day: date, written: str) -> None:
    assert dates.written_date(day) == written


def test_a_time_that_is_not_known_leaves_dots_to_fill_in() -> None:
    assert dates.started_at("") == "… giờ …, ngày … tháng … năm …"
