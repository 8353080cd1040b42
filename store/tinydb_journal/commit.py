"""What one commit is, in memory and as a line of the journal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import msgspec

from .chain import NO_DIGEST, seal

Document = dict[str, Any]
SALT_DIGITS = 32
DEEPEST = 100
"""Lists and objects within each other, at most: what can be written must be readable from any depth of calls."""


class DocumentChange(Protocol):
    """One document as it must become, as the rules of a program give it."""

    @property
    def table(self) -> str:
        """The table's name."""

    @property
    def id(self) -> int:
        """The document's number in its table."""

    @property
    def document(self) -> Mapping[str, Any] | None:
        """The whole document after the change; None takes it away."""


class Change(NamedTuple):
    """One document as it must become; None takes it away."""

    table: str
    id: int
    document: Document | None


class Op(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One document changed: what it became (None: taken away) and what it was before (None: it is new)."""

    table: str
    id: int
    document: Document | None = None
    before: Document | None = None


class Commit(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Changes that stand or fall together: one line of the journal."""

    n: int
    """Its number: 1, 2, 3 … without a gap."""
    at: str
    """When, as the caller said it (ISO 8601); the record has no clock of its own."""
    by: str
    did: str
    ops: tuple[Op, ...]
    synced: int
    """The last commit known to be on the disk when this one was made: nothing up to it may ever be missing."""
    made: tuple[str, ...] = ()
    """Tables made without a document."""
    dropped: tuple[str, ...] = ()
    """Tables taken away whole, after their documents."""
    salt: str = ""
    """What nobody can know without the record: a fingerprint of the line tells nothing to whoever guesses at it."""
    digest: str = ""
    """SHA-256 of the whole chain up to and including this commit."""


UNDECODABLE = (ValueError, RecursionError)
"""What decoding raises for bytes that are not the JSON they should be: no UTF-8, no JSON, another shape, too deep."""

_encode = msgspec.json.Encoder().encode
decode_commit = msgspec.json.Decoder(Commit).decode


def sealed(commit: Commit, before: bytes, record: str) -> tuple[Commit, bytes]:
    """`commit` bound to the line whose digest is `before`, and that line. Raises ValueError where no JSON holds it.

    The record's own number is what nobody else knows: with the chain so far it gives each line its salt.
    """
    salt = commit.salt or sha256(record.encode() + before).hexdigest()[:SALT_DIGITS]
    salted = msgspec.structs.replace(commit, salt=salt, digest=NO_DIGEST.decode())
    line, digest = seal(before, _encode(salted))
    return msgspec.structs.replace(salted, digest=digest.decode()), line


def copied(value: Any) -> Any:
    """A JSON value that shares no list and no object with `value`."""
    if type(value) is dict:
        return {key: copied(part) if type(part) in (dict, list) else part for key, part in value.items()}
    if type(value) is list:
        return [copied(part) if type(part) in (dict, list) else part for part in value]
    return value


def alike(one: Document | None, other: Document | None) -> bool:
    """Whether two documents are one and the same as JSON; in Python 1, 1.0 and True are equal as well."""
    return one == other and _encode(one) == _encode(other)


def plain(value: Any, deepest: int = DEEPEST) -> Any:
    """`value` as JSON will give it back, sharing nothing with it. Raises ValueError for what JSON cannot hold."""
    if value is None or type(value) in (str, int, bool):
        return value
    if deepest < 0:
        raise ValueError(f"a document cannot be nested deeper than {DEEPEST} levels")
    if isinstance(value, Mapping):
        return {_key(key): plain(part, deepest - 1) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part, deepest - 1) for part in value]
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    raise ValueError(f"a document cannot hold {value!r}")


def _key(key: object) -> str:
    if isinstance(key, str):
        return str.__str__(key)
    if type(key) is int:
        return str(key)
    raise ValueError(f"a document cannot have {key!r} as a name")


def undoing(commit: Commit) -> list[Change]:
    """The changes that put back what `commit` replaced. They are right while nothing has changed it again."""
    return [Change(op.table, op.id, op.before) for op in reversed(commit.ops)]
