"""`doithoai hall`: this laptop serves one hall of a meeting that runs on another laptop."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from doithoai.options import data_folder, data_option, language_option
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from link.live import Live
    from server.edge.uplink import HallMembership

HALLS = "halls"
"""Where this laptop keeps what it has as a hall, a folder for each main hall."""


@click.command(cls=TranslatedCommand)
@click.option("--of", "address", help="ADDRESS:PORT of the main hall, as `doithoai halls` prints it there.")
@click.option("--code", help="The code of this hall; needed once.")
@click.option("--host", help="Address for this hall's phones (default: the best one found).")
@click.option("--port", type=click.IntRange(1024, 65535), help="Port for this hall's phones.")
@click.option(
    "--stage",
    "show_stage",
    is_flag=True,
    help="Show the stage on this hall's projector, beside the hall that runs.",
)
@click.option("--slip", help="Send a slip of paper to the main hall, beside the hall that runs.")
@data_option
@language_option
def hall(
    address: str | None,
    code: str | None,
    host: str | None,
    port: int | None,
    slip: str | None,
    *,
    show_stage: bool,
) -> None:
    """Make this laptop one hall of a meeting that runs on another laptop.

    Phones here use this laptop's own network and QR code; the wall follows the main hall. Where the link is cut,
    questions and votes are kept here and go there once it is back. Stop with Ctrl+C; to go on later, the same
    command without --code.
    """
    folder = _folder(address)
    if show_stage:
        from doithoai.screens import require_terminal
        from tui import run_stage

        require_terminal()
        sys.exit(run_stage(folder))
    if slip is not None:
        _send(folder, slip)
        return
    _serve(folder, address, code, host, port)


def _serve(folder: Path, address: str | None, code: str | None, host: str | None, port: int | None) -> None:
    from link.pairing import parse
    from server.edge.serve import run

    run(folder, address or "", parse(code) if code else None, host=host, port=port, joined=_greet, ready=_say)


def _greet(membership: HallMembership) -> None:
    welcome = _("This laptop is the hall “{hall}” of: {title}")
    click.echo(welcome.format(hall=membership.name, title=membership.title), err=True)


def _say(running: Live) -> None:
    import msgspec

    click.echo(msgspec.json.encode({"phone_url": running.phone_url}).decode())
    click.echo(
        _("Phones come to {address}, code {code}").format(address=running.address, code=running.short_code),
        err=True,
    )
    click.echo(_("For the projector, in another window: doithoai hall --stage"), err=True)


def _send(folder: Path, slip: str) -> None:
    from link import live
    from link.client import Client
    from meeting.commands.asking import Ask
    from meeting.refusal import Refusal

    running = live.read(folder)
    if running is None:
        raise Refusal("server-gone")
    result = Client(running).send_now(Ask(slip)).result or {}
    click.echo(_("Recorded, number {number}").format(number=result.get("number", 0)))


def _folder(address: str | None) -> Path:
    """Where this hall is kept: that of `address`, else the one there is. Raises Refusal."""
    from meeting.refusal import Refusal

    home = data_folder() / HALLS
    if address:
        return home / re.sub(r"[^0-9A-Za-z]+", "-", address)
    known = [path for path in home.iterdir() if path.is_dir()] if home.is_dir() else []
    if not known:
        raise Refusal("no-hall-here")
    if len(known) > 1:
        raise Refusal("several-halls")
    return known[0]
