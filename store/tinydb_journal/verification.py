"""Checking a record or a bundle without opening it for writing: is every commit what was written, and which is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .bundles import TABLES, is_bundle, unpacked
from .chain import ChainLine, fingerprint
from .commit import UNDECODABLE, Commit, alike, decode_commit
from .errors import N_, JournalError
from .files import DISK
from .format import JOURNAL, check_plain, read_journal, scan
from .generations import NAME, Generations, decoded
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from .files import Files
    from .format import Progress, Scan
    from .generations import Head
    from .tables import Rows

UNREADABLE = -1
"""Stands for the commit of a snapshot that does not say which it is of."""
PROGRESS_EVERY = 1024
"""Commits between two calls of a progress function."""

REASONS = {
    "altered": N_(
        "Commit {n} is not what was written: its digest does not follow from the commits before it."
    ),
    "unfinished": N_("The journal ends in the middle of commit {n}."),
    "missing": N_("The journal ends before commit {n}, though a snapshot knows it."),
    "unreadable": N_("Commit {n} cannot be read."),
    "number": N_("Where commit {n} should stand there is another."),
    "before": N_("Commit {n} says it replaced something that was not there."),
    "snapshot": N_("The snapshot {snapshot} is damaged or tells something else than the journal."),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found."""

    path: Path
    ok: bool
    identity: str = ""
    """Which record: its own number."""
    n: int = 0
    """The last commit that is whole."""
    digest: str = ""
    """The chain's digest there."""
    begins_after: int = 0
    """Not 0 where the journal goes on from one lost with its disk: the earlier commits are not here."""
    first_wrong: int | None = None
    """The first commit that is not what was written; 0 is the journal's own first line."""
    reason: str = ""
    """A key of REASONS, or the code of a refusal; empty where all is well."""
    snapshot: str = ""
    """The first snapshot that is damaged or tells something else than the journal."""
    refusal: JournalError | None = None

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The finding in words; `translate` gets each sentence with its braces."""
        if self.refusal is not None:
            return self.refusal.message(translate)
        holds = N_("Commits {first} to {n} are whole; digest {digest}.")
        if self.n == self.begins_after:
            holds = N_("There is no commit after {n} yet; digest {digest}.")
        whole = translate(holds).format(first=self.begins_after + 1, n=self.n, digest=self.digest)
        if self.ok:
            return whole
        wrong = translate(REASONS[self.reason]).format(n=self.first_wrong, snapshot=self.snapshot)
        return f"{wrong} {whole}"

    def __str__(self) -> str:
        return self.message()


class _Snapshots:
    """The snapshots beside a journal, each to be compared once the walk reaches its commit."""

    def __init__(self) -> None:
        self.wrong = ""
        self._due: dict[int, list[tuple[str, Callable[[], tuple[dict[str, Rows], Head] | None]]]] = {}

    def add(self, n: int, name: str, read: Callable[[], tuple[dict[str, Rows], Head] | None]) -> None:
        self._due.setdefault(n, []).append((name, read))

    def compare(self, n: int, digests: tuple[str, ...], tables: Tables) -> None:
        for name, read in self._due.pop(n, []):
            found = read()
            if found is None or found[0] != tables.rows or found[1].chain not in digests:
                self.wrong = self.wrong or name

    def later(self, n: int) -> bool:
        """Whether one stands for a commit after `n`, where the journal ends."""
        return any(due > n for due in self._due)

    def finish(self) -> str:
        """The name of the first that is wrong; empty where none is. Those from before the journal cannot be told."""
        return self.wrong or next((name for name, _read in self._due.get(UNREADABLE, [])), "")


def verify(path: Path | str, *, progress: Progress | None = None, files: Files = DISK) -> Verification:
    """Check a record's folder with its snapshots, a bundle, or a journal by itself.

    Never raises for what the files hold, only OSError, and what `progress` raises.
    """
    path = Path(path)
    try:
        data, snapshots = _found(files, path)
        scanned = scan(path, data)
    except JournalError as refusal:
        first_wrong = refusal.params.get("n")
        named = first_wrong if isinstance(first_wrong, int) else None
        return Verification(path, ok=False, first_wrong=named, reason=refusal.code, refusal=refusal)
    return _walked(path, data, scanned, snapshots, progress)


def scanned_at(files: Files, path: Path) -> tuple[bytes, Scan]:
    """The journal's bytes and its whole lines, of a record's folder, a bundle or a journal by itself.

    Raises NotFoundError, EmptyJournalError, NotAJournalError, NewerFormatError or DamagedError (0).
    """
    data, _snapshots = _found(files, path)
    return data, scan(path, data)


def _walked(
    path: Path, data: bytes, scanned: Scan, snapshots: _Snapshots, progress: Progress | None
) -> Verification:
    header, tables = scanned.header, Tables(scanned.header.tables)
    snapshots.compare(header.n, (header.digest, header.after), tables)
    found = Verification(path, True, header.record, header.n, header.digest, header.n)
    for start, end in pairwise(scanned.ends):
        commit, reason = _read(data[start:end], found.n + 1, tables)
        if commit is None:
            return replace(found, ok=False, first_wrong=found.n + 1, reason=reason)
        tables.replay(commit)
        snapshots.compare(commit.n, (commit.digest,), tables)
        found = replace(found, n=commit.n, digest=commit.digest)
        if progress is not None and commit.n % PROGRESS_EVERY == 0:
            progress(end, len(data))
    if scanned.size < len(data):
        reason = "altered" if b"\n" in data[scanned.size :] else "unfinished"
        return replace(found, ok=False, first_wrong=found.n + 1, reason=reason)
    if snapshots.later(found.n):
        return replace(found, ok=False, first_wrong=found.n + 1, reason="missing")
    wrong = snapshots.finish()
    return replace(found, ok=False, reason="snapshot", snapshot=wrong) if wrong else found


def _read(line: bytes, n: int, tables: Tables) -> tuple[Commit | None, str]:
    """(the commit, nothing), or (None, what is wrong with it) where it cannot be commit `n` on these tables."""
    try:
        commit = decode_commit(line)
    except UNDECODABLE:
        return None, "unreadable"
    if commit.n != n:
        return None, "number"
    now = {(op.table, op.id): tables.of(op.table).get(op.id) for op in commit.ops}
    for op in commit.ops:
        if not alike(now[op.table, op.id], op.before):
            return None, "before"
        now[op.table, op.id] = op.document
    return commit, ""


def _found(files: Files, path: Path) -> tuple[bytes, _Snapshots]:
    """The journal's bytes and the snapshots at `path`. Raises NotFoundError or NotAJournalError."""
    snapshots = _Snapshots()
    if path.is_dir():
        generations = Generations(files, path)
        heads = {generation.path.name: generation.head.n for generation in generations.list()}
        for name in filter(NAME.fullmatch, files.names(generations.folder)):
            there = generations.folder / name
            snapshots.add(heads.get(name, UNREADABLE), name, partial(generations.read, there))
        return read_journal(files, path), snapshots
    found = files.stat(path)
    check_plain(path, found)
    data = files.read(path)
    if not is_bundle(data):
        return data, snapshots
    packed = unpacked(path, data)
    tables = decoded(packed[TABLES])
    snapshots.add(tables[1].n if tables else UNREADABLE, TABLES, lambda: tables)
    return packed[JOURNAL], snapshots


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


class Comparison(NamedTuple):
    """How two copies of a record stand to each other."""

    one: Path
    other: Path
    common: int
    """The last commit that both have, with the same digest."""
    only_one: list[Commit]
    """The commits after that in the first copy."""
    only_other: list[Commit]
    """The commits after that in the other copy."""

    @property
    def forked(self) -> bool:
        """Whether each has commits that the other has not: two programs wrote on, and neither copy holds all."""
        return bool(self.only_one and self.only_other)

    def message(self, translate: Callable[[str], str] = str) -> str:
        """The finding in words; `translate` gets the sentence with its braces."""
        sentence = N_(
            "Both copies have the same commits up to {common}; "
            "after that {one} has {only_one} of its own and {other} has {only_other}."
        )
        return translate(sentence).format(
            common=self.common,
            one=self.one,
            other=self.other,
            only_one=len(self.only_one),
            only_other=len(self.only_other),
        )

    def __str__(self) -> str:
        return self.message()


def compare(one: Path, other: Path, *, files: Files = DISK) -> Comparison | None:
    """Compare two records, journals or bundles; None where they are not copies of one record.

    Only whole commits count. Raises NotFoundError, EmptyJournalError, NotAJournalError, NewerFormatError,
    DamagedError (0) or OSError.
    """
    lines = []
    for path in (one, other):
        data, scanned = scanned_at(files, path)
        ends = scanned.ends
        found = {scanned.header.n + at: data[ends[at - 1] : ends[at]] for at in range(1, len(ends))}
        lines.append((scanned.header.record, scanned.header.n, found))
    (mine, begins, first), (yours, other_begins, second) = lines
    if mine != yours:
        return None
    common = max(begins, other_begins)
    while common + 1 in first and first[common + 1] == second.get(common + 1):
        common += 1
    return Comparison(one, other, common, _after(first, common), _after(second, common))


def _after(lines: dict[int, bytes], n: int) -> list[Commit]:
    return [decode_commit(line) for number, line in lines.items() if number > n]
