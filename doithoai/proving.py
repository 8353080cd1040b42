"""Proving a JSON bundle offline: its chain, its tables against the chain, and where it parts from another copy."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from language import gettext as _
from language import ngettext
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from minutes.bundle import Bundle
    from minutes.chain import Chain

SUFFIX = ".json"


class Proof(NamedTuple):
    """What a check of a bundle found; `message` is in the reader's language."""

    ok: bool
    message: str

    def __str__(self) -> str:
        return self.message


def digests(chain: Chain) -> tuple[list[str], bool]:
    """The chain's digest after each of its lines as far as they hold, and whether all do; the first is the header's."""
    from store import ChainLine, verify_chain

    lines = [
        ChainLine(line) if isinstance(line, str) else ChainLine("", line.fingerprint) for line in chain.lines
    ]
    followed = verify_chain(chain.after, lines)
    return followed.digests, followed.whole


def prove(path: Path) -> Proof:
    """Check the bundle in the file `path`. Raises Refusal where it is none, OSError where it cannot be read."""
    from meeting.state import document_types
    from minutes import bundle as bundles
    from minutes.chain import check

    bundle = bundles.read_file(path)
    state = bundles.state_of(bundle)
    chain = bundle.chain
    if chain is None:
        return Proof(False, _("This bundle was written without the record's chain: it cannot be verified."))
    found, whole = digests(chain)
    n = chain.begins_after + len(found) - 1
    if not whole:
        wrong = _(
            "Commit {n} is not what was written: its digest does not follow from the commits before it."
        )
        return Proof(False, wrong.format(n=n + 1))
    if (bundle.n, bundle.digest) != (n, found[-1]):
        wrong = _(
            "The bundle says that it is of commit {said}, digest {digest}, but its chain ends otherwise."
        )
        return Proof(False, wrong.format(said=bundle.n, digest=bundle.digest))
    checked = check(chain, state.tables, document_types())
    if checked.contradiction is not None:
        odd = checked.contradiction
        wrong = _("{table} {id} is not what commit {n} made it.")
        return Proof(False, wrong.format(table=odd.table, id=odd.id, n=odd.n))
    return Proof(True, _whole(bundle, chain, checked.unproven))


def _whole(bundle: Bundle, chain: Chain, unproven: int) -> str:
    message = _("Commits {first} to {n} are whole; digest {digest}.").format(
        first=chain.begins_after + 1, n=bundle.n, digest=bundle.digest
    )
    held = sum(not isinstance(line, str) for line in chain.lines[1:])
    if not held:
        return message
    held_back = ngettext(
        "{count} commit is held back, only its fingerprint is here: {documents} documents rest on it.",
        "{count} commits are held back, only their fingerprints are here: {documents} documents rest on them.",
        held,
    )
    return f"{message} {held_back.format(count=held, documents=unproven)}"


def rebuild(path: Path, folder: Path) -> None:
    """Put the record of the bundle in the file `path` into `folder`.

    Where every line is told it is the same journal, byte for byte. Otherwise it is a journal begun again: its header
    holds the bundle's tables and the digest of the commit they are of. Raises Refusal ``bundle-unproven`` where the
    bundle does not hold, as `prove` does, and AlreadyExistsError or UnavailableError.
    """
    from minutes import bundle as bundles
    from store import restore, start_from_snapshot

    proof = prove(path)
    if not proof.ok:
        raise Refusal("bundle-unproven", why=proof.message)
    bundle = bundles.read_file(path)
    assert bundle.chain is not None, "a bundle without a chain proves nothing"
    if bundle.chain.is_complete:
        restore(folder, [line for line in bundle.chain.lines if isinstance(line, str)])
        return
    tables = {
        name: {int(number): row for number, row in rows.items()} for name, rows in bundle.tables.items()
    }
    start_from_snapshot(folder, secrets.token_hex(16), bundle.n, bundle.digest, tables)


def digests_at(path: Path) -> tuple[int, list[str]]:
    """(the commit before the first, the digest after it and after each commit) of a bundle, record, backup or journal.

    Raises Refusal, the store's refusals, or OSError.
    """
    from minutes import bundle as bundles
    from store import ChainLine, read_chain, verify_chain

    if path.suffix == SUFFIX:
        chain = bundles.read_file(path).chain
        return (chain.begins_after, digests(chain)[0]) if chain is not None else (0, [])
    begins_after, after, found = read_chain(path)
    return begins_after, verify_chain(after, [ChainLine(line.text) for line in found]).digests


def parted(one: Path, other: Path) -> tuple[bool, str]:
    """Whether two copies part, and from which commit on, of which at least one is a bundle. Raises as `digests_at`."""
    (mine, first), (yours, second) = digests_at(one), digests_at(other)
    begin = max(mine, yours)
    first, second = first[begin - mine :], second[begin - yours :]
    common = 0
    while common < min(len(first), len(second)) and first[common] == second[common]:
        common += 1
    if not common:
        return True, _("These are not two copies of one record.")
    if common == len(first) == len(second):
        return False, _("Both copies hold the same commits, up to {n}.").format(n=begin + common - 1)
    if common == min(len(first), len(second)):
        longer = one if len(first) > len(second) else other
        message = _("Both copies hold the same commits up to {n}; {longer} has {more} more.")
        more = max(len(first), len(second)) - common
        return True, message.format(n=begin + common - 1, longer=longer, more=more)
    return True, _("Commit {n} is the first that differs.").format(n=begin + common)
