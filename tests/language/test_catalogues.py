"""Every sentence the program can say exists in Vietnamese, whole and with the same facts in it."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from doithoai.__main__ import cli
from doithoai.translated_help import message_of
from language.compile_catalogues import compile_all

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "demonstration", "doithoai", "intake", "language", "link", "meeting", "minutes", "server", "store", "triage",
    "tui", "wall", "wording",
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


def commands(command: click.Command = cli) -> Iterator[click.Command]:
    """The command line's commands, and those within them."""
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            within = command.get_command(context, name)
            assert within is not None
            yield from commands(within)


def said_in_help() -> dict[str, str]:
    """Every message id of the command line's help, and whose it is."""
    found: dict[str, str] = {}
    for command in commands():
        options = (each for each in command.params if isinstance(each, click.Option))
        for help_ in (command.help, *(option.help for option in options)):
            if help_:
                found.setdefault(message_of(help_), f"help of {command.name}")
    return found


def said_by_click() -> set[str]:
    """Every message id of the library that reads the command line."""
    found: set[str] = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found


@cache
def said_in_code() -> dict[str, str]:
    """Every message id in the rooms, and where it stands."""
    found = said_in_help()
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*") if p.suffix in METHODS):
        for line, message, _comments, _context in extract_from_file(
            METHODS[path.suffix], path, keywords=KEYWORDS
        ):
            first = message[0] if isinstance(message, tuple) else message
            found.setdefault(first, f"{path.relative_to(ROOT)}:{line}")
    return found


def translated() -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """(catalogue, message ids for one and for many, translations) of every entry of every Vietnamese catalogue."""
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as opened:
            for entry in read_po(opened):
                if entry.id:
                    ids = tuple(entry.id) if isinstance(entry.id, tuple | list) else (entry.id,)
                    texts = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
                    yield path.name, ids, [text or "" for text in texts]


def facts(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_in_the_code_is_translated() -> None:
    known = {ids[0] for _, ids, texts in translated() if all(texts)}
    missing = [f"{where}: {message}" for message, where in said_in_code().items() if message not in known]
    assert not missing, "\n".join(missing)


def test_no_sentence_stands_inside_an_f_string_where_nobody_extracts_it() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for string_ in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string_, ast.JoinedStr)
        for call in ast.walk(string_)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden, "\n".join(hidden)


def test_a_translation_says_the_same_facts() -> None:
    wrong = [
        f"{file}: {ids[0]}"
        for file, ids, texts in translated()
        if any("{" in one for one in ids) and set().union(*map(facts, texts)) - set().union(*map(facts, ids))
    ]
    assert not wrong, "\n".join(wrong)


def test_catalogues_never_translate_one_sentence_in_two_ways() -> None:
    ways: dict[str, set[str]] = defaultdict(set)
    for _, ids, texts in translated():
        ways[ids[0]].add("\n".join(texts))
    assert not {one: found for one, found in ways.items() if len(found) > 1}


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.name)
def test_a_catalogue_holds_nothing_the_code_no_longer_says(path: Path) -> None:
    said = set(said_in_code()) | (said_by_click() if path.stem == "click" else set())
    with path.open("rb") as opened:
        left = [
            entry.id
            for entry in read_po(opened)
            if entry.id and (entry.id[0] if isinstance(entry.id, tuple | list) else entry.id) not in said
        ]
    assert not left


def test_compiling_leaves_no_catalogue_whose_source_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "language" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kept.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    (folder / "gone.mo").write_bytes(b"")
    assert compile_all(tmp_path) == [folder / "kept.mo"]
    assert sorted(path.name for path in folder.iterdir()) == ["kept.mo", "kept.po"]
