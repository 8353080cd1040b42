"""Text from before Unicode: TCVN3 (ABC, the .Vn fonts) and VNI (the VNI- fonts), recognised and converted.

In both a Western code page was given Vietnamese shapes by the font alone, so the text of an old document arrives as
Western letters: "C¶i c¸ch hµnh chÝnh", "Caûi caùch haønh chính". Tables: TCVN 5712:1993 (VN3) and VNI-Windows.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from intake.syllables import marked_words, plausibility

if TYPE_CHECKING:
    from collections.abc import Iterable


class Legacy(StrEnum):
    """The two old ways that still turn up in offices."""

    TCVN3 = "tcvn3"
    VNI = "vni"


# Lower-case letters in the order of the code page; capitals with a tone do not exist, capital fonts (.VnTimeH) draw
# the same codes as capitals.
_TCVN3 = {
    **dict(zip("µ¶·¸¹", "àảãáạ", strict=True)),
    **dict(zip("¨»¼½¾Æ", "ăằẳẵắặ", strict=True)),
    **dict(zip("©ÇÈÉÊË", "âầẩẫấậ", strict=True)),
    "®": "đ",
    **dict(zip("ÌÎÏÐÑ", "èẻẽéẹ", strict=True)),
    **dict(zip("ªÒÓÔÕÖ", "êềểễếệ", strict=True)),
    **dict(zip("×ØÜÝÞ", "ìỉĩíị", strict=True)),
    **dict(zip("ßáâãä", "òỏõóọ", strict=True)),
    **dict(zip("«åæçèé", "ôồổỗốộ", strict=True)),
    **dict(zip("¬êëìíî", "ơờởỡớợ", strict=True)),
    **dict(zip("ïñòóô", "ùủũúụ", strict=True)),
    **dict(zip("\u00adõö÷øù", "ưừửữứự", strict=True)),
    **dict(zip("úûüýþ", "ỳỷỹýỵ", strict=True)),
    **dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True)),
}
_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI writes a letter and, after it, a second character that carries the tone, or the tone with the letter's own mark.
_TONE = "ùøûõï"
_VNI_PAIRS = {
    ("a", _TONE): "áàảãạ",
    ("a", "êéèúüë"): "ăắằẳẵặ",
    ("a", "âáàåãä"): "âấầẩẫậ",
    ("e", _TONE): "éèẻẽẹ",
    ("e", "âáàåãä"): "êếềểễệ",
    ("o", _TONE): "óòỏõọ",
    ("o", "âáàåãä"): "ôốồổỗộ",
    ("ô", _TONE): "ớờởỡợ",
    ("u", _TONE): "úùủũụ",
    ("ö", _TONE): "ứừửữự",
    ("y", "ùøûõ"): "ýỳỷỹ",
}
_VNI_SINGLES = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLES)
    for (letter, seconds), vietnamese in _VNI_PAIRS.items():
        table.update({letter + second: good for second, good in zip(seconds, vietnamese, strict=True)})
    capitals = {old.upper(): good.upper() for old, good in table.items()}
    # A capital letter is sometimes followed by the small mark, as typed without the shift key.
    mixed = {old[0].upper() + old[1:]: good.upper() for old, good in table.items() if len(old) > 1}
    return {**table, **mixed, **capitals}


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WESTERN = re.compile("[\u00a1-\u00ff]")
_SURELY_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)

CONVINCING = 0.8
"""At least this part of the marked words must be possible syllables after converting."""


def convert(text: str, legacy: Legacy) -> str:
    """`text` with every character of the old code turned into Unicode; characters it does not have stay."""
    if legacy is Legacy.TCVN3:
        return text.translate(_TCVN3_TABLE)
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


class Verdict(NamedTuple):
    """What a text seems to be: in an old code (`legacy`), or as it should be (None). Not `sure` is worth a flag."""

    legacy: Legacy | None
    sure: bool


AS_IT_IS = Verdict(None, sure=True)


def _score(text: str, legacy: Legacy) -> float:
    """How Vietnamese `text` looks after converting: 0 to 1; 0 where converting changes nothing."""
    converted = convert(text, legacy)
    return plausibility(converted) if converted != text and any(marked_words(converted)) else 0.0


def recognise(text: str, likely: Legacy | None = None) -> Verdict:
    """Whether `text` is TCVN3 or VNI read as Western letters; `likely` (what its neighbours are) decides a tie.

    Text with letters that only Unicode has is never touched. Otherwise the reading wins under which most marked words
    are possible Vietnamese syllables; a tie with the text as it is leaves it alone.
    """
    if not _WESTERN.search(text) or _SURELY_UNICODE.search(text):
        return AS_IT_IS
    as_it_is = plausibility(text) if any(marked_words(text)) else 0.0
    scores = {legacy: _score(text, legacy) for legacy in Legacy}
    best = max(Legacy, key=lambda legacy: (scores[legacy], legacy is likely))
    if scores[best] > as_it_is and scores[best] >= CONVINCING:
        return Verdict(best, sure=True)
    return Verdict(None, sure=as_it_is >= CONVINCING or scores[best] == 0)


def likely_in(texts: Iterable[str]) -> Legacy | None:
    """The old code most of `texts` are in, None if they are as they should be: for the ties of single cells."""
    joined = " ".join(text for text in texts if not _SURELY_UNICODE.search(text))
    return recognise(joined).legacy


def with_dyet(text: str) -> str:
    """Vietnamese text in which the Icelandic eth stands for Đ (they look the same), put right."""
    if not _SURELY_UNICODE.search(text):
        return text
    return text.replace("\u00d0", "Đ").replace("\u00f0", "đ")
