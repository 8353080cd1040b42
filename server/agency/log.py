"""What a server of an agency says of itself: lines of JSON on standard output, as journald and collectors take them.

They tell of this server and its database, never of phones: no address, no code, nothing that was written in a meeting.
"""

from __future__ import annotations

from datetime import UTC, datetime

import click
import msgspec


def tell(event: str, **facts: str) -> None:
    """Say that `event` happened now."""
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event, **facts}
    click.echo(msgspec.json.encode(line).decode())
