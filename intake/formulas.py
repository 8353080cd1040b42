"""The set phrases around an official list: letterhead, salutation, closing lines, place and date, who signs."""

from __future__ import annotations

import re

from intake import limits
from meeting.text.folding import fold

_FORMULA = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–]\s*tu do\s*[-–]\s*hanh phuc|kinh gui\b|kinh trinh\b|noi nhan\b"
    r"|tren day la\b|xin tran trong|tran trong (?:cam on|bao cao|kinh trinh)|so\s*:\s*[\d.…]*\s*/"
    r"|(?:nguoi|can bo) (?:lap|tong hop)\b"
    r"|\(?ky\b.{0,40}(?:ho ten|ho va ten|dong dau)|(?:[^.?!]{0,40},\s*)?ngay\s*[\d.…]+\s*thang\s*[\d.…]+\s*nam\b"
)


def is_formula(text: str) -> bool:
    """Whether a line is one of these and nothing that anybody asks."""
    return (
        len(text) <= limits.FORMULA_CHARACTERS and "?" not in text and _FORMULA.match(fold(text)) is not None
    )
