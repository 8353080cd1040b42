"""Where the record is: its folder, those it was in before, and going on in another when a disk refuses."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from link.library import RECORD, moved, note_moved

if TYPE_CHECKING:
    from pathlib import Path

    from server.writing.writer import CommandWriter


class RecordLocation:
    """The folder that a meeting is kept in while the server runs."""

    def __init__(self, folder: Path, writer: CommandWriter) -> None:
        self.folder = folder
        self._writer = writer
        self._earlier: list[Path] = []
        """Folders the record was in before, since the server started."""

    @property
    def all(self) -> list[Path]:
        """Every folder this meeting has been served from, the present one last: screens may look in any."""
        return [*self._earlier, self.folder]

    @property
    def has_moved(self) -> bool:
        """Whether the record moved since the server started."""
        return bool(self._earlier)

    def is_there(self) -> bool:
        """Whether the record's folder can be reached, at this moment."""
        try:
            return (self.folder / RECORD).is_dir()
        except OSError:
            return False

    async def move_under(self, chosen: Path) -> Path:
        """Go on in a folder of this meeting's under `chosen`, and return it. Raises Refusal ``place-refused``."""
        target = (chosen / self.folder.name).resolve()
        await self._writer.resume(target / RECORD)
        self._earlier.append(self.folder)
        self.folder = target
        self.note_moves()
        return target

    def note_moves(self) -> None:
        """Note in the folders the record left where it is now.

        A disk that takes nothing at the moment may take it later; until then `health` alone tells.
        """
        for folder in self._earlier:
            if moved(folder) != self.folder:
                with suppress(OSError):
                    note_moved(folder, self.folder)
