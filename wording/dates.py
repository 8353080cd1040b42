"""Dates and times as people here write them, and as official documents must."""

from __future__ import annotations

from datetime import date, datetime

from language import current

_PADDED_MONTHS = 2
_PADDED_DAYS = 9

BLANK_DATE = "ngày … tháng … năm …"
BLANK_TIME = "… giờ …"


def parsed_date(text: str) -> date | None:
    """A date out of ISO 8601 text (a date or an instant); None where there is none or it cannot be read."""
    at = parsed_time(text)
    return at.date() if at else None


def parsed_time(text: str) -> datetime | None:
    """An instant out of ISO 8601 text; None where there is none or it cannot be read."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> str:
    """An ISO date to read: 05/12/2026, in English 5 December 2026; text that is no date stays as it is."""
    found = parsed_date(text)
    if found is None:
        return text
    return f"{found.day} {found:%B %Y}" if current() == "en" else typed(found)


def typed(found: date) -> str:
    """05/12/2026, as a date is typed into a field in either language."""
    return f"{found:%d/%m/%Y}"


def typed_day(text: str) -> str:
    """An ISO date as it is typed into a field; text that is no date stays as it is."""
    found = parsed_date(text)
    return typed(found) if found else text


def time_of_day(at: datetime | str) -> str:
    """14:05; of ISO 8601 text too, empty where there is none or it cannot be read."""
    found = parsed_time(at) if isinstance(at, str) else at
    return f"{found:%H:%M}" if found else ""


def written_date(found: date) -> str:
    """Ngày 05 tháng 3 năm 2024, in small letters: days below 10 and months 1 and 2 get a zero, other months do not.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II, khoản 4.
    """
    days = f"{found.day:02}" if found.day <= _PADDED_DAYS else str(found.day)
    months = f"{found.month:02}" if found.month <= _PADDED_MONTHS else str(found.month)
    return f"ngày {days} tháng {months} năm {found.year}"


def written_time(at: datetime) -> str:
    """08 giờ 00, ngày 05 tháng 3 năm 2024: the wall clock of the place the meeting was held."""
    return f"{written_clock(at)}, {written_date(at.date())}"


def written_clock(at: datetime) -> str:
    """08 giờ 00."""
    return f"{at.hour:02} giờ {at.minute:02}"


def started_at(text: str) -> str:
    """An instant in a document's words, with dots to fill in by hand where it is not known."""
    at = parsed_time(text)
    return written_time(at) if at else f"{BLANK_TIME}, {BLANK_DATE}"


def official_day(text: str) -> str:
    """05/3/2024, for a document's tables, with the same zeros as in a written date; empty where it is not known."""
    found = parsed_date(text)
    if found is None:
        return ""
    return written_date(found).removeprefix("ngày ").replace(" tháng ", "/").replace(" năm ", "/")
