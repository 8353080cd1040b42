"""The days on which offices are closed, as this meeting counts them."""

from __future__ import annotations

import msgspec


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day off, `on` as YYYY-MM-DD. `provisional` until the government has announced it for that year."""

    on: str
    name: str
    provisional: bool = False


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days off beside Saturdays and Sundays, and `worked`: the Saturdays worked in exchange for a day off."""

    off: tuple[Holiday, ...] = ()
    worked: tuple[Holiday, ...] = ()

    @property
    def years(self) -> frozenset[int]:
        """The years this table says something about."""
        return frozenset(int(holiday.on[:4]) for holiday in self.off)
