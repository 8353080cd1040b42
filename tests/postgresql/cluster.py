"""A PostgreSQL of the tests' own: a fresh cluster on a free port of the loopback, run by a user who is not root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.conftest import require_program
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

SERVER = "/usr/lib/postgresql/15/bin/postgres"
USER = "postgres"
ROLE = "meetings"
"""Who the servers are: may add lines and change none."""
HOST = "127.0.0.1"
SETTINGS = f"""
listen_addresses = '{HOST}'
max_connections = 100
shared_buffers = 16MB
max_wal_senders = 4
wal_level = replica
wal_keep_size = 256MB
hot_standby = on
log_min_messages = fatal
"""
"""A cluster as small as it may be; what keeps commits safe stays as PostgreSQL ships it."""


def programs() -> Path:
    """Where PostgreSQL's programs are. Skips the test where there are none; in CI that is a failure."""
    newer = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return Path(require_program(*map(str, reversed(newer)), "postgres", SERVER)).resolve().parent


def _owner() -> str | None:
    """PostgreSQL refuses to be run by root."""
    if sys.platform == "win32" or os.geteuid():
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise AssertionError("no user to run PostgreSQL as")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Cluster:
    """One running database server, and its folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data = folder / "data"
        self._bin, self._owner = programs(), _owner()
        self._server: subprocess.Popen[bytes] | None = None

    @classmethod
    def make(cls, *, settings: str = "") -> Cluster:
        """A new cluster, running, its tables prepared for `ROLE`."""
        made = cls._in_new_folder()
        made._run("initdb", "--no-sync", "-A", "trust", "-U", USER, "-D", str(made.data))
        with (made.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(f"{SETTINGS}unix_socket_directories = '{made.folder}'\n{settings}\n")
        made.start()
        from store.postgresql.database import prepare

        made.sql(f"CREATE ROLE {ROLE} LOGIN")
        prepare(made.dsn(USER), ROLE)
        return made

    @classmethod
    def _in_new_folder(cls) -> Cluster:
        folder = Path(tempfile.mkdtemp(prefix="doithoai-postgresql-"))
        made = cls(folder, free_port())
        if made._owner:
            shutil.chown(folder, made._owner)
        return made

    def standby(self, name: str) -> Cluster:
        """A standby of this cluster, running."""
        made = self._in_new_folder()
        primary = f"host={HOST} port={self.port} user={USER} application_name={name}"
        made._run("pg_basebackup", "--no-sync", "-c", "fast", "-R", "-d", primary, "-D", str(made.data))
        with (made.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(f"unix_socket_directories = '{made.folder}'\nsynchronous_standby_names = ''\n")
        (made.data / "standby.signal").touch()
        made.start()
        return made

    def backup(self) -> Path:
        """A base backup with the log of changes it needs; where it is."""
        folder = self.folder / f"backup-{time.monotonic_ns()}"
        primary = f"host={HOST} port={self.port} user={USER}"
        self._run("pg_basebackup", "--no-sync", "-c", "fast", "-d", primary, "-D", str(folder))
        return folder

    def dsn(self, user: str = ROLE, port: int = 0) -> str:
        """How to reach this cluster; by `port` through a link."""
        return f"host={HOST} port={port or self.port} user={user} dbname=postgres"

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as the administrator."""
        with psycopg.connect(self.dsn(USER), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def set(self, name: str, value: str) -> None:
        """Change a setting of the running cluster, and wait until it holds."""
        self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")
        self._wait(lambda: self.sql(f"SHOW {name}") == [(value,)])

    def start(self) -> None:
        self._server = subprocess.Popen(
            [self._bin / "postgres", "-D", self.data, "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            user=self._owner,
            start_new_session=True,
        )
        self._wait(self.answers)

    def answers(self) -> bool:
        try:
            self.sql("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, mode: str = "immediate") -> None:
        """Stop, by default as a crash does."""
        if self._server is not None:
            with suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", "stop", "-m", mode, "-D", str(self.data))
            self._server.wait(PATIENCE)
            self._server = None

    def restart(self) -> None:
        """Crash, and come back at once."""
        self.stop()
        self.start()

    def promote(self) -> None:
        """Make a standby the primary."""
        self._run("pg_ctl", "promote", "-D", str(self.data))
        self._wait(lambda: self.sql("SELECT pg_is_in_recovery()") == [(False,)])

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *args: str) -> None:
        subprocess.run(
            [self._bin / program, *args],
            check=True,
            cwd=self.folder,
            user=self._owner,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )

    @staticmethod
    def _wait(reached: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > deadline:
                pytest.fail("PostgreSQL did not come to it")
            time.sleep(0.05)
