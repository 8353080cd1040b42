"""The command line as a person meets it: help, meetings made and found, sentences instead of tracebacks."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from doithoai.__main__ import COMMANDS
from doithoai.laptop.records import read_state
from link.library import MeetingLibrary
from meeting.commands.asking import AddPrompt
from meeting.commands.running import CloseMeeting, OpenMeeting
from meeting.moment import Moment, Role
from server.writing.writer import apply_now, load_state
from store import Follower, Record
from tests.waiting import PATIENCE

HEAVY = ("textual", "starlette", "uvicorn", "docx", "typst", "pypdf", "openpyxl", "xlsxwriter", "tinydb")
"""Libraries that no help text may load: `--help` is asked for on slow laptops too."""

NEW = (
    "new", "--title", "Đối thoại quý I", "--agency", "Phòng Tham mưu", "--place", "Hội trường",
    "--chair", "Nguyễn Hữu Tâm", "--secretary", "Lê Quang Vinh", "--on", "2026-03-05",
)  # fmt: skip


def doithoai(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "doithoai", *arguments],
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def library() -> MeetingLibrary:
    return MeetingLibrary(Path(os.environ["DOITHOAI_DATA"]))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_helpful_help(command: str) -> None:
    shown = doithoai(command, "--help")
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.split("\n\n")[1].strip()) > 20
    assert "--data" in shown.stdout
    assert shown.stderr == ""


def test_help_lists_every_command_and_loads_no_heavy_library() -> None:
    code = (
        "import sys; from doithoai.__main__ import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    assert shown.stdout.rstrip().endswith("[]")
    assert all(f"  {command} " in shown.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    ("network", "security"),
    [
        (("--wifi-password", "mat khau"), "WPA"),
        ((), "nopass"),
        (("--wifi-password", "mat khau", "--wifi-security", "wep"), "WEP"),
        (("--wifi-password", "mat khau", "--wifi-security", "nopass"), ""),
        (("--wifi-security", "WPA"), ""),
    ],
)
def test_a_new_meetings_network_is_of_the_kind_told_or_seen_by_its_password(
    library: MeetingLibrary, network: tuple[str, ...], security: str
) -> None:
    made = doithoai(*NEW, "--wifi", "Hoi truong", *network)
    if not security:
        assert (made.returncode, "mật khẩu" in made.stderr) == (1, True), made.stderr
        assert not library.meetings()
        return
    wifi = read_state(library.meetings()[0].record).meeting.wifi
    assert wifi is not None
    assert wifi.security == security


def test_a_new_meeting_is_on_the_shelf_with_its_profile_and_agenda(library: MeetingLibrary) -> None:
    made = doithoai(*NEW)
    assert made.stdout.strip() == "2026-03-05-doi-thoai-quy-i"
    db = Follower.open(library.find("latest").record).db
    meeting = db.table("meetings").get(doc_id=1)
    assert meeting is not None
    assert (meeting["title"], meeting["phase"]) == ("Đối thoại quý I", "prepared")
    assert len(db.table("agenda")) > 0


def test_a_refused_profile_leaves_no_meeting_behind(library: MeetingLibrary) -> None:
    refused = doithoai(*NEW, "--title", "\u200b ")
    assert refused.returncode == 1
    assert "tên phiên đối thoại" in refused.stderr
    assert library.meetings() == []
    assert not library.folder.exists() or not list(library.folder.iterdir())


def test_an_unknown_meeting_is_a_sentence_in_the_language_asked_for() -> None:
    vietnamese = doithoai("verify", "nope")
    english = doithoai("verify", "nope", "--language", "en")
    assert vietnamese.returncode == english.returncode == 1
    assert "Traceback" not in vietnamese.stderr + english.stderr
    assert vietnamese.stderr != english.stderr


def test_verify_prints_the_digest_and_names_what_was_altered(library: MeetingLibrary) -> None:
    doithoai(*NEW)
    journal = library.find("latest").record / "journal.jsonl"
    digest = Follower.open(journal.parent).digest
    assert digest in doithoai("verify", "latest").stdout
    journal.write_bytes(journal.read_bytes().replace("Phòng Tham mưu".encode(), "Phòng Tham mua".encode(), 1))
    altered = doithoai("verify", "latest")
    assert altered.returncode == 1
    assert "1" in altered.stdout


def test_verify_says_from_which_commit_two_copies_differ(library: MeetingLibrary, tmp_path: Path) -> None:
    doithoai(*NEW)
    record = library.find("latest").record
    doithoai("backup", "latest", str(tmp_path / "b.zip"))
    same = doithoai("verify", "latest", "--against", str(tmp_path / "b.zip"))
    assert same.returncode == 0, same.stdout + same.stderr
    opened = Record.open(record)
    opened.commit([], by="host", did="nothing", at="2026-03-05T08:00:00+07:00")
    opened.close()
    longer = doithoai("verify", "latest", "--against", str(tmp_path / "b.zip"), "--language", "en")
    assert longer.returncode == 1
    assert "after that" in longer.stdout


def test_a_backup_comes_back_as_a_meeting_of_its_own(library: MeetingLibrary, tmp_path: Path) -> None:
    doithoai(*NEW)
    before = Follower.open(library.find("latest").record).digest
    assert doithoai("backup", "latest", str(tmp_path / "b.zip")).returncode == 0
    copied = tmp_path / "journal.jsonl"
    copied.write_bytes((library.find("latest").record / "journal.jsonl").read_bytes())
    for backup in (tmp_path / "b.zip", copied):
        restored = doithoai("restore", str(backup))
        assert restored.returncode == 0, restored.stderr
        assert Follower.open(library.find(restored.stdout.strip()).record).digest == before
    assert len(library.meetings()) == 3


@pytest.mark.parametrize("screen", ["host", "stage", "secretary"])
def test_a_screen_without_a_terminal_says_so(screen: str) -> None:
    doithoai(*NEW)
    shown = doithoai(screen, "latest")
    assert shown.returncode != 0
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize(
    "poison", [{"LANG": "C", "LC_ALL": "C"}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_a_poisoned_environment_changes_nothing(poison: dict[str, str]) -> None:
    made = doithoai(*NEW, **poison)
    assert made.returncode == 0, made.stderr


def test_the_profile_is_set_and_corrected_by_command_whole(library: MeetingLibrary) -> None:
    assert doithoai(*NEW).returncode == 0
    record = Record.open(library.meetings()[0].record)
    try:
        now = Moment(datetime.now().astimezone(), Role.HOST)
        state = load_state(record)
        for command in (OpenMeeting(), AddPrompt("Việc gì gấp?")):
            apply_now(record, state, command, now)
    finally:
        record.close()
    set_ = doithoai(
        *("profile", "latest", "--place", "Nhà văn hóa", "--locality", "Nghệ An", "--on", "06/03/2026"),
        *("--wifi", "Hoi truong", "--wifi-password", "mat khau", "--prompt", "1", "Việc gì gấp nhất?"),
        *("--chair", "Nguyễn Hữu Tâm; Trưởng phòng", "--ground", "Luật số 10", "--copies", "3"),
    )
    assert set_.returncode == 0, set_.stderr
    for line in (
        "place: Nhà văn hóa", "planned_on: 2026-03-06", "chair: Nguyễn Hữu Tâm; Trưởng phòng", "wifi: Hoi truong",
        "prompt 1: Việc gì gấp nhất?", "grounds: Luật số 10", "copies: 3",
    ):  # fmt: skip
        assert line in set_.stdout
    record = Record.open(library.meetings()[0].record)
    try:
        apply_now(record, load_state(record), CloseMeeting(), Moment(datetime.now().astimezone(), Role.HOST))
    finally:
        record.close()
    for given, security in (
        (("--wifi-security", "wep"), "WEP"),
        (("--wifi", "Hoi truong B"), "WEP"),
        (("--wifi-password", "mat khau moi"), "WEP"),
        (("--wifi-security", "nopass"), "nopass"),
        (("--wifi-password", "lai co"), "WPA"),
        (("--wifi-password", ""), "nopass"),
    ):
        network = doithoai("profile", "latest", *given)
        assert f"wifi_security: {security}" in network.stdout, network.stderr
    open_with_password = ("--wifi-security", "nopass", "--wifi-password", "mat khau")
    refused = doithoai("profile", "latest", *open_with_password)
    assert (refused.returncode, "mật khẩu" in refused.stderr) == (1, True), refused.stderr
    corrected = doithoai("profile", "latest", "--place", "Hội trường A")
    assert "Nhà văn hóa → Hội trường A" in corrected.stdout
