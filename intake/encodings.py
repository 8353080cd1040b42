"""Turns the bytes of a text file into text: UTF-8, UTF-16, Windows 1258, and the old Vietnamese codes."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from intake.legacy import Legacy, convert
from intake.syllables import plausibility
from meeting.refusal import Refusal


class Decoded(NamedTuple):
    """A file's text and the code it was in: "utf-8", "utf-16", "cp1258", "tcvn3", "vni" or "latin-1".

    `zeros` counts the zero bytes that were taken out of it.
    """

    text: str
    encoding: str
    zeros: int = 0


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)

_ZERO_SHARE = 0.2
"""Text in UTF-16 without its mark has a zero in at least this part of its bytes; other text has none."""

_STRAY_SHARE = 0.05
"""More zero bytes than this part belong to no text."""


def _marked(data: bytes) -> Decoded | None:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), name)
            except UnicodeDecodeError:
                raise Refusal("file-damaged") from None
    return None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: half of the bytes of spaces and ASCII letters are zero, on one side."""
    if data.count(0) < _ZERO_SHARE * len(data) or len(data) % 2:
        return None
    codec = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        return Decoded(data.decode(codec), "utf-16")
    except UnicodeDecodeError:
        return None


def _one_byte_readings(data: bytes) -> list[Decoded]:
    """Every way the bytes could be read as letters of one byte, the likeliest first."""
    western = data.decode("cp1252", errors="replace")
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    return [
        Decoded(windows, "cp1258"),
        Decoded(convert(data.decode("latin-1"), Legacy.TCVN3), Legacy.TCVN3.value),
        Decoded(convert(western, Legacy.VNI), Legacy.VNI.value),
        Decoded(western, "latin-1"),
    ]


def decode(data: bytes) -> Decoded:
    """The text in `data`. Raises Refusal ``file-damaged`` for what is no text at all."""
    decoded = _marked(data) or _strict_utf8(data) or _unmarked_utf16(data)
    if decoded is not None:
        return decoded
    if 0 in data:
        return _without_zeros(data)
    return max(_one_byte_readings(data), key=lambda reading: plausibility(reading.text))


def _without_zeros(data: bytes) -> Decoded:
    """Text that a faulty program strewed a few zero bytes into. Raises Refusal ``file-damaged`` for anything else."""
    zeros = data.count(0)
    plain = _strict_utf8(data.replace(b"\0", b""))
    if plain is None or zeros > _STRAY_SHARE * len(data):
        raise Refusal("file-damaged")
    return plain._replace(zeros=zeros)


def _strict_utf8(data: bytes) -> Decoded | None:
    try:
        return None if 0 in data else Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None
