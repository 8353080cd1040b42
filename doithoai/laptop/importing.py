"""Importing a meeting from a file of another laptop: a backup (.zip), or an exported JSON bundle."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from doithoai.laptop.preparing import new_entry
from doithoai.laptop.records import read_state
from doithoai.proving import SUFFIX, rebuild
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from link.library import MeetingFolder, MeetingLibrary
    from meeting.state import State


def meeting_in(file: Path) -> State:
    """The meeting in the file.

    Raises Refusal ``bundle-unreadable`` or the store's refusals where it is none, or not what was written.
    """
    with TemporaryDirectory(prefix="doithoai-") as folder:
        record = _unpacked(file, Path(folder) / "record")
        try:
            state = read_state(record)
        except ValueError as problem:
            # A whole journal, but of another program, or of documents that no release of this one writes.
            raise Refusal("bundle-unreadable", why=str(problem)) from problem
        if not state.meetings:
            raise Refusal("bundle-unreadable", why="meetings")
        return state


def import_meeting(file: Path, library: MeetingLibrary, theirs: State) -> MeetingFolder:
    """Put the meeting `theirs` of the file in the library, in a folder of its own, and say where."""
    with new_entry(library, theirs.meeting.title, theirs.meeting.planned_on) as entry:
        _unpacked(file, entry.record)
    return entry


def _unpacked(file: Path, record: Path) -> Path:
    from store import unbundle

    if file.suffix == SUFFIX:
        rebuild(file, record)
        return record
    return unbundle(file, record)
