"""Decimal numbers as the record keeps them: exact, in ASCII, with a point, never a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from meeting import limits
from meeting.refusal import Refusal

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def parse(text: str, field: str = "amount") -> Decimal:
    """The number that the record keeps as `text`. What a person typed is read by `meeting.text.numbers`.

    Raises Refusal ``number-unclear`` naming `field` for anything else (exponents, group separators, other digits).
    """
    if len(text) > limits.NUMBER_CHARACTERS or not _NUMBER.fullmatch(text):
        raise Refusal("number-unclear", field=field)
    return Decimal(text)


def canonical(number: Decimal) -> str:
    """One spelling for each value: no exponent, no trailing zeros, no negative zero."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain


def places(number: Decimal) -> int:
    """How many places after the point `number` needs."""
    _, _, fraction = canonical(number).partition(".")
    return len(fraction)


def rounded(number: Decimal, digits: int = 2) -> str:
    """`number` to `digits` places, halves away from zero (as offices round), trailing zeros kept, no negative zero."""
    nearest = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{abs(nearest) if nearest.is_zero() else nearest:f}"
