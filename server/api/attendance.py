"""Checking in: somebody says of their own accord that they are here, corrects it, or takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.commands.attending import CheckIn, WithdrawCheckIn
from meeting.moment import Role
from server.api.endpoint import Call, Endpoint

if TYPE_CHECKING:
    from server.hall import Hall


class Here(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is here. `receipt` is 16 random characters made for this alone, never a question's: it is the key to it."""

    name: str
    receipt: str
    post: str = ""
    organisation: str = ""


class Listed(msgspec.Struct, frozen=True):
    """The entry is on the disk; `replaced` tells that it corrects an earlier one of the same receipt."""

    replaced: bool


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The receipt that was sent with the check-in."""

    receipt: str


class Withdrawn(msgspec.Struct, frozen=True):
    """Nobody is on the list under that receipt any more; `withdrawn` tells whether somebody was."""

    withdrawn: bool


async def check_in(call: Call) -> Listed:
    """Put somebody on the attendance list; the same receipt again corrects the entry."""
    return await record(call.hall, call.device, call.body)


async def record(hall: Hall, device: bytes, here: Here) -> Listed:
    """Have a check-in decided and committed. Raises Refusal."""
    hall.access.vote_limiter.spend(device)
    command = CheckIn(here.name, here.receipt, here.post, here.organisation)
    reply = await hall.command(command, Role.PHONE)
    return Listed(bool((reply.result or {}).get("replaced")))


async def withdraw(call: Call) -> Withdrawn:
    """Take one's own check-in back."""
    return await take_back(call.hall, call.device, call.body.receipt)


async def take_back(hall: Hall, device: bytes, receipt: str) -> Withdrawn:
    """Have a check-in withdrawn, and say so once it is on the disk. Raises Refusal."""
    hall.access.vote_limiter.spend(device)
    reply = await hall.command(WithdrawCheckIn(receipt), Role.PHONE)
    return Withdrawn(bool((reply.result or {}).get("withdrawn")))


ENDPOINTS = (
    Endpoint("POST", "/api/attendance", "Check in, or correct one's check-in.", check_in, Here),
    Endpoint("POST", "/api/attendance/withdrawal", "Take one's check-in back.", withdraw, Receipt),
)
