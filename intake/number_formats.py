"""Numbers and dates of a cell as the page shows them, in the Vietnamese way, by the format the cell has."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

GENERAL_DIGITS = 11
"""A cell without a format shows no more digits than these."""

_DATE, _TIME, _WHOLE, _CENTS = "dd/mm/yyyy", "hh:mm", "#,##0", "#,##0.00"

BUILT_IN = dict(
    (
        *((1, "0"), (2, "0.00"), (3, _WHOLE), (4, _CENTS), (9, "0%"), (10, "0.00%"), (11, "0.00E+00")),
        *((12, "# ?/?"), (13, "# ??/??"), (16, "dd/mm"), (17, "mm/yyyy"), (22, f"{_DATE} {_TIME}")),
        *((number, _DATE) for number in (14, 15, *range(27, 32), 36, *range(50, 55), 57, 58)),
        *((number, _TIME) for number in (18, 19, 20, 21, *range(32, 36), 55, 56)),
        *((45, "mm:ss"), (46, "[h]:mm"), (47, "mm:ss"), (48, "##0.0E+0"), (49, "@")),
        *((number, _WHOLE) for number in (37, 38, 41, 42)),
        *((number, _CENTS) for number in (39, 40, 43, 44)),
    )
)
"""The formats that a workbook names by number only (ECMA-376, 18.8.30)."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_PARTS = re.compile(r"\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+|am/pm|a/p", re.IGNORECASE)
_FIGURES = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?:\.[0#?]+)?")
_VIETNAMESE = str.maketrans(",.", ".,")
_DAY = 24 * 60 * 60
_LAST_SERIAL = 2_958_465
"""31/12/9999, the last day a workbook can name."""


class Epoch(Enum):
    """The day a workbook counts its days from; 1900 has a 29th of February in it that never was."""

    OF_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  a cell's time has no zone
    OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001


def general(number: Decimal) -> str:
    """A number in a cell without a format: no more digits than fit, no zeros behind."""
    whole_digits = max(number.adjusted() + 1, 1)
    places = max(GENERAL_DIGITS - 1 - whole_digits, 0)
    nearest = round(number, places) if number.adjusted() > -GENERAL_DIGITS else Decimal(0)
    plain = f"{nearest:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return ("0" if plain in {"-0", ""} else plain).translate(_VIETNAMESE)


def _bare(format_: str) -> str:
    """The format without its literal text, spacing, colours and conditions."""
    return _QUOTED.sub("", format_)


def is_date(format_: str) -> bool:
    """Whether a format shows days or times."""
    bare = _bare(format_.split(";")[0])
    return "general" not in bare.lower() and "E+" not in bare and _DATE_PARTS.search(bare) is not None


def shown(text: str, format_: str, epoch: Epoch = Epoch.OF_1900) -> str:
    """The number in `text`, as a workbook stores it, in a format of the workbook; the text itself if it is none."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    if not number.is_finite():
        return text
    if is_date(format_):
        return _date(number, _bare(format_.split(";")[0]).lower(), epoch) or general(number)
    return _number(number, format_)


def _number(number: Decimal, format_: str) -> str:
    sections = format_.split(";")
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
        if not re.search(r"[-(]", _bare(section)):
            number = -number
    elif number == 0 and len(sections) > 2 and sections[2].strip():
        section = sections[2]
    literal = _QUOTED.sub(lambda found: found[1] or found[2] or "", section)
    bare = _bare(section)
    figures = _FIGURES.search(bare)
    if figures is None:
        return (
            general(number)
            if not literal.strip() or "general" in bare.lower() or "@" in bare
            else literal.strip()
        )
    if "E+" in bare or "/" in bare:
        return general(number)
    scaled = number * 100 if "%" in bare else number
    return _around(section, _in_figures(scaled, figures[0]))


def _in_figures(number: Decimal, figures: str) -> str:
    whole, _, decimals = figures.partition(".")
    nearest = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    written = f"{abs(nearest):,f}" if "," in whole else f"{abs(nearest):f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    for _ in range(optional):
        written = written[:-1] if written.endswith("0") else written
    head, point, tail = written.rstrip(".").partition(".")
    head = head.rjust(whole.replace(",", "").count("0"), "0")
    sign = "-" if nearest < 0 else ""
    return f"{sign}{head}{point}{tail}".translate(_VIETNAMESE)


def _around(section: str, written: str) -> str:
    """The figures with the words and signs that the format puts around them."""
    pieces: list[str] = []
    place = 0
    done = False
    while place < len(section):
        quoted = _QUOTED.match(section, place)
        figures = _FIGURES.match(section, place)
        if quoted:
            said = quoted[1] if quoted[1] is not None else quoted[2]
            pieces.append(said or (" " if quoted[0].startswith("_") else ""))
            place = quoted.end()
        elif figures:
            pieces.append("" if done else written)
            done = True
            place = figures.end()
        else:
            pieces.append("" if section[place] in ",@" else section[place])
            place += 1
    return "".join(pieces).strip()


def _date(number: Decimal, bare: str, epoch: Epoch) -> str:
    """A day or a time, day first; empty for one that no calendar has."""
    if not 0 <= number <= _LAST_SERIAL:
        return ""
    parts = _DATE_PARTS.findall(bare)
    seconds = int((number * _DAY).quantize(Decimal(1), ROUND_HALF_UP))
    if any(part.startswith("[") for part in parts):
        return f"{seconds // 3600}:{seconds // 60 % 60:02}"
    if epoch is Epoch.OF_1900 and number < 60:
        seconds += _DAY
    at = epoch.value + timedelta(seconds=seconds)
    has_hours = any(part[0] == "h" for part in parts)
    has_time = has_hours or any(part[0] == "s" for part in parts)
    day, year = any(part[0] == "d" for part in parts), any(part[0] == "y" for part in parts)
    month = any(part[0] == "m" for part in parts) and (day or year or not has_time)
    if day and any(part.startswith("ddd") for part in parts) and not year and not month:
        return general(number)
    return moment(at, day=day, month=month, year=year, time=has_time)


def moment(
    at: datetime, *, day: bool = True, month: bool = True, year: bool = True, time: bool = False
) -> str:
    """The parts of a day and time that are shown; a full day at midnight without its time."""
    pieces = [(day, f"{at:%d}"), (month, f"{at:%m}"), (year, f"{at.year:04}")]
    written = "/".join(text for is_shown, text in pieces if is_shown)
    if time and (not written or at.hour or at.minute):
        written = f"{written} {at:%H:%M}".strip()
    return written
