"""Nobody can be identified: no byte the program wrote anywhere names an address, a browser or a device."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

import minutes
from demonstration import launch, story
from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands import balloting, outcomes, running, sorting
from meeting.state import State
from store import Follower, bundle
from tests.server.voting import READ
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESSES = ("127.66.77.88", "127.99.100.101")
AGENT = "Mozilla/5.0 (Linux; Android 9; MARKED-PHONE-7f3a91)"
FORWARDED = "203.0.113.77"
RECEIPTS = ("0123456789ABCDEF", "FEDCBA9876543210")


class MarkedPhone:
    """A phone whose every trace can be recognised."""

    def __init__(self, url: str, address: str) -> None:
        parts = urlsplit(url)
        self.host, self.address = parts.netloc, address
        self.given_pass = ""
        self.given_pass = self.send("POST", "/api/join", {"code": parts.path.strip("/")})["pass"]

    def send(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE, source_address=(self.address, 0))
        headers = {
            "User-Agent": AGENT,
            "X-Forwarded-For": FORWARDED,
            "X-Pass": self.given_pass,
            "Content-Type": "application/json",
        }
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        reply = connection.getresponse()
        decoded: dict[str, Any] = json.loads(reply.read())
        connection.close()
        assert reply.status < 300, decoded
        return decoded

    def traces(self) -> list[bytes]:
        """What must stand nowhere: the address, the pass and the device in it, in the forms a program writes."""
        raw = base64.urlsafe_b64decode(self.given_pass + "=" * (-len(self.given_pass) % 4))
        device = raw[4:20]
        return [
            self.address.encode(),
            self.given_pass.encode(),
            device,
            device.hex().encode(),
            base64.b64encode(device).rstrip(b"="),
            base64.urlsafe_b64encode(device).rstrip(b"="),
        ]


def written(path: Path) -> Iterator[bytes]:
    """A file's name and bytes, and what is packed in it: a document and a backup are packed."""
    data = path.read_bytes()
    yield os.fsencode(path.name)
    yield data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed)


def found(folder: Path, traces: list[bytes]) -> list[tuple[str, bytes]]:
    """Every trace that stands in a file below `folder`, or in a file's name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        (path.name, trace) for path in files for part in written(path) for trace in traces if trace in part
    ]


@pytest.fixture(autouse=True)
def nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the program writes beside the meeting, it writes where the test looks."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def entry(tmp_path: Path) -> MeetingFolder:
    return create(MeetingLibrary(tmp_path / "data"), story.opening())


def test_a_meeting_with_marked_phones_leaves_none_of_their_marks_on_the_disk(
    entry: MeetingFolder, tmp_path: Path
) -> None:
    live = ensure_serving(entry.folder, "--host", "127.0.0.1")
    host = Client(live)
    try:
        host.send_now(running.OpenMeeting())
        phones = [MarkedPhone(live.phone_url, address) for address in ADDRESSES]
        for phone, receipt in zip(phones, RECEIPTS, strict=True):
            phone.send("POST", "/api/questions", {"text": f"Câu hỏi của {receipt[:4]}", "receipt": receipt})
        for number in (1, 2):
            host.send_now(sorting.Approve(number))
        phones[0].send("POST", "/api/questions/2/support", {"on": True})
        phones[1].send("POST", "/api/questions/1/support", {"on": True})
        host.send_now(outcomes.RecordAnswer(1, "Sẽ giải quyết trong tuần."))
        phones[0].send("POST", "/api/satisfaction", {"receipt": RECEIPTS[0], "satisfied": True})
        host.send_now(launch.POLL)
        host.send_now(balloting.OpenPoll(1))
        for phone in phones:
            option = phone.send("GET", "/api/polls/1")["form"]["options"][0]["id"]
            phone.send("POST", "/api/polls/1/ballot", {**READ, "options": [option]})
        traces = [mark.encode() for mark in (AGENT, "MARKED-PHONE", FORWARDED, *RECEIPTS)]
        traces += [trace for phone in phones for trace in phone.traces()]
        while_open = found(tmp_path, traces)
        host.send_now(balloting.ClosePoll(1))
        host.send_now(running.CloseMeeting())
    finally:
        stop_serving(entry.folder)
    _export(entry)
    assert while_open == []
    assert found(tmp_path, traces) == []


def _export(entry: MeetingFolder) -> None:
    """Write everything that can be written of a meeting into its folder."""
    state = State.load(Follower.open(entry.record).db.documents())
    subprocess.run(
        [
            sys.executable,
            "-m",
            "doithoai",
            "export",
            str(entry.folder),
            "--format",
            "all",
            "--out",
            str(entry.exports),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    assert state.votes
    assert minutes.FORMATS
    bundle(entry.record, entry.folder / "backup.zip")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps who may read a file elsewhere")
def test_every_file_is_for_its_owner_only_from_the_start(entry: MeetingFolder) -> None:
    old = os.umask(0)
    try:
        live = ensure_serving(entry.folder, "--host", "127.0.0.1")
        host = Client(live)
        host.send_now(running.OpenMeeting())
        phone = MarkedPhone(live.phone_url, ADDRESSES[0])
        phone.send("POST", "/api/questions", {"text": "Một câu hỏi", "receipt": RECEIPTS[0]})
        open_to_others = [
            path.name
            for path in entry.folder.rglob("*")
            if path.stat().st_mode & 0o077 and not path.is_symlink()
        ]
        stop_serving(entry.folder)
    finally:
        os.umask(old)
    assert open_to_others == []
