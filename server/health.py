"""How the server does, and what the host should be warned of."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from link.health import Health, HealthCaution
from server.network.accepting import accept_failures
from store.location import cautions
from store.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.hall import Hall
    from store import Record

LITTLE_DISK = 200 * 1024 * 1024
"""Bytes free below which the host is warned: a meeting's record is a few megabytes, its exports a few tens."""


def about(record: Record) -> list[HealthCaution]:
    """What opening the record mended, and what speaks against the place it is in."""
    found = [str(caution) for caution in cautions(record.folder)]
    if record.recovery is not None:
        found.insert(0, message(record.recovery))
    return [HealthCaution("as-said", {"sentence": sentence}) for sentence in found]


def health(hall: Hall, about_record: Iterable[HealthCaution] = ()) -> Health:
    """How the server of `hall` does now; `about_record` is what `about` found when it opened."""
    phones, record = hall.phone_address, hall.writer.record
    free = shutil.disk_usage(hall.location.folder).free
    return Health(
        phones=hall.updates.listening,
        devices=len(hall.access.device_counter),
        n=record.n,
        durable_n=record.durable_n,
        accepting=not hall.writer.problem,
        problem=hall.writer.problem,
        phone_url=hall.phone_url,
        address=phones.origin if phones else "",
        short_code=hall.access.code,
        asks_until=hall.access.asks_until,
        addresses=phones.addresses if phones else (),
        reachable=phones.reachable if phones else False,
        free_disk=free,
        warnings=tuple(_cautions(hall, free, about_record)),
        started_at=hall.started_at,
        record=str(record.folder.resolve()),
        desk_link=hall.desk_link.address,
        desk_guests=hall.feed.mirrors,
        errors=hall.errors,
        accept_failures=accept_failures(),
        stage_windows=len(hall.stage_windows),
        stage_screens=len(hall.stage_pictures.subscribers),
        walls=hall.stage_windows.readings(),
    )


def _cautions(hall: Hall, free: int, about_record: Iterable[HealthCaution]) -> list[HealthCaution]:
    found: list[HealthCaution] = []
    if hall.writer.problem:
        found.append(HealthCaution("unwritable", {"reason": hall.writer.problem}))
    if hall.access.device_counter.unusual(hall.updates.listening, _people_present(hall)):
        found.append(HealthCaution("many-devices", {"devices": len(hall.access.device_counter)}))
    if free < LITTLE_DISK:
        found.append(HealthCaution("little-disk", {"megabytes": free // (1024 * 1024)}))
    if hall.phone_address is not None:
        found += hall.phone_address.cautions()
    if hall.location.has_moved:
        found.append(HealthCaution("record-moved", {"folder": str(hall.location.folder)}))
    found += hall.cautions()
    return [*found, *about_record]


def _people_present(hall: Hall) -> int:
    return sum(entry.count for entry in hall.state.attendance.values() if entry.present)
