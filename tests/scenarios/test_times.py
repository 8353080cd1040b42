"""Times worked back: a played meeting's every file and document, read by somebody who wants to know who asked when."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from demonstration import launch, story
from doithoai.laptop.preparing import create
from link import control
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands import agenda, balloting, outcomes, running, sorting
from meeting.limits import TIME_STEP_MINUTES
from server.voting.support import SUPPORT_BOX
from store import bundle
from tests.loopback import LOOPBACK
from tests.scenarios.test_no_identity import written
from tests.server.served import Phone, a_receipt
from tests.server.voting import READ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = timedelta(minutes=TIME_STEP_MINUTES)
BEGAN = datetime.fromisoformat("2024-04-17T08:00:00+07:00")
PHONES = 6
ISO = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
PDF_DATE = re.compile(rb"D:(\d{14})")
CLOCK = re.compile(r"\b(\d{1,2})(?::| giờ )(\d\d)(?: phút)?(?::(\d\d))?\b")


class Line(NamedTuple):
    """One commit, and every instant that stands in it."""

    by: str
    did: str
    instants: list[datetime]


def journal_lines(path: Path) -> list[Line]:
    lines = [json.loads(line) for line in path.read_bytes().splitlines()[1:]]
    return [
        Line(line["by"], line["did"], instants_in(json.dumps(line, ensure_ascii=False).encode()))
        for line in lines
    ]


def instants_in(data: bytes) -> list[datetime]:
    """Every instant of the meeting's day and of today, as far as bytes tell one."""
    found = []
    for text in ISO.findall(data):
        at = datetime.fromisoformat(text.decode())
        found.append(at if at.tzinfo is not None else at.replace(tzinfo=BEGAN.tzinfo))
    for digits in PDF_DATE.findall(data):
        found.append(datetime.strptime(digits.decode(), "%Y%m%d%H%M%S").replace(tzinfo=BEGAN.tzinfo))
    return found


def is_mark(at: datetime) -> bool:
    """Whether an instant is one that rounding gives."""
    return at.timestamp() % STEP.total_seconds() == 0


def windows(lines: list[Line]) -> Iterator[tuple[str, timedelta]]:
    """How closely each act of a phone, or of the program for phones, can be dated by what stands around it."""
    for place, line in enumerate(lines):
        if line.by in {"phone", "system"}:
            before = [at for other in lines[: place + 1] for at in other.instants]
            after = [at + STEP if is_mark(at) else at for other in lines[place:] for at in other.instants]
            # A later line repeats what an earlier one said: only what is not before the act bounds it from above.
            latest = max(before)
            earliest = min((at for at in after if at > latest), default=latest + STEP)
            yield f"{line.did} (commit {place + 1})", earliest - latest


def exactly_dated(folder: Path) -> list[str]:
    """Files and folders whose time of change is finer than the record's times."""
    found = []
    for path in (folder, *folder.rglob("*")):
        with suppress(FileNotFoundError):  # what is written aside has its name for a moment
            if path.lstat().st_mtime % STEP.total_seconds() != 0:
                found.append(str(path.relative_to(folder)))
    return found


@pytest.fixture(autouse=True)
def nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def entry(tmp_path: Path) -> MeetingFolder:
    return create(MeetingLibrary(tmp_path / "data"), story.opening())


def export(entry: MeetingFolder, out: str) -> Path:
    """Every document and a backup, as the desk makes them at some moment."""
    folder = entry.exports / out
    command = ["doithoai", "export", str(entry.folder), "--format", "all", "--out", str(folder)]
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, timeout=120)
    bundle(entry.record, folder / "backup.zip")
    return folder


class Played:
    """A meeting in which phones and desk act in turn, at scripted instants that no five minutes end with."""

    def __init__(self, entry: MeetingFolder) -> None:
        self.entry = entry
        start = BEGAN.isoformat()[:19]
        self.host = Client(ensure_serving(entry.folder, "--host", LOOPBACK, "--scripted-clock", start))
        self.random = random.Random(18)
        self.receipts: list[str] = []
        self.folders: list[str] = []

    def pause(self, least: int = 20, most: int = 170) -> None:
        seconds = self.random.randint(least, most)
        self.host.call_now(control.LET_PASS, control.Pause(seconds))

    def join(self) -> list[Phone]:
        live = ensure_serving(self.entry.folder)
        authority = live.address.removeprefix("http://")
        phones = []
        for _ in range(PHONES):
            phone = Phone(authority)
            phone.given_pass = phone.post("/api/join", {"code": live.short_code}).json["pass"]
            phones.append(phone)
        return phones

    def play(self) -> None:
        host = self.host
        host.send_now(running.OpenMeeting())
        phones = self.join()
        host.send_now(agenda.StartItem(1))
        for number, phone in enumerate(phones, start=1):
            self.pause()
            receipt = a_receipt()
            assert phone.ask(f"Câu hỏi số {number}", receipt).status == 201
            self.receipts.append(receipt)
            self.pause()
            host.send_now(sorting.Approve(number))
        for phone in phones:
            self.pause()
            assert phone.post("/api/questions/1/support", {"on": True}).status == 200
            self.pause(3, 40)
            host.send_now(outcomes.RecordAnswer(phones.index(phone) + 1, "Sẽ giải quyết trong tuần."))
        folder = export(self.entry, "giữa buổi")
        self.folders.append(folder.name)
        host.send_now(launch.POLL)
        host.send_now(balloting.OpenPoll(1))
        for phone in phones:
            self.pause()
            option = phone.get("/api/polls/1").json["form"]["options"][0]["id"]
            assert phone.post("/api/polls/1/ballot", {**READ, "options": [option]}).status == 200
            assert (
                phone.post("/api/satisfaction", {"receipt": self.receipts[0], "satisfied": True}).status
                == 200
            )
        self.check_boxes()
        host.send_now(balloting.ClosePoll(1))
        self.pause()
        host.send_now(running.CloseMeeting())
        for phone, receipt in zip(phones, self.receipts, strict=True):
            self.pause(400, 900)
            host.send_now(outcomes.EditAnswer(1, f"Sẽ giải quyết, {receipt[:3]}.", 1 + phones.index(phone)))
            self.pause(3, 40)
            assert phone.post("/api/satisfaction", {"receipt": receipt, "satisfied": False}).status == 200

    def check_boxes(self) -> None:
        """Open ballot boxes keep no casting order on the disk, and no time of the last ballot."""
        ballots = self.entry.folder / "ballots"

        def orders() -> list[list[tuple[str, str]]]:
            boxes = [
                [json.loads(line[33:]) for line in path.read_bytes().splitlines()]
                for path in sorted(ballots.glob("*.box"))
            ]
            return [[(b["topic"], b["mark"]) for b in box if b["did"] == "cast"] for box in boxes]

        wait_until(
            lambda: all(order == sorted(set(order)) for order in orders()) and not exactly_dated(ballots)
        )
        assert sorted(map(len, orders())) == [1, PHONES, PHONES]
        assert (ballots / f"{SUPPORT_BOX}.box").exists()


def test_no_file_and_no_document_of_a_played_meeting_dates_a_phones_act_below_five_minutes(
    entry: MeetingFolder,
) -> None:
    played = Played(entry)
    try:
        played.play()
        wait_until(lambda: set(exactly_dated(entry.folder)) <= {"server.log"})
    finally:
        stop_serving(entry.folder)
    export(entry, "sau buổi")

    lines = journal_lines(entry.record / "journal.jsonl")
    found = dict(windows(lines))
    assert {name.split()[0] for name in found} >= {
        "ask",
        "count-votes",
        "record-progress",
        "count-satisfaction",
    }
    assert {name: str(window) for name, window in found.items() if window < STEP} == {}

    assert [name for name in exactly_dated(entry.folder) if name != "server.log"] == []
    exact = {
        (path.name, at.isoformat())
        for path in entry.folder.rglob("*")
        if path.is_file()
        for part in written(path)
        for at in instants_in(part)
        if not is_mark(at) and at.year not in {1970, 1980}
    }
    assert exact == set()
    told = {
        (path.name, "".join(clock))
        for path in entry.exports.rglob("*")
        if path.is_file() and path.suffix in {".md", ".txt", ".csv"}
        for clock in CLOCK.findall(path.read_text(encoding="utf-8-sig"))
        if int(clock[1]) % TIME_STEP_MINUTES or int(clock[2] or 0)
    }
    assert told == set()


@pytest.mark.skipif(os.name == "nt", reason="there the program's own writes cannot be told by such a copy")
def test_a_folder_copied_in_the_middle_dates_nothing_either(entry: MeetingFolder, tmp_path: Path) -> None:
    host = Client(ensure_serving(entry.folder, "--host", LOOPBACK))
    try:
        host.send_now(running.OpenMeeting())
        live: Any = ensure_serving(entry.folder)
        phone = Phone(live.address.removeprefix("http://"))
        phone.given_pass = phone.post("/api/join", {"code": live.short_code}).json["pass"]
        phone.ask("Một câu hỏi")
        wait_until(lambda: set(exactly_dated(entry.folder)) <= {"server.log"})
        copied = tmp_path / "copy"
        subprocess.run(["cp", "-a", str(entry.folder), str(copied)], check=True)
        assert set(exactly_dated(copied)) <= {"server.log"}
    finally:
        stop_serving(entry.folder)
