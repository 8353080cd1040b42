"""No screen says a word that only those who write programs know, in either language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import language
from language import gettext, using
from tests.language.test_catalogues import translated

LEFT_OUT = frozenset({"click.po", "doithoai.po"})
"""Catalogues of the command line; what all others say may stand on a screen."""

NAMED_BY_THE_SYSTEM = {"server.po": frozenset({"Python"})}
"""Words that a window of the system itself asks by: its firewall calls the program Python."""

UNKNOWN = (
    "toml json csv xml yaml html utf-?8 ascii byte bytes blank null nan boolean regex parse parser parsing payload "
    "commit commits hash sha sha-?256 checksum journal snapshot token api url uri socket thread daemon pid process "
    "stdin stdout stderr shell root localhost loopback timeout cache schema metadata id ids enum struct tuple "
    "exception traceback stack queueing worker async widget render toggle tinydb textual python sqlite backend frontend"
)
"""Words of programs, as patterns; file endings (.csv) are what a clerk sees in the file window and stay."""

PATTERN = re.compile(rf"(?<![\w.-])(?:{'|'.join(UNKNOWN.split())})(?![\w-])", re.IGNORECASE)


def words_of_programs(text: str) -> list[str]:
    """Those that `text` has outside its facts in braces."""
    return PATTERN.findall(re.sub(r"\{[^}]*\}", "", text))


def facts(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def in_english(message: str) -> str:
    """What English readers are shown: of the journal's library, whose English is for programmers, a clerk's words."""
    with using("en"):
        return gettext(message)


def test_english_in_a_clerks_words_keeps_every_fact() -> None:
    known = {one for _file, ids, _texts in translated() for one in ids}
    for path in sorted(Path(language.__file__).parent.glob("en/LC_MESSAGES/*.po")):
        with path.open("rb") as opened:
            for message in read_po(opened):
                if isinstance(message.id, str) and message.id:
                    assert message.id in known
                    assert facts(message.id) == facts(str(message.string))


def test_no_screen_says_a_word_a_clerk_would_not_know() -> None:
    told = {
        f"{file}: {text}": found
        for file, ids, texts in translated()
        if file not in LEFT_OUT
        for text in (*map(in_english, ids), *texts)
        if (found := set(words_of_programs(text)) - NAMED_BY_THE_SYSTEM.get(file, frozenset()))
    }
    assert not told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A TOML file", ["TOML"]),
        ("Tệp JSON, mã hóa UTF-8", ["JSON", "UTF-8"]),
        ("Files (.csv, .toml)", []),
        ("{commit} is shown", []),
        ("A valid idea", []),
    ],
)
def test_the_list_meets_whole_words_only(text: str, found: list[str]) -> None:
    assert words_of_programs(text) == found
