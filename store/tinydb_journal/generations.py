"""The generations: snapshots of the tables as plain TinyDB files, each sealed and named by the commit it stands for.

A generation makes the next opening quick and is a second copy of the tables, should the journal be damaged. The
journal is the truth: a generation that is missing or unreadable costs nothing but time.
"""

from __future__ import annotations

import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from .chain import DIGITS, NO_DIGEST
from .commit import UNDECODABLE, Document
from .files import write_aside
from .format import SNAPSHOTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .files import Files
    from .tables import Rows

NAME = re.compile(r"\d{12,}\.json")
KEPT_GENERATIONS = 5
RESERVED = "_record"
"""The table in which a generation says what it is; a record's own tables may not have this name."""
END = b'"}}}\n'
HEAD_BYTES = 1024
"""More than what a generation says of itself ever takes, at its end."""
ENCODED_AT_ONCE = 500
"""Documents encoded in one go: between two goes other threads run, so that a large snapshot delays no one."""


class Head(msgspec.Struct, frozen=True):
    """What a generation says of itself, as the one document of its table `_record`."""

    format: int
    record: str
    n: int
    """The commit after which the tables were so."""
    size: int
    """How long the journal was then, in bytes."""
    chain: str
    """The chain's digest then."""
    digest: str
    """SHA-256 of every byte of the file but these 64 digits."""


class Generation(NamedTuple):
    """A snapshot on the disk."""

    path: Path
    head: Head


_encode = msgspec.json.Encoder().encode
_decode_tables = msgspec.json.Decoder(dict[str, dict[int, Document]]).decode
_decode_head = msgspec.json.Decoder(Head).decode


def encoded(rows: dict[str, Rows], head: Head) -> bytes:
    """A generation's bytes: `rows` as TinyDB writes them, then what the generation is."""
    parts = [b"{"]
    for name, table in rows.items():
        parts += [_encode(name), b":{", b",".join(_chunks(table)), b"},"]
    blank = msgspec.structs.replace(head, digest=NO_DIGEST.decode())
    parts += [_encode(RESERVED), b':{"1":', _encode(blank)[: -len(NO_DIGEST) - 2]]
    body = b"".join(parts)
    digest = sha256(body)
    digest.update(END)
    return body + digest.hexdigest().encode() + END


def _chunks(table: Rows) -> Iterator[bytes]:
    numbers = list(table)
    for start in range(0, len(numbers), ENCODED_AT_ONCE):
        yield _encode({number: table[number] for number in numbers[start : start + ENCODED_AT_ONCE]})[1:-1]


def is_whole(data: bytes) -> bool:
    """Whether a generation's bytes are what was written."""
    body, digest, end = data[: -DIGITS - len(END)], data[-DIGITS - len(END) : -len(END)], data[-len(END) :]
    seal = sha256(body)
    seal.update(end)
    return end == END and seal.hexdigest().encode() == digest


def decoded(data: bytes) -> tuple[dict[str, Rows], Head] | None:
    """The tables and the head of a generation's bytes; None where they are not what was written."""
    if not is_whole(data):
        return None
    try:
        rows = _decode_tables(data)
        return rows, msgspec.convert(rows.pop(RESERVED)[1], Head)
    except (*UNDECODABLE, KeyError):
        return None


class Generations:
    """The snapshots of one record, newest last."""

    def __init__(self, files: Files, folder: Path) -> None:
        self._files = files
        self.folder = folder / SNAPSHOTS
        self.restoring = self.folder / "restoring.json"
        """Where a generation stands while its tables are being put back into the journal."""

    def list(self) -> list[Generation]:
        """Those whose end can be read, oldest first. That a head can be read does not say the rest is whole."""
        paths = [self.folder / name for name in self._files.names(self.folder) if NAME.fullmatch(name)]
        found = [Generation(path, head) for path in paths if (head := self._head(path)) is not None]
        return sorted(found, key=lambda generation: generation.head.n)

    def _head(self, path: Path) -> Head | None:
        try:
            found = self._files.stat(path)
            if found is None or not found.regular:
                return None
            end = self._files.read(path, max(0, found.size - HEAD_BYTES))
            return _decode_head(end[end.rindex(b'{"format":') : -len(END) + 2])
        except (OSError, *UNDECODABLE):
            return None

    def read(self, path: Path) -> tuple[dict[str, Rows], Head] | None:
        """The tables and the head of the generation at `path`; None where it is damaged or cannot be read."""
        data = self.bytes_of(path)
        return None if data is None else decoded(data)

    def bytes_of(self, path: Path) -> bytes | None:
        """What stands in the file at `path`, unchecked; None where it cannot be read."""
        try:
            return self._files.read(path)
        except OSError:
            return None

    def write(self, rows: dict[str, Rows], head: Head) -> tuple[Path, int]:
        """Add a generation, and let the oldest go; return where it stands and its size in bytes. Raises OSError."""
        self._files.make_folder(self.folder)
        path = self.folder / f"{head.n:012}.json"
        data = encoded(rows, head)
        write_aside(self._files, path, data)
        for old in self.list()[:-KEPT_GENERATIONS]:
            with suppress(OSError):  # one that another program holds on Windows goes the next time
                self._files.remove(old.path)
        return path, len(data)
