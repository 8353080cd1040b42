"""Where a meeting's record is kept now: its server says so while it runs, a note in the folder it left afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from link.library import moved

if TYPE_CHECKING:
    from link.health import Health
    from link.live import Live


def current_location(folder: Path, live: Live | None, health: Health | None) -> Path:
    """The folder that the meeting of `folder` is kept in now; `live` and `health` are of its server, None: it is gone.

    A mirror's server speaks of a folder on another laptop, so a mirror stays where it is.
    """
    if live is not None and live.pin:
        return folder
    if health is not None and health.record:
        location = Path(health.record).parent
        return folder if location == folder.resolve() else location
    return moved(folder)
