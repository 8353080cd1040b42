"""TOML from a file somebody else wrote: read whole, or refused before it takes the laptop's time and memory."""

from __future__ import annotations

import re
import tomllib
from typing import Any

KEY_DEPTH = 16
"""Most names in one dotted key. The parser takes time and memory by the square of it: a key of 100 kB takes 4 GB."""

_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_TOO_DEEP = re.compile(rf"(?<![\w-]){_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{{KEY_DEPTH},}}")


def read(text: str) -> dict[str, Any]:
    """The tables in `text`. Raises ValueError, saying where, for anything else."""
    if deep := _TOO_DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"a key has more than {KEY_DEPTH} parts (at line {line})")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("tables stand too deep within each other") from None
