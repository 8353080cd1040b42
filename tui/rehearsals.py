"""Rehearsals: a meeting like the real one, in a record of its own, to try phones and screens with and then wipe."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec

from language import gettext as _
from link.stop import stop_serving
from meeting.commands.profile import CreateMeeting
from meeting.refusal import Refusal
from tui.summaries import summarised

if TYPE_CHECKING:
    from link.library import MeetingFolder
    from meeting.state import State


def rehearsal_of(state: State) -> CreateMeeting:
    """The command that makes a rehearsal of the meeting in `state`: its profile and agenda, nothing that happened."""
    title = _("Rehearsal: {title}").format(title=state.meeting.title)
    meeting = msgspec.structs.replace(state.meeting, id="", title=title, rehearsal=True, reopened=0)
    agenda = tuple(
        msgspec.structs.replace(item, started_at="", ended_at="")
        for _order, item in sorted(state.agenda.items())
    )
    return CreateMeeting(meeting, agenda)


def wipe(entry: MeetingFolder) -> None:
    """Stop a rehearsal's server and remove everything it left. Raises Refusal ``not-a-rehearsal`` or
    ``server-did-not-stop``, OSError.

    A record that cannot be read is left alone: nobody can tell that it is a rehearsal.
    """
    meeting = summarised(entry).meeting
    if meeting is None or not meeting.rehearsal:
        raise Refusal("not-a-rehearsal")
    stop_serving(entry.folder)
    shutil.rmtree(entry.folder)
