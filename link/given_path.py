"""The path people mean by what they dropped, pasted or typed: quoted, escaped, an address, or in other Unicode."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = (("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("<", ">"))
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DROPPED_BY_POWERSHELL = "& "
_SAME_MACHINE = frozenset({"", "localhost", "127.0.0.1"})


def given_path(given: str) -> Path:
    """The file or folder that `given` names.

    Whatever of the readings is there is taken, first the one as it stands; of none the likeliest, for the sentence that
    says so. A ``~name`` that is nobody's home here stays as it is and names no file.
    """
    readings = list(dict.fromkeys(_readings(given)))
    for reading in readings:
        path = _home(reading)
        if _is_there(path):
            return path
        if (same := _in_other_unicode(path)) is not None:
            return same
    return _home(readings[-1])


def _readings(given: str) -> Iterator[str]:
    """What the text may mean, the likeliest last."""
    # Windows opens a name with spaces behind it as the one without, which no name there can have.
    yield given.rstrip() if os.name == "nt" else given
    text = given.strip().removeprefix(_DROPPED_BY_POWERSHELL).strip()
    yield text
    for begin, end in _QUOTES:
        if len(text) > 1 and text.startswith(begin) and text.endswith(end):
            text = text[1:-1]
            yield text
            break
    if (address := _of_address(text)) is not None:
        yield address
        return
    if os.sep == "/" and "\\" in text:
        yield _ESCAPED.sub(r"\1", text)


def _of_address(text: str) -> str | None:
    """The path of a ``file://`` address; None for anything else."""
    if not text.lower().startswith("file:"):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    # A # or ? in a name is often left as it is.
    rest = text[len("file:") :]
    if rest.startswith("//"):
        if parts.netloc.lower() not in _SAME_MACHINE:
            return None
        rest = rest[2 + len(parts.netloc) :]
    return url2pathname(rest) if os.name == "nt" else unquote(rest)


def _home(text: str) -> Path:
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _in_other_unicode(path: Path) -> Path | None:
    """The path with each of its names as the disk has it, where the same letters are composed otherwise there."""
    found = Path(path.anchor) if path.anchor else Path()
    for name in path.parts[1 if path.anchor else 0 :]:
        if name == os.pardir or _is_there(found / name):
            found = found / name
            continue
        wanted = unicodedata.normalize("NFC", name)
        try:
            names = os.listdir(found)  # noqa: PTH208  names are all that is wanted
        except (OSError, ValueError):
            return None
        same = next((one for one in names if unicodedata.normalize("NFC", one) == wanted), None)
        if same is None:
            return None
        found = found / same
    return found
