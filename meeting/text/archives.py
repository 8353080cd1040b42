"""The one way into a zip archive from elsewhere: judged by its list of parts before anything in it is unpacked.

A part never gives more bytes than the list says it has, whatever is packed behind it, so what the list adds up to
bounds what an archive can cost. Only the two ways of packing that office files use are taken: the unpackers of others
can be made to claim any amount of memory at once.
"""

from __future__ import annotations

import io
import lzma
import shutil
import struct
import zipfile
import zlib
from contextlib import contextmanager
from enum import Enum, auto
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OverflowError,
    OSError,
)
"""What reading an archive raises where it is cut, altered, locked with a password (RuntimeError), packed in a way or
version unknown here (NotImplementedError), or leads to places before its beginning (ValueError, OSError).
"""

CHUNK = 1 << 18
_LOCKED = 0x1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PART_HEAD = 30
"""Bytes before a part's name where it is packed."""
_LISTED = b"PK\1\2"
"""How each line of the list of parts begins."""


class Fault(Enum):
    """Why an archive is not taken."""

    UNREADABLE = auto()
    """Cut, altered, or packed as no office file is."""
    LOCKED = auto()
    PARTS = auto()
    SIZE = auto()
    RATIO = auto()


class ArchiveError(Exception):
    """An archive that is not taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class Bounds(NamedTuple):
    """What an archive may hold: bytes unpacked, parts, and bytes unpacked for a byte packed.

    The `ratio` is looked at once more than `ratio_from` bytes are unpacked: small repetitive files are harmless.
    """

    unpacked: int
    parts: int = 2_000
    ratio: int = 200
    ratio_from: int = 8 * 1024 * 1024


def plain_name(part: str) -> str:
    """A part's name as it is looked for: some programs write it in other case or with backslashes."""
    return part.lower().replace("\\", "/")


class Archive:
    """The parts of an archive that was let in."""

    def __init__(self, packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self._packed = packed
        self._parts = parts

    @property
    def names(self) -> list[str]:
        """The parts' names as `plain_name` spells them, in their order."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return plain_name(name) in self._parts

    def spelling(self, name: str) -> str:
        """The name of a part as the archive spells it."""
        return self._parts[name].filename

    def stream(self, name: str) -> IO[bytes]:
        """A part to read piece by piece. Raises KeyError where there is none."""
        return self._packed.open(self._parts[plain_name(name)])

    def read(self, name: str) -> bytes:
        """A part whole. Raises KeyError where there is none."""
        made = io.BytesIO()
        # In pieces: read at once, a part would be unpacked to its end before its size in the list is looked at.
        with self.stream(name) as packed:
            shutil.copyfileobj(packed, made, CHUNK)
        return made.getvalue()


@contextmanager
def opened(data: bytes, bounds: Bounds) -> Iterator[Archive]:
    """The archive that `data` is. Raises ArchiveError, also for what turns out while its parts are read."""
    # Reading the list costs twenty times its size, so its lines are counted first, wherever it is said to be.
    if data.count(_LISTED) > bounds.parts:
        raise ArchiveError(Fault.PARTS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield Archive(packed, _let_in(packed, len(data), bounds))
    except UNREADABLE as broken:
        raise ArchiveError(Fault.UNREADABLE) from broken


def _let_in(packed: zipfile.ZipFile, size: int, bounds: Bounds) -> dict[str, zipfile.ZipInfo]:
    """The parts by name. Raises ArchiveError; ValueError for what no office program writes."""
    listed = packed.infolist()
    if any(part.flag_bits & _LOCKED for part in listed):
        raise ArchiveError(Fault.LOCKED)
    unpacked = sum(part.file_size for part in listed)
    if unpacked > bounds.unpacked:
        raise ArchiveError(Fault.SIZE)
    if unpacked > max(bounds.ratio_from, bounds.ratio * size):
        raise ArchiveError(Fault.RATIO)
    if any(part.compress_type not in _PACKINGS for part in listed):
        raise ValueError("packed in another way")
    parts = {plain_name(part.filename): part for part in listed if not part.is_dir()}
    if len(parts) != sum(not part.is_dir() for part in listed):
        raise ValueError("two parts of one name")
    begins = 0
    for part in sorted(listed, key=lambda part: part.header_offset):
        if part.header_offset < begins:
            raise ValueError("parts that lie in one another")
        begins = part.header_offset + _PART_HEAD + part.compress_size
    if begins > packed.start_dir:
        raise ValueError("a part within the list of parts")
    return parts
