"""The one way into archives: whatever a list of parts claims, what is unpacked stays in bounds; faults have names."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.text.archives import ArchiveError, Bounds, Fault, opened

BOUNDS = Bounds(1_000_000, parts=20, ratio=100, ratio_from=10_000)
HEAD, LINE, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
TEXT = Random(1).randbytes(3_000) + b"a b c" * 200


def packed(*parts: tuple[str, bytes], way: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", way) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two parts of one name
        archive.comment = comment
        for name, data in parts:
            archive.writestr(name, data)
    return made.getvalue()


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Every record of a kind with some of its bytes others."""
    changed, at = bytearray(data), data.find(mark)
    while at >= 0:
        changed[at + offset : at + offset + len(value)] = value
        at = data.find(mark, at + 4)
    return bytes(changed)


def fault(data: bytes) -> Fault:
    with pytest.raises(ArchiveError) as refused:
        unpacked(data)
    return refused.value.fault


def unpacked(data: bytes) -> int:
    """The bytes of all parts together."""
    with opened(data, BOUNDS) as archive:
        return sum(len(archive.read(name)) for name in archive.names)


def test_a_good_archive_is_read_by_any_spelling_of_its_names() -> None:
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = packed(
            ("Word/", b""), ("Word/Document.XML", TEXT), ("_rels\\.rels", b"<x/>"), way=way, comment=b"!"
        )
        with opened(data, BOUNDS) as archive:
            assert archive.names == ["word/document.xml", "_rels/.rels"]
            assert "WORD\\document.xml" in archive
            assert "word" not in archive
            assert archive.read("word/DOCUMENT.xml") == TEXT
            assert archive.spelling("word/document.xml") == "Word/Document.XML"
            with archive.stream("_rels/.rels") as part:
                assert part.read(2) == b"<x"


def test_what_stands_before_an_archive_does_not_keep_it_from_being_read() -> None:
    with opened(b"#!/bin/sh\n" + packed(("a", TEXT)), BOUNDS) as archive:
        assert archive.read("a") == TEXT


GOOD = packed(("a", TEXT), ("b", TEXT))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Fault.UNREADABLE),
        (b"no archive", Fault.UNREADABLE),
        (GOOD[: len(GOOD) // 2], Fault.UNREADABLE),
        (GOOD[:-5], Fault.UNREADABLE),
        (packed(("a", TEXT), way=zipfile.ZIP_LZMA), Fault.UNREADABLE),
        (packed(("a", TEXT), way=zipfile.ZIP_BZIP2), Fault.UNREADABLE),
        (packed(("a", TEXT), ("a", TEXT)), Fault.UNREADABLE),
        (packed(("a/b", TEXT), ("A\\B", TEXT)), Fault.UNREADABLE),
        (patched(GOOD, LINE, 42, struct.pack("<L", 0)), Fault.UNREADABLE),
        (patched(GOOD, LINE, 42, struct.pack("<L", 0xFFFFFF00)), Fault.UNREADABLE),
        (patched(GOOD, LINE, 20, struct.pack("<L", 0xFFFFFF00)), Fault.UNREADABLE),
        (patched(GOOD, END, 16, struct.pack("<L", 0xFFFFFF00)), Fault.UNREADABLE),
        (patched(GOOD, LINE, 24, struct.pack("<L", 3)), Fault.UNREADABLE),
        (patched(GOOD, LINE, 8, b"\1\0"), Fault.LOCKED),
        (patched(GOOD, LINE, 24, struct.pack("<L", 0xFFFFFFF0)), Fault.SIZE),
        (packed(("a", bytes(1_000_001)), way=zipfile.ZIP_STORED), Fault.SIZE),
        (packed(("a", bytes(900_000))), Fault.RATIO),
        (packed(*((str(n), b"") for n in range(21))), Fault.PARTS),
        (GOOD[:20] + LINE * 21 + GOOD[20:], Fault.PARTS),
    ],
)
def test_each_fault_has_its_name(data: bytes, expected: Fault) -> None:
    assert fault(data) is expected


def test_parts_that_lie_in_one_another_or_in_the_list_are_refused() -> None:
    both = bytearray(GOOD)
    second = GOOD.rfind(LINE)
    both[second + 42 : second + 46] = struct.pack("<L", 40)
    assert fault(bytes(both)) is Fault.UNREADABLE
    longer = bytearray(packed(("a", TEXT)))
    at = longer.find(LINE)
    longer[at + 20 : at + 24] = struct.pack("<L", len(longer) + 40)
    assert fault(bytes(longer)) is Fault.UNREADABLE


def test_a_size_of_zip64_is_a_size_like_any_other() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as making, making.open("a", "w", force_zip64=True) as part:
        part.write(TEXT)
    with opened(made.getvalue(), BOUNDS) as archive:
        assert archive.read("a") == TEXT
    lie = patched(GOOD, LINE, 24, struct.pack("<L", 0xFFFFFFFF))
    assert fault(lie) is Fault.SIZE, "no field of zip64 says another"


def test_a_part_that_is_said_to_be_small_unpacks_no_further_than_that() -> None:
    bomb = packed(("a", bytes(200_000_000)))
    for said in (3, 100_000):
        small = patched(bomb, LINE, 24, struct.pack("<L", said))
        tracemalloc.start()
        try:
            assert fault(small) is Fault.UNREADABLE
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()


RECORDS = {LINE: 46, HEAD: 30, END: 22}


@given(st.data())
def test_nothing_but_the_parts_or_a_fault_comes_of_an_altered_archive(data: st.DataObject) -> None:
    way = data.draw(
        st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
    )
    changed = bytearray(packed(("a", TEXT), ("b/c", b"x" * 50), ("D", b""), way=way, comment=b"c"))
    for _ in range(data.draw(st.integers(1, 6))):
        mark = data.draw(st.sampled_from(list(RECORDS)))
        places = [at for at in range(len(changed)) if changed.startswith(mark, at)]
        if data.draw(st.booleans()) and places:
            at = data.draw(st.sampled_from(places)) + data.draw(st.integers(0, RECORDS[mark] - 1))
        else:
            at = data.draw(st.integers(0, len(changed) - 1))
        value = data.draw(
            st.sampled_from([b"\0", b"\1", b"\xff", b"\xff" * 4, b"\0" * 4, b"\xf0\xff\xff\x7f"])
        )
        changed[at : at + len(value)] = value
    cut = data.draw(st.integers(0, len(changed)) | st.just(len(changed)))
    try:
        read = unpacked(bytes(changed[:cut]))
    except ArchiveError:
        return
    assert read <= BOUNDS.unpacked
