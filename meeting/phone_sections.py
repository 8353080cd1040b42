"""The sections of the phone address: the letter after the hall's code in a QR link, and the number behind it."""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """What a link opens, by the first letter of its Vietnamese name."""

    PROMPT = "g"
    """Gợi ý."""
    POLL = "b"
    """Biểu quyết."""
    SURVEY = "s"
    """Khảo sát."""
    PLEDGE = "c"
    """Cam kết."""
    ATTENDANCE = "d"
    """Điểm danh. There is one, so its number is 0."""

    def of(self, number: int = 0) -> str:
        """The section of one prompt, poll, survey or pledge, as it stands in an address: b7."""
        return f"{self.value}{number}"

    def link(self, front: str, number: int = 0) -> str:
        """The QR target of a section; `front` is the front page's. In capitals, which keep a code small."""
        return f"{front}/{self.of(number).upper()}"
