"""A .xlsx or .docx let in: no bombs, no entities, no macros, nothing locked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from intake import limits
from meeting.refusal import Refusal
from meeting.text import archives
from meeting.text.archives import CHUNK, ArchiveError, Bounds, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from meeting.text.archives import Archive

_LONGEST_MARK = len("<!DOCTYPE")
_MACROS = ("vbaproject.bin", "macrosheets/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office 97-2003 begins, and one locked with a password."""


def _refuse_entities(markup: bytes) -> None:
    """Office files never declare a document type; one that does wants to reach other files or to blow up.

    Looked for everywhere: a comment of any length may stand before it, and any name will do for a part that is
    markup. In UTF-16 every other byte is zero.
    """
    plain = markup.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refusal("file-has-entities")


@contextmanager
def let_in(path: Path) -> Iterator[Archive]:
    """The parts of the archive at `path`, not looked at yet.

    Raises Refusal ``file-damaged``, ``file-is-locked``, ``file-has-too-many-parts``, ``file-unpacks-too-large`` or
    ``file-is-a-bomb``.
    """
    bounds = Bounds(limits.UNPACKED_BYTES, limits.ARCHIVE_PARTS, limits.UNPACKED_RATIO, limits.RATIO_FROM)
    try:
        with archives.opened(path.read_bytes(), bounds) as archive:
            yield archive
    except ArchiveError as refused:
        match refused.fault:
            case Fault.LOCKED:
                raise Refusal("file-is-locked", name=path.name) from None
            case Fault.PARTS:
                raise Refusal("file-has-too-many-parts", limit=bounds.parts) from None
            case Fault.SIZE:
                raise Refusal("file-unpacks-too-large", limit=bounds.unpacked // 1024 // 1024) from None
            case Fault.RATIO:
                raise Refusal("file-is-a-bomb", limit=bounds.ratio) from None
            case _:
                raise Refusal("file-damaged") from None


def check(path: Path) -> None:
    """Look through every part of the archive at `path`.

    Raises Refusal as `let_in` does, and ``file-is-old-office`` (or locked with a password), ``file-has-entities``,
    ``file-has-macros``.
    """
    with path.open("rb") as begun:
        if begun.read(len(_OLE)) == _OLE:
            raise Refusal("file-is-old-office")
    with let_in(path) as archive:
        if any(mark in part for part in archive.names for mark in _MACROS):
            raise Refusal("file-has-macros")
        for part in archive.names:
            _look_through(archive, part)


def _look_through(archive: Archive, part: str) -> None:
    end = b""
    with archive.stream(part) as unpacked:
        while chunk := unpacked.read(CHUNK):
            _refuse_entities(end + chunk)
            end = chunk[-2 * _LONGEST_MARK :]
