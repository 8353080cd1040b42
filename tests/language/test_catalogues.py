"""Every sentence the program can say exists in Vietnamese, whole and with the same facts in it."""

from __future__ import annotations

import string
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "demonstration", "doithoai", "intake", "language", "link", "meeting", "minutes", "server", "store", "triage", "tui",
)  # fmt: skip
METHODS = {".py": "python", ".html": "jinja2"}
CATALOGUES = ROOT / "language" / "vi" / "LC_MESSAGES"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "deferred": None,
    "ngettext": (1, 2),
}


@cache
def said_in_code() -> dict[str, str]:
    """Every message id in the rooms, and where it stands."""
    found: dict[str, str] = {}
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*") if p.suffix in METHODS):
        for line, message, _comments, _context in extract_from_file(
            METHODS[path.suffix], path, keywords=KEYWORDS
        ):
            first = message[0] if isinstance(message, tuple) else message
            found.setdefault(first, f"{path.relative_to(ROOT)}:{line}")
    return found


def translated() -> Iterator[tuple[str, str, list[str]]]:
    """(catalogue, message id, translations) of every entry of every Vietnamese catalogue."""
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as opened:
            for entry in read_po(opened):
                if entry.id:
                    one = entry.id[0] if isinstance(entry.id, tuple | list) else entry.id
                    texts = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
                    yield path.name, one, [text or "" for text in texts]


def facts(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_in_the_code_is_translated() -> None:
    known = {one for _, one, texts in translated() if all(texts)}
    missing = [f"{where}: {message}" for message, where in said_in_code().items() if message not in known]
    assert not missing, "\n".join(missing)


def test_a_translation_says_the_same_facts() -> None:
    wrong = [
        f"{file}: {one}"
        for file, one, texts in translated()
        if "{" in one and any(facts(text) - facts(one) for text in texts)
    ]
    assert not wrong, "\n".join(wrong)


def test_catalogues_never_translate_one_sentence_in_two_ways() -> None:
    ways: dict[str, set[str]] = defaultdict(set)
    for _, one, texts in translated():
        ways[one].add("\n".join(texts))
    assert not {one: found for one, found in ways.items() if len(found) > 1}


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.name)
def test_a_catalogue_holds_nothing_the_code_no_longer_says(path: Path) -> None:
    said = set(said_in_code())
    with path.open("rb") as opened:
        left = [
            entry.id
            for entry in read_po(opened)
            if entry.id and (entry.id[0] if isinstance(entry.id, tuple | list) else entry.id) not in said
        ]
    assert not left
