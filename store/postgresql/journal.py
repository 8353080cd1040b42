"""The journal in PostgreSQL: the same lines as in a file, appended behind a fence."""

from __future__ import annotations

import errno
import time
from typing import TYPE_CHECKING

import psycopg

from store.postgresql.database import UNCERTAIN, reason
from store.postgresql.session import AGAIN, PATIENCE, End, LostError, UncertainError
from store.tinydb_journal.chain import digest_of
from store.tinydb_journal.errors import N_, FencedError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.postgresql.session import Session
    from store.tinydb_journal.format import Header
    from store.tinydb_journal.tables import Rows, Tables

ANOTHER = N_("another server has gone on with this record")


class PostgresJournal:
    """The journal of one record, for as long as the session holds it.

    `tell` is called after each append, once the lines are safe.
    """

    def __init__(
        self,
        address: Path,
        session: Session,
        head: bytes,
        header: Header,
        end: End,
        tell: Callable[[], object],
    ) -> None:
        self.address, self.session = address, session
        self.record, self.base = header.record, header.n
        self.size = len(head)
        """Bytes read and written since this journal was opened."""
        self._head, self._end, self._tell = head, end, tell

    @property
    def n(self) -> int:
        """The last commit that is safe."""
        return self._end.n

    @property
    def digest(self) -> bytes:
        """The chain's digest there."""
        return self._end.digest

    def head(self) -> bytes:
        """As `Journal.head`."""
        return self._head

    def append(self, batch: list[bytes]) -> None:
        """As `Journal.append`.

        A broken connection is made anew and the journal's end read back, for as long as patience goes; only where the
        lines did not land is the statement sent again.
        """
        before, after = self._end, End(self.n + len(batch), digest_of(batch[-1]))
        deadline = time.monotonic() + PATIENCE
        asked = False
        while True:
            try:
                if asked:
                    found = self.session.end()
                    if found != before:
                        self._settle(found, after, batch)
                        return
                asked = True
                if self.session.append(before, batch, after.digest):
                    self._settle(after, after, batch)
                    return
            except LostError:
                raise self._fenced(batch) from None
            except (psycopg.Error, UncertainError) as refused:
                if time.monotonic() > deadline:
                    raise WriteError(self.address, _reason(refused), self.n, len(batch)) from refused
                time.sleep(AGAIN)

    def _settle(self, found: End, wanted: End, batch: list[bytes]) -> None:
        """The journal ends at `found`: either our lines are the last, or another has written."""
        if found != wanted:
            self.session.lost = True
            raise self._fenced(batch)
        self._end = wanted
        self.size += sum(map(len, batch))
        self._tell()

    def _fenced(self, batch: list[bytes]) -> FencedError:
        return FencedError(self.address, OSError(errno.ENODATA, ANOTHER), self.n, len(batch))

    def landed(self, batch: list[bytes]) -> bool:
        """As `Journal.landed`: what is not known to stand there, confirmed, did not land yet."""
        wanted = End(self.n + len(batch), digest_of(batch[-1]))
        if self.digest == wanted.digest:
            return True
        try:
            found = self.session.end()
        except (LostError, UncertainError, psycopg.Error):
            return False
        if found == wanted:
            self._settle(found, wanted, batch)
        return found == wanted

    def read(self, after: int) -> Iterator[bytes]:
        """As `Journal.read`."""
        at = max(after, self.base)
        while at < self.n:
            try:
                lines = self.session.lines(at, self.n)
            except psycopg.Error as error:
                raise reason(error) from error
            if not lines:
                return
            yield from lines
            at += len(lines)

    def resume(self, queue: list[bytes], tables: Tables) -> PostgresJournal:  # noqa: ARG002  nothing is sealed anew
        """As `Journal.resume`: what of `queue` landed when nothing could be asked is not sent again."""
        if not queue:
            return self
        try:
            found = self.session.end()
        except LostError:
            raise self._fenced(queue) from None
        except (UncertainError, psycopg.Error) as refused:
            raise WriteError(self.address, _reason(refused), self.n, len(queue)) from refused
        at = found.n - self.n
        if at and 0 < at <= len(queue) and digest_of(queue[at - 1]) == found.digest:
            self._settle(found, found, queue[:at])
            queue = queue[at:]
        if queue:
            self.append(queue)
        return self

    def moved(self, address: Path, queue: list[bytes], tables: Tables) -> PostgresJournal:  # noqa: ARG002
        """As `Journal.moved`: the tenure copies what the database holds. Raises OSError."""
        raise OSError(errno.ENOTSUP, ELSEWHERE)

    def snapshot(self, rows: dict[str, Rows], n: int, digest: str) -> tuple[Path, int]:  # noqa: ARG002
        """As `Journal.snapshot`: there are none, for a meeting's every line is read in a second. Raises OSError."""
        raise OSError(errno.ENOTSUP, NO_SNAPSHOTS)

    def close(self) -> None:
        """As `Journal.close`: the connection is the tenure's."""


NO_SNAPSHOTS = N_("a database keeps no snapshots")
ELSEWHERE = N_("a record in a database is moved by its tenure")


def _reason(refused: Exception) -> OSError:
    return reason(refused) if isinstance(refused, psycopg.Error) else OSError(errno.ENODATA, UNCERTAIN)
