"""The crowd at one port: the connections nobody owes a reply, in the order in which they began to wait."""

from __future__ import annotations

from typing import Protocol


class Waiting(Protocol):
    """A connection that idles, or whose request is not whole yet."""

    def give_way(self) -> None:
        """Be cut off at once."""
        ...


class Crowd:
    """Lets a full port make room. Bytes that drip do not move a connection back: only a whole request does."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Most connections at the port."""
        self._waiting: dict[Waiting, None] = {}

    def wait(self, connection: Waiting) -> None:
        """Begin to wait, or begin anew, behind all others."""
        self._waiting.pop(connection, None)
        self._waiting[connection] = None

    def leave(self, connection: Waiting) -> None:
        """Wait no more: a reply is owed, or the connection is gone."""
        self._waiting.pop(connection, None)

    def make_room(self) -> bool:
        """Cut the connection that has waited longest; False where every one is owed a reply."""
        longest = next(iter(self._waiting), None)
        if longest is None:
            return False
        self.leave(longest)
        longest.give_way()
        return True
