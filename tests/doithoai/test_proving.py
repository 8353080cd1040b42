"""A JSON bundle proves itself offline, names what was altered, and becomes a record again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from doithoai.__main__ import cli
from link.library import MeetingLibrary
from meeting.commands.asking import Ask
from meeting.commands.attending import CheckIn, SetCheckIn, WithdrawCheckIn
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.privacy import MaskQuestion, RouteOut
from meeting.commands.profile import ChangeProfile, CreateMeeting
from meeting.commands.register import Conclude
from meeting.commands.running import CloseMeeting, OpenMeeting
from meeting.model.profile import Wifi
from meeting.moment import Moment, Role
from minutes.bundle import from_json
from server.writing.writer import apply_now, load_state
from store import Record, verify
from tests.meeting.play import RECEIPTS, START, profile

if TYPE_CHECKING:
    from pathlib import Path

    from link.library import MeetingFolder
    from meeting.decision import Command

PROFILE = profile()
PLAIN: tuple[tuple[Command, Role], ...] = (
    (CreateMeeting(PROFILE), Role.HOST),
    (OpenMeeting(), Role.HOST),
    (Ask("Bao giờ có máy in mới?", receipt=RECEIPTS[0]), Role.PHONE),
    (RecordAnswer(1, "Tháng sau."), Role.HOST),
    (Conclude("Mua máy in.", owner="Đội 1"), Role.SECRETARY),
    (CloseMeeting(), Role.HOST),
)
SECRETS = ("0912345678", "Đơn tố cáo ông X nhận tiền", "mat khau", "Nguyễn Rút Tên", "Lê Có Tên")
PRIVATE: tuple[tuple[Command, Role], ...] = (
    *PLAIN[:3],
    (ChangeProfile(wifi=Wifi("Hoi truong", "mat khau")), Role.HOST),
    (Ask("Gọi cho tôi số 0912345678", receipt=RECEIPTS[1], name="Lê Có Tên"), Role.PHONE),
    (MaskQuestion(2, "0912345678"), Role.HOST),
    (Ask("Đơn tố cáo ông X nhận tiền", receipt=RECEIPTS[2]), Role.PHONE),
    (Conclude("Đơn tố cáo ông X nhận tiền"), Role.HOST),
    (RouteOut(3), Role.HOST),
    (SetCheckIn(open=True), Role.HOST),
    (CheckIn("Nguyễn Rút Tên", RECEIPTS[3]), Role.PHONE),
    (WithdrawCheckIn(RECEIPTS[3]), Role.PHONE),
    (CloseMeeting(), Role.HOST),
)


def run(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(cli, words)
    return ran.exit_code, ran.output


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MeetingLibrary:
    monkeypatch.setenv("DOITHOAI_DATA", str(tmp_path / "data"))
    return MeetingLibrary(tmp_path / "data")


def held(library: MeetingLibrary, commands: tuple[tuple[Command, Role], ...]) -> MeetingFolder:
    """A meeting in which these were given."""
    entry = library.new("Đối thoại", "2024-04-17")
    record = Record.create(entry.record)
    state = load_state(record)
    for command, by in commands:
        apply_now(record, state, command, Moment(START, by))
    record.close()
    return entry


def exported(entry: MeetingFolder, out: Path, *words: str) -> Path:
    assert run("export", entry.id, "--format", "json", "--out", str(out), *words)[0] == 0
    return next(out.glob("*.json"))


def altered(bundle: Path, change: Any) -> Path:
    content = json.loads(bundle.read_text(encoding="utf-8"))
    change(content)
    bundle.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return bundle


def test_a_bundle_prints_the_records_digest_and_holds_all_its_commits(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    entry = held(library, PLAIN)
    bundle = exported(entry, tmp_path)
    status, said = run("verify", str(bundle))
    assert (status, verify(entry.record).digest in said) == (0, True)
    for words in ((str(bundle), entry.id), (entry.id, str(bundle))):
        status, said = run("verify", words[0], "--against", words[1])
        assert (status, "giống nhau đến lần 6" in said) == (0, True)


def test_a_closed_meeting_with_nothing_to_hold_back_comes_back_as_the_same_record(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    entry = held(library, PLAIN)
    status, said = run("restore", str(exported(entry, tmp_path)))
    again = library.find(said.strip())
    assert (status, verify(again.record).digest) == (0, verify(entry.record).digest)


def test_the_register_is_merged_from_a_bundle_as_from_a_backup(
    library: MeetingLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = held(library, PLAIN)
    bundle = exported(entry, tmp_path / "before")
    run("register", "update", PROFILE.id, "commitments", "1", "--status", "settled")
    later = exported(entry, tmp_path / "after")
    monkeypatch.setenv("DOITHOAI_DATA", str(tmp_path / "other"))
    for file, words in ((bundle, "toàn bộ"), (later, " 1 "), (later, " 0 ")):
        status, said = run("register", "merge", str(file))
        assert (status, words in said) == (0, True), said
    assert "1 đã giải quyết" in run("register")[1]


def test_nothing_that_was_sealed_withdrawn_or_covered_leaves_with_the_bundle_and_it_still_holds(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    entry = held(library, PRIVATE)
    bundle = exported(entry, tmp_path, "--without-names")
    text = bundle.read_text(encoding="utf-8")
    conclusion = SECRETS[1]
    assert not [secret for secret in SECRETS if secret != conclusion and secret in text]
    assert text.count(conclusion) == 1, "the conclusion that repeats it stands in the tables, and in no line"
    status, said = run("verify", str(bundle))
    assert (status, verify(entry.record).digest in said, "vân tay" in said) == (0, True, True)


def test_a_record_made_from_a_bundle_that_holds_back_goes_on_from_its_digest(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    entry = held(library, PRIVATE)
    bundle = exported(entry, tmp_path)
    again = library.find(run("restore", str(bundle))[1].strip())
    found = verify(again.record)
    assert (found.ok, found.begins_after, found.n) == (True, verify(entry.record).n, found.begins_after)
    state = load_state(Record.open(again.record))
    assert state.tables == from_json(bundle.read_bytes()).tables


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda b: b["tables"]["answers"]["1"].update(said="Năm sau."), "answers 1"),
        (lambda b: b["tables"]["answers"].pop("1"), "answers 1"),
        (lambda b: b["tables"]["answers"].update({"9": {**b["tables"]["answers"]["1"], "question": 9}}), "answers 9"),
        (lambda b: b["chain"]["lines"].__setitem__(4, b["chain"]["lines"][4].replace("Tháng", "Năm")), " 4 "),
        (lambda b: b["chain"]["lines"].pop(), "6"),
        (lambda b: b.update(digest="0" * 64), "0" * 64),
        (lambda b: b.update(chain=None), ""),
    ],
)  # fmt: skip
def test_whatever_is_altered_in_a_bundle_is_found_and_named(
    library: MeetingLibrary, tmp_path: Path, change: Any, named: str
) -> None:
    bundle = altered(exported(held(library, PLAIN), tmp_path), change)
    status, said = run("verify", str(bundle))
    assert status != 0
    assert named in said
    status, said = run("restore", str(bundle))
    assert status != 0


def test_two_copies_are_told_apart_by_the_first_commit_that_differs(
    library: MeetingLibrary, tmp_path: Path
) -> None:
    entry = held(library, PLAIN[:-1])
    early = exported(entry, tmp_path / "early")
    record = Record.open(entry.record)
    apply_now(record, load_state(record), CloseMeeting(), Moment(START, Role.HOST))
    record.close()
    late = exported(entry, tmp_path / "late")
    assert "thêm 1" in run("verify", str(early), "--against", str(late))[1]
    assert run("verify", str(early), "--against", entry.id)[0] != 0
    other = json.loads(late.read_text(encoding="utf-8"))
    other["chain"]["lines"][5] = {"fingerprint": "0" * 64, "about": []}
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(other), encoding="utf-8")
    assert " 5 " in run("verify", str(late), "--against", str(forged))[1]
    stranger = held(library, PLAIN)
    status, said = run("verify", str(late), "--against", stranger.id)
    assert status != 0
    assert "không phải" in said
