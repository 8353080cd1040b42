"""Live streams held open as phones hold them: what is sent is read and thrown away."""

from __future__ import annotations

import selectors
import socket
import threading

READ_BYTES = 65536
LOOK_SECONDS = 0.5


class Listening:
    """Keeps streams open until the process ends; one thread reads them all."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        threading.Thread(target=self._read_for_ever, name="listening", daemon=True).start()

    def hold(self, host: str, path: str) -> None:
        """Open the stream at `path` of `host` ("address:port") and keep it. Raises OSError."""
        address, _, port = host.rpartition(":")
        stream = socket.create_connection((address, int(port)))
        stream.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n\r\n".encode())
        stream.setblocking(False)
        with self._lock:
            self._selector.register(stream, selectors.EVENT_READ)

    def _read_for_ever(self) -> None:
        while True:
            with self._lock:
                ready = self._selector.select(timeout=0)
            for key, _ in ready:
                self._read(key.fileobj)
            if not ready:
                threading.Event().wait(LOOK_SECONDS)

    def _read(self, stream: object) -> None:
        assert isinstance(stream, socket.socket)
        try:
            ended = not stream.recv(READ_BYTES)
        except OSError:
            ended = True
        if ended:
            with self._lock:
                self._selector.unregister(stream)
            stream.close()
