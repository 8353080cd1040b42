"""Numbers as people write them, Vietnamese and English: the one rule for whatever is typed or stands in a file.

Vietnamese groups thousands with points and writes a comma before the decimals (TCVN 6398, Thông tư 01/2011/TT-BNV);
English does it the other way round; both use spaces between groups. What only one of them can have written is read so.
``1.000`` is a thousand to one and one to the other: it is asked back with both readings, never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from meeting import limits
from meeting.refusal import Refusal
from meeting.text.amounts import canonical
from meeting.text.folding import fold

_SPACES = "\u00a0\u2007\u2008\u2009\u202f\u3000"
_MINUS = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
_ASCII = str.maketrans(
    "０１２３４５６７８９＋，．％" + _SPACES + _MINUS,
    "0123456789+,.%" + " " * len(_SPACES) + "-" * len(_MINUS),
)
"""Full-width letters of Asian keyboards, and the spaces and minus signs that word processors put in."""

_PARTS = re.compile(r"([+-]?)([0-9.,][0-9., ]*?)(?: *([^0-9., ].*))?", re.ASCII | re.DOTALL)
"""The sign, the figures, and the unit behind them."""

_WHOLE = re.compile(r"[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"(?!0+[1-9][0-9]*[.,][0-9]{3}$)([0-9]*)[.,]([0-9]+)", re.ASCII)
"""Not ``01.000``, which is neither a group nor anybody's decimals."""

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,]([0-9]+))?", re.ASCII)

_VIETNAMESE = str.maketrans(",.", ".,")
_PERCENT = ("%", "phan tram", "percent", "per cent")


def ascii_digits(text: str) -> str:
    """`text` with full-width digits and signs as ASCII has them."""
    return text.translate(_ASCII)


def _grouped(figures: str) -> Decimal | None:
    found = _GROUPED.fullmatch(figures)
    if found is None:
        return None
    whole = figures if found[2] is None else figures[: found.start(2) - 1]
    return Decimal(f"{whole.replace(found[1], '')}.{found[2] or 0}")


def _decimal(figures: str) -> Decimal | None:
    if _WHOLE.fullmatch(figures):
        return Decimal(figures)
    found = _DECIMAL.fullmatch(figures)
    return None if found is None else Decimal(f"{found[1] or 0}.{found[2]}")


def _fits(unit: str, expected: str) -> bool:
    """Whether the unit behind a number is the one asked for; nothing always is, and % where no unit was named."""
    given, asked = fold(unit), fold(expected)
    if not given or given == asked:
        return True
    return given in _PERCENT and (not asked or asked.startswith(_PERCENT))


def read(text: str, field: str = "amount", *, unit: str = "", whole: bool = False) -> Decimal:
    """The number in `text`, which may have `unit` behind it; ``50%`` is 50.

    With `whole` only whole numbers are asked for, so that ``1.000`` can be nothing but a thousand. Raises Refusal
    naming `field`: ``number-unclear``; ``number-in-other-unit`` with the unit `given`; ``number-ambiguous`` with what
    was `typed` and the readings `grouped` and `pointed`, each spelt so that it can be typed instead.
    """
    typed = text.translate(_ASCII).strip()
    parts = _PARTS.fullmatch(typed) if len(typed) <= limits.NUMBER_TYPED_CHARACTERS else None
    if parts is None:
        raise Refusal("number-unclear", field=field)
    sign, figures, behind = parts[1], parts[2], parts[3] or ""
    grouped, pointed = _grouped(figures), _decimal(figures)
    if grouped is None and pointed is None:
        raise Refusal("number-unclear", field=field)
    if not _fits(behind, unit):
        if unit:
            raise Refusal("number-in-other-unit", field=field, given=behind, unit=unit)
        raise Refusal("number-unclear", field=field)
    readings = [_signed(sign, reading) for reading in (grouped, pointed) if reading is not None]
    if max(len(canonical(reading)) for reading in readings) > limits.NUMBER_CHARACTERS:
        raise Refusal("number-unclear", field=field)
    if len(readings) > 1 and not whole:
        spelt = [plainly(canonical(reading)) for reading in readings]
        raise Refusal(
            "number-ambiguous", field=field, typed=f"{sign}{figures}", grouped=spelt[0], pointed=spelt[1]
        )
    return readings[0]


def _signed(sign: str, number: Decimal) -> Decimal:
    return -number if sign == "-" else number


def clean(text: str, field: str = "amount", *, unit: str = "", whole: bool = False) -> str:
    """`text` as a document keeps a number (see `kept`); empty stays empty. Raises Refusal as `read` does."""
    return kept(read(text, field, unit=unit, whole=whole)) if text.strip() else ""


def read_whole(text: str, field: str = "amount") -> int:
    """The whole number, not below zero, in `text`. Raises Refusal as `read` does."""
    number = read(text, field, whole=True)
    if number < 0 or number != number.to_integral_value():
        raise Refusal("number-unclear", field=field)
    return int(number)


def kept(number: Decimal) -> str:
    """`canonical`, but so that `read` reads it back: documents pass the rules again when changed or taken over.

    Three decimals behind up to three digits could be taken for a group, so a zero stands behind them.
    """
    spelt = canonical(number)
    return f"{spelt}0" if _GROUPED.fullmatch(spelt.lstrip("-")) else spelt


def plainly(amount: str) -> str:
    """A number of the record as a field is filled with it: Vietnamese, without groups, read back as nothing else."""
    return kept(Decimal(amount)).replace(".", ",") if amount else ""


def shown(amount: str) -> str:
    """A number of the record as Vietnamese writes it: ``1.234.567,5``."""
    return f"{Decimal(canonical(Decimal(amount))):,}".translate(_VIETNAMESE)
