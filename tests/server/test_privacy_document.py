"""docs/privacy.md lists every field the record can hold, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from meeting.state import State

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")


def documented() -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {}
    table = ""
    section = DOCUMENT[DOCUMENT.index("## The record") : DOCUMENT.index("## Beside the record")]
    for name, fields in re.findall(r"^\| (?:`(\w+)` )?\| ((?:`\w+` ?)+)\|", section, flags=re.MULTILINE):
        table = name or table
        tables.setdefault(table, set()).update(re.findall(r"`(\w+)`", fields))
    return tables


def stored() -> dict[str, set[str]]:
    return {name: set(getattr(State, name).type.__struct_fields__) for name in State().tables}


def test_every_stored_field_is_listed_with_its_reason() -> None:
    assert documented() == stored()
