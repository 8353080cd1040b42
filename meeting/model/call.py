"""The chair's call of a hall: whose turn it is to speak."""

from __future__ import annotations

import msgspec


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hall that was called to speak; times are ISO 8601, `ended_at` is empty while it has its turn.

    `here` is true only in the copy of the record that the called hall has, and so tells that hall that it is the one.
    """

    hall: str
    at: str
    ended_at: str = ""
    here: bool = False
