"""`doithoai demo`: a meeting to look at, with simulated attendees over the real parts."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.options import DATA_VARIABLE, data_option, language_option, library
from doithoai.translated_help import TranslatedCommand
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demonstration.phones import Report
    from link.library import MeetingFolder

PHONES = 24
PACE_SECONDS = 2.5
"""Mean pause between what the attendees of the shown demo do: quick enough to watch, slow enough to read."""

STOP_SECONDS = 5.0


@click.command(cls=TranslatedCommand)
@click.option(
    "--unattended", is_flag=True, help="Play the whole meeting without a keyboard and write its minutes."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="With --unattended: where to write."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same meeting.")
@click.option(
    "--phones", type=click.IntRange(1, 500), default=PHONES, show_default=True, help="Simulated phones."
)
@data_option
@language_option
def demo(*, unattended: bool, out: Path | None, seed: int, phones: int) -> None:
    """Show a meeting with simulated attendees.

    It is modelled on a provincial department's. Opens the host's console. Attendees in a process of their own ask and
    vote over the real phone API, and slips arrive on paper. With --unattended nobody needs to be there: the meeting
    is played to its end, and DIR gets the minutes, the record and a backup.
    """
    if not unattended:
        _show(seed, phones)
        return
    if out is None:
        raise click.UsageError(_("--unattended needs --out DIR."))
    _play(out, seed, phones)


def _play(out: Path, seed: int, phones: int) -> None:
    from demonstration import story
    from demonstration.meeting import play
    from doithoai.laptop.preparing import create
    from link.library import MeetingLibrary

    with tempfile.TemporaryDirectory(prefix="doithoai-") as folder:
        with _data_in(folder):
            entry = create(
                MeetingLibrary(Path(folder)), story.opening(), story.made(), identity=f"demo-{seed}-{phones}"
            )
            entry.stand_alone()
            report = play(entry, phones, seed)
        _write(entry, out, report)


@contextmanager
def _data_in(folder: str) -> Iterator[None]:
    """Let the server that is started meanwhile, too, find nothing of this person's: no holidays, nothing learnt."""
    before = os.environ.get(DATA_VARIABLE)
    os.environ[DATA_VARIABLE] = folder
    try:
        yield
    finally:
        del os.environ[DATA_VARIABLE]
        if before is not None:
            os.environ[DATA_VARIABLE] = before


def _write(entry: MeetingFolder, out: Path, report: Report) -> None:
    """Put minutes, record and backup into `out`, and print the summary."""
    import minutes
    from demonstration.following import Followed
    from demonstration.summary import summary
    from store import bundle, read_chain

    out.mkdir(parents=True, exist_ok=True)
    followed = Followed(entry.record)
    state = followed.now()
    digest, n = followed.seal
    closed = datetime.fromisoformat(state.meeting.closed_at)
    journal = minutes.Journal(*read_chain(entry.record, n))
    written = minutes.write(state, out, minutes.FORMATS, digest=digest, n=n, at=closed, journal=journal)
    kept = out / "record"
    if kept.exists():
        shutil.rmtree(kept)
    shutil.copytree(entry.record, kept)
    backup = out / "record.zip"
    backup.unlink(missing_ok=True)
    bundle(kept, backup)
    click.echo(summary(state, report, digest, out, len(written)))


def _show(seed: int, phones: int) -> None:
    from demonstration import story
    from demonstration.meeting import attendees
    from demonstration.slips import slips
    from doithoai.laptop.preparing import create
    from doithoai.screens import require_terminal
    from doithoai.serving import serving
    from link.client import Client
    from link.stop import stop_serving
    from meeting.commands.running import OpenMeeting
    from tui import run_console

    require_terminal()
    entry = create(library(), story.opening())
    entry.stand_alone()
    live = serving(entry.folder)
    Client(live).send_now(OpenMeeting())
    acting = [attendees(live.phone_url, phones, seed, PACE_SECONDS), slips(entry.folder)]
    try:
        run_console(entry.folder)
    finally:
        for process in acting:
            _end(process)
        stop_serving(entry.folder)
    click.echo(_("The demonstration meeting is kept as {id}.").format(id=entry.id))


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
