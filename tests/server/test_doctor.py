"""The doctor: every check says what to do, and the command runs on this machine."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from server.network import doctor
from server.network.addresses import Found, ranked
from server.network.doctor import Level
from tests.systems import IS_WINDOWS
from tests.waiting import PATIENCE


@pytest.mark.parametrize(
    ("hosts", "level"),
    [
        ([("lo", "127.0.0.1")], Level.BAD),
        ([("eth1", "169.254.1.1")], Level.BAD),
        ([("wlan0", "192.168.1.10")], Level.GOOD),
        ([("wlan0", "192.168.1.10"), ("eth0", "10.0.0.2")], Level.LOOK),
        ([("Local Area Connection* 10", "192.168.137.1")], Level.LOOK),
        ([], Level.BAD),
    ],
)
def test_the_address_is_judged_by_whether_a_hall_can_reach_it(
    hosts: list[tuple[str, str]], level: Level
) -> None:
    finding = doctor.check_address(ranked([Found(*host) for host in hosts]))
    assert finding.level is level
    assert bool(finding.advice) == (level is not Level.GOOD)


@pytest.mark.parametrize(
    ("free", "reached", "level"), [(0, False, Level.BAD), (8000, False, Level.BAD), (8000, True, Level.GOOD)]
)
def test_the_port_must_be_free_and_answer(free: int, reached: bool, level: Level) -> None:
    assert doctor.check_port(free, reached).level is level


@pytest.mark.parametrize("system", ["Windows", "Darwin", "Linux"])
def test_every_system_gets_its_own_firewall_advice(system: str) -> None:
    assert doctor.check_firewall(system).advice
    assert "{" not in doctor.check_firewall(system).advice
    assert doctor.check_typing(system).advice


@pytest.mark.parametrize(
    ("size", "encoding", "colours", "level"),
    [
        ((80, 24), "utf-8", "256", Level.GOOD),
        ((79, 24), "UTF-8", "256", Level.BAD),
        ((120, 20), "UTF-8", "full", Level.BAD),
        ((120, 30), "cp1258", "256", Level.BAD),
        ((120, 30), "utf-8", "none", Level.LOOK),
        ((120, 30), "", "256", Level.BAD),
    ],
)
def test_the_terminal_must_hold_the_console(
    size: tuple[int, int], encoding: str, colours: str, level: Level
) -> None:
    assert doctor.check_terminal(*size, encoding, colours).level is level


def test_a_full_disk_a_shared_folder_a_wrong_clock_and_missing_fonts_are_told(tmp_path: Path) -> None:
    assert doctor.check_disk(1024).level is Level.BAD
    assert doctor.check_disk(10**12).level is Level.GOOD
    assert doctor.check_folder(tmp_path / "OneDrive" / "x").level is Level.LOOK
    if not IS_WINDOWS:  # which keeps no modes
        tmp_path.chmod(0o755)
        assert doctor.check_folder(tmp_path).level is Level.LOOK
        tmp_path.chmod(0o700)
    assert doctor.check_folder(tmp_path).level is Level.GOOD
    assert doctor.check_clock(datetime(1970, 1, 1, tzinfo=UTC)).level is Level.BAD
    assert doctor.check_clock(datetime(2020, 1, 1, tzinfo=UTC)).level is Level.BAD
    assert doctor.check_clock(datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)).level is Level.BAD
    assert doctor.check_clock(datetime(2027, 1, 1, tzinfo=UTC)).level is Level.LOOK
    assert doctor.check_clock(datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=7)))).level is Level.GOOD
    assert doctor.check_own_files(tmp_path).level is Level.GOOD
    (tmp_path / "hints.toml").write_text("rule = [", encoding="utf-8")
    assert doctor.check_own_files(tmp_path).level is Level.LOOK
    assert "hints.toml" in doctor.check_own_files(tmp_path).found
    assert doctor.check_fonts(0).level is Level.BAD
    assert doctor.check_fonts(None).level is Level.LOOK


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_command_speaks_both_languages_and_exits_by_what_it_found(tmp_path: Path, language: str) -> None:
    command = [sys.executable, "-m", "doithoai", "doctor", "--data", str(tmp_path), "--language", language]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert done.returncode in {0, 1}
    assert ("Cổng cho điện thoại" in done.stdout) == (language == "vi")
    assert "Traceback" not in done.stderr
