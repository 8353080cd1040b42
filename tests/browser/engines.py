"""Browsers with other engines than Chromium's, driven by the W3C's WebDriver commands: Gecko over Marionette, WebKit
over its driver. Only what the tests of all engines share: opening, finding, clicking, typing, asking the page.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.conftest import require_program
from tests.waiting import wait_until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""How WebDriver names an element in JSON."""

DRIVEN_AT = "127.0.0.1"
"""Where browsers wait to be driven, whatever address the tests themselves serve at."""

STARTED_SECONDS = 60.0
SHOWN_SECONDS = 30.0
MINI_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")


class WebDriverError(Exception):
    """The browser answered with an error: its code and its message."""


class Engine(ABC):
    """One browser window."""

    @abstractmethod
    def command(self, method: str, path: str, name: str, **params: Any) -> Any:
        """One command: as a request of the HTTP protocol, and by its name in Marionette. Raises WebDriverError."""

    def open(self, url: str) -> None:
        """Go to `url`."""
        self.command("POST", "/url", "WebDriver:Navigate", url=url)

    def reload(self) -> None:
        """Load the page anew."""
        self.command("POST", "/refresh", "WebDriver:Refresh")

    def back(self) -> None:
        """Go one step back in the history."""
        self.command("POST", "/back", "WebDriver:Back")

    def ask(self, script: str) -> Any:
        """What `script`, a function's body, returns in the page."""
        return self.command("POST", "/execute/sync", "WebDriver:ExecuteScript", script=script, args=[])

    def text(self, css: str) -> str:
        """The text of the first element that fits `css`; empty where there is none."""
        return str(self.ask(f"const e = document.querySelector({css!r}); return e ? e.innerText : '';"))

    def see(self, css: str, words: str) -> None:
        """Wait until the element that fits `css` says `words`."""
        wait_until(lambda: words in self.text(css), SHOWN_SECONDS)

    def click(self, css: str) -> None:
        """Click what fits `css`, once it is shown."""
        wait_until(
            lambda: self.ask(f"const e = document.querySelector({css!r}); return !!(e && e.offsetParent);"),
            SHOWN_SECONDS,
        )
        element = self._found(css)
        self.command("POST", f"/element/{element}/click", "WebDriver:ElementClick", id=element)

    def type(self, css: str, words: str) -> None:
        """Type `words` into the field that fits `css`."""
        element = self._found(css)
        self.command("POST", f"/element/{element}/value", "WebDriver:ElementSendKeys", id=element, text=words)

    def _found(self, css: str) -> str:
        found = self.command("POST", "/element", "WebDriver:FindElement", using="css selector", value=css)
        return str((found.get("value", found) if isinstance(found, dict) else found)[ELEMENT])


class Gecko(Engine):
    """Firefox by Marionette: messages of JSON on a socket, each behind its length and a colon."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._sent = 0
        self._read()
        self.command("", "", "WebDriver:NewSession")

    def command(self, method: str, path: str, name: str, **params: Any) -> Any:
        self._sent += 1
        message = json.dumps([0, self._sent, name, params]).encode()
        self._stream.write(b"%d:%b" % (len(message), message))
        self._stream.flush()
        _kind, _number, error, result = self._read()
        if error:
            raise WebDriverError(error["error"], error["message"])
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._stream.read(1)
        return json.loads(self._stream.read(int(length[:-1])))


class WebKit(Engine):
    """WebKitGTK's MiniBrowser by WebKitWebDriver, over HTTP."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._session = ""
        browser = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
        capabilities = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
        self._session = self._request("POST", "/session", capabilities)["sessionId"]

    def command(self, method: str, path: str, name: str, **params: Any) -> Any:
        params.pop("id", None)
        return self._request(method, f"/session/{self._session}{path}", params)

    def leave(self) -> None:
        """Close the browser."""
        self._request("DELETE", f"/session/{self._session}", None)

    def _request(self, method: str, path: str, body: object) -> Any:
        connection = http.client.HTTPConnection(DRIVEN_AT, self._port, timeout=STARTED_SECONDS)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise WebDriverError(value["error"], value["message"])
        return value


def _a_free_port() -> int:
    with socket.socket() as tried:
        tried.bind((DRIVEN_AT, 0))
        return int(tried.getsockname()[1])


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + STARTED_SECONDS
    while True:
        try:
            return socket.create_connection((DRIVEN_AT, port), STARTED_SECONDS)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def gecko(folder: Path) -> Iterator[Engine]:
    """Debian's Firefox, with a profile of its own in `folder`."""
    program, port = require_program("firefox-esr", "firefox"), _a_free_port()
    preferences = {
        "marionette.port": port,
        "intl.accept_languages": "vi",
        "app.update.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
    }
    lines = [
        f"user_pref({name!r}, {json.dumps(value)});".replace("'", '"', 2)
        for name, value in preferences.items()
    ]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(folder)]
    with _running(command, HOME=str(folder)), _connected(port) as connection:
        yield Gecko(connection)


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """WebKitGTK's MiniBrowser on a screen of its own."""
    driver, screen = require_program("WebKitWebDriver"), require_program("Xvfb")
    port = _a_free_port()
    with ExitStack() as stack:
        read, write = os.pipe()
        stack.enter_context(os.fdopen(read))
        shown = subprocess.Popen(
            [screen, "-displayfd", str(write), "-screen", "0", "400x800x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(shown.wait, 10)
        stack.callback(shown.terminate)
        os.close(write)
        display = f":{os.read(read, 16).decode().strip()}"
        environment = {
            "DISPLAY": display,
            "HOME": str(folder),
            "LANGUAGE": "vi",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        stack.enter_context(_running([driver, f"--port={port}"], **environment))
        _connected(port).close()
        browser = WebKit(port)
        stack.callback(browser.leave)
        yield browser
