"""After any power cut each acknowledged ballot is in the box, or the record has the tally and nothing else is left."""

from __future__ import annotations

from pathlib import Path
from random import Random

from store import BallotBox, NotFoundError, Record
from store.tinydb_journal.tests.changes import AT, Put
from tests.faults.power import Disk, PowerCut, PowerFiles

FOLDER = Path("/record")
DEVICES = [b"device %d" % number for number in range(1, 10)]
CHOICES = list(range(1, 10))


def play(random: Random, files: PowerFiles) -> list[tuple[int, str]]:
    """A vote of nine devices, recorded and destroyed: at each moment, how many ballots were safe, and its phase."""
    marks: list[tuple[int, str]] = []
    safe, phase = 0, "absent"

    def mark() -> None:
        marks.extend([(safe, phase)] * (len(files.seen or ()) - len(marks)))

    record = Record.create(FOLDER, files=files)
    box = BallotBox.create(FOLDER, "poll", files=files)
    mark()
    phase = "open"
    for number, device in enumerate(DEVICES, start=1):
        box.cast("1", device, number)
        if random.random() < 0.5:
            box.flush()
            mark()
            safe = number
        if random.random() < 0.3:
            box.mix()
            mark()
            safe = number
    ballots = box.seal()
    mark()
    safe, phase = 9, "sealed"
    record.commit([Put("tallies", 1, {"ballots": ballots["1"]})], by="host", did="close", at=AT)
    mark()
    phase = "recorded"
    box.destroy()
    mark()
    phase = "destroyed"
    files.moment()
    mark()
    return marks


def test_after_any_power_cut_a_ballot_is_in_the_box_or_in_the_tally(cuts: int, first_seed: int) -> None:
    random = Random(first_seed)
    files = PowerFiles()
    files.seen = []
    marks = play(random, files)
    for number in range(max(1, cuts // 4)):
        moment = random.randrange(len(files.seen))
        try:
            check(files.seen[moment], random, *marks[moment])
        except BaseException as error:
            error.add_note(f"cut {number} at moment {moment}: replay with --cuts-seed={first_seed}")
            raise


def check(disk: Disk, random: Random, safe: int, phase: str) -> None:
    files = PowerFiles(disk.after_cut(random), stop_at=random.randrange(20))
    try:
        found = ballots_in(files)
    except PowerCut:
        files = PowerFiles(files.disk.after_cut(random))
        found = ballots_in(files)
    files.stop_at = -1
    if phase == "absent":
        return
    if found is None:
        assert phase in ("recorded", "destroyed")
        record = Record.open(FOLDER, files=files)
        assert record.db.table("tallies").all() == [{"ballots": CHOICES}]
        left = b"".join(inode.now for name, inode in files.disk.now.items() if "/ballots/" in name)
        assert left == b""
    else:
        assert phase != "destroyed"
        assert set(range(1, safe + 1)) <= set(found) <= set(CHOICES)


def ballots_in(files: PowerFiles) -> list[int] | None:
    try:
        return BallotBox.open(FOLDER, "poll", files=files).ballots("1")
    except NotFoundError:
        return None
