"""The JSON Schema of the bundle, generated from the types: `python -m tools.bundle_schema` writes it to docs/."""

from __future__ import annotations

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from meeting.state import State
from minutes.bundle import FORMAT, VERSION
from minutes.chain import LEFT_OUT, Chain

PATH = Path(__file__).resolve().parent.parent / "docs" / "bundle.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a bundle: its frame, each table, and every document it may hold."""
    types = {name: getattr(State, name).type for name in State().tables if name not in LEFT_OUT}
    every = (*types.values(), Chain)
    found, components = msgspec.json.schema_components(every, ref_template="#/$defs/{name}")
    *references, chain = found
    tables = {
        name: {"type": "object", "propertyNames": {"pattern": "^[0-9]+$"}, "additionalProperties": reference}
        for name, reference in zip(types, references, strict=True)
    }
    frame = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "digest": {"type": "string", "description": "SHA-256 of the record's last commit, as in the minutes"},
        "n": {"type": "integer", "description": "number of that commit"},
        "draft_at": {
            "type": ["string", "null"],
            "description": "when it was written, if the meeting was open",
        },
        "tables": {"type": "object", "properties": tables, "additionalProperties": True},
        "chain": {"anyOf": [chain, {"type": "null"}]},
    }
    return {
        "$schema": DIALECT,
        "title": "doithoai meeting bundle",
        "type": "object",
        "properties": frame,
        "required": list(frame),
        "additionalProperties": False,
        "$defs": {name: _dedented(component) for name, component in components.items()},
    }


def _dedented(component: dict[str, Any]) -> dict[str, Any]:
    """With its docstring as it reads, and as Python 3.13 keeps it: without the indentation of the code."""
    if "description" in component:
        component["description"] = cleandoc(component["description"])
    return component


def text() -> str:
    """The schema as it stands in docs/."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
