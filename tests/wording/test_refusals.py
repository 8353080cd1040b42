"""Refusals in words: a sentence for each code that anything in the program can refuse with, with its params."""

from __future__ import annotations

import ast
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import language
from wording.refusals import FIELDS, SENTENCES, CodeStandsTwiceError, assembled, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "demonstration", "doithoai", "intake", "link", "meeting", "minutes", "server", "store", "triage", "tui",
)  # fmt: skip
CARRIERS = {"Refusal", "HealthCaution"}
"""The classes whose first argument is a code."""

CARRIED_ON = {"refusal.code", "refused.refusal"}
"""Codes of a refusal that came in and goes on with more params; it was found where it was first made."""

COMPUTED = {
    ("link/mirror.py", "self._refused"): {"not-the-host", "link-refused"},
    ("meeting/decision.py", "f'meeting-{state.meeting.phase.value}'"): {
        "meeting-prepared", "meeting-open", "meeting-closed",
    },
    ("intake/sniffing.py", "_ole(path)"): {
        "file-is-locked", "file-is-old-excel", "file-is-old-word", "file-is-presentation", "file-is-mail",
        "file-is-old-office",
    },
    ("intake/sniffing.py", "code"): {
        "file-is-pdf", "file-is-rtf", "file-is-picture", "file-is-packed", "file-is-presentation",
        "file-is-binary-excel", "file-is-apple",
    },
    ("meeting/commands/staging.py", 'f"no-such-{table.removesuffix(\'s\')}"'): {
        "no-such-poll", "no-such-survey", "no-such-pledge", "no-such-prompt",
    },
}  # fmt: skip
"""Codes put together at run time, by file and expression, for this test to know."""


class Made(NamedTuple):
    """A place that makes a refusal: where, its code, the params it names (None where they are not all in view)."""

    where: str
    code: str
    params: frozenset[str] | None


class File(NamedTuple):
    """A module of the program as a tree."""

    name: str
    tree: ast.Module


@cache
def files() -> tuple[File, ...]:
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return tuple(
        File(p.relative_to(ROOT).as_posix(), ast.parse(p.read_text(encoding="utf-8"))) for p in paths
    )


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@cache
def constants() -> dict[str, str]:
    """Every module-level name in the rooms that is a text."""
    found: dict[str, str] = {}
    for file in files():
        for node in file.tree.body:
            match node:
                case ast.Assign(targets=targets, value=ast.Constant(value=str() as text)):
                    found |= {target.id: text for target in targets if isinstance(target, ast.Name)}
    return found


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Names in the order a caller gives them, without self."""
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def codes(file: File, given: ast.expr, within: ast.AST) -> set[str]:
    """Every code the expression can be, as far as the module shows; `within` is the function it stands in."""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return {given.value}
    if isinstance(given, ast.IfExp):
        return codes(file, given.body, within) | codes(file, given.orelse, within)
    if isinstance(given, ast.BoolOp):
        return set().union(*(codes(file, value, within) for value in given.values))
    text = ast.unparse(given)
    if text in CARRIED_ON:
        return set()
    if (file.name, text) in COMPUTED:
        return COMPUTED[file.name, text]
    if isinstance(given, ast.Name):
        if isinstance(within, ast.FunctionDef | ast.AsyncFunctionDef):
            if given.id in parameters(within):
                return given_to(file, within, parameters(within).index(given.id), given.id)
            assigned = [
                node.value
                for node in ast.walk(within)
                if isinstance(node, ast.Assign)
                and any(isinstance(target, ast.Name) and target.id == given.id for target in node.targets)
            ]
            if assigned:
                return set().union(*(codes(file, value, within) for value in assigned))
        if given.id in constants():
            return {constants()[given.id]}
    if isinstance(given, ast.Attribute) and (kept := field_values(given.attr)):
        return kept
    pytest.fail(f"{file.name}: nobody can tell which codes {text} may be; add it to COMPUTED")


@cache
def field_values(field: str) -> set[str]:
    """Every text given by name to a field of that name, of a class in a module that declares one."""
    found: set[str] = set()
    for file in files():
        for _, call in calls(file) if field in fields(file) else ():
            for each in call.keywords:
                match each:
                    case ast.keyword(arg=name, value=ast.Constant(value=str() as text)) if name == field:
                        found.add(text)
    return found


def given_to(file: File, function: ast.FunctionDef | ast.AsyncFunctionDef, place: int, name: str) -> set[str]:
    """Every code that callers give to a parameter of `function`, anywhere in the rooms."""
    found: set[str] = set()
    for other in files():
        for caller, call in calls(other):
            if called(call) != function.name:
                continue
            keyword = next((each.value for each in call.keywords if each.arg == name), None)
            given = keyword or (call.args[place] if place < len(call.args) else None)
            if given is not None:
                found |= codes(other, given, caller)
    assert found, f"{file.name}: nobody calls {function.name}"
    return found


@cache
def calls(file: File) -> tuple[tuple[ast.AST, ast.Call], ...]:
    """Every call with the innermost function it stands in."""

    def walk(node: ast.AST, within: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield within, child
            inner = child if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else within
            yield from walk(child, inner)

    return tuple(walk(file.tree, file.tree))


@cache
def fields(file: File) -> frozenset[str]:
    """The fields that classes of a module declare."""
    return frozenset(
        node.target.id
        for one in ast.walk(file.tree)
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    )


@cache
def made() -> tuple[Made, ...]:
    """Every refusal and caution that the program makes."""
    found = []
    for file in files():
        for within, call in calls(file):
            if called(call) not in CARRIERS or not call.args:
                continue
            names = frozenset(each.arg for each in call.keywords if each.arg)
            whole = all(each.arg for each in call.keywords) and called(call) == "Refusal"
            for code in codes(file, call.args[0], within):
                found.append(Made(f"{file.name}:{call.lineno}", code, names if whole else None))
    return tuple(found)


def test_every_code_that_anything_refuses_with_has_a_sentence() -> None:
    assert len(made()) > 200, "the program's refusals are found"
    assert not [f"{one.where}: {one.code}" for one in made() if one.code not in SENTENCES]


def test_no_sentence_stands_for_a_code_that_nothing_refuses_with() -> None:
    assert set(SENTENCES) - {one.code for one in made()} == set()


def test_a_refusal_gives_every_fact_its_sentence_names() -> None:
    named = {
        code: {name for _, name, _, _ in string.Formatter().parse(message) if name}
        for code, message in SENTENCES.items()
    }
    lacking = [
        f"{one.where}: {one.code} lacks {missing}"
        for one in made()
        if one.params is not None and (missing := named.get(one.code, set()) - one.params)
    ]
    assert not lacking, "\n".join(lacking)


def test_a_code_that_stands_in_two_tables_is_an_error_that_names_both() -> None:
    with pytest.raises(CodeStandsTwiceError, match="'too-large' stands twice: in files and in votes"):
        assembled({"files": {"too-large": "{limit} MB"}, "votes": {"too-large": "{limit} KiB"}})


@pytest.mark.parametrize(
    "path", sorted((ROOT / "wording" / "refusals").glob("*.py")), ids=lambda path: path.stem
)
def test_a_code_stands_once_in_its_own_table(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            assert len(keys) == len(set(keys))


def test_a_limit_is_told_in_the_unit_it_is_given_in() -> None:
    with language.using("en"):
        assert "256 KiB" in sentence("survey-file-too-large", {"limit": 256})
        assert "20 MB" in sentence("file-too-large", {"limit": 20})


def test_a_refusal_names_the_field_in_the_readers_words() -> None:
    said = sentence("too-long", {"field": "addressee", "limit": 200, "length": 250})
    assert "nơi nhận kiến nghị" in said
    assert "250" in said
    assert "200" in said


def test_a_refusal_without_a_sentence_shows_its_code_rather_than_failing() -> None:
    assert sentence("never-heard-of", {"x": 1}) == "never-heard-of"


def test_a_sentence_whose_facts_are_missing_is_still_said() -> None:
    assert "{number}" in sentence("no-such-question", {})


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - {"as-said"}))
def test_every_refusal_has_a_vietnamese_sentence(code: str) -> None:
    with language.using("en"):
        english = sentence(code, {})
    assert sentence(code, {}) != english


def test_field_names_are_short_words_for_people() -> None:
    assert all(0 < len(name) <= 40 and "_" not in name for name in FIELDS.values())
