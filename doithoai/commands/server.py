"""`doithoai server`: serve a meeting that is kept in an agency's PostgreSQL, on one of several machines."""

from __future__ import annotations

from pathlib import Path

import click

from doithoai.databases import database_option, name_of
from doithoai.options import FileToRead, data_option, language_option, library
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

ANY = "0.0.0.0:8000"
LAST_PORT = 65535


@click.command(cls=TranslatedCommand)
@click.argument("meeting")
@database_option
@click.option(
    "--listen",
    default=ANY,
    show_default=True,
    help="Address and port for the phones, or for the proxy before them.",
)
@click.option("--fleet", type=FileToRead(), help="The servers' certificate, made by `doithoai database key`.")
@click.option("--peers", default="", help="Address and port for the other servers (with --fleet).")
@click.option(
    "--public", default="", help="Where phones come to the proxy, such as https://doithoai.example.vn."
)
@click.option(
    "--operations", default="", help="Address and port for /healthz, /readyz and /metrics; never for phones."
)
@data_option
@language_option
def server(
    meeting: str,
    database: str,
    listen: str,
    fleet: Path | None,
    peers: str,
    public: str,
    operations: str,
) -> None:
    """Serve MEETING, which is kept in an agency's database.

    Run it on two machines or more, each with its own data folder. One keeps the meeting; the others follow, pass on
    what phones ask, and one of them takes over within seconds when the keeper falls. Runs until told to stop (Ctrl+C or
    SIGTERM). Its log, on standard output, is a line of JSON each.
    """
    from server.agency import log
    from server.agency.keeping import ServerOptions, run
    from store.messages import translated

    host, port = _address(listen)
    for told in filter(None, (peers, operations)):
        _address(told)
    run(
        database,
        meeting,
        ServerOptions(library().folder / meeting, host, port, peers, fleet, _origin(public), operations),
        kept_in=name_of(database),
        say=lambda sentence: log.tell("notice", text=translated(sentence)),
    )


def _address(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= LAST_PORT:
        raise click.BadParameter(
            _("An address and a port are needed, such as {example}.").format(example=ANY)
        )
    return host.strip("[]"), int(port)


def _origin(text: str) -> str:
    scheme, apart, rest = text.lower().rstrip("/").partition("://")
    if text and (not apart or scheme not in {"http", "https"} or not rest or "/" in rest):
        raise click.BadParameter(
            _("An origin is needed, such as {example}.").format(example="https://doithoai.example.vn")
        )
    return f"{scheme}{apart}{rest}"
