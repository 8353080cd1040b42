"""Telling a crash from damage: what the end of a journal means, and what opening did about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .chain import digest_of, is_sealed, seal
from .commit import UNDECODABLE, decode_commit
from .errors import N_
from .files import write_aside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .files import Files

KEPT = "kept"
"""The folder, in a record's own, for what recovery set aside."""


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What opening found amiss and mended."""

    n: int
    """The last whole commit found in the journal."""
    dropped_bytes: int
    """How many bytes after it could not be read as commits."""
    kept: Path | None
    """The journal as it was found, copied before anything was changed; None where there was none at all."""
    generation: int | None = None
    """The later commit at which a snapshot still held the tables; they were restored from it as a new commit."""

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The report in words; `translate` gets each sentence with its braces."""
        found = N_("Commits up to {n} were recovered; {dropped} unreadable bytes after them were set aside.")
        restored = N_(
            "The journal had lost its end: the tables were restored from the snapshot of commit {generation}."
        )
        kept = N_("The journal as it was found is kept in {kept}.")
        sentences = [found, restored if self.generation is not None else "", kept if self.kept else ""]
        return " ".join(translate(sentence) for sentence in sentences if sentence).format(
            n=self.n, dropped=self.dropped_bytes, kept=self.kept, generation=self.generation
        )

    def __str__(self) -> str:
        return self.message()


def is_damage(rest: bytes, before: bytes, n: int, vouched: int) -> bool:
    """Whether commit `n`, where the unreadable `rest` of a journal begins, had been safely on the disk.

    `before` is the digest of the commit before it, `vouched` the latest commit a snapshot speaks of. A crash can
    tear only what no sync had confirmed, and each line says up to where syncs had; what it tears no longer reads as
    a commit; and a journal that merely ends too early is no damage but a truncation.
    """
    if b"\n" not in rest:
        return False
    lines = [line + b"\n" for line in _LINE_END.split(rest)[:-1]]
    return vouched >= n or _reads(lines[0]) or any(synced >= n for synced in _synced(lines, before))


_LINE_END = re.compile(rb'\n|(?<="\}).(?=\{"n":)', re.DOTALL)
"""Where a line ends, or would if a bit had not flipped: within a text a quotation mark stands escaped."""


def _reads(line: bytes) -> bool:
    try:
        decode_commit(line)
    except UNDECODABLE:
        return False
    return True


def _synced(lines: list[bytes], before: bytes) -> list[int]:
    """The sync marks of the lines that follow, by their seals, from the line before them."""
    digests = {digest_of(lines[0]), _digest_due(before, lines[0])}
    marks = []
    for line in lines[1:]:
        if any(is_sealed(digest, line) for digest in digests) and _reads(line):
            marks.append(decode_commit(line).synced)
        digests = {digest_of(line)}
    return marks


def _digest_due(before: bytes, line: bytes) -> bytes:
    # Were it only the digits that changed, the next line would still follow from the true ones.
    return seal(before, line[:-1])[1]


def set_aside(files: Files, folder: Path, data: bytes) -> Path:
    """Keep a copy of a journal as it was found in `folder`; returns where."""
    kept = _free(files, folder, "journal.jsonl")
    write_aside(files, kept, data)
    return kept


def put_away(files: Files, folder: Path, path: Path) -> Path:
    """Move what stands at `path`, which is somewhere in `folder`, to what was set aside; returns where."""
    kept = _free(files, folder, path.name)
    files.rename(path, kept)
    files.sync_folder(folder / KEPT)
    files.sync_folder(path.parent)
    return kept


def _free(files: Files, folder: Path, name: str) -> Path:
    """A name no file has yet among those set aside."""
    files.make_folder(folder / KEPT)
    return folder / KEPT / f"{len(files.names(folder / KEPT)) + 1:03}-{name}"
