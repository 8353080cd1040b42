"""Loading the packaged word lists, each once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def word_list(name: str) -> dict[str, str]:
    """The list `name` (a TOML file here) as a mapping from what is typed to what it means."""
    with (FOLDER / f"{name}.toml").open("rb") as opened:
        return {str(key): str(value) for key, value in tomllib.load(opened)["words"].items()}
