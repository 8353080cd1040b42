"""A link that can be cut: a relay on loopback between a hall and the main hall."""

from __future__ import annotations

import contextlib
import socket
from threading import Lock, Thread

CHUNK = 1 << 16


class CuttableLink:
    """Relays connections from `address` ("ip:port") to `target` while it is not cut, and counts what came back."""

    def __init__(self, target: str, host: str = "127.0.0.4") -> None:
        self.target = target
        self.received = 0
        """Bytes that came from the target."""
        self._is_cut = False
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._bound = socket.create_server((host, 0))
        self.address = f"{host}:{self._bound.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and let none through."""
        with self._lock:
            self._is_cut = True
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        with self._lock:
            self._is_cut = False

    def close(self) -> None:
        """Relay no more."""
        self.cut()
        self._bound.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._bound.accept()
                Thread(target=self._relay, args=(near,), daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        host, _colon, port = self.target.rpartition(":")
        with near, contextlib.suppress(OSError):
            if not self._passes():
                return
            with socket.create_connection((host, int(port))) as far:
                if not self._passes(near, far):
                    return
                upward = Thread(target=self._pump, args=(near, far, False), daemon=True)
                upward.start()
                self._pump(far, near, True)
                upward.join()
                with self._lock:
                    self._open -= {near, far}

    def _passes(self, *ends: socket.socket) -> bool:
        with self._lock:
            if not self._is_cut:
                self._open |= set(ends)
            return not self._is_cut

    def _pump(self, source: socket.socket, sink: socket.socket, is_reply: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if is_reply:
                    self.received += len(data)
                sink.sendall(data)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
