"""The meeting library: where this laptop keeps its meetings, one folder each, and how a person names one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from link import private_file
from meeting.refusal import Refusal
from meeting.text.folding import fold

MEETINGS = "meetings"
RECORD = "record"
ALONE = "stands-alone"
EXPORTS = "exports"
MOVED = "moved-to"
LATEST = "latest"
FOLDER_MODE = 0o700
SLUG_LETTERS = 40
"""Longest part of a folder's name taken from the title: Windows paths are short."""


TEXT_SHOWN = 200
"""How much of a name that fits no meeting is repeated."""


class MeetingFolder(NamedTuple):
    """One meeting in the library: its id (the folder's name) and its folder."""

    id: str
    folder: Path

    @property
    def record(self) -> Path:
        """Where its record is."""
        return self.folder / RECORD

    @property
    def exports(self) -> Path:
        """Where its exported documents go."""
        return self.folder / EXPORTS

    @property
    def stands_alone(self) -> bool:
        """Whether it neither uses nor teaches what the agency taught this laptop: so it is with a demonstration."""
        return (self.folder / ALONE).exists()

    def stand_alone(self) -> None:
        """From the next start of its server on, keep what the agency taught this laptop apart. Raises OSError."""
        (self.folder / ALONE).touch(mode=0o600)


def slug(title: str) -> str:
    """`title` as lower-case ASCII words joined by dashes: safe as a file name on every system."""
    words = re.findall(r"[a-z0-9]+", fold(title).encode("ascii", "ignore").decode())
    return "-".join(words)[:SLUG_LETTERS].strip("-")


class MeetingLibrary:
    """The meetings under `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / MEETINGS

    def meetings(self) -> list[MeetingFolder]:
        """Every meeting that has a record, newest first (ids begin with the planned date)."""
        if not self.folder.is_dir():
            return []
        found = [
            MeetingFolder(path.name, moved(path))
            for path in self.folder.iterdir()
            if (path / RECORD).is_dir()
        ]
        return sorted(found, key=lambda entry: _age(entry.folder), reverse=True)

    def new(self, title: str, planned_on: str) -> MeetingFolder:
        """An empty folder for a new meeting, readable by its owner only. `planned_on` is YYYY-MM-DD.

        Raises OSError where the folder cannot be made.
        """
        self.folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        day = re.sub(r"[^0-9-]", "", planned_on)[:10]
        base = "-".join(part for part in (day, slug(title)) if part) or "meeting"
        serial = 1
        while True:
            name = base if serial == 1 else f"{base}-{serial}"
            folder = self.folder / name
            try:
                folder.mkdir(FOLDER_MODE)
            except FileExistsError:
                serial += 1
            else:
                return MeetingFolder(name, folder)

    def find(self, text: str) -> MeetingFolder:
        """The meeting a person means: its id, a unique beginning of it, "latest", or the path of its folder.

        Raises Refusal ``no-such-meeting`` or ``several-meetings``.
        """
        path = Path(text)
        if (os.sep in text or "/" in text) and (path / RECORD).is_dir():
            return MeetingFolder(path.resolve().name, moved(path.resolve()))
        found = self.meetings()
        if text == LATEST and found:
            return found[0]
        for entry in found:
            if entry.id == text:
                return entry
        matching = [entry for entry in found if text and entry.id.startswith(text)]
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise Refusal("several-meetings", text=text, ids=", ".join(entry.id for entry in matching[:5]))
        raise Refusal("no-such-meeting", text=text[:TEXT_SHOWN])


def note_moved(folder: Path, target: Path) -> None:
    """Leave word in a meeting's folder that its record goes on in `target`. Raises OSError."""
    private_file.write(folder / MOVED, str(target.resolve()).encode())


def moved(folder: Path) -> Path:
    """Where the meeting of `folder` is kept now: there, unless its disk failed and it moved, perhaps more than once."""
    seen = {folder}
    while True:
        try:
            target = Path((folder / MOVED).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return folder
        if target in seen or not (target / RECORD).is_dir():
            return folder
        seen.add(target)
        folder = target


def _age(folder: Path) -> tuple[str, int]:
    """Sorts by planned date, then by when the folder was made."""
    day = re.match(r"\d{4}-\d{2}-\d{2}", folder.name)
    return (day.group() if day else "", folder.stat().st_ctime_ns)
