"""No file in the current folder, the data folder or beside a meeting is ever imported, whatever its name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from demonstration import story
from doithoai.__main__ import COMMANDS
from doithoai.laptop.preparing import create
from link import live
from link.library import MeetingLibrary
from link.stop import stop_serving
from tests.doithoai.test_command_line import NEW
from tests.scenarios.building import ROOMS
from tests.starting.checkout import set_up_checkout
from tests.starting.planting import plant

pytest.importorskip("fcntl", reason="the screens are run on a pseudo-terminal")

from tests.terminal.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from link.library import MeetingFolder

SECONDS = 90

SCREENS = ("", "host", "stage", "secretary", "demo")
"""The commands that draw, "" the home screen."""

CTRL_Q = b"\x11"

WITHOUT_A_SCREEN: dict[str, list[str]] = {
    "new": [*NEW],
    "pair": ["pair", "latest"],
    "end": ["end", "latest", "--yes"],
    "import": ["import", "latest", "questions.csv", "--yes"],
    "export": ["export", "latest", "--format", "all", "--out", "documents"],
    "register": ["register", "export", "register.csv"],
    "follow": ["follow", "0123-4567-89AB-CDEF"],
    "verify": ["verify", "latest"],
    "backup": ["backup", "latest", "backup.zip"],
    "restore": ["restore", "earlier.zip"],
    "mend": ["mend", "latest"],
    "areas": ["areas", "check", "labelled.jsonl"],
    "holidays": ["holidays"],
    "poster": ["poster", "latest"],
    "profile": ["profile", "latest", "--place", "Hội trường"],
    "correct": ["correct", "latest", "minutes.docx", "--list"],
    "content": ["content", "latest"],
    "template": ["template", "xa"],
    "sign": ["sign", "questions.csv", "--key", "questions.csv"],
    "doctor": ["doctor"],
    "hall": ["hall", "--of", "127.0.0.1:1", "--code", "ABCD-EFGH-JKMN"],
    "halls": ["halls", "latest"],
    "server": ["server", "latest", "--database", "host=127.0.0.1 port=1"],
    "database": ["database", "key", "fleet.pem"],
    "demo": ["demo", "--unattended", "--out", "demo", "--phones", "3"],
}


class Place(NamedTuple):
    """A folder to stand in, a data folder and a meeting, full of files that betray that they were imported."""

    folder: Path
    data: Path
    meeting: MeetingFolder
    start: Path
    """start.py, in a folder of its own that nobody else can write to."""

    betrayed: Path

    def settings(self) -> dict[str, str]:
        """The environment of a command."""
        return {**os.environ, "DOITHOAI_DATA": str(self.data), "DOITHOAI_LANGUAGE": "en"}

    def imported(self) -> str:
        """What was imported from there; empty if all is well."""
        return self.betrayed.read_text(encoding="utf-8") if self.betrayed.exists() else ""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    betrayed, here, data = tmp_path / "betrayed", tmp_path / "here", tmp_path / "home"
    here.mkdir()
    meeting = create(MeetingLibrary(data), story.opening())
    start = set_up_checkout(tmp_path / "checkout")
    for folder in (here, data, meeting.folder):
        plant(folder, betrayed)
    (here / "questions.csv").write_text("câu hỏi;đơn vị\nBao giờ có máy tính mới?;Đội 1\n", encoding="utf-8")
    lines = [{"text": text, "area": area} for text, area in story.AREAS_OF_OTHERS]
    labelled = "\n".join(json.dumps(line) for line in lines)
    (here / "labelled.jsonl").write_text(labelled, encoding="utf-8")
    yield Place(here, data, meeting, start, betrayed)
    for folder in (data / "meetings").iterdir():
        stop_serving(folder)


def run(place: Place, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the place, without a terminal."""
    return subprocess.run(
        command,
        cwd=place.folder,
        env=place.settings(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def started(place: Place, *arguments: str) -> list[str]:
    """The command by way of start.py."""
    return [sys.executable, str(place.start), *arguments]


def test_the_trap_catches_what_imports_from_the_current_folder(place: Place) -> None:
    run(place, [sys.executable, "-c", "import textual, server, json"])
    assert len(place.imported().splitlines()) == 3


def test_every_command_is_tried() -> None:
    assert {*SCREENS, *WITHOUT_A_SCREEN} == {"", "serve", *COMMANDS} - {"serve"}


@pytest.mark.parametrize("name", WITHOUT_A_SCREEN)
def test_a_command_imports_nothing_from_where_one_stands(name: str, place: Place) -> None:
    if name == "restore":
        assert run(place, started(place, "backup", "latest", "earlier.zip")).returncode == 0
    if name == "correct":
        assert (
            run(place, started(place, "export", "latest", "--format", "docx", "--out", "papers")).returncode
            == 0
        )
        (exported,) = (place.folder / "papers").glob("*.docx")
        exported.rename(place.folder / "minutes.docx")
    done = run(place, started(place, *WITHOUT_A_SCREEN[name]))
    assert place.imported() == ""
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}, done


def test_a_server_imports_nothing_from_where_one_stands(place: Place) -> None:
    command = started(place, "serve", "latest", "--host", "127.0.0.1")
    with subprocess.Popen(command, cwd=place.folder, env=place.settings(), stdout=subprocess.PIPE) as serving:
        assert serving.stdout is not None
        assert serving.stdout.readline()
        running = live.read(place.meeting.folder)
        assert running is not None
        stop_serving(place.meeting.folder)
        assert serving.wait(SECONDS) == 0
    assert place.imported() == ""


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_and_all_that_it_starts_import_nothing_from_where_one_stands(
    name: str, place: Place
) -> None:
    arguments = {"": [], "demo": ["demo", "--phones", "2"]}.get(name, [name, "latest"])
    command = started(place, *arguments)[1:]
    with terminal(command, folder=place.folder, **place.settings()) as screen:
        screen.until(lambda: b"\x1b[?1049h" in screen.sent, "never drew")
        screen.until(lambda: len(screen.text.split()) > 5, "never showed anything")
        screen.type(CTRL_Q)
        screen.until(lambda: screen.process.poll() is not None, "never ended")
    assert place.imported() == ""


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["verify", "latest"], ["export", "latest", "--out", "documents"], ["pair", "latest"]],
    ids=lambda arguments: arguments[0],
)
def test_python_m_takes_no_more_from_the_current_folder_than_python_itself_looks_for_there(
    arguments: list[str], tmp_path: Path, place: Place
) -> None:
    """What that is differs from Python to Python (with 3.11 importlib, warnings, contextlib); with -P it is nothing."""
    bare = tmp_path / "bare"
    bare.mkdir()
    plant(bare, place.betrayed, besides=ROOMS - {"doithoai"})
    (bare / "nothing_of_ours.py").touch()
    while True:
        run(place._replace(folder=bare), [sys.executable, "-m", "nothing_of_ours"])
        if not place.imported():
            break
        for line in place.imported().splitlines():
            Path(line).unlink()
        place.betrayed.unlink()
    standing = place._replace(folder=bare)
    done = run(standing, [sys.executable, "-m", "doithoai", *arguments])
    assert standing.imported() == ""
    assert "Traceback" not in done.stderr
    safe = run(place, [sys.executable, "-P", "-m", "doithoai", *arguments])
    assert place.imported() == ""
    assert "Traceback" not in safe.stderr
