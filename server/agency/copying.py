"""A server's own copy of the record, kept up to date in a thread for as long as the server runs."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from store import JournalError
from store.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.postgresql.copying import Copy, Standing

POLL_SECONDS = 0.2
"""How long a notification is waited for before the database is asked all the same."""
AGAIN_SECONDS = 0.3
"""How soon the database is asked again where it did not answer."""


AHEAD = N_(
    "ALARM: this server had seen entries that the database no longer has: another database, which had not got them, "
    "took its place. What was seen is kept in {kept}."
)


class Copying:
    """Keeps a copy up to date until `stop`; `say` is told, once each, what an administrator should know."""

    def __init__(self, copy: Copy, say: Callable[[str], object]) -> None:
        self._copy, self._say = copy, say
        self._ended = Event()
        self._said = ""
        self.standing: Standing | None = None
        """How the record stands; None while the database does not say."""
        self.answered_at = time.monotonic()
        """When the database last answered (monotonic)."""
        self._thread = Thread(target=self._run, name="copy", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self.standing = self._copy.step(POLL_SECONDS)
                self.answered_at = time.monotonic()
            except JournalError as refused:
                self.standing = None
                self.tell(refused)
                self._ended.wait(AGAIN_SECONDS)
            else:
                self._tell(self._alarm())

    def _alarm(self) -> str:
        kept = self._copy.set_aside
        return _(AHEAD).format(kept=kept) if kept is not None else ""

    def tell(self, refused: JournalError) -> None:
        """Say why the database refuses, unless that was the last that was said."""
        self._tell(message(refused))

    def _tell(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            if sentence:
                self._say(sentence)

    @property
    def is_alive(self) -> bool:
        """Whether the copy is still kept."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Copy no more."""
        self._ended.set()
        self._thread.join()
        self._copy.close()
