"""Serving a hall: join once, copy what a hall may have, then serve its own phones and follow until told to stop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from link.library import FOLDER_MODE, RECORD
from meeting.refusal import Refusal
from meeting.state import State
from server.edge.hall import MOST_AT_ONCE, Following, open_edge
from server.edge.uplink import Uplink, join, keep, kept
from server.edge.writer import stage_line
from server.serve import serve_record
from store import JournalError, NotFoundError, Record
from store.box_log import erase
from store.tinydb_journal.files import DISK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from link.live import Live
    from link.pairing import Pairing
    from server.edge.uplink import HallMembership


def run(
    folder: Path,
    address: str,
    pairing: Pairing | None,
    *,
    host: str | None = None,
    port: int | None = None,
    joined: Callable[[HallMembership], object] = lambda _membership: None,
    ready: Callable[[Live], None] | None = None,
) -> None:
    """Serve the hall in `folder`, which is a hall of the meeting at `address` ("ip:port"), until told to stop.

    With a `pairing` code it comes in first; without one it is the hall it was before. Raises Refusal, JournalError or
    OSError.
    """
    folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    membership = join(folder, address, pairing) if pairing is not None else kept(folder)
    if membership is None or not membership.name:
        raise Refusal("no-hall-here")
    joined(membership)
    while _served(folder, membership, host, port, ready):
        _throw_away(folder / RECORD)


def _served(
    folder: Path,
    membership: HallMembership,
    host: str | None,
    port: int | None,
    ready: Callable[[Live], None] | None,
) -> bool:
    """Serve until told to stop; True where the copy is to be thrown away and begun anew."""
    record, membership = _copy(folder, membership)
    following: list[Following] = []
    serve_record(
        folder,
        record,
        host=host,
        port=port,
        ready=ready,
        lost=lambda: bool(following) and following[0].begins_anew,
        opening=partial(open_edge, membership, following.append),
    )
    return bool(following) and following[0].begins_anew


def _copy(folder: Path, membership: HallMembership) -> tuple[Record, HallMembership]:
    """The copy as it was left, or one begun now, up to what the main hall has now."""
    try:
        record = Record.open(folder / RECORD)
    except NotFoundError:
        record = Record.create(folder / RECORD)
    if record.n:
        now = kept(folder)
        return record, now or membership
    state = State()
    try:
        for line in Uplink(membership).lines(0, 0):
            if line is None:
                continue
            if not line.n:
                upto = line.upto
                membership = msgspec.structs.replace(membership, clean=line.clean)
                keep(folder, membership)
                continue
            stage_line(record, state, line)
            if line.n % MOST_AT_ONCE == 0:
                record.flush()
            if line.n >= upto:
                break
        record.flush()
    except OSError:
        record.abandon()
        raise Refusal("hall-link-refused", address=membership.address) from None
    except (Refusal, JournalError):
        record.abandon()
        raise
    return record, membership


def _throw_away(record: Path) -> None:
    """Leave nothing of a copy in which something has been taken back since."""
    for path in sorted(record.rglob("*"), reverse=True):
        if path.is_file():
            erase(DISK, path)
        else:
            path.rmdir()
    record.rmdir()
