"""The parts a question with several in it may be split into, as a proposal: nothing of its words is lost."""

from __future__ import annotations

import re

_MARKS = (
    r"\d{1,2}[.)/]\s",
    r"[a-zđ][.)/]\s",
    r"[-+•*]\s",
    r"(?:thứ|ý|câu)\s(?:nhất|một|hai|ba|bốn|tư|năm|sáu)\b",
    r"(?:một|hai|ba|bốn|năm|sáu)\slà\b",
    r"(?:ngoài ra|đồng thời|bên cạnh đó|nhân đây|tiện thể|tiện đây)\b",
)
"""What begins another part, as people write: numbers, letters, dashes, and the words that count or go on."""

_BEGINS = re.compile(rf"(?:(?<=\s)|^)(?={'|'.join(_MARKS)})|(?<=[?？])\s+(?=\w)|\n+", re.IGNORECASE)

SHORTEST = 12
"""Characters below which a piece is no part of its own: a greeting, or what leads in to a list."""

_LEADS_IN = re.compile(r"[:,;]\s*$")


def proposed_parts(text: str) -> tuple[str, ...]:
    """The pieces of `text` that may each be a question; only one where it does not fall apart.

    What leads in (it ends in a colon or is very short) stays with the piece after it, and a short end with the one
    before.
    """
    pieces: list[str] = []
    lead = ""
    for piece in filter(None, (part.strip() for part in _BEGINS.split(text))):
        whole = f"{lead} {piece}".strip()
        if _LEADS_IN.search(piece) or len(whole) < SHORTEST:
            lead = whole
            continue
        pieces.append(whole)
        lead = ""
    if lead:
        pieces[-1:] = [f"{pieces[-1]} {lead}"] if pieces else [lead]
    return tuple(pieces)
