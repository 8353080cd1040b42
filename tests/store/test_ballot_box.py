from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from language import using
from store import BallotBox, BoxClosedError, DamagedError, NotFoundError, Record, UnavailableError, mend_boxes
from store.ballot_box import tally_digest
from store.errors import BoxDamagedError, BoxWriteError
from store.tinydb_journal.errors import AlreadyExistsError
from tests.faults.failing import FailingFiles
from tests.systems import has_mode

if TYPE_CHECKING:
    from pathlib import Path


def devices(count: int) -> list[bytes]:
    return [b"a device's own long secret %d" % number for number in range(count)]


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_device_has_one_ballot_and_its_last_one_counts_even_after_a_crash(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    assert not box.cast("1", b"phone", "yes")
    assert box.cast("1", b"phone", "no")
    box.cast("1", b"other", "no")
    box.cast("2", b"other", "yes")
    box.flush()
    box.flush()
    box.cast("1", b"never flushed", "no")
    reopened = BallotBox.open(tmp_path, "poll-1")
    assert reopened.all_ballots() == {"1": ["no", "no"], "2": ["yes"]}
    assert (reopened.choice("1", b"phone"), reopened.choice("1", b"nobody")) == ("no", None)
    assert reopened.holds("1", b"phone")
    assert not reopened.holds("2", b"phone")


def test_devices_are_counted_once_over_topics_that_were_merged(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "upvotes")
    box.cast("1", b"phone", 1)
    box.cast("2", b"phone", 1)
    box.cast("2", b"other", 1)
    assert (box.count("1"), box.count("1", "2"), box.count("1", "2", "3"), box.count(), box.count("3")) == (
        1,
        2,
        2,
        0,
        0,
    )


def test_a_ballot_can_be_taken_back(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "upvotes")
    box.cast("1", b"phone", 1)
    assert box.withdraw("1", b"phone")
    assert not box.withdraw("1", b"phone")
    assert not box.withdraw("7", b"phone")
    box.flush()
    assert BallotBox.open(tmp_path, "upvotes").all_ballots() == {}


def test_the_order_of_ballots_says_nothing_of_when_they_came(tmp_path: Path) -> None:
    choices = ["b", "a", ["c", 1], {"rank": [2, 1]}, "a"]
    found = []
    for name, order in (("x", choices), ("y", choices[::-1])):
        box = BallotBox.create(tmp_path, name)
        for device, choice in zip(devices(5), order, strict=True):
            box.cast("1", device, choice)
        found.append(box.ballots("1"))
    assert found[0] == found[1]
    box.ballots("1")[0] = "changed by the caller"
    assert box.ballots("1") == found[0]


def test_a_choice_that_json_cannot_hold_is_refused(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    with pytest.raises(ValueError):
        box.cast("1", b"phone", {1, 2})
    assert box.count("1") == 0


def test_after_close_no_file_holds_a_device_a_key_or_an_order(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(40):
        box.cast("1", device, "yes" if device[-1] % 2 else "no")
    box.flush()
    key = (tmp_path / "ballots" / "poll-1.key").read_bytes()
    assert all(device not in everything_in(tmp_path) for device in devices(40))
    counted = box.seal()
    assert counted == box.seal() == BallotBox.open(tmp_path, "poll-1").seal()
    with pytest.raises(BoxClosedError):
        box.cast("1", b"late", "yes")
    with pytest.raises(BoxClosedError):
        box.withdraw("1", devices(1)[0])
    assert box.close() == counted
    assert sorted(counted["1"]) == counted["1"]
    assert key not in everything_in(tmp_path)
    assert everything_in(tmp_path) == b""
    with pytest.raises(NotFoundError):
        BallotBox.open(tmp_path, "poll-1")


def test_the_record_names_the_tallys_digest(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    box.cast("1", b"phone", {"b": 1, "a": 2})
    ballots = box.close()
    assert tally_digest(ballots) == tally_digest({"1": [{"a": 2, "b": 1}]})
    assert tally_digest(ballots) != tally_digest({"1": [{"a": 2, "b": 2}]})
    with Record.create(tmp_path / "m").db as db:
        db.insert({"tally": tally_digest(ballots)})


def test_two_boxes_give_one_device_two_marks(tmp_path: Path) -> None:
    marks = []
    for name in ("poll-1", "poll-2"):
        box = BallotBox.create(tmp_path, name)
        box.cast("1", b"phone", "yes")
        box.flush()
        line = (tmp_path / "ballots" / f"{name}.box").read_bytes()
        marks.append(line[line.index(b'"mark":"') :])
    assert marks[0] != marks[1]


def test_a_box_never_takes_the_place_of_another_and_has_a_plain_name(tmp_path: Path) -> None:
    BallotBox.create(tmp_path, "poll-1")
    with pytest.raises(AlreadyExistsError):
        BallotBox.create(tmp_path, "poll-1")
    for name in ("", "../x", "A", "a/b", "x" * 65):
        with pytest.raises(ValueError, match="name"):
            BallotBox.create(tmp_path, name)
    with pytest.raises(NotFoundError):
        BallotBox.open(tmp_path, "poll-2")
    for path in (tmp_path / "ballots").iterdir():
        assert has_mode(path, 0o600)


def test_damage_to_ballots_that_were_safe_is_refused_and_a_torn_end_is_cut(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(3):
        box.cast("1", device, "yes")
        box.flush()
    path = tmp_path / "ballots" / "poll-1.box"
    whole = path.read_bytes()
    opening, first, second, third = whole.splitlines(keepends=True)
    path.write_bytes(opening + first + second.replace(b"yes", b"yep") + third)
    with pytest.raises(DamagedError, match="3"):
        BallotBox.open(tmp_path, "poll-1")
    for size in range(len(opening + first + second), len(whole)):
        path.write_bytes(whole[:size])
        assert BallotBox.open(tmp_path, "poll-1").count("1") == 2
        assert path.read_bytes() == opening + first + second


def test_a_box_whose_key_or_opening_is_damaged_is_refused_and_no_ballot_is_cut(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    box.cast("1", b"phone", "yes")
    box.flush()
    path, key = tmp_path / "ballots" / "poll-1.box", tmp_path / "ballots" / "poll-1.key"
    whole, secret = path.read_bytes(), key.read_bytes()
    key.write_bytes(secret[:-1] + bytes([secret[-1] ^ 1]))
    with pytest.raises(DamagedError, match="1"):
        BallotBox.open(tmp_path, "poll-1")
    assert path.read_bytes() == whole
    key.unlink()
    with pytest.raises(UnavailableError):
        BallotBox.open(tmp_path, "poll-1")
    key.write_bytes(secret)
    path.write_bytes(b"")
    with pytest.raises(DamagedError):
        BallotBox.open(tmp_path, "poll-1")
    path.write_bytes(whole)
    assert BallotBox.open(tmp_path, "poll-1").count("1") == 1


def test_a_flipped_bit_in_a_ballot_that_was_safe_is_found_its_newline_included(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(3):
        box.cast("1", device, "yes")
        box.flush()
    path = tmp_path / "ballots" / "poll-1.box"
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for position in range(last):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        path.write_bytes(flipped)
        with pytest.raises(BoxDamagedError) as damaged:
            BallotBox.open(tmp_path, "poll-1")
        assert damaged.value.n == whole.count(b"\n", 0, position) + 1
        assert path.read_bytes() == flipped


def test_a_damaged_box_is_mended_by_keeping_the_ballots_before_the_damage(tmp_path: Path) -> None:
    assert mend_boxes(tmp_path) == []
    for name in ("poll-1", "poll-2", "poll-3", "poll-4"):
        box = BallotBox.create(tmp_path, name)
        for device in devices(3):
            box.cast("1", device, "yes")
            box.flush()
        box._log.close()
    ballots = tmp_path / "ballots"
    damaged = (ballots / "poll-1.box").read_bytes().splitlines(keepends=True)
    damaged[2] = damaged[2].replace(b"yes", b"yep")
    (ballots / "poll-1.box").write_bytes(b"".join(damaged))
    (ballots / "poll-2.key").unlink()
    (ballots / "poll-3.box").write_bytes(b"")
    assert mend_boxes(tmp_path) == ["poll-1", "poll-2", "poll-3"]
    assert mend_boxes(tmp_path) == []
    assert BallotBox.open(tmp_path, "poll-1").count("1") == 1
    assert BallotBox.open(tmp_path, "poll-4").count("1") == 3
    for name in ("poll-2", "poll-3"):
        with pytest.raises(NotFoundError):
            BallotBox.open(tmp_path, name)
    assert sorted(path.stem for path in ballots.iterdir()) == ["poll-1", "poll-1", "poll-4", "poll-4"]


@pytest.mark.parametrize("part", ["poll-1.box", "poll-1.key"])
def test_a_box_that_is_a_pipe_or_never_ends_keeps_nobody_waiting(tmp_path: Path, part: str) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes that are files")
    BallotBox.create(tmp_path, "poll-1")
    path = tmp_path / "ballots" / part
    path.unlink()
    os.mkfifo(path)
    with using("en"), pytest.raises(UnavailableError, match="not an ordinary file"):
        BallotBox.open(tmp_path, "poll-1")
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(UnavailableError):
        BallotBox.open(tmp_path, "poll-1")
    with pytest.raises(UnavailableError):
        mend_boxes(tmp_path)


def test_a_box_whose_disk_failed_confirms_nothing_until_it_goes_on_elsewhere(tmp_path: Path) -> None:
    for error in ("EIO", "ENOSPC"):
        files = FailingFiles(error=error, for_ever=True, within=tmp_path / error)
        (tmp_path / error).mkdir()
        box = BallotBox.create(tmp_path / error, "poll-1", files=files)
        box.cast("1", b"phone", "yes")
        box.flush()
        box.cast("1", b"other", "no")
        files.fail_at = files.calls
        for _ in range(2):
            with pytest.raises(BoxWriteError) as refused:
                box.flush()
            assert refused.value.params["waiting"] == 1
        with pytest.raises(UnavailableError):
            box.resume()
        box.move_to(tmp_path / f"{error} elsewhere")
        box.cast("1", b"third", "no")
        box.flush()
        reopened = BallotBox.open(tmp_path / f"{error} elsewhere", "poll-1")
        assert reopened.all_ballots() == {"1": ["no", "no", "yes"]}
        assert reopened.choice("1", b"other") == "no"


def test_once_the_disk_is_back_the_next_ballot_brings_all_others_to_it(tmp_path: Path) -> None:
    calls_of_a_flush = 2
    for fail_at in range(calls_of_a_flush):
        files = FailingFiles(error="EIO")
        box = BallotBox.create(tmp_path, f"poll-{fail_at}", files=files)
        box.cast("1", b"phone", "yes")
        files.fail_at = files.calls + fail_at
        with pytest.raises(BoxWriteError):
            box.flush()
        assert box.cast("1", b"phone", "no")
        box.flush()
        box.cast("1", b"other", "no")
        box.flush()
        assert BallotBox.open(tmp_path, f"poll-{fail_at}").all_ballots() == {"1": ["no", "no"]}
        box.resume()
        assert box.seal() == {"1": ["no", "no"]}
        box._log.close()
        assert BallotBox.open(tmp_path, f"poll-{fail_at}").close() == {"1": ["no", "no"]}


def test_a_box_is_as_large_as_its_file(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(3):
        box.cast("1", device, "yes")
    box.flush()
    assert box.size == (tmp_path / "ballots" / "poll-1.box").stat().st_size


def test_a_rewritten_box_keeps_its_seal(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    box.cast("1", b"phone", "yes")
    box.seal()
    box.resume()
    assert BallotBox.open(tmp_path, "poll-1").sealed


def test_a_box_moves_to_another_place_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    box = BallotBox.create(tmp_path / "here", "poll-1")
    box.cast("1", b"phone", "yes")
    BallotBox.create(tmp_path / "there", "poll-1").close()
    box.move_to(tmp_path / "there")
    with pytest.raises(AlreadyExistsError):
        box.move_to(tmp_path / "there")
    assert everything_in(tmp_path / "here") == b""
    assert BallotBox.open(tmp_path / "there", "poll-1").choice("1", b"phone") == "yes"


@pytest.mark.parametrize("call", range(12))
def test_destroying_a_box_can_be_tried_again_after_any_call_failed(tmp_path: Path, call: int) -> None:
    files = FailingFiles()
    box = BallotBox.create(tmp_path, "poll-1", files=files)
    box.cast("1", b"phone", "yes")
    box.seal()
    files.fail_at = files.calls + call
    with suppress(UnavailableError):
        box.destroy()
    files.heal()
    if everything_in(tmp_path):
        box.destroy()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not box.topics()


def order_in(folder: Path, name: str) -> list[str]:
    """The marks of a box's ballots as they stand in its file."""
    lines = (folder / "ballots" / f"{name}.box").read_bytes().splitlines()
    decoded = [json.loads(line[33:]) for line in lines]
    return [line["mark"] for line in decoded if line["did"] == "cast"]


def test_what_one_sync_wrote_stands_in_no_ones_order_and_the_last_word_of_each_counts(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(40):
        box.cast("1", device, "first")
    for device in devices(20):
        box.cast("1", device, "second")
    assert box.withdraw("1", devices(1)[0])
    box.flush()
    assert order_in(tmp_path, "poll-1") == sorted(order_in(tmp_path, "poll-1"))
    again = BallotBox.open(tmp_path, "poll-1")
    assert again.ballots("1") == box.ballots("1") == ["first"] * 20 + ["second"] * 19
    box.cast("1", b"late", "third")
    box.seal()
    assert BallotBox.open(tmp_path, "poll-1").sealed


def test_a_mixed_box_keeps_no_order_and_goes_on_taking_ballots(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for number, device in enumerate(devices(40)):
        box.cast(str(number % 3), device, number)
        box.flush()
    assert order_in(tmp_path, "poll-1") == [box.mark(device) for device in devices(40)]
    box.cast("1", b"staged", "not yet on the disk")
    box.mix()
    lines = [json.loads(line[33:]) for line in box_bytes(tmp_path).splitlines()]
    assert [line["synced"] for line in lines[:-1]] == [0] * (len(lines) - 1)
    stood = [(line["topic"], line["mark"]) for line in lines if line["did"] == "cast"]
    assert stood == sorted(stood)
    box.cast("1", devices(1)[0], "changed")
    box.flush()
    again = BallotBox.open(tmp_path, "poll-1")
    assert again.all_ballots() == box.all_ballots()
    again.mix()
    again.mix()
    assert BallotBox.open(tmp_path, "poll-1").all_ballots() == box.all_ballots()


def box_bytes(folder: Path) -> bytes:
    return (folder / "ballots" / "poll-1.box").read_bytes()


def test_damage_to_a_mixed_box_is_found_wherever_it_is(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    for device in devices(9):
        box.cast("1", device, "yes")
    box.mix()
    whole = box_bytes(tmp_path)
    path = tmp_path / "ballots" / "poll-1.box"
    for at in range(0, whole.rindex(b"\n", 0, -1), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BoxDamagedError):
            BallotBox.open(tmp_path, "poll-1")


@pytest.mark.parametrize("call", range(8))
def test_a_disk_that_refuses_to_mix_loses_nothing_and_takes_the_next_ballot(
    tmp_path: Path, call: int
) -> None:
    files = FailingFiles(error="EIO")
    box = BallotBox.create(tmp_path, "poll-1", files=files)
    box.cast("1", b"phone", "yes")
    box.flush()
    box.cast("1", b"other", "no")
    files.fail_at = files.calls + call
    box.mix()
    files.fail_at = -1
    box.cast("1", b"third", "no")
    box.flush()
    box.mix()
    assert BallotBox.open(tmp_path, "poll-1").all_ballots() == {"1": ["no", "no", "yes"]}


def test_a_destroyed_box_is_not_mixed_back_into_being(tmp_path: Path) -> None:
    box = BallotBox.create(tmp_path, "poll-1")
    box.cast("1", b"phone", "yes")
    box.close()
    box.mix()
    assert everything_in(tmp_path) == b""
