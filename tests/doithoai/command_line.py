"""The command line run in this process, on streams of its own."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from doithoai.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Sequence


class Said(NamedTuple):
    """How a command ended, and what it wrote."""

    status: int
    out: bytes
    err: bytes


def run_here(monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str]) -> Said:
    """Run `doithoai` with `arguments`, with nothing to read on standard input."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    monkeypatch.setattr(sys, "argv", ["doithoai", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said: list[bytes] = []
    for stream in streams:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        said.append(stream.buffer.getvalue())
    code = ended.value.code
    return Said(code if isinstance(code, int) else 0, *said)
