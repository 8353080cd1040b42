"""Vietnamese syllables without diacritics, and the Telex keystrokes that were left in a line by mistake."""

from __future__ import annotations

import re
from functools import lru_cache

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_OPEN = (
    r"(?:uyeu|uoi|uou|ieu|yeu|oai|oao|oay|oeo|uay|uya|uyu"
    r"|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|[aeiouy])"
)
_CLOSED = r"(?:(?:uye|ie|ye|uo|oa|oe|ua|ue|uy|[aeiouy])(?:ch|ng|nh|[cmnpt]))"
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_CLOSED}|{_OPEN})")
_TONE_KEY = re.compile(r"(?<=[aeiouywcmnpthg])[sfrxj]")
_REPEATED = re.compile(r"([aeoud])\1+")


@lru_cache(maxsize=8192)
def is_syllable(plain: str) -> bool:
    """Whether `plain` (lower case, no diacritics) can be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(plain) is not None


@lru_cache(maxsize=8192)
def untelex(token: str) -> str:
    """The plain syllable that the Telex keystrokes in `token` spell ("tuaafn" is tuan), or "" if they spell none."""
    if not any(key in token for key in "sfrxjw") and not _REPEATED.search(token):
        return ""
    bare = _REPEATED.sub(r"\1", token.replace("w", "") or "u")
    if bare != token and is_syllable(bare):
        return bare
    for match in reversed(list(_TONE_KEY.finditer(bare))):
        without = bare[: match.start()] + bare[match.end() :]
        without = _REPEATED.sub(r"\1", without)
        if is_syllable(without):
            return without
    return ""
