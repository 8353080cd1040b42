"""Deadlines in working days, over weekends, Tết and exchanged days; and how urgent an open matter is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.laptop import holiday_table as table
from meeting import limits
from meeting.model.calendar import Calendar, Holiday
from meeting.model.profile import DeadlineDefaults
from meeting.model.question import Outcome
from meeting.model.register import Status
from meeting.refusal import Refusal
from meeting.register import holidays
from meeting.register.deadlines import (
    Urgency,
    WorkingDays,
    default_deadline,
    unannounced,
    urgency,
    working_days_after,
    working_days_until,
)

VIETNAM = table.read(table.PACKAGED)
dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2024-04-17", 0, "2024-04-17"),
        ("2024-04-17", 1, "2024-04-19"),  # 18/4 is the kings' anniversary
        ("2024-04-17", 10, "2024-05-06"),  # 29/4 exchanged, 30/4 and 1/5 off, Saturday 4/5 worked
        ("2024-04-26", 4, "2024-05-06"),
        ("2024-02-07", 1, "2024-02-15"),  # the Tết of 2024
        ("2025-01-24", 1, "2025-02-03"),  # the Tết of 2025
        ("2026-02-13", 5, "2026-02-27"),  # the Tết of 2026
        ("2024-04-20", 0, "2024-04-22"),  # a period never ends on a Saturday
        ("2024-05-03", 1, "2024-05-04"),
    ],
)
def test_working_days_are_counted_as_offices_work(start: str, days: int, due: str) -> None:
    assert working_days_after(date.fromisoformat(start), days, VIETNAM).isoformat() == due


@pytest.mark.parametrize("count", [-1, limits.DEADLINE_WORKING_DAYS + 1])
def test_a_period_out_of_all_proportion_is_refused(count: int) -> None:
    with pytest.raises(Refusal, match="bad-period"):
        working_days_after(date(2024, 4, 17), count, VIETNAM)


@given(dates, st.integers(0, 60))
def test_counting_there_and_back_agrees(start: date, count: int) -> None:
    due = working_days_after(start, count, VIETNAM)
    assert due in WorkingDays(VIETNAM)
    assert due >= start
    if count:
        assert working_days_until(due, start, VIETNAM) == count
        assert working_days_until(start, due, VIETNAM) == -count


def test_how_urgent_a_matter_is() -> None:
    def on(day: int) -> Urgency:
        return urgency("2024-05-10", Status.IN_PROGRESS, date(2024, 5, day), VIETNAM)

    assert [on(day) for day in (6, 7, 10, 11)] == [
        Urgency.OPEN,
        Urgency.DUE_SOON,
        Urgency.DUE_SOON,
        Urgency.OVERDUE,
    ]
    assert urgency("2024-05-10", Status.EXPLAINED, date(2025, 1, 1), VIETNAM) is Urgency.SETTLED


def test_each_outcome_has_the_agencys_own_default() -> None:
    defaults = DeadlineDefaults(written_answer=1, assignment=2, superior=3, specialised=4)
    day = date(2024, 5, 6)
    due = [
        default_deadline(outcome, day, defaults, Calendar())
        for outcome in (Outcome.WRITTEN_ANSWER, Outcome.ASSIGNED, Outcome.SUPERIOR, Outcome.SPECIALISED)
    ]
    assert due == ["2024-05-07", "2024-05-08", "2024-05-09", "2024-05-10"]


def test_a_deadline_that_rests_on_days_not_announced_yet_says_so() -> None:
    assert not unannounced(date(2024, 5, 10), date(2024, 4, 17), VIETNAM)
    assert unannounced(date(2027, 2, 12), date(2027, 2, 1), VIETNAM)
    assert unannounced(date(2031, 1, 2), date(2030, 12, 30), VIETNAM)


def test_the_packaged_table_covers_its_years_and_swaps_saturdays() -> None:
    assert sorted(VIETNAM.years) == [2024, 2025, 2026, 2027, 2028]
    assert {date.fromisoformat(day.on).weekday() for day in VIETNAM.worked} == {5}
    assert all(day.name for day in (*VIETNAM.off, *VIETNAM.worked))
    fixed = {f"{year}-{day}" for year in VIETNAM.years for day in ("01-01", "04-30", "05-01", "09-02")}
    assert fixed <= {day.on for day in VIETNAM.off}


def test_a_table_in_the_data_folder_replaces_the_packaged_one(tmp_path: Path) -> None:
    assert table.in_use(tmp_path) == VIETNAM
    (tmp_path / table.NAME).write_text(
        '[[off]]\non = "2030-02-03"\nname = "Tết"\nprovisional = true\n', encoding="utf-8"
    )
    assert table.in_use(tmp_path) == Calendar((Holiday("2030-02-03", "Tết", provisional=True),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "on", ['"2030-02-03"', "“2030-02-03”", "3/2/2030", "03.02.2030", '"3/2/2030"', "2030-02-03"]
)
def test_a_table_is_read_as_a_person_writes_and_saves_it(tmp_path: Path, on: str, encoding: str) -> None:
    (tmp_path / table.NAME).write_text(f"[[off]]\non = {on}\nname = “Tết”\n", encoding=encoding)
    assert table.in_use(tmp_path) == Calendar((Holiday("2030-02-03", "Tết"),))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[off]]\n", "off[1].on"),
        ("[[off]]\non = 2024-01-01\n[[off]]\non = 'x'\n", "off[2].on"),
        ("[[off]]\non = 2024-01-01T10:00:00\n", "off[1].on"),
        ("[[off]]\non = 2024-01-02\nuntil = 2024-01-01\n", "off[1].until"),
        ("[[off]]\non = 2024-01-02\nuntil = 2025-01-01\n", "off[1].until"),
        ("[[worked]]\non = 2024-01-02\nname = 'a'\nlunar = true\n", "worked[1]"),
        ("off = 3\n", "off"),
        ("off = [3]\n", "off[1]"),
        ("holidays = []\n", "holidays"),
        ("off = [\n", ""),
    ],
)
def test_a_wrong_table_is_refused_naming_the_entry(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / table.NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="bad-holiday-table") as refused:
        table.read(path)
    assert where in str(refused.value.params["where"])


def test_a_table_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / table.NAME
    deep = b"off = " + b"[" * 5000, b"a." * 100_000 + b"a = 1", b"x = " + b"9" * 5000
    for data in (b"\xff\xfe\xff", b"#" * (table.TABLE_BYTES + 1), *deep):
        path.write_bytes(data)
        with pytest.raises(Refusal, match="bad-holiday-table"):
            table.read(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(Refusal, match="bad-holiday-table"):
        table.read(path)


def test_a_day_listed_twice_counts_once() -> None:
    assert len(holidays.calendar({"off": [{"on": "2024-01-01"}, {"on": "2024-01-01", "name": "a"}]}).off) == 1
