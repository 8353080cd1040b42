"""Ballot boxes in PostgreSQL: a row a ballot, its choice sealed under a key that the database never sees.

Neither the tables nor the log of changes, a standby or a backup can be read without the key, which stands in files of
the servers and is erased when the vote closes. What a row shows is a mark (an HMAC under the same key) and a length of
few sizes; in what order rows came says nothing of whose they are.
"""

from __future__ import annotations

import errno
import hmac
import secrets
import time
from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from store.box_key import BoxKey, BoxLine
from store.box_log import FOLDER, erase
from store.postgresql.database import UNCERTAIN, connect, reason
from store.postgresql.session import AGAIN, NOT_CONFIRMED, PATIENCE
from store.tinydb_journal.errors import AlreadyExistsError, NotFoundError, UnavailableError, unavailable
from store.tinydb_journal.files import DISK, write_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from store.postgresql.database import Connection
    from store.postgresql.tenure import PostgresTenure

RowKey = tuple[str, str]
"""By what a row of a box is known: topic and mark."""

OPEN: RowKey = ("", "open")
SEAL: RowKey = ("", "seal")
WITHDRAWN: list[Any] = []
"""What stands where a ballot was taken back; a ballot is a list of its one choice."""
NONCE_BYTES = 12
SIZES = (64, 256, 1024, 4096, 16384, 65536, 262144)
"""Bytes to which choices are padded: a length must not tell one choice from another."""

_FENCED = (
    "WITH fenced AS (SELECT record FROM journals WHERE record = %(record)s AND epoch = %(epoch)s FOR SHARE)"
)
_HOLD = f"""
{_FENCED}, held AS (
  INSERT INTO ballots (record, box, topic, mark, choice)
  SELECT fenced.record, %(box)s, cast_.topic, cast_.mark, cast_.choice
  FROM fenced, unnest(%(topics)s::text[], %(marks)s::text[], %(choices)s::bytea[]) AS cast_ (topic, mark, choice)
  ON CONFLICT (record, box, topic, mark) DO UPDATE SET choice = excluded.choice)
SELECT count(*) FROM fenced
"""  # noqa: S608  every part is ours
_ERASE = f"""
{_FENCED}, gone AS (DELETE FROM ballots USING fenced WHERE ballots.record = fenced.record AND box = %(box)s)
SELECT count(*) FROM fenced
"""  # noqa: S608


class PostgresBoxes:
    """The boxes of the record that `tenure` holds; their keys stand in `folder`.

    `held` is called when a key was made, and returns once another server has it too, or there is none.
    """

    def __init__(self, dsn: str, tenure: PostgresTenure, folder: Path, held: Callable[[], object]) -> None:
        self.folder, self.held = folder, held
        self._dsn, self._tenure = dsn, tenure
        self._calls = RLock()
        self._connection: Connection | None = None
        self._unconfirmed = False

    def box(self, name: str) -> PostgresBoxLog:
        """The box called `name`, to be begun or opened."""
        return PostgresBoxLog(self, name)

    def run(self, statement: str, values: dict[str, Any]) -> list[tuple[object, ...]]:
        """Run a statement that does no harm a second time, for as long as patience goes. Raises OSError."""
        deadline = time.monotonic() + PATIENCE
        with self._calls:
            while True:
                try:
                    return self._once(
                        statement, {**values, "record": self._tenure.name, "epoch": self._tenure.epoch}
                    )
                except (psycopg.Error, _UnconfirmedError) as refused:
                    if time.monotonic() > deadline or self._tenure.is_lost:
                        why = OSError(errno.ENODATA, UNCERTAIN)
                        raise (reason(refused) if isinstance(refused, psycopg.Error) else why) from refused
                    time.sleep(AGAIN)

    def _once(self, statement: str, values: dict[str, Any]) -> list[tuple[object, ...]]:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._dsn)
            self._connection.add_notice_handler(self._hear)
        self._unconfirmed = False
        found = self._connection.execute(statement, values).fetchall()
        if self._unconfirmed:
            raise _UnconfirmedError
        return found

    def _hear(self, notice: psycopg.errors.Diagnostic) -> None:
        self._unconfirmed = self._unconfirmed or notice.sqlstate == NOT_CONFIRMED

    def close(self) -> None:
        """Give back what is held open."""
        with self._calls:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()


class _UnconfirmedError(Exception):
    """The standby that must confirm did not."""


class PostgresBoxLog:
    """One box: what `store.box_log.BoxLog` promises, kept by key and not by line."""

    def __init__(self, boxes: PostgresBoxes, name: str) -> None:
        self.name = name
        self.location, self._key_path = (boxes.folder / FOLDER / f"{name}{end}" for end in (".box", ".key"))
        self._boxes = boxes
        self._secret = b""
        self._safe: dict[RowKey, Any] = {}
        """What is known to stand in the database."""

    def create(self, secret: bytes, first: bytes) -> PostgresBoxLog:
        """Begin the box, once another server has the key. Raises AlreadyExistsError or UnavailableError."""
        with unavailable(self.location):
            if self._rows():
                raise AlreadyExistsError(self.location)
            DISK.make_folder(self.location.parent)
            write_aside(DISK, self._key_path, secret)
            self._secret = secret
            self._boxes.held()
            self.append([first])
        return self

    def open(self) -> PostgresBoxLog:
        """Find what was left, by this server or the one before. Raises NotFoundError or UnavailableError.

        Ballots without a key can be read by nobody, and a key without ballots is of no use: both are erased.
        """
        with unavailable(self.location):
            rows = self._rows()
            if rows and DISK.stat(self._key_path) is not None:
                self._secret = DISK.read(self._key_path)
                return self
            self._finish_erasing(has_rows=bool(rows))
        raise NotFoundError(self.location)

    def _rows(self) -> list[tuple[object, ...]]:
        return self._boxes.run(
            "SELECT topic, mark, choice FROM ballots WHERE record = %(record)s AND box = %(box)s",
            {"box": self.name},
        )

    def secret(self) -> bytes:
        """As `BoxLog.secret`."""
        return self._secret

    def read(self) -> bytes:
        """As `BoxLog.read`: lines as a box in a file would hold them; none where the key is another's."""
        key = BoxKey(self._secret)
        try:
            self._safe = {
                (str(topic), str(mark)): self._opened((str(topic), str(mark)), choice)
                for topic, mark, choice in self._rows()
                if isinstance(choice, bytes)
            }
        except InvalidTag:
            return b""
        lines = [BoxLine("open", 0)]
        for (topic, mark), choice in sorted(self._safe.items()):
            if (topic, mark) not in {OPEN, SEAL} and choice != WITHDRAWN:
                lines.append(BoxLine("cast", 0, topic, mark, choice[0]))
        if SEAL in self._safe:
            lines.append(BoxLine("seal", 0))
        return b"".join(map(key.written, lines))

    def append(self, lines: list[bytes]) -> None:
        """As `BoxLog.append`."""
        self._hold(self._row_choices(lines))

    def cut(self, size: int) -> None:
        """As `BoxLog.cut`: whatever was read was whole. Raises OSError."""
        raise OSError(errno.ENODATA, f"{size}")

    def replace(self, lines: list[bytes]) -> None:
        """As `BoxLog.replace`: only what is not known to stand there is written; rows keep no order to forget."""
        wanted = self._row_choices(lines)
        gone = dict.fromkeys(self._safe.keys() - wanted.keys() - {OPEN, SEAL}, WITHDRAWN)
        self._hold({key: choice for key, choice in (wanted | gone).items() if self._safe.get(key) != choice})

    def _row_choices(self, lines: Iterable[bytes]) -> dict[RowKey, Any]:
        key, found = BoxKey(self._secret), {}
        for written in lines:
            line = key.read(written)
            assert line is not None, "the box's own line"
            if line.did == "cast":
                found[line.topic, line.mark] = [line.choice]
            elif line.did == "withdraw":
                found[line.topic, line.mark] = WITHDRAWN
            elif line.did in {"open", "seal"}:
                found["", line.did] = WITHDRAWN
        return found

    def _hold(self, rows: dict[RowKey, Any]) -> None:
        if not rows:
            return
        for key in rows:
            self._safe.pop(key, None)
        values = {
            "box": self.name,
            "topics": [topic for topic, _mark in rows],
            "marks": [mark for _topic, mark in rows],
            "choices": [self._sealed(key, choice) for key, choice in rows.items()],
        }
        self._fenced(_HOLD, values)
        self._safe |= rows

    def _fenced(self, statement: str, values: dict[str, Any]) -> None:
        [(held,)] = self._boxes.run(statement, values)
        if not held:
            raise OSError(errno.ENODATA, "another server has gone on with this record")

    def _cipher(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(hmac.digest(self._secret, b"choice", "sha256"))

    def _sealed(self, key: RowKey, choice: Any) -> bytes:
        data = msgspec.json.encode(choice)
        padded = data.ljust(next((size for size in SIZES if size >= len(data)), len(data)))
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher().encrypt(nonce, padded, self._bound(key))

    def _opened(self, key: RowKey, sealed: bytes) -> Any:
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return msgspec.json.decode(self._cipher().decrypt(nonce, rest, self._bound(key)))

    def _bound(self, key: RowKey) -> bytes:
        """What a sealed choice belongs to: moved to another key it does not open."""
        return msgspec.json.encode((self.name, *key))

    def move(self, folder: Path, secret: bytes, lines: list[bytes]) -> PostgresBoxLog:  # noqa: ARG002
        """As `BoxLog.move`: boxes stay with their record's database. Raises UnavailableError."""
        raise UnavailableError(folder, OSError(errno.ENOTSUP, ""))

    def erase(self) -> None:
        """As `BoxLog.erase`."""
        self._finish_erasing(has_rows=True)

    def _finish_erasing(self, *, has_rows: bool) -> None:
        with suppress(FileNotFoundError):
            erase(DISK, self._key_path)
        self._secret, self._safe = b"", {}
        if has_rows:
            self._fenced(_ERASE, {"box": self.name})

    def close(self) -> None:
        """As `BoxLog.close`: the connection is that of all boxes."""
