"""The library, the live file, and starting and reaching a server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from link import control, live, private_file, start
from link.client import Client
from link.library import MeetingLibrary, slug
from link.live import Live
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.moment import Role
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from store import Record
from tests.server.served import make_meeting
from tests.systems import has_mode
from tests.waiting import wait_until


def shelve(library: MeetingLibrary, title: str, day: str) -> str:
    entry = library.new(title, day)
    (entry.record).mkdir()
    return entry.id


def test_a_private_file_waits_for_whoever_reads_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, refusals = (
        tmp_path / "live.json",
        Path.replace,
        [PermissionError("held"), PermissionError("held")],
    )

    def replace(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(private_file, "MAY_BE_HELD_UP", True)
    private_file.write(path, b"new")
    assert path.read_bytes() == b"new"
    refusals.append(PermissionError("not ours"))
    monkeypatch.setattr(private_file, "MAY_BE_HELD_UP", False)
    with pytest.raises(PermissionError):
        private_file.write(path, b"newer")
    assert [each.name for each in tmp_path.iterdir()] == ["live.json"]


def test_a_meetings_folder_is_named_by_day_and_title_in_ascii(tmp_path: Path) -> None:
    entry = MeetingLibrary(tmp_path).new("Đối thoại về CCHC: quý IV", "2026-11-24")
    assert entry.id == "2026-11-24-doi-thoai-ve-cchc-quy-iv"
    assert has_mode(entry.folder, 0o700)


def test_two_meetings_of_one_name_get_two_folders(tmp_path: Path) -> None:
    library = MeetingLibrary(tmp_path)
    assert library.new("Đối thoại", "2026-11-24").id != library.new("Đối thoại", "2026-11-24").id


@given(st.text(max_size=80), st.text(max_size=20))
def test_no_title_escapes_the_shelf(tmp_path_factory: pytest.TempPathFactory, title: str, day: str) -> None:
    library = MeetingLibrary(tmp_path_factory.mktemp("data"))
    entry = library.new(title, day)
    assert entry.folder.parent == library.folder
    assert entry.id.isascii()
    assert "/" not in slug(title)


def test_meetings_are_found_by_id_beginning_path_or_latest(tmp_path: Path) -> None:
    library = MeetingLibrary(tmp_path)
    old, new = shelve(library, "Cũ", "2025-01-01"), shelve(library, "Mới", "2026-01-01")
    assert [entry.id for entry in library.meetings()] == [new, old]
    assert library.find("latest").id == new
    assert library.find(old).id == old
    assert library.find("2025").id == old
    assert library.find(f"{library.folder / old}{os.sep}").id == old
    with pytest.raises(Refusal, match="several-meetings"):
        library.find("202")
    for nothing in ("x", "", "/tmp/nothing"):
        with pytest.raises(Refusal, match="no-such-meeting"):
            library.find(nothing)
    assert MeetingLibrary(tmp_path / "none").meetings() == []


def test_private_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        private_file.write(tmp_path / "x", b"1")
    finally:
        os.umask(before)
    assert has_mode(tmp_path / "x", 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_live_file_without_a_server_is_nothing(tmp_path: Path) -> None:
    assert live.read(tmp_path) is None
    for broken in (b"{broken", b'{"pid":1,"started":"\xff"}', b"[" * 100_000):
        (tmp_path / live.LIVE).write_bytes(broken)
        assert live.read(tmp_path) is None
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for pid in (gone.pid, os.getpid()):
        live.write(tmp_path, Live(pid, "", "http://127.0.0.1:9", "t"))
        assert live.read(tmp_path) is None
    live.remove(tmp_path, gone.pid)
    assert live.peek(tmp_path) is not None
    live.remove(tmp_path, os.getpid())
    assert live.peek(tmp_path) is None


def test_a_section_has_a_link_of_its_own() -> None:
    assert (
        Live(1, "", "", "", "HTTP://192.168.1.10:8000/K7QXM2PD").link(Section.PROMPT, 2)
        == "HTTP://192.168.1.10:8000/K7QXM2PD/G2"
    )
    assert Live(1, "", "", "").link(Section.PROMPT, 2) == ""


def test_screens_that_start_at_once_share_one_server_and_it_outlives_them(tmp_path: Path) -> None:
    folder = make_meeting(tmp_path / "phien")
    found: list[Live] = []
    threads = [threading.Thread(target=lambda: found.append(ensure_serving(folder))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({running.pid for running in found}) == 1
    assert ensure_serving(folder).pid == found[0].pid
    client = Client(found[0], Role.SECRETARY)
    reply = client.send_now(Ask(text="Phiếu giấy số 1"))
    assert reply.result is not None
    assert reply.result["number"] == 1
    with pytest.raises(Refusal, match="no-such-area") as refused:
        client.send_now(Ask(text="Sai", area="nowhere"))
    assert refused.value.params == {"area": "nowhere"}
    assert client.health_now().accepting
    stop_serving(folder)
    with pytest.raises(Refusal, match="server-gone"):
        client.send_now(Ask(text="Muộn"))


async def test_a_client_works_on_a_loop_too(tmp_path: Path) -> None:
    folder = make_meeting(tmp_path / "phien")
    client = Client(ensure_serving(folder))
    code = (await client.health()).short_code
    assert (await client.call(control.ROTATE)).short_code != code
    told = live.peek(folder)
    assert told is not None
    assert told.short_code != code
    assert (await client.call(control.ADDRESS)).address
    assert (await client.resume()).accepting
    assert (await client.send(Ask(text="Câu hỏi"))).n == 3
    stop_serving(folder)


def test_a_server_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "HELD_SECONDS", 0.0)
    folder = make_meeting(tmp_path / "phien")
    record = Record.open(folder / "record")
    with pytest.raises(Refusal, match="server-did-not-start") as refused:
        ensure_serving(folder)
    assert refused.value.params["why"]
    record.close()


def test_a_record_held_for_a_moment_by_a_command_is_served_after_it(tmp_path: Path) -> None:
    folder = make_meeting(tmp_path / "phien")
    record = Record.open(folder / "record")
    starting: list[Live] = []
    thread = threading.Thread(target=lambda: starting.append(ensure_serving(folder)))
    thread.start()
    log = folder / start.LOG
    wait_until(lambda: log.exists() and log.stat().st_size)
    record.close()
    thread.join()
    assert Client(starting[0]).health_now().accepting
    stop_serving(folder)


def test_only_a_server_that_is_gone_and_left_its_file_has_fallen(tmp_path: Path) -> None:
    assert live.fallen(tmp_path) is None
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        left = Live(process.pid, "", "http://127.0.0.1:9", "t", consoles=("11",), options=("--no-phones",))
        live.write(tmp_path, left)
        assert live.fallen(tmp_path) is None, "it is being stopped: its port is closed, and it has the record"
        process.kill()
        wait_until(lambda: live.fallen(tmp_path) is not None)
    assert live.fallen(tmp_path) == left
    live.write(tmp_path, msgspec.structs.replace(left, pin="p"))
    assert live.fallen(tmp_path) is None, "a server at another laptop is not started here"
