"""A clock that cannot be right, in words: what it says, and what depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.plausible_time import ClockFault
from wording.dates import typed

if TYPE_CHECKING:
    from datetime import datetime

FAULTS = {
    ClockFault.TOO_EARLY: N_("This laptop's clock says {now}, which is before this program was written."),
    ClockFault.TOO_LATE: N_("This laptop's clock says {now}, which is years ahead."),
    ClockFault.BEHIND_RECORD: N_(
        "This laptop's clock says {now}, which is before what this meeting recorded last."
    ),
}


def date_and_time(now: datetime) -> str:
    """01/01/1970 08:00, as a clock is read."""
    return f"{typed(now)} {now:%H:%M}"


def fault(found: ClockFault, now: datetime) -> str:
    """What is wrong, and what it touches."""
    wrong = _(FAULTS[found]).format(now=date_and_time(now))
    touched = _("Every record, deadline and document carries this date: set the clock before going on.")
    return f"{wrong} {touched}"
