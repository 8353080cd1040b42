"""Faults of the program: told by kind and place on standard error, never by a message that might quote somebody."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


def tell(error: BaseException) -> None:
    """Say what failed and where."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    print(f"{type(error).__name__} at {where}", file=sys.stderr, flush=True)


def tell_of_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's handler for what nobody awaited. A connection that broke is none: phones come and go."""
    error = context.get("exception")
    if error is not None and not isinstance(error, ConnectionError):
        tell(error)
