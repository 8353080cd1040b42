"""What people call the areas of a meeting and the kinds of questions, in a column or in a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from meeting.model.question import QuestionKind
from meeting.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.areas import Area

SHORTEST_PART = 4
"""Fewer letters than this say too little to be part of an area's name."""

_SAYS_AREA = re.compile(r"(?:(?:ve|nhom|thuoc)\s+)?(?:linh vuc|nhom van de)\s*:?\s+")

KIND_NAMES = {
    "cau hoi": QuestionKind.QUESTION,
    "hoi": QuestionKind.QUESTION,
    "question": QuestionKind.QUESTION,
    "y kien": QuestionKind.OPINION,
    "phan anh": QuestionKind.OPINION,
    "gop y": QuestionKind.OPINION,
    "opinion": QuestionKind.OPINION,
    "kien nghi": QuestionKind.RECOMMENDATION,
    "de xuat": QuestionKind.RECOMMENDATION,
    "de nghi": QuestionKind.RECOMMENDATION,
    "recommendation": QuestionKind.RECOMMENDATION,
}
"""What people write for the kinds, folded."""

_NUMBERED = re.compile(r"^[\divx]+[.)]\s*")


class AreaNames:
    """Tells which area of this meeting a text names."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas: dict[str, str] = {}
        for area in areas:
            for name in (area.id, area.name, area.name_en, area.official, str(area.key)):
                self._areas.setdefault(fold(name), area.id)

    def called(self, written: str) -> str:
        """The id of the area that people mean by "IV. Chế độ công vụ"; empty if it is none or might be several."""
        folded = _NUMBERED.sub("", fold(written)) or fold(written)
        if not folded:
            return ""
        bare = _SAYS_AREA.sub("", folded)
        return self._areas.get(folded) or self._areas.get(bare) or self._containing(bare)

    def headed(self, written: str, is_title: bool = False) -> str:  # noqa: FBT001, FBT002  one of two readings
        """The area that a line of its own is the heading of: it says that it is one, or names the area in full.

        A line that `is_title` by its number or style need not name it in full.
        """
        if is_title:
            return self.called(written)
        folded = _NUMBERED.sub("", fold(written))
        if _SAYS_AREA.match(folded):
            return self.called(folded)
        return self._areas.get(folded, "") if len(folded) >= SHORTEST_PART else ""

    def _containing(self, folded: str) -> str:
        """The one area whose name holds what was written, as "tài chính công"; empty if none or several do."""
        if len(folded) < SHORTEST_PART:
            return ""
        found = {area for name, area in self._areas.items() if folded in name}
        return found.pop() if len(found) == 1 else ""


def kind_called(folded: str) -> QuestionKind | None:
    """The kind that people mean by "Kiến nghị, đề xuất": the one it begins with."""
    begins = (kind for name, kind in KIND_NAMES.items() if re.match(rf"{name}\b", folded))
    return next(begins, None)
