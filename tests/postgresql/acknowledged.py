"""What people were told was recorded, held against the journal: nothing lost, doubled, renumbered or said too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from store import verify

if TYPE_CHECKING:
    from pathlib import Path

Told = dict[str, tuple[int, int]]
"""By receipt, what the answer "recorded" said: the question's number and the commit."""


def text_of(receipt: str) -> str:
    """The question that is asked under a receipt, no two the same."""
    return f"Câu hỏi {receipt}?"


def contradictions(journal: Path, told: Told) -> list[str]:
    """Everything in which a journal's file is not what people were told."""
    checked = verify(journal)
    found = [] if checked.ok else [f"the chain is broken: {checked}"]
    stands: dict[str, list[tuple[int, int]]] = {}
    for line in journal.read_bytes().splitlines()[1:]:
        commit = msgspec.json.decode(line)
        for op in commit["ops"]:
            if op["table"] == "questions" and commit["did"] == "ask":
                stands.setdefault(op["document"]["text"], []).append((op["id"], commit["n"]))
    found += [f"stands {len(places)} times: {text}" for text, places in stands.items() if len(places) > 1]
    for receipt, (number, n) in told.items():
        places = stands.get(text_of(receipt), [])
        if not places:
            found.append(f"lost: {receipt}")
        for there, commit in places:
            if there != number:
                found.append(f"renumbered from {number} to {there}: {receipt}")
            # Asked again because the first answer was lost, a question is told a later commit than its own.
            if commit > n:
                found.append(f"called recorded at {n}, before {commit}: {receipt}")
    return found
