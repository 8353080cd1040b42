"""Every call to the disk fails in turn, in every way: nothing acknowledged is lost, and what was typed goes on."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest

from store import (
    BallotBox,
    JournalError,
    NotFoundError,
    Record,
    UnavailableError,
    WriteError,
    bundle,
    unbundle,
    verify,
)
from store.tinydb_journal.files import Files
from store.tinydb_journal.tests.changes import AT, Put
from store.tinydb_journal.upgrades import upgrade
from tests.faults.failing import ERRORS, SHORT_WRITE, FailingFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAYS = [*ERRORS, SHORT_WRITE]
CALLS_BEFORE_SYNC = 3
"""A flush looks at the file twice and writes to it, then syncs."""
TYPED = [f"câu hỏi {number}" for number in range(6)]


class Meeting:
    """A short meeting on a disk that may fail: what was typed, and what was acknowledged."""

    def __init__(self, folder: Path, files: FailingFiles) -> None:
        self.folder, self.files = folder, files
        self.acknowledged = 0
        self.record: Record | None = None

    def play(self) -> None:
        """Six questions in two sittings, staged in pairs. Raises JournalError where the disk fails."""
        self.record = Record.create(self.folder, files=self.files)
        self.ask(0)
        self.ask(2)
        self.record.close()
        self.record = Record.open(self.folder, files=self.files)
        self.ask(4)
        self.record.close()

    def ask(self, first: int) -> None:
        assert self.record is not None
        for number in (first, first + 1):
            self.record.stage(
                [Put("questions", number + 1, {"text": TYPED[number]})], by="phone", did="ask", at=AT
            )
        self.acknowledged = self.record.flush()


def texts(record: Record) -> list[str]:
    return [row["text"] for row in record.db.table("questions")]


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("error", WAYS)
def test_whatever_call_fails_every_acknowledged_commit_is_there_afterwards(
    quick: Path, error: str, for_ever: bool
) -> None:
    for fail_at in count():
        files = FailingFiles(fail_at, error, for_ever=for_ever)
        meeting = Meeting(quick / str(fail_at), files)
        try:
            meeting.play()
        except JournalError:
            if meeting.record is not None:
                meeting.record.abandon()
        if not files.failed:
            break
        try:
            record = Record.open(meeting.folder)
        except NotFoundError:
            assert meeting.acknowledged == 0
            continue
        assert record.n >= meeting.acknowledged
        assert texts(record) == TYPED[: record.n]
        record.close()


@pytest.mark.parametrize("error", WAYS)
def test_after_the_disk_is_back_the_record_resumes_with_all_that_was_typed(quick: Path, error: str) -> None:
    for fail_at in count():
        files = FailingFiles(error=error, for_ever=True)
        record = Record.create(quick / str(fail_at), files=files)
        files.fail_at = files.calls + fail_at
        if not stage_all(record):
            untouched = not files.failed
            files.heal()
            record.close()
            if untouched:
                break
            continue
        with pytest.raises(WriteError):
            record.stage([], by="phone", did="ask", at=AT)
        with pytest.raises(WriteError):
            record.resume()
        files.heal()
        assert record.resume() == len(TYPED)
        record.close()
        reopened = Record.open(quick / str(fail_at))
        assert (reopened.recovery, texts(reopened)) == (None, TYPED)
        reopened.close()


def test_going_on_in_a_new_file_may_itself_fail_anywhere_and_be_tried_again(quick: Path) -> None:
    for fail_at in count():
        files = FailingFiles(error="EIO")
        record = Record.create(quick / str(fail_at), files=files)
        files.fail_at = files.calls + CALLS_BEFORE_SYNC
        assert stage_all(record)
        files.fail_at = files.calls + fail_at
        refused = not resumed(record)
        untouched = not files.failed
        files.heal()
        if refused:
            assert record.resume() == len(TYPED)
        record.close()
        reopened = Record.open(quick / str(fail_at))
        assert texts(reopened) == TYPED
        reopened.close()
        if untouched:
            break


@pytest.mark.parametrize("error", WAYS)
def test_a_record_whose_disk_failed_goes_on_in_another_place(quick: Path, error: str) -> None:
    for fail_at in count():
        here, there = quick / f"here-{fail_at}", quick / f"there-{fail_at}"
        files = FailingFiles(error=error, for_ever=True, within=here)
        record = Record.create(here, files=files)
        files.fail_at = files.calls + fail_at
        stage_all(record)
        untouched = not files.failed
        record.move_to(there)
        record.commit([Put("questions", 7, {"text": "sau"})], by="phone", did="ask", at=AT)
        record.close()
        reopened = Record.open(there)
        assert texts(reopened) == [*TYPED, "sau"]
        numbers = [commit.n for commit in reopened.commits()]
        assert numbers == list(range(reopened.begins_after + 1, 8))
        reopened.close()
        if untouched:
            break


@pytest.mark.parametrize("error", WAYS)
def test_a_place_that_fails_while_a_record_moves_there_may_be_tried_again(quick: Path, error: str) -> None:
    for fail_at in count():
        here, there = quick / f"here-{fail_at}", quick / f"there-{fail_at}"
        files = FailingFiles(fail_at, error, within=there)
        record = Record.create(here, files=files)
        assert not stage_all(record)
        try:
            record.move_to(there)
        except UnavailableError:
            assert record.folder == here
            record.commit([], by="phone", did="ask", at=AT)
            record.move_to(there)
        untouched = not files.failed
        record.close()
        again = Record.open(there)
        assert texts(again) == TYPED
        again.close()
        if untouched:
            break


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("error", WAYS)
def test_whatever_call_fails_no_confirmed_ballot_is_lost_and_none_is_left_behind(
    quick: Path, error: str, for_ever: bool
) -> None:
    for fail_at in count():
        files, folder = FailingFiles(fail_at, error, for_ever=for_ever), quick / str(fail_at)
        confirmed = vote(folder, files)
        try:
            box = BallotBox.open(folder, "poll-1")
        except NotFoundError:
            assert confirmed in (0, DESTROYED)
        else:
            assert set(range(1, confirmed % DESTROYED + 1)) <= set(box.ballots("1")) <= {1, 2, 3}
            box.destroy()
            assert list((folder / "ballots").iterdir()) == []
        if not files.failed:
            break


DESTROYED = 4
"""Stands for all ballots confirmed, and their destruction begun."""


def vote(folder: Path, files: FailingFiles) -> int:
    """Three ballots and the end of the vote on a disk that may fail; returns how many were confirmed."""
    confirmed = 0
    box = None
    with suppress(JournalError):
        box = BallotBox.create(folder, "poll-1", files=files)
        for number in (1, 2, 3):
            box.cast("1", b"phone %d" % number, number)
            with suppress(JournalError):
                box.flush()
                confirmed = number
        box.seal()
        confirmed = DESTROYED
        box.destroy()
    if box is not None:
        box._log.close()  # as its process does in the end: Windows lets nobody open or remove the file before
    return confirmed


@pytest.mark.parametrize("error", WAYS)
@pytest.mark.parametrize("made", ["bundle", "unbundle", "upgrade"])
def test_whatever_call_fails_a_copy_is_whole_or_not_there_and_can_be_made_again(
    quick: Path, made: str, error: str
) -> None:
    here, stock = quick / "here", quick / "stock.json"
    record = Record.create(here)
    stage_all(record)
    record.close()
    stock.write_bytes(b'{"questions":{"1":{"text":"a"}}}')
    bundle(here, quick / "whole.zip")
    makers: dict[str, Callable[[Path, Files], Path]] = {
        "bundle": lambda there, files: bundle(here, there, files=files),
        "unbundle": lambda there, files: unbundle(quick / "whole.zip", there, files=files),
        "upgrade": lambda there, files: upgrade(stock, there, files=files),
    }
    for fail_at in count():
        there, files = quick / f"there-{fail_at}", FailingFiles(fail_at, error)
        with suppress(JournalError):
            makers[made](there, files)
        if verify(there).reason == "missing":
            makers[made](there, Files())
        assert verify(there).ok
        if not files.failed:
            break


def resumed(record: Record) -> bool:
    """Resume; whether the disk let it."""
    try:
        record.resume()
    except WriteError:
        return False
    return True


def stage_all(record: Record) -> bool:
    """Type everything and flush; whether the disk refused."""
    for number, text in enumerate(TYPED, start=1):
        record.stage([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)
    try:
        record.flush()
    except WriteError:
        return True
    return False
