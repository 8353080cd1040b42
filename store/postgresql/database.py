"""Reaching the database: a connection, the tables an administrator prepares, and what the database says of itself."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from store.tinydb_journal.errors import N_, unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = 150000
"""PostgreSQL 15, as `server_version` tells it."""
CONNECT_SECONDS = 5
NAME = "doithoai"
"""What the database's own list of sessions calls ours."""

UNREACHABLE = N_("the database cannot be reached")
UNPREPARED = N_("the database was not prepared for this program")
NOT_ALLOWED = N_("this database user has no right to it")
OLD = N_("the database is older than PostgreSQL 15")
READ_ONLY = N_("the database only follows another one")
UNCERTAIN = N_("the standby did not confirm it")
REFUSED = N_("the database refused")

Connection = psycopg.Connection[tuple[object, ...]]


def connect(dsn: str) -> Connection:
    """A session in which every statement is a transaction of its own, and no append is ever cancelled.

    Raises psycopg.Error.
    """
    connection = psycopg.connect(
        dsn,
        autocommit=True,
        application_name=NAME,
        connect_timeout=CONNECT_SECONDS,
        keepalives_idle=2,
        keepalives_interval=1,
        keepalives_count=3,
        # A connection broken while it waits is known within seconds; a statement is never cut short by a clock.
        tcp_user_timeout=5000,
    )
    try:
        _check_age(connection)
        connection.execute(
            "SELECT set_config('statement_timeout', '0', false),"
            " set_config('idle_session_timeout', '0', false),"
            # A role or database set to `off` or `local` would call recorded what a crash, or a standby, may lose.
            " set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')"
            " THEN 'on' ELSE current_setting('synchronous_commit') END, false)"
        )
    except BaseException:
        connection.close()
        raise
    return connection


def _check_age(connection: Connection) -> None:
    if connection.info.server_version < OLDEST:
        raise psycopg.NotSupportedError(OLD)


def reason(error: psycopg.Error) -> OSError:
    """The database's refusal as the journal's errors take one, in words that are translated where they are shown."""
    if isinstance(error, psycopg.errors.UndefinedTable):
        return OSError(errno.ENODATA, UNPREPARED)
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return OSError(errno.ENODATA, NOT_ALLOWED)
    if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
        return OSError(errno.ENODATA, READ_ONLY)
    if isinstance(error, psycopg.NotSupportedError) and str(error) == OLD:
        return OSError(errno.ENODATA, OLD)
    broken = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
    return OSError(errno.ENODATA, UNREACHABLE if broken else REFUSED)


@contextmanager
def reachable(address: Path) -> Iterator[None]:
    """Turn what the database refuses inside the block into UnavailableError."""
    with unavailable(address):
        try:
            yield
        except psycopg.Error as error:
            raise reason(error) from error


def prepare(dsn: str, role: str = "") -> None:
    """Make the tables where they are not there, as their owner, and let `role` use them: add lines, change none.

    Raises psycopg.Error.
    """
    with connect(dsn) as connection, connection.transaction():
        connection.execute((files(__package__) / "schema.sql").read_bytes())
        if role:
            name = sql.Identifier(role)
            connection.execute(sql.SQL("GRANT SELECT, INSERT ON commits TO {}").format(name))
            connection.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE ON journals TO {}").format(name))
            connection.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ballots TO {}").format(name))


class Safety(NamedTuple):
    """What the database does to keep what it called safe."""

    standbys: int
    """How many other databases follow this one, as far as this user is told."""
    waits: bool
    """Whether a commit waits for one of them."""
    append_only: bool
    """Whether this user may add lines and change none."""
    durable: bool
    """Whether a commit waits for the disk at all (`fsync`)."""

    def warnings(self) -> list[str]:
        """What an administrator should know, each in a sentence."""
        found = []
        if self.standbys and not self.waits:
            found.append(
                N_(
                    "A standby follows this database, but no commit waits for it (synchronous_standby_names is empty): "
                    "if the database is lost, the last commits that were called recorded are lost with it."
                )
            )
        if not self.durable:
            found.append(
                N_("The database does not wait for its disk (fsync is off): a power cut loses commits.")
            )
        if not self.append_only:
            found.append(
                N_(
                    "This database user may change what was recorded: use one that may only add, "
                    "made by `doithoai database prepare --role`."
                )
            )
        return found


def safety_of(dsn: str) -> list[str]:
    """What an administrator should know of the database, each in a sentence still to be translated.

    Raises UnavailableError.
    """
    with reachable(Path()), connect(dsn) as connection:
        return safety(connection).warnings()


def described(dsn: str) -> str:
    """The database for people to read, without user and password. Raises UnavailableError where `dsn` is none."""
    with reachable(Path()):
        found = conninfo_to_dict(dsn)
    return (
        f"PostgreSQL {found.get('host') or found.get('hostaddr') or 'localhost'}/{found.get('dbname') or ''}"
    )


def safety(connection: Connection) -> Safety:
    """Ask the database what it does to keep what it called safe. Raises psycopg.Error."""
    [row] = connection.execute(
        "SELECT (SELECT count(*) FROM pg_stat_replication), current_setting('synchronous_standby_names') <> '',"
        " NOT has_table_privilege('commits', 'UPDATE, DELETE, TRUNCATE'), current_setting('fsync') = 'on'"
    )
    standbys, waits, append_only, durable = row
    return Safety(int(str(standbys)), bool(waits), bool(append_only), bool(durable))
