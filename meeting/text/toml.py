"""TOML from a file somebody else wrote: read whole, or refused before it takes the laptop's time and memory."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import Any

KEY_DEPTH = 16
"""Most names in one dotted key. The parser takes time and memory by the square of it: a key of 100 kB takes 4 GB."""

_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_TOO_DEEP = re.compile(rf"(?<![\w-]){_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{{KEY_DEPTH},}}")

_CURLED = re.compile(r"(?<=[=\[,])[ \t]*[“”„]([^“”„\"\n]*)[“”]")


def read(text: str) -> dict[str, Any]:
    """The tables in `text`. Raises ValueError, saying where, for anything else."""
    if deep := _TOO_DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"a key has more than {KEY_DEPTH} parts (at line {line})")
    try:
        return _loaded(text)
    except RecursionError:
        raise ValueError("tables stand too deep within each other") from None


def _loaded(text: str) -> dict[str, Any]:
    """The tables, where a word processor curled the quotes around values too."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        straight = _CURLED.sub(r'"\1"', text)
        if straight == text:
            raise
        return tomllib.loads(straight)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark as Notepad's "Unicode" has it. Raises ValueError."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return data.decode(encoding)
