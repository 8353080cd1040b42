"""How official Vietnamese documents write dates, times, numbers and people (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.model.profile import Person

_PADDED_MONTHS = 2
_PADDED_DAYS = 9

BLANK_DATE = "ngày … tháng … năm …"
BLANK_TIME = "… giờ …"


def written_date(day: date) -> str:
    """ngày 05 tháng 3 năm 2024: days below 10 and months 1 and 2 get a zero, other months do not."""
    days = f"{day.day:02}" if day.day <= _PADDED_DAYS else str(day.day)
    months = f"{day.month:02}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"ngày {days} tháng {months} năm {day.year}"


def written_time(at: datetime) -> str:
    """08 giờ 00, ngày 05 tháng 3 năm 2024: the wall clock of the place the meeting was held."""
    return f"{clock(at)}, {written_date(at.date())}"


def clock(at: datetime) -> str:
    """08 giờ 00."""
    return f"{at.hour:02} giờ {at.minute:02}"


def short_date(day: date) -> str:
    """05/3/2024, for tables, with the same zeros as in a written date."""
    return written_date(day).removeprefix("ngày ").replace(" tháng ", "/").replace(" năm ", "/")


def parsed_date(text: str) -> date | None:
    """A date out of ISO 8601 text (a date or an instant); None where there is none or it cannot be read."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def parsed_time(text: str) -> datetime | None:
    """An instant out of ISO 8601 text; None where there is none or it cannot be read."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def started_at(text: str) -> str:
    """An instant in words, with dots to fill in by hand where it is not known."""
    at = parsed_time(text)
    return written_time(at) if at else f"{BLANK_TIME}, {BLANK_DATE}"


def day_of(text: str) -> str:
    """A date in a table; empty where it is not known."""
    day = parsed_date(text)
    return short_date(day) if day else ""


def named(person: Person) -> str:
    """Thiếu tá Nguyễn Văn A, Trưởng phòng: the rank only where the agency's profile gives one."""
    return ", ".join(part for part in (f"{person.rank} {person.name}".strip(), person.post) if part)


def decimal(value: float, places: int = 1) -> str:
    """7,5: the decimal comma of Vietnamese documents."""
    return f"{value:.{places}f}".replace(".", ",")


def percent(part: int, whole: int) -> str:
    """78,4%: one decimal, none where it would be zero; a dash where there is nothing to divide by."""
    if whole == 0:
        return "-"
    return decimal(100 * part / whole).removesuffix(",0") + "%"
