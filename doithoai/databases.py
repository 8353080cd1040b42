"""The option that names a database, and how a database is named to people: never with its password."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

import click

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")
VARIABLE = "DOITHOAI_DATABASE"


def _check_installed(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if find_spec("psycopg") is None:
        raise Refusal("no-postgresql")
    return value


def database_option(command: F) -> F:
    """`--database DSN`, or the environment, where no other user of the machine reads a password."""
    option = click.option(
        "--database",
        required=True,
        envvar=VARIABLE,
        metavar="DSN",
        callback=_check_installed,
        help="How PostgreSQL is reached, as libpq reads it; the password rather in ~/.pgpass than here.",
    )
    return option(command)


def name_of(dsn: str) -> str:
    """What people are told of a database: its machine and name."""
    from store.postgresql.database import described

    return described(dsn)
