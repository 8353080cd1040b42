"""A secretary at another laptop: the code, the pinned certificate, the mirror, and what the link lets through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from link import control, live, pairing
from link.client import Client
from link.control import Caller, ControlCall
from link.library import MeetingFolder
from link.mirror import Mirror
from link.start import ensure_serving
from link.stop import stop_serving
from link.wire import ask, stream
from meeting.commands.asking import Ask
from meeting.commands.running import CloseMeeting
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.text.crockford import ALPHABET
from store import Follower
from tests.systems import has_mode
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator


def answers(address: str, code: pairing.Pairing) -> bool:
    try:
        ask(f"https://{address}", code.secret, "GET", "/alive", pin=code.pin)
    except OSError:
        return False
    return True


@pytest.fixture
def mirror(host: Client, tmp_path: Path) -> Iterator[Mirror]:
    opened = host.call_now(control.OPEN_DESK_LINK)
    afar = tmp_path / "afar"
    afar.mkdir()
    copied = Mirror(afar, opened.address, pairing.parse(opened.code))
    copied.start()
    yield copied
    copied.stop()


def followed(mirror: Mirror) -> Follower:
    return Follower.open(mirror.folder / "record")


@given(st.text(ALPHABET, min_size=24, max_size=24))
def test_a_code_is_read_back_as_it_is_written(code: str) -> None:
    written = str(pairing.Pairing(code[:16], code[16:]))
    assert pairing.parse(f" {written.lower()} ") == pairing.Pairing(code[:16], code[16:])


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 24, "0" * 23, "0" * 25, "Đ" * 24])
def test_a_code_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="bad-pairing-code"):
        pairing.parse(typed)


@given(st.binary(), st.binary())
def test_another_certificate_has_another_pin(one: bytes, other: bytes) -> None:
    assert len(pairing.pin_of(one)) == pairing.PIN_CHARACTERS
    assert (one == other) == (pairing.pin_of(one) == pairing.pin_of(other))


def test_the_mirror_holds_the_same_record_and_follows_it(
    host: Client, mirror: Mirror, entry: MeetingFolder
) -> None:
    host.send_now(Ask("Câu hỏi trên máy điều hành"))
    here = Follower.open(entry.record)
    there = followed(mirror)
    wait_until(lambda: bool(there.poll()) or there.n == here.n)
    assert (there.n, there.digest) == (here.n, here.digest)
    assert there.db.documents() == here.db.documents()
    assert has_mode(mirror.folder / "record" / "journal.jsonl", 0o600)


def test_the_secretary_commands_through_the_link_in_her_own_role_only(
    mirror: Mirror, entry: MeetingFolder
) -> None:
    running = live.read(mirror.folder)
    assert running is not None
    posing_as_host = Client(running, Role.HOST)
    posing_as_host.send_now(Ask("Phiếu giấy của thư ký"))
    line = list(Follower.open(entry.record).db.documents()["log"].values())[-1]
    assert line["by"] == "secretary"
    assert posing_as_host.health_now().desk_link == running.control.removeprefix("https://")


@pytest.mark.parametrize("call", control.CALLS, ids=lambda call: call.path)
def test_a_call_is_there_for_those_who_may_make_it_and_for_nobody_else(
    mirror: Mirror, host: Client, call: ControlCall[Any, Any]
) -> None:
    path = call.path.replace("{number}", "999")

    def exists(at: live.Live) -> bool:
        body = b"no body of a call" if call.method == "POST" else b""
        if call.reply is control.Lines:
            try:
                next(iter(stream(at.control, at.token, path, pin=at.pin)))
            except OSError:
                return False
            return True
        status, reply = ask(at.control, at.token, call.method, path, body, pin=at.pin)
        return status != 404 or b"refusal" in reply

    running = live.peek(mirror.folder)
    assert running is not None
    assert exists(running) == (Caller.SECRETARY in call.callers)
    if call not in {control.STOP, control.CLOSE_DESK_LINK, control.OPEN_DESK_LINK, control.COMMITS}:
        assert exists(host.live) == bool(call.callers & (Caller.SCREEN | Caller.COMMANDER))


def test_a_server_with_another_certificate_is_never_spoken_to(host: Client, tmp_path: Path) -> None:
    opened = host.call_now(control.OPEN_DESK_LINK)
    wrong = pairing.parse(opened.code)._replace(pin="0" * pairing.PIN_CHARACTERS)
    with pytest.raises(Refusal, match="not-the-host"):
        Mirror(tmp_path, opened.address, wrong).start()
    assert not (tmp_path / "record").exists()


def test_the_link_is_off_until_opened_and_after_it_is_closed(host: Client) -> None:
    assert host.health_now().desk_link == ""
    opened = host.call_now(control.OPEN_DESK_LINK)
    assert host.health_now().desk_link == opened.address
    host.call_now(control.CLOSE_DESK_LINK)
    assert host.health_now().desk_link == ""
    with pytest.raises(OSError):
        ask(f"https://{opened.address}", "", "GET", "/alive", pin="")


def test_opening_again_makes_a_new_code_and_cuts_off_the_old(host: Client) -> None:
    first, second = host.call_now(control.OPEN_DESK_LINK), host.call_now(control.OPEN_DESK_LINK)
    assert first.code != second.code
    with pytest.raises(OSError):
        ask(
            f"https://{first.address}",
            pairing.parse(first.code).secret,
            "GET",
            "/alive",
            pin=pairing.parse(first.code).pin,
        )


def test_a_mirror_goes_on_after_the_link_broke(host: Client, mirror: Mirror, entry: MeetingFolder) -> None:
    journal = mirror.folder / "record" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-40])
    running = live.peek(mirror.folder)
    assert running is not None
    code = pairing.Pairing(running.pin, running.token)
    again = Mirror(mirror.folder, running.control.removeprefix("https://"), code)
    again.start()
    wait_until(lambda: Follower.open(mirror.folder / "record").digest == Follower.open(entry.record).digest)


def test_no_server_is_ever_started_on_a_mirror(mirror: Mirror, host: Client) -> None:
    host.call_now(control.CLOSE_DESK_LINK)
    with pytest.raises(Refusal, match="server-gone"):
        ensure_serving(mirror.folder)


def test_the_copy_is_taken_away_when_the_screen_closes(mirror: Mirror) -> None:
    mirror.stop()
    assert not (mirror.folder / "record").exists()
    assert live.peek(mirror.folder) is None


def test_a_server_with_an_open_link_stops(host: Client, mirror: Mirror, entry: MeetingFolder) -> None:
    host.send_now(CloseMeeting())
    stop_serving(entry.folder)
    assert live.peek(entry.folder) is None
