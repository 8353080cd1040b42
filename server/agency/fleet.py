"""The fleet's certificate: made once by an administrator and copied to each server, it is how they know each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from link import private_file
from meeting.refusal import Refusal
from server.network.link_certificate import self_signed

if TYPE_CHECKING:
    from pathlib import Path

NAME = "doithoai servers"
LASTS = timedelta(days=3650)
CLOCKS_DIFFER = timedelta(days=1)
"""How far the clock of another server may be behind that of the one it was made on."""


def make_certificate(path: Path) -> None:
    """Write a key and its self-signed certificate to `path`, for this user only. Raises Refusal ``file-exists``."""
    if path.exists():
        raise Refusal("file-exists", file=str(path))
    private_file.write(path, self_signed(NAME, CLOCKS_DIFFER, LASTS, is_authority=True))
