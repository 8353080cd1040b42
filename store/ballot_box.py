"""The ballot box: one ballot a device without knowing whose, and nothing left of either once the vote has closed.

A device is known only by its mark, an HMAC under a key of the box's own. The key stands in a file by itself, is made
when the box is and destroyed when the vote closes; from then on no one, this program included, can tell two ballots
of one device from ballots of two, and what is left to record is the tally.
"""

from __future__ import annotations

import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec

from store.box_key import BoxKey, BoxLine
from store.box_log import BOX, FOLDER, FileBoxLog
from store.errors import BoxClosedError, BoxDamagedError, BoxWriteError
from store.tinydb_journal.commit import copied, plain
from store.tinydb_journal.errors import unavailable
from store.tinydb_journal.files import DISK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.box_log import BoxLog, BoxStore, UnopenedBoxLog
    from store.tinydb_journal.files import Files

Ballots = dict[str, list[Any]]
"""The choices under each topic, in an order that says nothing of when or whose they were."""


OPENING = BoxLine("open", 0)
"""The first line of every box, safe before the box is used: where it cannot be read, the key or the box is damaged."""
_LINE_END = re.compile(rb'\n|(?<=\}).(?=[0-9a-f]{32} \{"did":)', re.DOTALL)
"""Where a line ends, or would if a bit had not flipped: within a text a quotation mark stands escaped."""
_encode = msgspec.json.Encoder().encode


class BallotBox:
    """An open vote: the last choice of each device under each topic."""

    def __init__(self, name: str, log: BoxLog) -> None:
        self.name = name
        self._log = log
        self._state, self._flushing = RLock(), RLock()
        self._queue: list[tuple[BoxLine, bytes]] = []
        self._refused: OSError | None = None
        self._size = self._synced = 0
        self._in_order = 0
        """Bytes of the box whose lines stand in the order in which they came."""
        self._ballots: dict[str, dict[str, Any]] = {}
        self.sealed = False
        """Whether the vote has ended: nothing more is taken, and the ballots can be counted for the record."""
        with unavailable(log.location):
            self._key = BoxKey(log.secret())
            self._read(log.read())

    @classmethod
    def create(cls, folder: Path | BoxStore, name: str, *, files: Files = DISK) -> BallotBox:
        """An empty box called `name` beside the record in `folder`. Raises AlreadyExistsError or UnavailableError."""
        key = BoxKey.new()
        return cls(name, _log(folder, name, files).create(key.secret, key.written(OPENING)))

    @classmethod
    def open(cls, folder: Path | BoxStore, name: str, *, files: Files = DISK) -> BallotBox:
        """The box as it was when the program last stopped.

        Raises NotFoundError, BoxDamagedError or UnavailableError.
        """
        return cls(name, _log(folder, name, files).open())

    def _read(self, data: bytes) -> None:
        for line, end in whole_lines(self._key, data):
            self._apply(line)
            self._size = end
        self._synced = self._in_order = self._size
        if self._size < len(data) or not data:
            self._cut(data)

    def _cut(self, data: bytes) -> None:
        # What no sync had vouched for may be torn by a crash; what one had, the opening first of all, must be whole.
        later = [self._key.read(line + b"\n") for line in _LINE_END.split(data[self._size :])]
        if not self._size or any(line is not None and line.synced > self._size for line in later):
            raise BoxDamagedError(self._log.location, data.count(b"\n", 0, self._size) + 1)
        self._log.cut(self._size)

    def _apply(self, line: BoxLine) -> None:
        if line.did == "cast":
            self._ballots.setdefault(line.topic, {})[line.mark] = line.choice
        elif line.did == "withdraw":
            self._ballots[line.topic].pop(line.mark, None)
        elif line.did == "seal":
            self.sealed = True

    def _stage(self, line: BoxLine) -> None:
        if self.sealed:
            raise BoxClosedError(self.name)
        self._queue.append((line, self._key.written(line)))
        self._apply(line)

    def cast(self, topic: str, device: bytes, choice: object) -> bool:
        """Take a ballot, in place of any the device gave before under `topic`; True if there was one.

        It counts at once and is safe after `flush`. Raises BoxClosedError after the end, ValueError for a choice that
        JSON cannot hold.
        """
        with self._state:
            replaced = self.holds(topic, device)
            self._stage(BoxLine("cast", self._synced, topic, self.mark(device), plain(choice)))
            return replaced

    def withdraw(self, topic: str, device: bytes) -> bool:
        """Take the device's ballot under `topic` back; False if there was none."""
        with self._state:
            if not self.holds(topic, device):
                return False
            self._stage(BoxLine("withdraw", self._synced, topic, self.mark(device)))
            return True

    def mark(self, device: bytes) -> str:
        """How this box, and no other, knows a device."""
        return self._key.mark(device)

    def holds(self, topic: str, device: bytes) -> bool:
        """Whether the device has a ballot under `topic`."""
        return self.mark(device) in self._ballots.get(topic, {})

    def choice(self, topic: str, device: bytes) -> Any:
        """The device's choice under `topic`; None where it gave none."""
        return copied(self._ballots.get(topic, {}).get(self.mark(device)))

    def count(self, *topics: str) -> int:
        """How many devices gave a ballot under any of `topics`."""
        if len(topics) == 1:
            return len(self._ballots.get(topics[0], {}))
        return len(set().union(*(self._ballots.get(topic, {}) for topic in topics)))

    def topics(self) -> list[str]:
        """The topics under which there are ballots, sorted."""
        return sorted(topic for topic, marks in self._ballots.items() if marks)

    def ballots(self, topic: str) -> list[Any]:
        """Every choice under `topic`, sorted as JSON text: the order says nothing of when or whose."""
        return [copied(choice) for choice in sorted(self._ballots.get(topic, {}).values(), key=_encode)]

    def all_ballots(self) -> Ballots:
        """The choices under every topic."""
        return {topic: self.ballots(topic) for topic in self.topics()}

    def flush(self) -> None:
        """Write everything staged with one sync. Raises BoxWriteError, and keeps it in memory, where the disk refuses.

        The flush after that writes every ballot to a new file: what a failed sync left of the old one is unknown.
        """
        with self._flushing:
            try:
                if self._refused is None:
                    self._append()
                else:
                    self._replace()
            except OSError as refused:
                self._refused = refused
                raise BoxWriteError(self._log.location, refused, 0, len(self._queue)) from refused

    def _append(self) -> None:
        with self._state:
            batch = list(self._queue)
        if batch:
            # Of one device the last ballot counts, and nothing comes after the end; all else may stand anyhow.
            mixed = [
                written
                for _, written in sorted(batch, key=lambda each: (each[0].did == "seal", each[0].mark))
            ]
            self._log.append(mixed)
            with self._state:
                del self._queue[: len(batch)]
                added = sum(map(len, mixed))
                self._synced = self._size = self._size + added
                self._in_order += added

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self._size

    def mix(self) -> None:
        """Write every ballot to a new file in the order of the marks, which is nobody's. Ballots may be cast meanwhile.

        Where the disk refuses, nothing is lost, and the next flush writes a new file.
        """
        with self._flushing:
            if self._refused is not None or not self._in_order:
                return
            with self._state:
                staged = len(self._queue)
                ballots = {topic: dict(marks) for topic, marks in self._ballots.items()}
                sealed = self.sealed
            lines = list(self._lines(ballots, sealed=sealed))
            try:
                self._log.replace(lines)
            except OSError as refused:
                self._refused = refused
                return
            with self._state:
                del self._queue[:staged]
                self._hold_size(lines)

    def resume(self) -> None:
        """Go on in the same location after the disk refused, in a new file with every ballot.

        Raises UnavailableError.
        """
        with unavailable(self._log.location):
            try:
                self._replace()
            except OSError as refused:
                self._refused = refused
                raise

    def _replace(self) -> None:
        with self._flushing, self._state:
            lines = list(self._lines(self._ballots, sealed=self.sealed))
            self._log.replace(lines)
            self._hold(self._log, lines)

    def move_to(self, folder: Path) -> None:
        """Go on beside a record that moved to `folder`, with every ballot.

        What the old location held is erased, as far as its disk still allows. Raises AlreadyExistsError or
        UnavailableError.
        """
        with self._flushing, self._state:
            lines = list(self._lines(self._ballots, sealed=self.sealed))
            self._hold(self._log.move(folder, self._key.secret, lines), lines)

    def _hold(self, log: BoxLog, lines: list[bytes]) -> None:
        self._log = log
        self._queue, self._refused = [], None
        self._hold_size(lines)

    def _hold_size(self, lines: list[bytes]) -> None:
        self._size = self._synced = sum(map(len, lines))
        self._in_order = 0

    def _lines(self, ballots: dict[str, dict[str, Any]], *, sealed: bool) -> Iterator[bytes]:
        """A whole box, in an order that says nothing; the last line vouches that those before it were safe."""
        size = 0
        for line in self._mixed(ballots, sealed=sealed):
            written = self._key.written(line)
            size += len(written)
            yield written
        yield self._key.written(BoxLine("mixed", size))

    @staticmethod
    def _mixed(ballots: dict[str, dict[str, Any]], *, sealed: bool) -> Iterator[BoxLine]:
        yield OPENING
        for topic, marks in sorted(ballots.items()):
            for mark, choice in sorted(marks.items()):
                yield BoxLine("cast", 0, topic, mark, choice)
        if sealed:
            yield BoxLine("seal", 0)

    def seal(self) -> Ballots:
        """End the vote for good, on the disk, and give the ballots for the record. Harmless a second time."""
        with self._state:
            if not self.sealed:
                self._stage(BoxLine("seal", self._synced))
        self.flush()
        return self.all_ballots()

    def destroy(self) -> None:
        """Erase the key, then the ballots. Call it once the record holds the tally: nothing can bring them back.

        A crash in between is finished when the box is next opened, which then raises NotFoundError.
        """
        self.seal()
        with self._flushing:
            with unavailable(self._log.location):
                self._log.erase()
            self._in_order = 0
            self._ballots.clear()
            self._key = BoxKey(b"")

    def close(self) -> Ballots:
        """`seal` and `destroy` in one. A caller that must not lose the tally in a crash records it in between."""
        ballots = self.seal()
        self.destroy()
        return ballots


def _log(place: Path | BoxStore, name: str, files: Files) -> UnopenedBoxLog:
    return FileBoxLog(place, name, files) if isinstance(place, Path) else place.box(name)


def mend_boxes(folder: Path, *, files: Files = DISK) -> list[str]:
    """Keep what is whole of the damaged boxes beside the record in `folder`; returns their names.

    Raises UnavailableError.

    No copy of the rest is kept, as of a recovered journal: it would outlive the vote. A box whose key or first line
    is damaged is erased, for no ballot in it can be told from any other's.
    """
    with unavailable(folder / FOLDER):
        names = [Path(name).stem for name in files.names(folder / FOLDER) if name.endswith(BOX)]
    return [name for name in names if _mended(FileBoxLog(folder, name, files))]


def _mended(log: BoxLog) -> bool:
    """Whether the box in `log` was damaged, and is whole now."""
    with unavailable(log.location):
        data, key = log.read(), BoxKey(b"")
        with suppress(FileNotFoundError):
            key = BoxKey(log.secret())
        end = max((end for _line, end in whole_lines(key, data)), default=0)
        if end == len(data) > 0:
            return False
        if end:
            log.cut(end)
        else:
            log.erase()
        return True


def whole_lines(key: BoxKey, data: bytes) -> Iterator[tuple[BoxLine, int]]:
    """The lines at the beginning of a box's bytes that `key` vouches for, each with where it ends."""
    end = 0
    for written in data.splitlines(keepends=True):
        line = key.read(written)
        if line is None:
            return
        end += len(written)
        yield line, end


def tally_digest(ballots: Ballots) -> str:
    """SHA-256 of the ballots as JSON with sorted keys: what the record names, for anyone who counts again."""
    return sha256(msgspec.json.encode(ballots, order="sorted")).hexdigest()
