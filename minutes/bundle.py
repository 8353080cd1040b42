"""The JSON bundle: a whole meeting for other programs, and back into an equal record (docs/minutes.md).

Two things never leave the laptop in it: sealed texts (complaints routed out, originals under a mask) and the hall's
Wi-Fi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from meeting.model.agenda import AgendaItem
from meeting.model.profile import Meeting, Person
from meeting.model.register import Commitment
from meeting.model.stage import Stage
from meeting.refusal import Refusal
from meeting.state import State
from minutes import bundle_values
from minutes.chain import LEFT_OUT, Chain, Plain, render_chain
from minutes.texts import encodable, mapped

if TYPE_CHECKING:
    from pathlib import Path

    from minutes.chain import Journal
    from minutes.seal import Seal

FORMAT = "doithoai-meeting"
VERSION = 1
ADDED: dict[type, tuple[str, ...]] = {
    Meeting: ("purpose", "grounds", "signs_as", "copies", "read_back", "address", "corrections"),
    Person: ("honorific",),
    AgendaItem: ("content", "earlier"),
    Commitment: ("reply", "earlier"),
    Stage: ("page", "area", "order", "step", "timer_run", "timer_item"),
}
"""Fields that came after the first release: in a bundle only where they are set, so that old records export as ever."""

LARGEST_BYTES = 256 * 1024 * 1024
"""A bundle of the largest meeting (50,000 questions, each answered at length) stays below this."""


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's outermost object. `tables` is table name, then document number as text, then the document.

    `chain` is what proves them; None in a bundle that was made without the record.
    """

    format: str
    version: int
    digest: str
    n: int
    draft_at: str | None
    tables: Plain
    chain: Chain | None = None


def to_json(state: State, seal: Seal, journal: Journal | None = None, *, names: bool = True) -> bytes:
    """The bundle of a meeting, indented, keys in a fixed order, ended by a newline.

    `journal` is the record's, from which the chain is told. `names` off leaves out the names askers offered.
    """
    tables = {
        name: {str(number): _plain(name, document, names=names) for number, document in sorted(rows.items())}
        for name, rows in sorted(state.tables.items())
        if rows and name not in LEFT_OUT
    }
    drafted = seal.draft_at.isoformat() if seal.draft_at else None
    chain = render_chain(state, journal, tables) if journal is not None else None
    bundle = Bundle(FORMAT, VERSION, seal.digest, seal.n, drafted, tables, chain)
    encoded = msgspec.json.encode(mapped(msgspec.to_builtins(bundle), encodable))
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _plain(table: str, document: msgspec.Struct, *, names: bool) -> dict[str, Any]:
    plain: dict[str, Any] = _as_first_released(document, msgspec.to_builtins(document))
    if table == "meetings":
        plain["wifi"] = None
    if table == "questions" and not names:
        plain |= {"name": "", "unit": ""}
    return plain


def _as_first_released(document: msgspec.Struct, plain: Any) -> Any:
    """`plain` without the fields of `ADDED` that are not set, in documents within it too."""
    for name in document.__struct_fields__ if isinstance(plain, dict) else ():
        if name not in plain:
            continue
        held = getattr(document, name)
        if isinstance(held, msgspec.Struct):
            _as_first_released(held, plain[name])
        elif isinstance(held, tuple):
            for part, told in zip(held, plain[name], strict=True):
                if isinstance(part, msgspec.Struct):
                    _as_first_released(part, told)
    for field in msgspec.structs.fields(document):
        if field.name in ADDED.get(type(document), ()) and getattr(document, field.name) == field.default:
            del plain[field.name]
    return plain


def read(content: bytes) -> Bundle:
    """The bundle in a file. Raises Refusal ``bundle-too-large``, ``bundle-newer`` or ``bundle-unreadable``."""
    if len(content) > LARGEST_BYTES:
        raise Refusal("bundle-too-large", limit=LARGEST_BYTES // 1024 // 1024)
    try:
        bundle = msgspec.json.decode(content, type=Bundle)
    except (ValueError, RecursionError) as problem:
        raise Refusal("bundle-unreadable", why=str(problem)) from None
    if bundle.format != FORMAT:
        raise Refusal("bundle-unreadable", why=bundle.format)
    if bundle.version > VERSION:
        raise Refusal("bundle-newer", version=bundle.version)
    return bundle


def read_file(path: Path) -> Bundle:
    """The bundle in the file `path`, looked at before it is read. Raises Refusal as `read` does, and OSError."""
    if not path.is_file():
        raise Refusal("bundle-unreadable", why=path.name)
    if path.stat().st_size > LARGEST_BYTES:
        raise Refusal("bundle-too-large", limit=LARGEST_BYTES // 1024 // 1024)
    return read(path.read_bytes())


def from_json(content: bytes) -> State:
    """The meeting in a bundle. Raises Refusal as `read` does, also for documents that are not what they should be."""
    return state_of(read(content))


def state_of(bundle: Bundle) -> State:
    """The meeting in a bundle that was read. Raises Refusal ``bundle-unreadable``."""
    try:
        tables = {
            name: {int(number): row for number, row in rows.items()} for name, rows in bundle.tables.items()
        }
        state = State.load(tables)
    except ValueError as problem:
        raise Refusal("bundle-unreadable", why=str(problem)) from problem
    if not state.meetings:
        raise Refusal("bundle-unreadable", why="meetings")
    bundle_values.check(state)
    return state
