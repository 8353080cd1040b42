"""Two copies of one record: where they part, so that a person can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import gettext as _
from store.commit import decode_commit
from store.files import DISK
from store.verification import scanned_at

if TYPE_CHECKING:
    from pathlib import Path

    from store.commit import Commit
    from store.files import Files


class Comparison(NamedTuple):
    """How two copies of a record stand to each other. `str()` says it in the reader's language."""

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

    def __str__(self) -> str:
        sentence = _(
            "Both copies have the same commits up to {common}; "
            "after that {one} has {only_one} of its own and {other} has {only_other}."
        )
        return sentence.format(
            common=self.common,
            one=self.one,
            other=self.other,
            only_one=len(self.only_one),
            only_other=len(self.only_other),
        )


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
