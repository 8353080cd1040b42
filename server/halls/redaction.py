"""What a hall's copy of the record holds: what its wall and its phones may show, and nothing else.

Tables are named that a hall may have; what is not named stays in the main hall. A question's words go out only while
everybody may read them, and as they stand now, whatever an old commit said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from link.hall_link import HallOp
from meeting.state import document_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from meeting.state import State
    from store import Commit

NOT_HERE = "…"
"""What stands for words that stay in the main hall."""

WHOLE = frozenset(
    {"log", "counters", "stages", "agenda", "prompts", "conclusions", "origins", "votes", "satisfaction"}
    | {"polls", "poll_progress", "surveys", "survey_progress", "pledges", "results", "reviews", "calendars"}
)
"""Tables of which a hall has every document as it is."""

STAYS = frozenset({"sealed", "slips", "signers"})
"""Tables that stay in the main hall."""

Document = dict[str, Any]


def redacted(commit: Commit, state: State, hall: str) -> Iterator[HallOp]:
    """The changes of a commit as `hall` may have them; `state` is the record as it stands now."""
    for op in commit.ops:
        if op.document is None:
            if op.table in WHOLE or op.table in _REDACT:
                yield HallOp(op.table, op.id)
        elif op.table in WHOLE:
            yield HallOp(op.table, op.id, op.document)
        elif op.table in _REDACT:
            yield HallOp(op.table, op.id, _REDACT[op.table](op.id, op.document, state, hall))


def _meeting(_number: int, document: Document, _state: State, _hall: str) -> Document:
    """Without the main hall's network; support and check-in are taken there alone."""
    settings = {**document["settings"], "upvotes": False}
    return {**document, "wifi": None, "check_in_open": False, "settings": settings}


def _question(number: int, document: Document, state: State, hall: str) -> Document:
    question = state.questions.get(number)
    if question is None:
        return {**document, **_unseen(), "receipt": ""}
    now: Document = msgspec.to_builtins(question)
    is_named = question.is_public and state.meeting.settings.names_on_stage
    seen = {} if question.is_public else {"text": NOT_HERE, "reason": ""}
    named = {} if is_named else {"name": "", "unit": ""}
    receipt = question.receipt if state.hall_of(number) == hall else ""
    return {**now, **seen, **named, "earlier": (), "suggestion": None, "receipt": receipt}


def _unseen() -> Document:
    return {"text": NOT_HERE, "reason": "", "name": "", "unit": "", "earlier": (), "suggestion": None}


def _answer(number: int, document: Document, state: State, _hall: str) -> Document:
    question = state.questions.get(number)
    if question is not None and question.is_public:
        return {**document, "earlier": ()}
    return {**document, "said": NOT_HERE, "wording": "", "earlier": ()}


def _attendance(_number: int, document: Document, _state: State, _hall: str) -> Document:
    """Counted there, by name here."""
    return {**document, "name": NOT_HERE, "organisation": "", "post": "", "receipt": ""}


def _entry(_number: int, document: Document, state: State, _hall: str) -> Document:
    """A line of the register: who owes what by when; the letters and notes stay."""
    question = state.questions.get(document["question"])
    is_seen = document["question"] == 0 or (question is not None and question.is_public)
    kept = {**document, "letters": (), "notes": ()}
    if "earlier" in kept:
        kept["earlier"] = ()
    return (
        kept
        if is_seen
        else {**kept, "text": NOT_HERE, **({"reply": ""} if "reply" in kept else {"reason": ""})}
    )


def _call(_number: int, document: Document, _state: State, hall: str) -> Document:
    """Every hall knows who was called; the one that was knows that it is the one."""
    return {**document, "here": document["hall"] == hall}


def _carried(_number: int, document: Document, _state: State, _hall: str) -> Document:
    return {**document, "receipts": ()}


_REDACT: dict[str, Callable[[int, Document, State, str], Document]] = {
    "meetings": _meeting,
    "questions": _question,
    "answers": _answer,
    "attendance": _attendance,
    "calls": _call,
    "referrals": _entry,
    "commitments": _entry,
    "carried": _carried,
}
"""Tables of which a hall has each document in part."""


def unplaced() -> frozenset[str]:
    """Tables of the record that are neither whole, nor in part, nor kept back: there are none, as a test sees."""
    return frozenset(document_types()) - WHOLE - STAYS - frozenset(_REDACT)


class Disclosure:
    """Which questions' words have gone out to halls, and as of which commit a copy begun now has nothing taken back."""

    def __init__(self) -> None:
        self._listed: set[int] = set()
        self.clean = 0

    def note(self, commits: Iterator[Commit] | list[Commit]) -> None:
        """Keep up with the record."""
        for commit in commits:
            for op in commit.ops:
                if op.table == "questions" and op.document and op.document["standing"] == "listed":
                    self._listed.add(op.id)
                elif op.table == "sealed" and op.id in self._listed:
                    self.clean = commit.n
