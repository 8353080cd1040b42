"""Host and secretary in two real windows on one real server: neither loses a text, and whoever saves second is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from link.client import Client
from meeting.commands.outcomes import RecordAnswer
from tests.terminal.terminal import Terminal, terminal
from tui.record import read

if TYPE_CHECKING:
    from link.library import MeetingFolder
    from meeting.model.question import Answer

pytestmark = pytest.mark.terminal

RUN = "import sys, tui; from pathlib import Path; sys.exit(tui.run_{screen}(Path(sys.argv[1])))"
END, ENTER, SAVE = b"\x1b[F", b"\r", b"\x13"
TOLD = "Trong khi đồng chí viết"


def answer_of(entry: MeetingFolder) -> Answer | None:
    return read(entry.record).state.answers.get(1)


def texts(entry: MeetingFolder) -> set[str]:
    answer = answer_of(entry)
    return {answer.text, *(one.text for one in answer.earlier)} if answer else set()


def opened(console: Terminal, secretary: Terminal) -> None:
    """Both have the answer's dialog open."""
    console.shows("Trợ giúp")
    console.type(b"#")
    console.shows("Đến câu hỏi")
    console.type(b"1" + ENTER)
    console.shows("Câu hỏi số 1 ")
    secretary.shows("Khi nào nâng")
    console.type(b"r")
    secretary.type(END)
    secretary.type(ENTER)
    console.shows("Trả lời · #1")
    secretary.shows("Trả lời · #1")


def test_two_windows_that_edit_one_answer_keep_both_and_show_both(host: tuple[Client, MeetingFolder]) -> None:
    client, entry = host
    client.send_now(RecordAnswer(1, "quý hai"))
    with (
        terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console,
        terminal(["-c", RUN.format(screen="secretary"), str(entry.folder)]) as secretary,
    ):
        opened(console, secretary)
        console.type(" điều hành ghi".encode())
        secretary.type(" thư ký ghi".encode())
        console.shows("quý hai điều hành ghi")
        secretary.shows("quý hai thư ký ghi")
        console.type(SAVE)
        console.hides("Trả lời · #1")
        secretary.shows("Cửa sổ khác vừa ghi:")
        secretary.shows("quý hai điều hành ghi")
        secretary.shows("quý hai thư ký ghi")
        secretary.type(SAVE)
        secretary.shows(TOLD)
        console.shows("Hai cửa sổ cùng sửa câu trả lời này")
        console.shows("quý hai thư ký ghi")
        console.shows("quý hai điều hành ghi")
    assert texts(entry) == {"quý hai", "quý hai điều hành ghi", "quý hai thư ký ghi"}


def test_two_windows_that_record_the_first_answer_at_once_keep_both(
    host: tuple[Client, MeetingFolder],
) -> None:
    _client, entry = host
    with (
        terminal(["-c", RUN.format(screen="console"), str(entry.folder)]) as console,
        terminal(["-c", RUN.format(screen="secretary"), str(entry.folder)]) as secretary,
    ):
        opened(console, secretary)
        console.type("điều hành nghe được".encode())
        secretary.type("thư ký nghe được".encode())
        console.shows("điều hành nghe được")
        secretary.shows("thư ký nghe được")
        secretary.type(SAVE)
        secretary.hides("Trả lời · #1")
        console.type(SAVE)
        console.shows(TOLD)
    assert texts(entry) == {"điều hành nghe được", "thư ký nghe được"}
    answer = answer_of(entry)
    assert answer is not None
    assert answer.diverged
