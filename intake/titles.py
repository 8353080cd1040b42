"""Titles of lists: what reads like one, and whose questions it says stand below: "Ý kiến của Đội Tham mưu"."""

from __future__ import annotations

import re

from intake import limits

_LABEL = r"(?:(?:[IVX]{1,5}|[A-Z]|\d{1,3})\s*[.)/:-]\s*)?"
_SAID = (
    r"(?:(?:các\s+)?(?:ý\s+kiến|câu\s+hỏi|kiến\s+nghị|đề\s+xuất|phản\s+ánh|góp\s+ý|nội\s+dung)\b[^:]*?\s(?:của|từ)\s+(?:đơn\s+vị\s*:?\s+)?"
    r"|đơn\s+vị\s*:\s*)"
)
_BODIES = (
    *(
        "đội",
        "phòng",
        "ban",
        "tổ",
        "công an",
        "chi bộ",
        "chi đoàn",
        "chi hội",
        "đoàn thanh niên",
        "đoàn",
        "hội",
    ),
    *(
        "trạm",
        "đồn",
        "xã",
        "phường",
        "thị trấn",
        "huyện",
        "thành phố",
        "trung tâm",
        "khối",
        "bộ phận",
        "cơ quan",
    ),
    *(
        "văn phòng",
        "ủy ban",
        "ubnd",
        "trung đội",
        "đại đội",
        "tiểu đoàn",
        "sở",
        "cục",
        "chi cục",
        "trại",
        "trường",
    ),
)
_BODY = "|".join(name.replace(" ", r"\s+") for name in _BODIES)
_SAYS_UNIT = re.compile(rf"{_LABEL}{_SAID}(?P<unit>\S.*?)\s*[:.]?", re.IGNORECASE | re.DOTALL)
_IS_UNIT = re.compile(rf"{_LABEL}(?P<unit>(?:{_BODY})\b[^?]*?)\s*[:.]?", re.IGNORECASE | re.DOTALL)


_ENDED = re.compile(r"[.?!;…]['”\"»)]*\s*$")


def is_title(text: str) -> bool:
    """Whether a line reads like a title: short, and no sentence that was ended."""
    return len(text) <= limits.HEADING_CHARACTERS and not _ENDED.search(text) and "\n" not in text


def unit_named(title: str) -> str:
    """The unit whose questions a title says stand below it; empty where it names none."""
    title = title.strip()
    if len(title) > limits.HEADING_CHARACTERS or "\n" in title:
        return ""
    found = _SAYS_UNIT.fullmatch(title) or _IS_UNIT.fullmatch(title)
    return found["unit"] if found else ""
