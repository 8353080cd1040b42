"""Checks a .xlsx or .docx before any library opens it: no bombs, no entities, no macros, nothing locked."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from intake import limits
from meeting.refusal import Refusal
from meeting.text.archives import UNREADABLE

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 256 * 1024
_LONGEST_MARK = len("<!DOCTYPE")
_MACROS = ("vbaproject.bin", "macrosheets/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office 97-2003 begins, and one locked with a password."""


def _unpacked_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, packed: int, before: int) -> int:
    """The size of one part, really unpacked; stops with a Refusal as soon as a limit is passed."""
    size = 0
    end = b""
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            _refuse_entities(end + chunk)
            end = chunk[-2 * _LONGEST_MARK :]
            total = before + size
            if total > limits.UNPACKED_BYTES:
                raise Refusal("file-unpacks-too-large", limit=limits.UNPACKED_BYTES // 1024 // 1024)
            if total > limits.RATIO_FROM and total > limits.UNPACKED_RATIO * packed:
                raise Refusal("file-is-a-bomb", limit=limits.UNPACKED_RATIO)
    return size


def _refuse_entities(markup: bytes) -> None:
    """Office files never declare a document type; one that does wants to reach other files or to blow up.

    Looked for everywhere: a comment of any length may stand before it, and any name will do for a part that is
    markup. In UTF-16 every other byte is zero.
    """
    plain = markup.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refusal("file-has-entities")


def check(path: Path) -> None:
    """Look through every part of the archive at `path`.

    Raises Refusal: ``file-is-old-office`` (or locked with a password), ``file-damaged``, ``file-has-too-many-parts``,
    ``file-unpacks-too-large``, ``file-is-a-bomb``, ``file-has-entities``, ``file-has-macros``.
    """
    with path.open("rb") as opened:
        if opened.read(len(_OLE)) == _OLE:
            raise Refusal("file-is-old-office")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive, path.stat().st_size)
    except UNREADABLE:
        raise Refusal("file-damaged") from None


def _check_parts(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    if len(parts) > limits.ARCHIVE_PARTS:
        raise Refusal("file-has-too-many-parts", limit=limits.ARCHIVE_PARTS)
    if any(mark in part.filename.lower() for part in parts for mark in _MACROS):
        raise Refusal("file-has-macros")
    size = 0
    for part in parts:
        size += _unpacked_size(archive, part, packed, size)
