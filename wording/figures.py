"""Numbers and percentages in sentences, with the decimal mark of the current language."""

from __future__ import annotations

from language import current
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.votes.results import tenths

NOTHING = "-"
"""What stands where there is nothing to divide by."""


_KEPT_PLACES = 4
"""`meeting.text.numbers.kept` writes three decimals with a zero behind them."""

_VIETNAMESE = str.maketrans(",.", ".,")


def number(text: str) -> str:
    """A decimal number in ASCII as the current language writes it, in groups of thousands: ``1.234.567,5``."""
    whole, point, decimals = text.partition(".")
    if len(decimals) == _KEPT_PLACES and decimals.endswith("0"):
        decimals = decimals[:-1]
    grouped = f"{'-' if whole.startswith('-') else ''}{int(whole.lstrip('-')):,}"
    written = f"{grouped}{point}{decimals}"
    return written.translate(_VIETNAMESE) if current() == "vi" else written


def read_back(typed: str, unit: str = "", *, whole: bool = False) -> str:
    """What a number that somebody is typing is read as, ``= 12.000 giờ``, or why it cannot be; empty for nothing."""
    from wording.refusals import sentence

    if not typed.strip():
        return ""
    try:
        return f"= {measured(numbers.clean(typed, unit=unit, whole=whole), unit)}"
    except Refusal as refusal:
        return sentence(refusal.code, refusal.params)


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


def quantity(count: int) -> str:
    """A count in an official sentence: 03, 12; a single digit has a zero before it, nothing at all has none."""
    return f"{count:02}" if count else "0"
