"""A record's chain on its own: each line of the journal, or its fingerprint where the line is withheld."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from store.bundles import put_journal
from store.files import DISK
from store.journal import header_line
from store.seal import NO_DIGEST, digest_of, fingerprint, is_sealed, linked
from store.verification import scanned_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.files import Files
    from store.tables import Rows


class ChainLine(NamedTuple):
    """One line of a journal, without its newline, and what may stand in its place. The first is the header's."""

    text: str
    """Empty where only the fingerprint is there."""
    fingerprint: str = ""


class ChainCheck(NamedTuple):
    """How far a chain holds: the digest after each line that does, and whether all of them do."""

    digests: list[str]
    whole: bool


def read_chain(
    path: Path, upto: int | None = None, *, files: Files = DISK
) -> tuple[int, str, list[ChainLine]]:
    """(the commit before the first here, its digest, the lines up to commit `upto`) of a record, journal or backup.

    Without `upto` all that is whole.

    Raises NotFoundError, EmptyJournalError, NotAJournalError, NewerFormatError, DamagedError (0) or OSError.
    """
    data, scanned = scanned_at(files, path)
    last = scanned.n if upto is None else upto
    ends = (0, *scanned.ends[: last - scanned.header.n + 1])
    sealed = (data[start:end] for start, end in pairwise(ends))
    chain = [ChainLine(line[:-1].decode(), fingerprint(line).decode()) for line in sealed]
    return scanned.header.n, scanned.header.after, chain


def verify_chain(after: str, chain: Sequence[ChainLine]) -> ChainCheck:
    """Check a chain from the digest before its first line on; empty where there is nothing before it."""
    digests: list[str] = []
    before = after.encode() or NO_DIGEST
    for line in chain:
        if line.text:
            sealed = f"{line.text}\n".encode()
            if not is_sealed(before, sealed):
                return ChainCheck(digests, whole=False)
            before = digest_of(sealed)
        else:
            before = linked(before, line.fingerprint.encode())
        digests.append(before.decode())
    return ChainCheck(digests, whole=True)


def restore(folder: Path, lines: Sequence[str], *, files: Files = DISK) -> None:
    """Begin a record in `folder` with these lines of a journal, which must be whole.

    Raises AlreadyExistsError or UnavailableError.
    """
    put_journal(files, folder, "".join(f"{line}\n" for line in lines).encode())


def start_from_snapshot(
    folder: Path, identity: str, n: int, digest: str, tables: dict[str, Rows], *, files: Files = DISK
) -> None:
    """Begin a record in `folder` that goes on after commit `n` of another, whose tables and digest these were.

    Raises AlreadyExistsError or UnavailableError.
    """
    put_journal(files, folder, header_line(identity, n, tables, digest))
