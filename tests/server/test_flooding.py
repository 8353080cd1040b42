"""A flooder in the hall: joining is paced, a phone's waiting questions are few, and the host shuts late phones out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from link import control
from meeting.commands.sorting import Approve, Hide
from meeting.model.profile import Settings
from meeting.refusal import Refusal
from server import limits
from server.access import credentials
from server.access.hall_access import HallAccess
from server.access.rate_limits import RateLimiter
from server.access.waiting_questions import WaitingQuestions
from tests.meeting.play import Play, profile
from tests.server.served import Phone, Served, a_receipt

DEVICE, OTHER = b"one phone", b"another phone"


def test_phones_that_joined_lately_ask_no_more_and_still_read_and_those_before_ask_on(
    serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve()
    late = served.phone()
    before = Phone(served.authority, earlier_pass(served.folder, monkeypatch), late.live)
    assert (before.ask().status, late.ask().status) == (201, 201)
    health = served.host.call_now(control.SHUT_OUT, control.ShutOut(1))
    assert health.asks_until
    refused = late.ask()
    assert (refused.status, refused.code) == (403, "asks-no-more")
    assert health.asks_until in refused.json["error"]["sentence"]
    assert late.get("/api/meeting").status == 200
    assert before.ask().status == 201
    assert served.phone().ask().code == "asks-no-more", "nor do those that join later"
    assert served.host.call_now(control.SHUT_OUT, control.ShutOut(0)).asks_until == ""
    assert late.ask().status == 201


def earlier_pass(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A pass of the meeting in `folder` as it would have been given an hour ago."""
    with monkeypatch.context() as then:
        now = time.time()
        then.setattr(time, "time", lambda: now - 3600)
        return credentials.load_credentials(folder).new_pass()


def test_who_is_shut_out_stays_so_after_a_restart(tmp_path: Path) -> None:
    access = HallAccess(tmp_path)
    access.let_in(on=True)
    device = access.device(access.required().new_pass())
    access.check_may_ask(device)
    access.required().shut_out(time.time())
    again = HallAccess(tmp_path)
    again.let_in(on=True)
    for each in (access, again):
        with pytest.raises(Refusal, match="asks-no-more"):
            each.check_may_ask(device)


def test_a_new_code_shuts_the_old_one_and_leaves_phones_that_joined(serve: Callable[..., Served]) -> None:
    served = serve()
    phone, old = served.phone(), served.live.short_code
    assert served.host.call_now(control.ROTATE).short_code != old
    assert Phone(served.authority).post("/api/join", {"code": old}).code == "wrong-code"
    assert phone.ask().status == 201


def test_acts_of_one_moment_on_a_coarse_clock_are_counted_as_they_are() -> None:
    limiter = RateLimiter(5, 0.1, clock=lambda: 1_234.567)
    for _ in range(5):
        limiter.spend(DEVICE)
    with pytest.raises(Refusal, match="too-fast"):
        limiter.spend(DEVICE)


async def test_joining_is_paced_for_the_whole_hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "JOIN_BURST", 5)
    access = HallAccess(tmp_path)
    access.let_in(on=True)
    for _ in range(5):
        await access.authenticate(access.code)
    with pytest.raises(Refusal, match="too-fast"):
        await access.authenticate(access.code)
    with pytest.raises(Refusal, match="wrong-code"):
        await access.authenticate("0000-0000")


def test_a_phones_waiting_questions_are_few_until_the_desk_has_looked_at_some() -> None:
    play, waiting = Play(profile(settings=Settings(moderation=True))), WaitingQuestions()
    numbers = [play.ask_by_phone(f"Câu {number}", a_receipt()) for number in range(limits.WAITING_QUESTIONS)]
    for number in numbers:
        waiting.check(DEVICE)
        waiting.asked(DEVICE, number, play.state)
        waiting.asked(DEVICE, number, play.state)
    with pytest.raises(Refusal, match="too-many-waiting"):
        waiting.check(DEVICE)
    waiting.check(OTHER)
    play.do(Approve(numbers[0]))
    play.do(Hide(numbers[1]))
    waiting.follow(numbers, play.state)
    for number in (900, 901):
        waiting.check(DEVICE)
        waiting.asked(DEVICE, play.ask_by_phone(f"Câu {number}", a_receipt()), play.state)
    with pytest.raises(Refusal, match="too-many-waiting"):
        waiting.check(DEVICE)
