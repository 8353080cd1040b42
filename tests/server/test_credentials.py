"""Access: codes, passes, rate limits and the throttle."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.refusal import Refusal
from server import limits
from server.access import credentials
from server.access.hall_access import HallAccess
from server.access.rate_limits import CodeThrottle, DeviceCounter, RateLimiter
from tests.systems import has_mode


def test_a_code_is_read_as_people_type_it(tmp_path: Path) -> None:
    access = credentials.load_credentials(tmp_path)
    code = access.code
    assert len(code) == limits.CODE_CHARACTERS
    typed = f" {code[:4]}-{code[4:]} ".lower().replace("1", "l").replace("0", "o")
    assert access.opens(typed)
    assert not access.opens(code[:-1])


def test_a_new_code_leaves_passes_alone(tmp_path: Path) -> None:
    access = credentials.load_credentials(tmp_path)
    given_pass, old = access.new_pass(), access.code
    device = access.device(given_pass)
    assert access.rotate() != old
    assert not access.opens(old)
    assert access.device(given_pass) == device


def test_keys_survive_a_restart_and_die_when_destroyed(tmp_path: Path) -> None:
    first = credentials.load_credentials(tmp_path)
    given_pass = first.new_pass()
    first.remember_port(8007)
    again = credentials.load_credentials(tmp_path)
    assert (again.code, again.ticket, again.port) == (first.code, first.ticket, 8007)
    assert again.device(given_pass)
    assert has_mode(tmp_path / credentials.FILE, 0o600)
    credentials.destroy(tmp_path)
    credentials.destroy(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Refusal, match="no-pass"):
        credentials.load_credentials(tmp_path).device(given_pass)


def test_a_damaged_key_file_is_replaced(tmp_path: Path) -> None:
    for broken in (b"{", b'{"code":"\xff"}', b"[" * 100_000):
        (tmp_path / credentials.FILE).write_bytes(broken)
        assert len(credentials.load_credentials(tmp_path).code) == limits.CODE_CHARACTERS


@given(st.text(max_size=60))
def test_no_text_is_a_pass(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    access = credentials.Credentials(Path(), credentials._Kept("AAAAAAAA", b"k" * 32))
    with pytest.raises(Refusal, match="no-pass"):
        access.device(text)


def test_a_budget_lets_a_burst_through_and_then_asks_to_wait() -> None:
    now = [100.0]
    limiter = RateLimiter(3, 20.0, lambda: now[0])
    for _ in range(3):
        limiter.spend(b"one")
    with pytest.raises(Refusal) as refused:
        limiter.spend(b"one")
    assert refused.value.params == {"seconds": 20}
    limiter.spend(b"other")
    now[0] += 20
    limiter.spend(b"one")


def test_a_budget_forgets_devices() -> None:
    now = [0.0]
    limiter = RateLimiter(1, 10_000.0, lambda: now[0])
    limiter.spend(b"one")
    now[0] += limits.FORGET_DEVICE_SECONDS
    limiter.spend(b"one")


def test_made_up_devices_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DEVICES_REMEMBERED", 50)
    now, devices = 0.0, DeviceCounter()
    limiter = RateLimiter(1, 10.0, lambda: now)
    for number in range(1000):
        now += 1.0
        limiter.spend(b"%d" % number)
        devices.saw(b"%d" % number)
    assert len(limiter._used) <= 51
    assert len(devices) == 50
    with pytest.raises(Refusal):
        limiter.spend(b"999")


def test_a_full_hall_is_usual_and_a_drawer_of_made_up_devices_is_not() -> None:
    devices = DeviceCounter()
    for number in range(400):
        devices.saw(str(number).encode())
        devices.saw(str(number).encode())
    assert len(devices) == 400
    assert not devices.unusual(listening=380)
    assert devices.unusual(listening=30)
    assert not devices.unusual(listening=0, people=300)


async def test_wrong_codes_wait_a_little_and_never_lock_the_door() -> None:
    throttle = CodeThrottle()
    began = time.monotonic()
    assert (await throttle.refuse()).code == "wrong-code"
    assert time.monotonic() - began < limits.WRONG_CODE_SECONDS
    throttle._waiting = limits.WRONG_CODES_WAITING
    assert (await throttle.refuse()).code == "too-many-guesses"


@pytest.mark.parametrize("pace", ["read_limiter", "again_limiter", "ask_limiter", "vote_limiter"])
def test_a_phones_pace_is_not_forgotten_when_it_shows_its_pass_again(tmp_path: Path, pace: str) -> None:
    access = HallAccess(tmp_path)
    access.let_in(on=True)
    given_pass = access.required().new_pass()

    def act_without_end() -> None:
        for _ in range(10 * limits.READ_BURST):
            device = access.device(given_pass)
            getattr(access, pace).spend(device)

    with pytest.raises(Refusal, match="too-fast"):
        act_without_end()
