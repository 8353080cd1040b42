"""What the register's screen needs from outside: the entries, a way to change one, and a folder to export into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from meeting.decision import Command
    from meeting.register.view import RegisterEntry


class RegisterSource(NamedTuple):
    """The register of all meetings on this laptop.

    `read` gives every entry, and the ids of meetings whose records could not be read. `execute` executes a command in
    the meeting with an id, and raises Refusal; None where nothing can be changed. `folder` is where exports go. Both
    may take a while: call them from a thread.
    """

    read: Callable[[], tuple[list[RegisterEntry], list[str]]]
    execute: Callable[[str, Command], object] | None
    folder: Path
