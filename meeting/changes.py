"""What a decision asks the record to do: whole documents put or removed, by table and id."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec


class Change(NamedTuple):
    """Put `document` in `table` under `id`, or remove what is there when `document` is None."""

    table: str
    id: int
    document: dict[str, Any] | None


def put(table: str, id_: int, value: msgspec.Struct) -> Change:
    """A change that stores a typed value as a plain document (JSON types only)."""
    document: dict[str, Any] = msgspec.to_builtins(value)
    return Change(table, id_, document)


def remove(table: str, id_: int) -> Change:
    """A change that takes a document out of its table; the record keeps what it was."""
    return Change(table, id_, None)
