"""The last filter before a text leaves for a document: what no document format can hold is dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# XML 1.0 (section 2.2) allows tab, line feed and everything from space up but surrogates, U+FFFE and U+FFFF. The
# cleaner at the doors lets none of these in; a record from elsewhere may hold them, and must still print.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_SURROGATES = re.compile("[\ud800-\udfff]")


def sanitize(text: str) -> str:
    """`text` without what would make a document unreadable; a carriage return becomes a line feed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def encodable(text: str) -> str:
    """`text` without lone surrogates, which UTF-8 cannot hold; everything else stays."""
    return _SURROGATES.sub("", text)


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """JSON-like data with every text, however deep, put through `change`; keys stay."""
    match value:
        case str():
            return change(value)
        case list() | tuple():
            return [mapped(part, change) for part in value]
        case dict():
            return {key: mapped(part, change) for key, part in value.items()}
        case _:
            return value
