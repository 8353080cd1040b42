"""Text is read and written in an encoding that is named: Windows' Python would else take its old code page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".venv", ".git", "build", "dist", "out"}
ENCODING_AT = {"read_text": 0, "write_text": 1}
"""Where each method takes its encoding where it is not named."""


def modules() -> list[Path]:
    return [path for path in ROOT.rglob("*.py") if not SKIPPED & set(path.relative_to(ROOT).parts)]


def without_encoding(path: Path) -> list[int]:
    """The lines of a module that read or write a text file in the system's own encoding."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ENCODING_AT
        and len(node.args) <= ENCODING_AT[node.func.attr]
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]


def test_every_text_file_is_read_and_written_in_an_encoding_that_is_named() -> None:
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("these tests run on what is installed")
    found = {str(path.relative_to(ROOT)): lines for path in modules() if (lines := without_encoding(path))}
    assert found == {}
