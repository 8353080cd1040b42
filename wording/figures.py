"""Numbers and percentages in sentences, with the decimal mark of the current language."""

from __future__ import annotations

from language import current
from meeting.votes.results import tenths

NOTHING = "-"
"""What stands where there is nothing to divide by."""


_VIETNAMESE = str.maketrans(",.", ".,")


def number(text: str) -> str:
    """A decimal number in ASCII as the current language writes it, in groups of thousands: ``1.234.567,5``."""
    whole, point, decimals = text.partition(".")
    grouped = f"{'-' if whole.startswith('-') else ''}{int(whole.lstrip('-')):,}"
    written = f"{grouped}{point}{decimals}"
    return written.translate(_VIETNAMESE) if current() == "vi" else written


def percent(tenths_: int) -> str:
    """A percentage from tenths: ``33,3%``; one decimal, none where it would be zero."""
    whole, tenth = divmod(tenths_, 10)
    return f"{number(f'{whole}.{tenth}')}%" if tenth else f"{whole}%"


def share(part: int, whole: int) -> str:
    """`part` of `whole` as a percentage; a dash where there is nothing to divide by."""
    return percent(tenths(part, whole)) if whole else NOTHING


def measured(level: str, unit: str) -> str:
    """A level with its unit, 95% or 5 hồ sơ; empty where there is none."""
    if not level:
        return ""
    joined = "" if unit.startswith("%") else " "
    return f"{number(level)}{joined}{unit}".strip()
