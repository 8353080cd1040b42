"""The official wordings of graded answers, strongest agreement first.

*Không có ý kiến* is never one of the options: a form offers it beside them, and it is kept out of every mean.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from meeting.model.form import Option


class Scale(NamedTuple):
    """One wording: its name in both languages and its options."""

    name: str
    name_en: str
    options: tuple[Option, ...]


def _scale(name: str, name_en: str, positive: int, *words: tuple[str, str]) -> Scale:
    """A scale scored from the number of its words down to 1; the first `positive` of them count as content."""
    options = tuple(
        Option(str(len(words) - place), text, text_en, len(words) - place, place < positive)
        for place, (text, text_en) in enumerate(words)
    )
    return Scale(name, name_en, options)


# Satisfaction as the Ministry of Home Affairs' index (QĐ 2640/QĐ-BNV) prints it; the other two as surveys of
# agencies use them.
SCALES = MappingProxyType(
    {
        "satisfaction": _scale(
            "Mức độ hài lòng",
            "Satisfaction",
            2,
            ("Rất hài lòng", "Very satisfied"),
            ("Hài lòng", "Satisfied"),
            ("Bình thường", "Neutral"),
            ("Không hài lòng", "Dissatisfied"),
            ("Rất không hài lòng", "Very dissatisfied"),
        ),
        "agreement": _scale(
            "Mức độ đồng ý",
            "Agreement",
            2,
            ("Hoàn toàn đồng ý", "Strongly agree"),
            ("Đồng ý", "Agree"),
            ("Phân vân", "Undecided"),
            ("Không đồng ý", "Disagree"),
            ("Hoàn toàn không đồng ý", "Strongly disagree"),
        ),
        "frequency": _scale(
            "Mức độ thường xuyên",
            "Frequency",
            0,
            ("Thường xuyên", "Often"),
            ("Thỉnh thoảng", "Sometimes"),
            ("Hiếm khi", "Rarely"),
            ("Không bao giờ", "Never"),
        ),
    }
)

YES_NO = (Option("yes", "Tán thành", "In favour"), Option("no", "Không tán thành", "Against"))
"""The words of a vote in a Vietnamese assembly; the third, *Không có ý kiến*, is the abstention."""

ABSTAIN = Option("abstain", "Không có ý kiến", "No opinion")
"""The abstention, in the same words everywhere."""
