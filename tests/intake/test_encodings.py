"""Bytes of text files: every code offices still save in is read, what is no text is refused."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.encodings import decode
from intake.legacy import Legacy, convert
from meeting.refusal import Refusal

TEXT = "Đề nghị cắt giảm thành phần hồ sơ.\nVì sao trả kết quả chậm?\n"


def old_bytes(text: str, legacy: Legacy) -> bytes:
    """`text` as it was saved in an old code: the inverse of `convert`, letter by letter."""
    lookup: dict[str, str] = {}
    singles = [chr(code) for code in range(0xA1, 0x100)]
    pairs = [a + b for a in "aeoôuöyAEOÔUÖY" for b in "ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ"]
    for code in singles + (pairs if legacy is Legacy.VNI else []):
        converted = convert(code, legacy)
        if len(converted) == 1 and converted != code:
            lookup.setdefault(converted, code)
    lookup.update({same: same for same in "íìôÍÌ" if legacy is Legacy.VNI and same != "ô"})
    return "".join(lookup.get(letter, letter) for letter in text).encode("latin-1")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (old_bytes(TEXT, Legacy.TCVN3), "tcvn3"),
        (old_bytes(TEXT, Legacy.VNI), "vni"),
    ],
)
def test_each_code_is_recognised_and_read(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text == TEXT


def windows_1258(text: str) -> bytes:
    """As Windows saved it: the tone after its letter, the letter's own mark with it."""
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"), "")
        out += (
            (unicodedata.normalize("NFC", parts.replace(tone, "")) + tone).encode("cp1258")
            if tone
            else letter.encode("cp1258")
        )
    return out


def test_windows_1258_is_read_and_composed() -> None:
    assert decode(windows_1258(TEXT))[:2] == (TEXT, "cp1258")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00",
        b"\x7fELF\x00\xff\xfe",
        b"\x00" * 9,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="file-damaged"):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Refusal):
        assert isinstance(decode(data).text, str)
