"""Moving a record between a folder and the database: whole, verified, and with a tombstone where it was."""

from __future__ import annotations

from pathlib import Path

from store.postgresql.database import connect, reachable
from store.postgresql.reading import journal_bytes
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.errors import AlreadyExistsError, DamagedError
from store.tinydb_journal.file_tenure import FileTenure
from store.tinydb_journal.files import DISK, write_aside
from store.tinydb_journal.format import JOURNAL, read_journal, scan
from store.tinydb_journal.tombstone import TOMBSTONE, Tombstone, lay_tombstone, lift_tombstone


def into_database(folder: Path, dsn: str, name: str, where: str) -> Tombstone:
    """Put the record in `folder` into the database as `name`, compare every byte, and leave a tombstone.

    A record that came from there goes back to its place, grown. What was cut short may be called again. `where` says
    for people where the record is. Raises JournalError: AlreadyExistsError where another record has the name.
    """
    tenure = FileTenure(folder)
    tenure.take().journal.close()
    try:
        data = read_journal(DISK, folder)
        found = scan(folder / JOURNAL, data)
        lines = data.splitlines(keepends=True)
        with reachable(folder), connect(dsn) as connection, connection.transaction():
            connection.execute(
                "INSERT INTO journals (record, header, n, digest, moved) VALUES (%s, %s, %s, %s, 'here')"
                " ON CONFLICT DO NOTHING",
                (name, lines[0], found.header.n, found.header.digest.encode()),
            )
            row = connection.execute(
                "SELECT header, n, digest, moved FROM journals WHERE record = %s FOR UPDATE", (name,)
            ).fetchone()
            assert row is not None
            head, n, digest, moved = row
            assert isinstance(n, int)
            assert isinstance(digest, bytes)
            if head != lines[0] or not moved or n > found.n or not found.has(data, n, digest.decode()):
                raise AlreadyExistsError(Path(name))
            later = lines[n - found.header.n + 1 :]
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO commits (record, n, line) VALUES (%s, %s, %s)",
                    [(name, at, line) for at, line in enumerate(later, start=n + 1)],
                )
            connection.execute(
                "UPDATE journals SET n = %s, digest = %s, moved = '', epoch = epoch + 1 WHERE record = %s",
                (found.n, found.digest, name),
            )
        if journal_bytes(dsn, name) != data:
            raise DamagedError(Path(name), 0)
        stone = Tombstone(where, found.n, found.digest.decode())
        lay_tombstone(DISK, folder, stone)
        return stone
    finally:
        tenure.release()


def into_folder(dsn: str, name: str, folder: Path, where: str) -> Tombstone:
    """Bring the record called `name` into `folder`, compare every byte, and leave a tombstone in the database.

    `folder` holds nothing, or what is left of the same record under its tombstone. `where` says for people where the
    record is from now on. Raises JournalError: LockedError while a server keeps the meeting.
    """
    here = FileTenure(folder)
    DISK.make_folder(folder)
    with here.locked():
        pass
    tenure = PostgresTenure(dsn, folder, name=name)
    try:
        journal = tenure.take().journal
        data = journal_bytes(dsn, name)
        there = DISK.stat(folder / JOURNAL) is not None
        left = DISK.read(folder / JOURNAL) if there else b""
        if there and (DISK.stat(folder / TOMBSTONE) is None or not data.startswith(left)):
            raise AlreadyExistsError(folder)
        write_aside(DISK, folder / JOURNAL, data)
        found = scan(folder / JOURNAL, DISK.read(folder / JOURNAL))
        if (found.n, found.digest) != (journal.n, journal.digest):
            raise DamagedError(folder, found.n)
        with reachable(folder), connect(dsn) as connection:
            connection.execute("UPDATE journals SET moved = %s WHERE record = %s", (where, name))
        lift_tombstone(DISK, folder)
        return Tombstone(where, found.n, found.digest.decode())
    finally:
        tenure.release()
        here.release()
