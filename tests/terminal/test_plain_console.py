"""The plain console runs a whole meeting through a pipe and on a terminal that can place no text."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.model.profile import Phase
from meeting.model.question import Outcome
from meeting.model.vote import VotePhase
from meeting.state import State
from store import Follower
from tests.terminal.terminal import terminal
from tui.screens.votes.actions import Votes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from link.library import MeetingFolder

pytestmark = pytest.mark.terminal

PATIENCE = 180
"""Seconds a whole meeting may take on a busy machine."""

SLIPS = ("y", "Khi nào có mạng?", "Bao giờ sửa nhà xe?", "")
ANSWER = ("#1", "a", "s", "r", "Quý II có mạng.", "", "", "", "")
ESCALATION = ("#2", "e", "1", "Công an tỉnh", "Vượt thẩm quyền", "+15", "", "")
POLL = ("B", "n", "1", "Tán thành?", "", "", "", "o", "c", "y", "v", "y", ".")
WHOLE = ("O", *SLIPS, *ANSWER, *ESCALATION, *POLL, "C", "y", "X", "1", "quit")


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[MeetingFolder]:
    """A meeting that is prepared and served on loopback."""
    entry = create(MeetingLibrary(tmp_path), story.opening())
    ensure_serving(entry.folder, "--host", "127.0.0.1")
    yield entry
    stop_serving(entry.folder)


def _arguments(meeting: MeetingFolder) -> list[str]:
    data = meeting.folder.parents[1]
    return ["-P", "-m", "doithoai", "host", meeting.folder.name, "--plain", "--data", str(data)]


def _state(meeting: MeetingFolder) -> State:
    return State.load(Follower.open(meeting.folder / "record").db.documents())


def _piped(meeting: MeetingFolder, *lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *_arguments(meeting)],
        input="\n".join([*lines, ""]),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def test_a_whole_meeting_is_run_through_a_pipe(meeting: MeetingFolder) -> None:
    told = _piped(meeting, *WHOLE)
    assert (told.returncode, told.stderr) == (0, "")
    assert "\x1b" not in told.stdout
    state = _state(meeting)
    assert state.meeting.phase is Phase.CLOSED
    assert [question.outcome for question in state.questions.values()] == [Outcome.ANSWERED, Outcome.SUPERIOR]
    assert state.answers[1].said == "Quý II có mạng."
    (referral,) = state.referrals.values()
    assert referral.addressee == "Công an tỉnh"
    (poll,) = state.polls.values()
    assert (poll.text, poll.phase) == ("Tán thành?", VotePhase.REVEALED)
    written = {path.suffix for path in (meeting.folder / "exports").iterdir()}
    assert {".docx", ".pdf", ".xlsx"} <= written
    assert re.search(r"tức là ngày \d\d/\d\d/\d{4}", told.stdout)


def test_what_cannot_be_done_or_is_not_known_is_said_and_changes_nothing(meeting: MeetingFolder) -> None:
    told = _piped(meeting, "C", "r", "khongcolenhnay", "#7", "A", "?", "? tra loi", "quit")
    assert told.returncode == 0
    for sentence in ("chưa khai mạc", "khongcolenhnay", "Chưa chọn câu hỏi nào", "cần màn hình đầy đủ"):
        assert sentence in told.stdout
    assert _state(meeting).meeting.phase is Phase.PREPARED


def test_a_form_that_is_refused_is_asked_again_with_what_was_typed_and_a_dot_turns_back(
    meeting: MeetingFolder,
) -> None:
    refused = ("e", "1", "Cong an tinh", "Vuot tham quyen", "hom nao do", "", "")
    told = _piped(meeting, "O", "y", "Câu một?", "", "#1", *refused, "", "", "+3", "", "", "e", ".", "quit")
    assert told.returncode == 0
    (referral,) = _state(meeting).referrals.values()
    assert referral.reason == "Vuot tham quyen"


def test_text_of_people_never_acts_on_the_terminal(meeting: MeetingFolder) -> None:
    told = _piped(meeting, "O", "y", "Xin \x1b[2J hỏi \x07", "", "", "quit")
    assert "\x1b" not in told.stdout
    assert "\x07" not in told.stdout


def test_the_pipe_may_end_anywhere(meeting: MeetingFolder) -> None:
    told = _piped(meeting, "O", "y", "Câu một?")
    assert (told.returncode, told.stderr) == (0, "")
    assert len(_state(meeting).questions) == 1


def test_a_terminal_that_can_place_no_text_is_enough(meeting: MeetingFolder) -> None:
    with terminal(_arguments(meeting), TERM="dumb") as dumb:
        dumb.shows("quit")
        dumb.type(b"O\n")
        dumb.shows("khai mạc")
        dumb.type("y\nKhi nào có mạng?\n\n".encode())
        dumb.shows("số 1")
        dumb.type("#1\nduyệt\nquit\n".encode())
        assert dumb.ended() == 0
        assert b"\x1b" not in dumb.sent
    assert _state(meeting).questions[1].is_public


def test_every_row_of_the_votes_screen_can_be_asked_for(meeting: MeetingFolder) -> None:
    told = _piped(meeting, "B", "?", ".", "quit")
    named = [action for action in Votes.ACTIONS if action.id in {"new", "start", "finish", "reveal", "show"}]
    assert all(f"  {action.key}  " in told.stdout for action in named)
