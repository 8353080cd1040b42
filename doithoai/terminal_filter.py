"""The last filter before the terminal for what commands print: no name of a file, an agency or a user can act on it.

Screens have one of their own (`tui.terminal_filter`), and write past this one.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from meeting.text.unsafe import REPLACEMENT, is_unsafe

if TYPE_CHECKING:
    from typing import TextIO


def sanitize(text: str) -> str:
    """`text` with nothing in it that a terminal could obey.

    Lines end as they did. A carriage return stays only in front, where a line of progress writes over the last one.
    """
    if text.isprintable():
        return text
    kept = "\r" if text.startswith("\r") else ""
    return kept + "".join(map(_sanitize_character, text[len(kept) :]))


def _sanitize_character(character: str) -> str:
    if character == "\n" or not is_unsafe(character):
        return character
    return " " if character in "\t\r" else REPLACEMENT


class FilteredStream:
    """A text stream of which everything written is sanitized first; otherwise it is the stream it stands before."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text`, sanitized."""
        return self._stream.write(sanitize(text))

    def __getattr__(self, name: str) -> Any:
        # Bytes would pass the filter by, and on Windows click would write them.
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self._stream, name)


def drop_output() -> None:
    """Have what standard output still holds go nowhere. Raises OSError where it has no descriptor."""
    # Otherwise the interpreter would try once more at its end, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush() -> None:
    """Put out what standard output still holds. Raises OSError where nobody takes it; it is then dropped."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()
        raise


def install() -> None:
    """Put the filter before standard output and standard error."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None:
            # Old Windows consoles and pipes default to a code page that has no Vietnamese.
            stream.reconfigure(encoding="utf-8", errors="replace")
            setattr(sys, name, FilteredStream(stream))
