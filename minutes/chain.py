"""The chain in a bundle: the journal's lines, each as it stands or only its fingerprint, so that anybody can follow it.

A line is held back where it tells more than the bundle's tables do: a text that was sealed, the hall's Wi-Fi, voting
slips, a name that was taken back or is left out. The chain can be followed past it all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from meeting.model.profile import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from meeting.state import State

LEFT_OUT = frozenset({"sealed", "slips"})
"""Tables that stay in the record: sealed texts, and the fingerprints of voting slips."""

PERSONAL = {
    "questions": ("name", "unit"),
    "attendance": ("name", "post", "organisation", "receipt"),
    "signers": ("name", "post", "signature"),
}
"""Fields by which somebody is known: a line that has them otherwise than the tables is held back."""

SHORTEST_SEALED = 8
"""A sealed text shorter than this is not looked for in other documents' words."""

Plain = dict[str, dict[str, dict[str, Any]]]
"""Tables as a bundle holds them: name, then document number as text, then the document."""


class Journal(NamedTuple):
    """A record's journal up to the commit a bundle is of: each line without its newline, and its fingerprint."""

    begins_after: int
    after: str
    lines: Sequence[tuple[str, str]]


class Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that is not told: its `fingerprint`, and which documents it is `about` (table, number)."""

    fingerprint: str
    about: tuple[tuple[str, int], ...] = ()


class Chain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The journal's lines: first the header's, then each commit's. `after` is the digest before the first, if any."""

    begins_after: int
    after: str
    lines: tuple[str | Withheld, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no line is held back: the journal itself can be written again from it."""
        return all(isinstance(line, str) for line in self.lines)


class _Op(msgspec.Struct):
    table: str
    id: int
    document: dict[str, Any] | None = None
    before: dict[str, Any] | None = None


class _Commit(msgspec.Struct):
    n: int
    ops: tuple[_Op, ...]


_read = msgspec.json.Decoder(_Commit).decode


def render_chain(state: State, journal: Journal, tables: Plain) -> Chain:
    """The chain beside these `tables` of a bundle. The header names the record, from which salts are made: it is told
    only with all the rest, of a closed meeting.
    """
    reader = _Reader(state, tables)
    header, *commits = journal.lines
    lines = [reader.render(line, print_) for line, print_ in commits]
    is_open = (
        journal.begins_after == 0
        and state.meeting.phase is Phase.CLOSED
        and all(isinstance(line, str) for line in lines)
    )
    first = header[0] if is_open else Withheld(header[1])
    return Chain(journal.begins_after, journal.after, (first, *lines))


class _Reader:
    """Tells which lines say more than the tables do."""

    def __init__(self, state: State, tables: Plain) -> None:
        self._tables = tables
        self._sealed = set(state.sealed)
        parts = (part for sealed in state.sealed.values() for part in sealed.text.split("\n\n"))
        self._texts = [
            msgspec.json.encode(part)[1:-1].decode() for part in parts if len(part) >= SHORTEST_SEALED
        ]

    def render(self, line: str, print_: str) -> str | Withheld:
        ops = _read(line).ops
        if any(text in line for text in self._texts) or any(map(self._says_more, ops)):
            return Withheld(print_, tuple((op.table, op.id) for op in ops))
        return line

    def _says_more(self, op: _Op) -> bool:
        if op.table in LEFT_OUT:
            return True
        now = self._tables.get(op.table, {}).get(str(op.id), {})
        return any(
            self._document_says_more(op, document, now) for document in (op.document, op.before) if document
        )

    def _document_says_more(self, op: _Op, document: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
        number = op.id if op.table in {"questions", "answers"} else document.get("question")
        if number in self._sealed or document.get("wifi"):
            return True
        return any(
            document.get(field) and document[field] != now.get(field) for field in PERSONAL.get(op.table, ())
        )


class Contradiction(NamedTuple):
    """A document of the tables that is not what the last line about it says: commit `n` made it."""

    n: int
    table: str
    id: int


class Checked(NamedTuple):
    """What the told lines say of the tables."""

    contradiction: Contradiction | None
    unproven: int
    """Documents of the tables whose last line is held back, so that nothing here proves them."""


def check(chain: Chain, tables: Mapping[str, Mapping[int, msgspec.Struct]], types: Types) -> Checked:
    """Compare typed tables with what the told lines made them."""
    last = _last_values(chain)
    unproven = 0
    for table, rows in tables.items():
        for number, document in rows.items():
            n, kept = last.get((table, number), (0, None))
            if kept is HELD_BACK or (not n and chain.begins_after):
                unproven += 1
            elif kept is None or msgspec.convert(kept, types[table]) != document:
                return Checked(Contradiction(n, table, number), unproven)
    missing = next(
        (
            Contradiction(n, table, number)
            for (table, number), (n, kept) in last.items()
            if kept is not None
            and kept is not HELD_BACK
            and table in types
            and number not in tables.get(table, {})
        ),
        None,
    )
    return Checked(missing, unproven)


HELD_BACK: Any = object()
"""Stands for what a line that is held back made of a document."""

Types = dict[str, type[msgspec.Struct]]


def _last_values(chain: Chain) -> dict[tuple[str, int], tuple[int, Any]]:
    """What the last line about each document made it: (commit, document), None for one taken away."""
    last: dict[tuple[str, int], tuple[int, Any]] = {}
    for n, line in enumerate(chain.lines[1:], start=chain.begins_after + 1):
        if isinstance(line, Withheld):
            last |= dict.fromkeys(line.about, (n, HELD_BACK))
        else:
            last |= {(op.table, op.id): (n, op.document) for op in _ops_of(line)}
    return last


def _ops_of(line: str) -> Iterable[_Op]:
    return _read(line).ops
