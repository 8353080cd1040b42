"""How good suggestions are on labelled lines: accuracy, within two, confusion, by style, and where confident."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.lines import Line
    from triage.model import Suggestion


class Share(msgspec.Struct, frozen=True):
    """How many lines there were, at how many the first choice was right, and at how many one of the first two."""

    lines: int = 0
    first: int = 0
    two: int = 0

    @property
    def first_share(self) -> float:
        """The share right at first choice, 0 to 1."""
        return self.first / self.lines if self.lines else 0.0

    @property
    def two_share(self) -> float:
        """The share right within two choices, 0 to 1."""
        return self.two / self.lines if self.lines else 0.0


class Quality(msgspec.Struct, frozen=True):
    """A measurement. `confusion` counts lines by (true area, first choice); `either` accepts a line's second area too.

    `sure` counts the lines where the model claimed confidence, `unclassified` those it named no area for.
    """

    all: Share
    either: int
    sure: Share
    unclassified: int
    styles: dict[str, Share]
    areas: dict[str, Share]
    confusion: dict[tuple[str, str], int]


def measured(judged: Iterable[tuple[Line, Suggestion]]) -> Quality:
    """The quality of suggestions for lines whose true areas are known."""
    pairs = list(judged)
    return Quality(
        all=_share(pairs),
        either=sum(suggested.ranking[0][0] in (line.area, line.second) for line, suggested in pairs),
        sure=_share([(line, suggested) for line, suggested in pairs if suggested.confident]),
        unclassified=sum(suggested.area not in dict(suggested.ranking) for _, suggested in pairs),
        styles={
            key: _share([p for p in pairs if p[0].style == key])
            for key in sorted({p[0].style for p in pairs})
        },
        areas={
            key: _share([p for p in pairs if p[0].area == key]) for key in sorted({p[0].area for p in pairs})
        },
        confusion=dict(Counter((line.area, suggested.ranking[0][0]) for line, suggested in pairs)),
    )


def _share(pairs: list[tuple[Line, Suggestion]]) -> Share:
    first = sum(suggested.ranking[0][0] == line.area for line, suggested in pairs)
    two = sum(line.area in (suggested.ranking[0][0], suggested.second) for line, suggested in pairs)
    return Share(len(pairs), first, two)
