"""Whatever the names, the places and the streams: a sentence, a status, nothing a terminal obeys, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from doithoai.refusals import FAULTY, REFUSED
from doithoai.terminal_filter import sanitize
from link.library import MeetingLibrary
from tests.doithoai.command_line import Said, run_here
from tests.doithoai.test_command_line import NEW
from tests.terminal.control_characters import foreign
from tests.tui.hostile import EVERYTHING
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from link.library import MeetingFolder

posix = pytest.mark.skipif(os.name == "nt", reason="names and devices of other systems")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """The command line in this process, on streams of its own."""

    def running(*arguments: str) -> Said:
        said = run_here(monkeypatch, arguments)
        assert b"Traceback" not in said.err
        return said

    return running


@pytest.fixture
def library() -> MeetingLibrary:
    return MeetingLibrary(Path(os.environ["DOITHOAI_DATA"]))


@pytest.fixture
def entry(library: MeetingLibrary) -> MeetingFolder:
    return create(library, story.opening())


NAMES = [text for text in EVERYTHING.values() if "\0" not in text and len(os.fsencode(text)) < 200]


@posix
@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_or_meeting_acts_on_the_terminal(
    name: str, run: Callable[..., Said], entry: MeetingFolder, tmp_path: Path
) -> None:
    plain = name.replace("/", "∕")
    listed = tmp_path / f"{plain}.csv"
    listed.write_text(f"câu hỏi;đơn vị\n{name};{name}\n", encoding="utf-8")
    odd = tmp_path / plain
    odd.mkdir()
    for arguments in (
        ("verify", name),
        ("export", name),
        ("export", entry.id, "--format", "text", "--out", str(odd)),
        ("import", entry.id, str(odd)),
        ("import", entry.id, str(listed), "--yes"),
        ("restore", str(listed)),
        ("restore", str(tmp_path / f"{plain}-none")),
        ("backup", entry.id, str(odd)),
        ("backup", entry.id, str(odd / "b.zip")),
        ("verify", str(odd)),
        ("verify", entry.id, "--against", str(odd / "b.zip")),
        ("areas", "check", str(listed)),
        ("register", "export", str(odd / "r.txt")),
        ("register", "--data", str(odd)),
        ("export", entry.id, "--data", str(listed)),
        ("poster", entry.id, name),
        (name,),
        ("verify", f"--{name}"),
    ):
        os.environ["DOITHOAI_DATA"] = str(tmp_path / "data")
        said = run(*arguments)
        assert said.status in {0, 1, 2}, (arguments, said)
        assert foreign(said.out + said.err) == b"", arguments


def test_what_is_printed_keeps_its_lines_and_its_vietnamese() -> None:
    assert sanitize("Đồng ý\nhoà 👨\u200d👩\u200d👧 100 %") == "Đồng ý\nhoà 👨\u200d👩\u200d👧 100 %"
    assert sanitize("\r12 dòng") == "\r12 dòng"
    assert sanitize("Đồng ý\rPhản đối\tx") == "Đồng ý Phản đối x"
    assert sanitize("a\x1b[2J\x9b\u202e") == "a\ufffd[2J\ufffd\ufffd"


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "a" * 5000),
        ("verify", ""),
        ("verify", "."),
        ("verify", "\udcff"),
        ("export", "a" * 5000),
        ("export", "latest", "--out", "/dev/null"),
        ("export", "latest", "--out", "/dev/null/x"),
        ("backup", "latest", "/dev/full"),
        ("backup", "latest", "/no/such/folder/b.zip"),
        ("restore", "/dev/null"),
        ("import", "latest", "/dev/zero"),
        ("import", "latest", "/proc/self/mem"),
        ("register", "export", "/dev/full"),
        ("register", "export", "/no/such/folder/r.csv"),
        ("register", "merge", "/dev/null"),
        ("areas", "check", "/dev/null"),
        ("areas", "train", "/proc/self/environ"),
        (*NEW, "--data", "/dev/null"),
        (*NEW, "--data", "/dev/null/x"),
        (*NEW, "--data", "/proc/x"),
        (*NEW, "--data", "/" + "z" * 300),
        ("verify", "latest", "--data", "/" + "z" * 300),
        ("holidays", "--edit", "--data", "/proc/x"),
        ("serve", "latest", "--host", "1.2.3.4"),
        ("serve", "latest", "--host", "http://x"),
        ("serve", "latest", "--host", "[::1"),
        ("serve", "latest", "--port", "80"),
        ("serve", "latest", "--port", "-1"),
        ("serve", "latest", "--port", "99999"),
    ],
    ids=lambda arguments: " ".join(arguments)[:40].encode("ascii", "replace").decode(),
)
def test_no_place_and_no_value_ends_in_more_than_a_sentence(
    arguments: tuple[str, ...], run: Callable[..., Said], entry: MeetingFolder, library: MeetingLibrary
) -> None:
    said = run(*arguments)
    assert said.status in {REFUSED, 2}, said
    assert 0 < len(said.out + said.err) < 2500
    assert [path.name for path in library.folder.iterdir()] == [entry.id]
    for device in ("/dev/full", "/dev/null", "/dev/zero"):
        assert Path(device).is_char_device()


def test_a_fault_of_the_program_names_its_place_and_no_value(
    run: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(_library: MeetingLibrary, secret: str) -> MeetingFolder:
        raise KeyError(secret)

    monkeypatch.setattr(MeetingLibrary, "find", faulty)
    said = run("verify", "lời của một người")
    assert said.status == FAULTY
    assert "lời của một người".encode() not in said.err
    assert b"KeyError" in said.err
    assert b"test_hostile_surroundings.py:" in said.err


def test_a_disk_that_is_full_leaves_no_half_meeting(
    run: Callable[..., Said], library: MeetingLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        said = run(*NEW)
    assert said.status == REFUSED
    assert "ổ đĩa đã đầy".encode() in said.err
    assert list(library.folder.iterdir()) == []
    assert run(*NEW).status == 0


def started(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """The program by way of a shell that has `$PYTHON`, with exactly these settings."""
    path = {"PATH": os.environ["PATH"], "PYTHON": sys.executable}
    return subprocess.run(
        ["/bin/sh", "-c", *arguments],
        env={**path, **settings},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@posix
@pytest.mark.parametrize(
    "line",
    [
        "$PYTHON -m doithoai verify latest >&-",
        "$PYTHON -m doithoai verify latest <&- >&- 2>&-",
        "$PYTHON -m doithoai --help | true",
        "$PYTHON -m doithoai verify latest >/dev/full",
        "unset PATH; HOME= TERM= LANG=C LC_ALL=C PYTHONUTF8=0 $PYTHON -m doithoai verify latest",
        "COLUMNS=-1 LINES=x TERM=dumb NO_COLOR=1 http_proxy=http://127.0.0.1:9 $PYTHON -m doithoai verify latest",
        "PYTHONPATH=/dev/null:/no/such $PYTHON -m doithoai verify latest",
    ],
)
def test_no_stream_and_no_setting_breaks_a_command(line: str, entry: MeetingFolder, tmp_path: Path) -> None:
    said = started(line, DOITHOAI_DATA=str(tmp_path / "data"))
    assert said.returncode in {0, 1}
    assert b"Traceback" not in said.stderr
    assert entry.id


@posix
def test_a_journal_never_gets_the_number_of_a_closed_standard_stream(
    entry: MeetingFolder, tmp_path: Path
) -> None:
    """A fault inside Python itself writes to descriptor 2, whatever that is."""
    code = "import os, doithoai.__main__ as m; m.occupy_standard_descriptors(); os.stat(2); print(os.open('/', 0))"
    said = started(f'$PYTHON -c "{code}" <&- 2>&-', DOITHOAI_DATA=str(tmp_path / "data"))
    assert int(said.stdout) > 2
    assert entry.id
