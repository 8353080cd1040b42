"""The event loop of a server: on Windows, one whose listening sockets outlive a connection that was reset too early.

asyncio's loop there closes the listening socket for good when one AcceptEx fails
(https://github.com/python/cpython/issues/93821): a page that is reloaded at the wrong moment would lock out the hall.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

PAUSE_SECONDS = 0.1
"""Before the next try where it was not the connection that failed: what is lacking then will not come at once."""


async def accept_patiently(
    accept: Callable[[], Awaitable[T]], listener: socket.socket, failed: Callable[[OSError], object]
) -> T:
    """The next connection that `accept` brings; each one that failed is told to `failed` and another waited for.

    Raises OSError only once `listener` is closed.
    """
    while True:
        try:
            return await accept()
        except OSError as error:
            if listener.fileno() == -1:
                raise
            failed(error)
            if not ended_by_peer(error):
                await asyncio.sleep(PAUSE_SECONDS)


ENDED_BY_PEER = frozenset({64, 121, 1225, 1236, 10053, 10054, 10057})
"""What Windows says of a connection that its other end gave up: network name deleted, semaphore timeout, connection
refused, aborted, WSAECONNABORTED, WSAECONNRESET, WSAENOTCONN (learn.microsoft.com, System Error Codes)."""


def ended_by_peer(error: BaseException) -> bool:
    """Whether `error` says that the other end of a connection went away, which is no fault of this program."""
    return isinstance(error, ConnectionError) or getattr(error, "winerror", None) in ENDED_BY_PEER


_WATCHER = "accept.<locals>.accept_coro"
"""What asyncio's Proactor calls the coroutine that it leaves alone with each accept (windows_events.py)."""


def is_watcher_of_accept(future: object) -> bool:
    """Whether a future is that of the watcher, which nobody waits for: what it met is told where it was accepted."""
    called = getattr(future.get_coro(), "__qualname__", "") if isinstance(future, asyncio.Task) else ""
    return called.endswith(_WATCHER)


def new_loop() -> asyncio.AbstractEventLoop:
    """A loop to serve with."""
    if sys.platform == "win32":
        return PatientLoop()
    return asyncio.new_event_loop()


def accept_failures() -> int:
    """How many connections failed before the running loop had accepted them, where its system tells."""
    return int(getattr(asyncio.get_running_loop(), "accept_failures", 0))


if sys.platform == "win32":

    class PatientLoop(asyncio.ProactorEventLoop):
        """asyncio's own loop, with accepting that is tried again."""

        def __init__(self) -> None:
            super().__init__(_PatientProactor(self._count))
            self.accept_failures = 0

        def _count(self, _error: OSError) -> None:
            self.accept_failures += 1

        def call_exception_handler(self, context: dict[str, Any]) -> None:
            """Tell a fault, but not an accept that failed a second time: a watcher of asyncio's own met it too."""
            if not is_watcher_of_accept(context.get("future")):
                super().call_exception_handler(context)

    class _PatientProactor(asyncio.IocpProactor):
        def __init__(self, failed: Callable[[OSError], object]) -> None:
            super().__init__()
            self._failed = failed

        def accept(self, listener: socket.socket) -> asyncio.Future[tuple[socket.socket, object]]:
            once = super().accept
            return asyncio.get_running_loop().create_task(
                accept_patiently(lambda: once(listener), listener, self._failed)
            )
