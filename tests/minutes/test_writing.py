"""Files are whole or absent, safely named, and never over one that is open."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.model.profile import Phase
from meeting.refusal import Refusal
from minutes import Cancelled, write
from minutes.export import SHORT_NAME, short_name
from minutes.writing import NAME_CHARACTERS, put, safe_name
from tests.minutes.conftest import state_with
from tests.systems import has_mode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from meeting.state import State

NOW = datetime(2024, 4, 17, 9, 30, tzinfo=UTC)
printed = partial(write, digest="ab" * 32, n=41, at=NOW)


def names_in(folder: Path) -> list[str]:
    """The files there."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def ledger(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger of a data folder of its own."""
    data = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("DOITHOAI_DATA", str(data))
    return data / "written.json"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond 4 KiB: the system fails the write as a full disk does."""
    if sys.platform == "win32":
        pytest.skip("Windows sets no such limit")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_leaves_no_half_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    old = put(tmp_path, "bien-ban", ".docx", b"old")
    with pytest.raises(Refusal, match="no-space"):
        put(tmp_path, "bien-ban", ".docx", b"x" * 100_000)
    assert names_in(tmp_path) == ["bien-ban.docx"]
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize("owner", [".~lock.bien-ban.docx#", "~$en-ban.docx"])
def test_a_file_open_in_an_office_program_gets_the_next_name(tmp_path: Path, owner: str) -> None:
    put(tmp_path, "bien-ban", ".docx", b"open")
    (tmp_path / owner).touch()
    assert put(tmp_path, "bien-ban", ".docx", b"new").name == "bien-ban-2.docx"
    assert (tmp_path / "bien-ban.docx").read_bytes() == b"open"


def test_a_name_taken_by_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").mkdir()
    assert put(tmp_path, "bien-ban", ".docx", b"new").name == "bien-ban-2.docx"


def test_an_unopened_file_is_replaced_whole(tmp_path: Path) -> None:
    put(tmp_path, "bien-ban", ".docx", b"one, and longer")
    assert put(tmp_path, "bien-ban", ".docx", b"two").read_bytes() == b"two"
    assert names_in(tmp_path) == ["bien-ban.docx"]


def test_a_file_that_somebody_changed_stays_and_the_new_one_gets_the_next_name(tmp_path: Path) -> None:
    path = put(tmp_path, "bien-ban", ".docx", b"as printed")
    path.write_bytes(b"as the clerk has it")
    told: list[Path] = []
    new = put(tmp_path, "bien-ban", ".docx", b"printed again", changed=told.append)
    assert (new.name, told) == ("bien-ban-2.docx", [path])
    assert path.read_bytes() == b"as the clerk has it"
    assert put(tmp_path, "bien-ban", ".docx", b"and again").name == "bien-ban-2.docx"


@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[" * 100_000, b"\xff", b" " * (9 << 20)])
def test_without_a_ledger_that_can_be_read_nothing_there_is_ours(
    tmp_path: Path, ledger: Path, damage: bytes | None
) -> None:
    path = put(tmp_path, "bien-ban", ".docx", b"one")
    ledger.unlink() if damage is None else ledger.write_bytes(damage)
    assert put(tmp_path, "bien-ban", ".docx", b"two").name == "bien-ban-2.docx"
    assert path.read_bytes() == b"one"


def test_what_is_there_word_for_word_is_written_anew_whoever_wrote_it(tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(b"same")
    assert put(tmp_path, "bien-ban", ".docx", b"same").name == "bien-ban.docx"


def test_an_export_says_which_file_it_left_alone(held: State, tmp_path: Path) -> None:
    [path] = printed(held, tmp_path, ["markdown"])
    path.write_text("của văn thư", encoding="utf-8")
    told: list[tuple[str, str]] = []
    printed(held, tmp_path, ["markdown"], changed=lambda old, new: told.append((old.name, new.name)))
    assert told == [(path.name, path.name.replace(".md", "-2.md"))]


def test_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = put(tmp_path / "mới", "bien-ban", ".docx", b"x")
    finally:
        os.umask(before)
    assert has_mode(path, 0o600)
    assert has_mode(path.parent, 0o700)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    with pytest.raises(Refusal, match="not-writable"):
        put(tmp_path / "tệp", "bien-ban", ".docx", b"x")


@given(
    st.text()
    | st.sampled_from(["../../etc", "CON", "nul", 'a/b\\c:d*e?f"g<h>i|j', "Đối thoại", "x" * 300, ""])
)
def test_generated_names_are_safe_everywhere(title: str) -> None:
    name = safe_name(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= NAME_CHARACTERS + len("phien-")
    assert name not in {"con", "nul", "prn", "aux", "com1", "lpt1"}


def test_an_export_writes_every_chosen_format_and_tells_its_progress(held: State, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    written = printed(held, tmp_path, ["markdown", "text"], progress=lambda *at: told.append(at))
    assert [path.name for path in written] == [
        "bien-ban-2024-04-17-doi-thoai-cchc.md",
        "tin-nhan-2024-04-17-doi-thoai-cchc.txt",
    ]
    assert told == [(0, 2, "markdown"), (1, 2, "text"), (2, 2, "")]


@given(
    st.text(min_size=1, max_size=200) | st.lists(st.sampled_from(["doi", "thoai", "x" * 50])).map("-".join)
)
def test_a_file_says_first_what_it_is_and_stays_short(title: str) -> None:
    name = short_name(title)
    assert 0 < len(name) <= SHORT_NAME
    assert safe_name(title).startswith(name)
    assert safe_name(title).removeprefix(name)[:1] in {"", "-"} or "-" not in safe_name(title)[:SHORT_NAME]


def test_an_export_stops_when_asked_and_leaves_whole_files_only(held: State, tmp_path: Path) -> None:
    stop = threading.Event()

    def progress(done: int, _total: int, _name: str) -> None:
        if done:
            stop.set()

    with pytest.raises(Cancelled) as stopped:
        printed(held, tmp_path, ["markdown", "docx"], progress=progress, cancelled=stop.is_set)
    assert names_in(tmp_path) == [path.name for path in stopped.value.written]
    assert len(stopped.value.written) == 1


def test_an_unknown_format_is_refused_before_anything_is_written(held: State, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="unknown-format"):
        printed(held, tmp_path / "out", ["markdown", "odt"])
    assert not (tmp_path / "out").exists()


def test_only_an_open_meeting_prints_the_time_of_printing(held: State, tmp_path: Path) -> None:
    [closed] = printed(held, tmp_path, ["markdown"])
    assert "DỰ THẢO" not in closed.read_text(encoding="utf-8")
    [draft] = printed(state_with(phase=Phase.OPEN, closed_at=""), tmp_path, ["markdown"])
    assert "DỰ THẢO (09 giờ 30, ngày" in draft.read_text(encoding="utf-8")
