"""A record that goes on in another place: nothing is lost, and everybody finds it there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from demonstration.phone import Phone
from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary, moved
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.commands.running import CloseMeeting, OpenMeeting
from store import Follower, verify
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


@pytest.fixture
def entry() -> MeetingFolder:
    return create(MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])), story.opening())


@pytest.fixture
def host(entry: MeetingFolder) -> Iterator[Client]:
    client = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    client.send_now(OpenMeeting())
    yield client
    stop_serving(entry.folder)


@pytest.fixture
def chance() -> Random:
    from random import Random

    return Random(1)


async def test_the_meeting_goes_on_in_the_place_the_host_chose(
    entry: MeetingFolder, host: Client, chance: Random, tmp_path: Path
) -> None:
    phone = Phone(host.live.phone_url, chance)
    host.send_now(Ask("Câu hỏi trước khi chuyển chỗ"))
    phone.support(1)
    health = await host.resume(tmp_path / "usb")
    new_place = tmp_path / "usb" / entry.folder.name
    assert Path(health.record) == new_place / "record"
    assert health.accepting
    host.send_now(Ask("Câu hỏi sau khi chuyển chỗ"))
    phone.support(1)
    host.send_now(CloseMeeting())
    stop_serving(entry.folder)
    tables = Follower.open(new_place / "record").db.documents()
    assert [row["text"] for row in tables["questions"].values()] == [
        "Câu hỏi trước khi chuyển chỗ",
        "Câu hỏi sau khi chuyển chỗ",
    ]
    assert tables["votes"][1]["count"] == 1
    assert verify(new_place / "record").ok
    places = (entry.folder, new_place)
    wait_until(lambda: not [path for place in places for path in place.rglob("*upvotes*") if path.is_file()])


async def test_after_a_restart_the_meeting_is_found_in_its_new_place(
    entry: MeetingFolder, host: Client, tmp_path: Path
) -> None:
    await host.resume(tmp_path / "usb")
    host.send_now(Ask("Chỉ có ở nơi mới"))
    stop_serving(entry.folder)
    found = MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])).find(entry.id)
    assert found.folder == (tmp_path / "usb" / entry.folder.name).resolve()
    again = Client(ensure_serving(found.folder, "--host", "127.0.0.1"))
    assert again.health_now().n == Follower.open(found.record).n
    stop_serving(found.folder)


def test_a_note_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "moved-to").write_text(str(tmp_path / "gone"), encoding="utf-8")
    assert moved(tmp_path) == tmp_path


async def test_the_host_is_told_where_the_record_is(host: Client, tmp_path: Path) -> None:
    health = await host.resume(tmp_path / "usb")
    assert "record-moved" in {caution.code for caution in health.warnings}
