"""Options that a reader may take for one another: Đồng ý and Đổng ý, or a Cyrillic letter among Latin ones."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from unicodedata import normalize

from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# The letters that fonts draw like Latin ones, from Unicode's confusables (UTS #39), in lower case: Cyrillic, Greek,
# Armenian and rare Latin ones.
_CONFUSED = str.maketrans("аеорсухіјѕһԁԛԝкмтнвӏѵαορνικτօհոսցɑðɖ", "aeopcyxijshdqwkmthblvaopviktohnugadd")
_DIGITS = str.maketrans("01|i", "olll")
_STOPS = str.maketrans("–—−", "---", " \t.,;:!?…\"'“”‘’«»()[]{}·•")


def skeleton(text: str) -> str:
    """What is left of `text` for an eye at the back of the hall; a sign alone stays what it is."""
    bare = fold(normalize("NFKC", text).casefold()).translate(_CONFUSED)
    drawn = fold(bare).translate(_DIGITS).replace("rn", "m").replace("vv", "w").translate(_STOPS)
    return drawn or "".join(text.split())


def lookalikes(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Every pair of `texts` that reads alike."""
    return tuple((a, b) for a, b in combinations(texts, 2) if skeleton(a) == skeleton(b))
