"""The writer: decided in order, synced together, never said too soon, and loud when the disk refuses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meeting.commands.asking import Ask
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server.writing.group_sync import GroupSync
from server.writing.writer import CommandWriter, load_state
from store import Commit, Record
from store.tinydb_journal.files import Files, OpenFile
from tests.server.served import a_receipt, make_meeting
from tests.waiting import PATIENCE

PHONE = Moment(datetime(2026, 11, 24, 9, 2, tzinfo=UTC), Role.PHONE)


class Disk(Files):
    """A disk whose syncs can be counted, held back and refused."""

    def __init__(self) -> None:
        self.syncs = 0
        self.full = False
        self.gate = threading.Event()
        self.gate.set()

    def _open(self, path: Path, how: int) -> OpenFile:
        disk = self

        class Counted(OpenFile):
            def sync(self) -> None:
                disk.gate.wait(PATIENCE)
                disk.syncs += 1
                if disk.full:
                    raise OSError(28, "No space left on device")
                super().sync()

        return Counted(path, super()._open(path, how)._descriptor)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def writer(tmp_path: Path, disk: Disk) -> Iterator[CommandWriter]:
    record = Record.open(make_meeting(tmp_path / "phien") / "record", files=disk)
    yield CommandWriter(record, load_state(record))
    disk.full = False
    if record.durable_n < record.n:
        record.resume()
    record.close()


def question(text: str = "Bao giờ?", receipt: str = "") -> Ask:
    return Ask(text=text, receipt=receipt or a_receipt())


async def test_a_hundred_requests_share_a_few_syncs(writer: CommandWriter, disk: Disk) -> None:
    before = disk.syncs
    replies = await asyncio.gather(*(writer.submit(question(f"Câu {i}"), PHONE) for i in range(100)))
    assert [reply.result["number"] for reply in replies if reply.result] == list(range(1, 101))
    assert disk.syncs - before <= 4


async def test_nobody_is_answered_before_the_sync(writer: CommandWriter, disk: Disk) -> None:
    disk.gate.clear()
    task = asyncio.create_task(writer.submit(question(), PHONE))
    await asyncio.sleep(0.05)
    assert not task.done()
    disk.gate.set()
    assert (await task).n == writer.record.durable_n


async def test_a_repeat_waits_for_the_sync_of_the_first(writer: CommandWriter, disk: Disk) -> None:
    receipt = a_receipt()
    disk.gate.clear()
    first = asyncio.create_task(writer.submit(question(receipt=receipt), PHONE))
    again = asyncio.create_task(writer.submit(question(receipt=receipt), PHONE))
    await asyncio.sleep(0.05)
    assert not again.done()
    disk.gate.set()
    assert (await again).result == (await first).result
    assert writer.record.n == writer.record.durable_n


async def test_a_request_whose_phone_left_does_not_disturb_the_others(
    writer: CommandWriter, disk: Disk
) -> None:
    disk.gate.clear()
    gone = asyncio.create_task(writer.submit(question(), PHONE))
    stays = asyncio.create_task(writer.submit(question(), PHONE))
    await asyncio.sleep(0.02)
    gone.cancel()
    disk.gate.set()
    assert (await stays).n == 4
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_when_the_disk_refuses_nobody_is_told_recorded_and_nothing_more_is_taken(
    writer: CommandWriter, disk: Disk
) -> None:
    disk.full = True
    outcomes = await asyncio.gather(
        *(writer.submit(question(), PHONE) for _ in range(5)), return_exceptions=True
    )
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refusal)} == {"unwritable"}
    assert len(outcomes) == 5
    assert writer.problem == "the disk is full"
    disk.full = False
    with pytest.raises(Refusal, match="unwritable"):
        await writer.submit(question(), PHONE)


async def test_after_resuming_a_retry_with_the_same_receipt_is_not_doubled(
    writer: CommandWriter, disk: Disk
) -> None:
    receipt = a_receipt()
    disk.full = True
    with pytest.raises(Refusal):
        await writer.submit(question(receipt=receipt), PHONE)
    disk.full = False
    await writer.resume()
    assert writer.problem == ""
    reply = await writer.submit(question(receipt=receipt), PHONE)
    assert reply.result is not None
    assert reply.result["number"] == 1
    assert len(writer.state.questions) == 1


async def test_the_record_can_go_on_in_another_place(
    writer: CommandWriter, disk: Disk, tmp_path: Path
) -> None:
    disk.full = True
    with pytest.raises(Refusal):
        await writer.submit(question(), PHONE)
    with pytest.raises(Refusal, match="unwritable"):
        await writer.resume()
    disk.full = False
    await writer.resume(tmp_path / "elsewhere")
    await writer.submit(question(), PHONE)
    assert writer.record.folder == tmp_path / "elsewhere"


async def test_followers_hear_of_commits_only_once_they_are_on_the_disk(
    writer: CommandWriter, disk: Disk
) -> None:
    heard: list[int] = []
    writer.follow(lambda commits: heard.extend(commit.n for commit in commits))
    disk.gate.clear()
    task = asyncio.create_task(writer.submit(question(), PHONE))
    await asyncio.sleep(0.02)
    assert heard == []
    disk.gate.set()
    reply = await task
    assert heard == [reply.n]


async def test_a_refused_command_changes_nothing(writer: CommandWriter) -> None:
    before = writer.record.digest
    with pytest.raises(Refusal, match="empty"):
        await writer.submit(question(" "), PHONE)
    assert writer.record.digest == before


async def test_a_group_sync_goes_on_after_a_failed_flush() -> None:
    failing = [OSError("once")]

    def flush() -> None:
        if failing:
            raise failing.pop()

    sync = GroupSync(flush)
    with pytest.raises(OSError, match="once"):
        await sync.wait()
    await sync.wait()
    await sync.drain()


async def test_a_crowd_gathers_where_flushes_are_spaced_and_nobody_waits_for_more_than_one() -> None:
    flushes: list[int] = []
    waits: list[asyncio.Task[None]] = []

    def flush() -> None:
        flushes.append(len(waits))

    sync = GroupSync(flush, every=1.0)
    await sync.wait()
    for _ in range(30):
        waits.append(asyncio.create_task(sync.wait()))
        await asyncio.sleep(0)
    await asyncio.gather(*waits)
    assert flushes[-1] == 30
    assert len(flushes) <= 3


async def test_a_follower_that_fails_holds_up_neither_the_answer_nor_the_other_followers(
    writer: CommandWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[int] = []

    def fail(_commits: list[Commit]) -> None:
        raise RuntimeError("Lê Thị Cúc hỏi")

    writer.follow(fail)
    writer.follow(lambda commits: told.extend(commit.n for commit in commits))
    replies = [await writer.submit(question(), PHONE) for _ in range(2)]
    assert told == [reply.n for reply in replies]
    err = capsys.readouterr().err
    assert err.count("RuntimeError at ") == 2
    assert "Cúc" not in err
