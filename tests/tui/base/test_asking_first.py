"""What cannot be taken back is never done by one key: each handler that sends such a command asks first."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import tui
from tests.meeting.final import ASKS, FINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKING = {"confirm"}
FINAL_NAMES = {command.__name__ for command, instead in FINAL.items() if instead == ASKS}


def names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def senders() -> Iterator[tuple[str, ast.AST]]:
    """Each function of the screens that names a final command, or a table of the module that holds one."""
    for path in sorted(Path(tui.__path__[0]).rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        tables = {
            target.id
            for assigned in module.body
            if isinstance(assigned, ast.Assign) and names(assigned.value) & FINAL_NAMES
            for target in assigned.targets
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(module):
            if isinstance(function, ast.AsyncFunctionDef | ast.FunctionDef):
                body = ast.Module(function.body, [])
                if names(body) & (FINAL_NAMES | tables):
                    yield f"{path.name}: {function.name}", body


def test_every_key_that_cannot_be_taken_back_asks_first() -> None:
    found = dict(senders())
    assert len(found) >= 5
    for where, body in found.items():
        asked = {one.attr for one in ast.walk(body) if isinstance(one, ast.Attribute)}
        assert asked & ASKING, f"{where} sends what no undo takes back, and does not ask"
