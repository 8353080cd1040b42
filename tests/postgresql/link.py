"""A link to the database that can be frozen, with its sockets open, or cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from threading import Event, Lock, Thread

from tests.postgresql.cluster import HOST


class Link:
    """Passes on what comes to `port`, to another port of the loopback."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._flows = Event()
        self._flows.set()
        self._is_cut = False
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listener.accept()
                Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection((HOST, self._target)) as far:
            with self._guard:
                if self._is_cut:
                    return
                self._open |= {near, far}
            back = threading.Thread(target=self._pump, args=(far, near), daemon=True)
            back.start()
            self._pump(near, far)
            back.join()
            with self._guard:
                self._open -= {near, far}

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                self._flows.wait()
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def freeze(self) -> None:
        """Nothing passes, and nobody is told."""
        self._flows.clear()

    def cut(self) -> None:
        """Break what is open and refuse more."""
        with self._guard:
            self._is_cut = True
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def heal(self) -> None:
        self._is_cut = False
        self._flows.set()

    def close(self) -> None:
        self.heal()
        self.cut()
        self._listener.close()
