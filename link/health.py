"""How a running server does: what screens show the host about phones, disk and addresses."""

from __future__ import annotations

import msgspec


class Address(msgspec.Struct, frozen=True):
    """One address phones might reach; best first.

    `kind` is lan, public, hotspot, down, vpn, virtual, link-local or loopback.
    """

    host: str
    adapter: str
    kind: str
    score: int
    chosen: bool = False


class HealthCaution(msgspec.Struct, frozen=True):
    """Something the host should know: a code and its parameters, with the sentence in `wording.refusals`."""

    code: str
    params: dict[str, str | int] = msgspec.field(default_factory=dict, name="facts")


class WallReading(msgspec.Struct, frozen=True):
    """How a window that shows the stage reads: its cells, and what stands on it.

    `letter` is the height of an x of the main text and `module` that of a module of the code, 0 where none is shown,
    both in thousandths of the image's height. `legible` says that the back row of a hall 15 m long can read the text.
    """

    columns: int
    rows: int
    letter: int
    module: int
    legible: bool


class Health(msgspec.Struct, frozen=True):
    """The server at one moment.

    `phones` are those connected now, `devices` those that took part since it started (counted, not kept), `n` the last
    commit decided and `durable_n` the last on the disk. `accepting` is False after the disk refused; `problem` then
    says why. `free_disk` is in bytes. `record` is the folder the record is in now, which changes when a disk fails;
    `desk_link` is where a secretary at another laptop may come in, empty for nowhere, and `desk_guests` how many have.
    Phones that joined at `asks_until` (HH:MM) or later do not ask; empty: all may.
    `lock_holder` is the process of another console on this laptop that commands since `lock_since` (HH:MM), while the
    one that asks only looks on; both are empty where no other commands. `stage_windows` of this laptop show the stage,
    and `stage_screens` browsers; `walls` are how those windows read that have something on them.
    `accept_failures` counts connections reset before Windows had given them over.
    """

    phones: int
    devices: int
    n: int
    durable_n: int
    accepting: bool
    problem: str = ""
    phone_url: str = ""
    address: str = ""
    short_code: str = ""
    addresses: tuple[Address, ...] = ()
    reachable: bool = True
    free_disk: int = 0
    warnings: tuple[HealthCaution, ...] = ()
    started_at: str = ""
    errors: int = 0
    accept_failures: int = 0
    desk_link: str = ""
    desk_guests: int = 0
    record: str = ""
    stage_windows: int = 0
    stage_screens: int = 0
    walls: tuple[WallReading, ...] = ()
    asks_until: str = ""
    lock_holder: str = msgspec.field(default="", name="seat_holder")
    lock_since: str = msgspec.field(default="", name="seat_since")
