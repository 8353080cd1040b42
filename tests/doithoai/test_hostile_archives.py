"""Archives that are cut, altered, packed in odd ways or made to burst: every door that opens one says a sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from doithoai.refusals import FAULTY, REFUSED
from link.library import MeetingLibrary
from minutes.gallery import gallery_file
from store import Record, bundle
from tests.doithoai.command_line import run_here
from tests.intake.files import HEADER, ROWS, questions_workbook, table_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

END = b"PK\x05\x06"
ENTRY = b"PK\x01\x02"
MANY = 130_000_000


def cut(packed: bytes) -> bytes:
    """As when a stick is pulled out."""
    return packed[: len(packed) // 2]


def cut_at_its_end(packed: bytes) -> bytes:
    return packed[:-9]


def empty(_packed: bytes) -> bytes:
    return END + bytes(18)


def repacked(packed: bytes, method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(made, "w", method) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return made.getvalue()


def spoilt(packed: bytes) -> bytes:
    """Every part begins with what no unpacker understands, and is in its place."""
    spoiled = bytearray(packed)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for part in archive.infolist():
            head = part.header_offset
            begin = head + 30 + sum(struct.unpack("<HH", packed[head + 26 : head + 30]))
            for at in range(begin, min(begin + 24, begin + part.compress_size)):
                spoiled[at] ^= 0xA5
    return bytes(spoiled)


def lzma_spoilt(packed: bytes) -> bytes:
    return spoilt(repacked(packed, zipfile.ZIP_LZMA))


def lzma_whole(packed: bytes) -> bytes:
    return repacked(packed, zipfile.ZIP_LZMA)


def bzip2_spoilt(packed: bytes) -> bytes:
    return spoilt(repacked(packed, zipfile.ZIP_BZIP2))


def patched(packed: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Every record of a kind with some of its bytes others."""
    changed = bytearray(packed)
    at = changed.find(mark)
    while at >= 0:
        changed[at + offset : at + offset + len(value)] = value
        at = changed.find(mark, at + 4)
    return bytes(changed)


def directory_before_the_file(packed: bytes) -> bytes:
    """Its list of parts is said to begin so far on that, counted back, it would begin before the file."""
    return patched(packed, END, 16, struct.pack("<L", 0xFFFFFF00))


def parts_before_the_file(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 42, struct.pack("<L", 0xFFFFFF00))


def too_long_a_list(packed: bytes) -> bytes:
    return patched(packed, END, 12, struct.pack("<L", 0xFFFFFFF0))


def locked(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 8, b"\x01\x00")


def packed_by_an_unknown_way(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 10, struct.pack("<H", 99))


def of_a_later_version(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 6, struct.pack("<H", 99))


def said_smaller_than_it_is(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 24, struct.pack("<L", 3))


def said_larger_than_it_is(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 24, struct.pack("<L", 0xFFFFFFF0))


def bomb(packed: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        *others, last = before.namelist()
        for name in others:
            after.writestr(name, before.read(name))
        after.writestr(last, before.read(last) + b" " * MANY)
    return made.getvalue()


def small_bomb(packed: bytes) -> bytes:
    """A part that is said to be small and would unpack to more than a laptop has."""
    return patched(bomb(packed), ENTRY, 24, struct.pack("<L", 5000))


def lying_in_one_another(packed: bytes) -> bytes:
    return patched(packed, ENTRY, 42, struct.pack("<L", 0))


def of_one_name(packed: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                after.writestr(name, b"")
    return made.getvalue()


def of_too_many_parts(packed: bytes) -> bytes:
    made = io.BytesIO(packed)
    with zipfile.ZipFile(made, "a") as after:
        for number in range(3_000):
            after.writestr(f"x/{number}", b"")
    return made.getvalue()


def with_a_size_of_zip64_that_lies(packed: bytes) -> bytes:
    """Each line of the list has the field in which larger sizes stand, and it says four exabytes."""
    with zipfile.ZipFile(io.BytesIO(packed)) as before:
        names, begins = before.namelist(), before.start_dir
        lines = before.infolist()
    listed = b""
    for name, part in zip(names, lines, strict=True):
        field = struct.pack("<HHQ", 1, 8, 1 << 62)
        listed += struct.pack(
            "<4s4B4HL2L5H2L", ENTRY, 45, 0, 45, 0, 0, part.compress_type, 0, 0, part.CRC, part.compress_size,
            0xFFFFFFFF, len(name), len(field), 0, 0, 0, 0, part.header_offset,
        ) + name.encode() + field  # fmt: skip
    end = struct.pack("<4s4H2LH", END, 0, 0, len(names), len(names), len(listed), begins, 0)
    return packed[:begins] + listed + end


def flipped(seed: int) -> Callable[[bytes], bytes]:
    def flipping(packed: bytes) -> bytes:
        chance, changed = Random(seed), bytearray(packed)
        for _ in range(12):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        # The list of parts stands at the end: half of what is altered is there.
        for _ in range(6):
            changed[-chance.randrange(1, min(600, len(changed)))] ^= 1 << chance.randrange(8)
        return bytes(changed)

    flipping.__name__ = f"flipped_{seed}"
    return flipping


WAYS: list[Callable[[bytes], bytes]] = [
    cut, cut_at_its_end, empty, spoilt, lzma_spoilt, lzma_whole, bzip2_spoilt, directory_before_the_file,
    parts_before_the_file, too_long_a_list, locked, packed_by_an_unknown_way, of_a_later_version,
    said_smaller_than_it_is, said_larger_than_it_is, bomb, small_bomb, lying_in_one_another, of_one_name,
    of_too_many_parts, with_a_size_of_zip64_that_lies, *map(flipped, range(6)),
]  # fmt: skip


class Doors(NamedTuple):
    """A meeting on this laptop, and a good archive of every kind that some command opens."""

    meeting: str
    good: dict[str, Path]


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    folder = tmp_path_factory.mktemp("files")
    entry = create(MeetingLibrary(tmp_path_factory.mktemp("data")), story.opening())
    good = {
        "backup": bundle(entry.record, folder / "sao-luu.zip"),
        "form": folder / "mau.docx",
        "table": questions_workbook(folder / "cau-hoi.xlsx"),
        "document": table_document(folder / "cau-hoi.docx", [HEADER, *ROWS]),
    }
    good["form"].write_bytes(gallery_file("so").read_bytes())
    return Doors(str(entry.folder), good)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """The command line in this process: its status and what it said."""
    said = run_here(monkeypatch, arguments)
    return said.status, b"\n".join(said[1:]).decode()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("backup", ("restore", "FILE")),
        ("backup", ("verify", "FILE")),
        ("form", ("export", "MEETING", "--format", "docx", "--out", "OUT", "--template", "FILE")),
        ("document", ("correct", "MEETING", "FILE", "--list")),
        ("table", ("import", "MEETING", "FILE", "--plan")),
        ("document", ("import", "MEETING", "FILE", "--plan")),
    ],
    ids=["restore", "verify", "template", "correct", "import-table", "import-document"],
)
def test_an_archive_that_cannot_be_read_gets_a_sentence(
    doors: Doors,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    command: tuple[str, ...],
    way: Callable[[bytes], bytes],
) -> None:
    good = doors.good[kind]
    bad = tmp_path / f"{kind}{good.suffix}"
    bad.write_bytes(way(good.read_bytes()))
    names = {"FILE": str(bad), "MEETING": doors.meeting, "OUT": str(tmp_path / "ra")}
    status, said = run(monkeypatch, *(names.get(word, word) for word in command))
    assert status != FAULTY, said
    assert "Traceback" not in said
    assert said.strip()
    if kind == "form":
        assert status == 0, said
        assert list((tmp_path / "ra").glob("*.docx"))


def test_a_folder_whose_name_holds_a_nul_is_a_sentence(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (
        ("export", doors.meeting, "--out", "ra\0hong"),
        ("restore", "ra\0hong.zip"),
        ("verify", "ra\0hong"),
        ("backup", doors.meeting, "ra\0hong.zip"),
        ("import", doors.meeting, "ra\0hong.xlsx", "--plan"),
        ("correct", doors.meeting, "ra\0hong.docx"),
        ("poster", doors.meeting, "form", "--out", "ra\0hong"),
        ("register", "--data", "ra\0hong"),
        ("export", "latest", "--data", "ra\0hong"),
        ("demo", "--unattended", "--out", "ra\0hong"),
    ):
        status, said = run(monkeypatch, *arguments)
        assert status not in {0, FAULTY}, (arguments, said)
        assert "Traceback" not in said
        assert said.strip()


@pytest.mark.parametrize("document", [{"ten": "x"}, None])
def test_a_backup_of_something_else_than_a_meeting_is_refused(
    document: dict[str, object] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record.create(tmp_path / "record")
    if document is not None:
        record.db.table("questions").insert(document)
    record.close()
    status, said = run(monkeypatch, "restore", str(bundle(tmp_path / "record", tmp_path / "la.zip")))
    assert status == REFUSED, said


def test_a_form_that_fails_is_named_and_the_built_in_one_used(
    doors: Doors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "mau-hong.docx"
    form.write_bytes(lzma_spoilt(doors.good["form"].read_bytes()))
    status, said = run(
        monkeypatch,
        *("export", doors.meeting, "--format", "docx", "--out", str(tmp_path), "--template", str(form)),
    )
    assert status == 0
    assert "mau-hong.docx" in said
    [made] = tmp_path.glob("*bien-ban*.docx")
    assert docx.Document(str(made)).tables
