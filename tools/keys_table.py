"""Prints the console's keys as Markdown, for the host's guide: `python -m tools.keys_table [vi|en]`."""

from __future__ import annotations

import sys

import language
from tui.actions import table
from tui.screens.console.keys import ACTIONS

if __name__ == "__main__":
    language.use(sys.argv[1] if len(sys.argv) > 1 else "vi")
    print(table(ACTIONS), end="")
