"""What the program last wrote where: the SHA-256 of each file it made, and what it was printed from.

A file whose bytes are another's belongs to whoever changed it. The ledger stands in the folder that holds the meetings
and names each file by the SHA-256 of its path, so that it tells nobody where papers went. Where it is missing or cannot
be read, no file counts as the program's, and nothing is lost by that.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import msgspec
import platformdirs

from minutes.layout import AnnexKind, Grouping, Layout

NAME = "written.json"
DATA_VARIABLE = "DOITHOAI_DATA"
LARGEST_BYTES = 8 * 1024 * 1024
MOST_FILES = 20_000
"""Files remembered; those written longest ago are forgotten first."""


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a file was printed from: the record up to commit `n`, and the clerk's choices. 0: of no record."""

    n: int = 0
    names: bool = True
    annexes: tuple[str, ...] = ()
    grouping: str = Grouping.AREA.value

    @property
    def layout(self) -> Layout:
        """The choices as a layout; what this version does not know is left out."""
        known = frozenset(kind for kind in AnnexKind if kind.value in self.annexes)
        return Layout(known, next((one for one in Grouping if one.value == self.grouping), Grouping.AREA))


NO_RECORD = Origin()


def origin(n: int, layout: Layout, *, names: bool) -> Origin:
    """What is noted beside a file printed from commit `n`."""
    return Origin(n, names, tuple(sorted(kind.value for kind in layout.annexes)), layout.grouping.value)


class Entry(msgspec.Struct, frozen=True):
    """A file as it was last written, by its SHA-256 (hex)."""

    sha256: str
    origin: Origin = NO_RECORD


class Ledger(msgspec.Struct):
    """The files, each under the SHA-256 of its path; the newest last."""

    files: dict[str, Entry] = {}

    def of(self, path: Path) -> Entry | None:
        """What was last written at `path`."""
        return self.files.get(_key(path))

    def has_written(self, path: Path) -> bool:
        """Whether `path` is byte for byte what was last written there."""
        known = self.of(path)
        return known is not None and known.sha256 == _digest(path)

    def note(self, path: Path, content: bytes, made_from: Origin) -> None:
        """Remember what was just written."""
        self.files.pop(_key(path), None)
        self.files[_key(path)] = Entry(sha256(content).hexdigest(), made_from)


def _key(path: Path) -> str:
    return sha256(str(path.absolute()).encode(errors="surrogatepass")).hexdigest()


def _digest(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def place() -> Path:
    """Where the ledger is: in the folder that holds the meetings."""
    chosen = os.environ.get(DATA_VARIABLE)
    return (Path(chosen) if chosen else platformdirs.user_data_path("doithoai", appauthor=False)) / NAME


def read() -> Ledger:
    """The ledger; an empty one where there is none that can be read."""
    path = place()
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return Ledger()
        return msgspec.json.decode(path.read_bytes(), type=Ledger)
    except (OSError, ValueError, RecursionError):
        return Ledger()


def encode(ledger: Ledger) -> bytes:
    """The ledger as it is kept."""
    return msgspec.json.encode(Ledger(dict(list(ledger.files.items())[-MOST_FILES:])))
