"""How an address is written into a QR code: in the modes that make it small, with the scheme as cameras expect it."""

from __future__ import annotations

from itertools import groupby
from typing import Literal, NamedTuple

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""What QR's alphanumeric mode can hold, at five and a half bits a character (ISO/IEC 18004, table 5)."""

WORTHWHILE = 6
"""A shorter run in alphanumeric mode costs more, by the header of its part, than it saves."""


class Part(NamedTuple):
    """A stretch of the text, and whether it fits alphanumeric mode; otherwise it goes as bytes."""

    text: str
    is_alphanumeric: bool

    @property
    def mode(self) -> Literal[2, 4]:
        """The mode indicator of the standard: 2 is alphanumeric, 4 is bytes."""
        return 2 if self.is_alphanumeric else 4


def parts(target: str) -> tuple[Part, ...]:
    """`target` in stretches: several phones' cameras open `http://` and not `HTTP://`, so the scheme stays in bytes.

    Host, port and code follow in capitals, which no part of a network minds.
    """
    runs = [Part("".join(run), fits) for fits, run in groupby(target, key=ALPHANUMERIC.__contains__)]
    made: list[Part] = []
    for run in runs:
        part = Part(run.text, run.is_alphanumeric and len(run.text) >= WORTHWHILE)
        if made and made[-1].is_alphanumeric is part.is_alphanumeric:
            made[-1] = Part(made[-1].text + part.text, part.is_alphanumeric)
        else:
            made.append(part)
    return tuple(made)
