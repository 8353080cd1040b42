"""Options that a reader may take for one another: Đồng ý and Đổng ý, or a Cyrillic letter among Latin ones."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# The Cyrillic and Greek letters that fonts draw like Latin ones, from Unicode's confusables (UTS #39), in lower case.
_CONFUSED = str.maketrans("аеорсухіјѕһԁԛԝкмтнвӏαορνικτ", "aeopcyxijshdqwkmthblaopvikt")
_DIGITS = str.maketrans("01|", "oll")


def skeleton(text: str) -> str:
    """What is left of `text` for an eye at the back of the hall."""
    return "".join(fold(text).translate(_CONFUSED).translate(_DIGITS).split())


def lookalikes(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Every pair of `texts` that reads alike."""
    return tuple((a, b) for a, b in combinations(texts, 2) if skeleton(a) == skeleton(b))
