"""The demonstration meeting, played over real processes, sockets and files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tinydb

from demonstration import story
from demonstration.sample import questions
from doithoai.laptop import holiday_table
from meeting.limits import TIME_STEP_MINUTES
from meeting.model.pledge import PledgePhase
from meeting.model.question import DISMISSALS, Outcome
from meeting.state import State
from server.triage_service import CORRECTIONS
from store import Follower, verify
from triage.corrections import Corrections
from wording.writing import curled, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONES = 30
SEED = 7
PLAY_SECONDS = 120


def play(out: Path, seed: int = SEED, **environment: str) -> str:
    """Run `doithoai demo --unattended` as a person would; return what it printed."""
    command = [sys.executable, "-m", "doithoai", "demo", "--unattended", "--out", str(out)]
    options = ["--seed", str(seed), "--phones", str(PHONES)]
    done = subprocess.run(
        [*command, *options],
        env={**os.environ, "HOME": str(out), "DOITHOAI_LANGUAGE": "vi", **environment},
        capture_output=True,
        timeout=PLAY_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demonstration") / "out"


@pytest.fixture(scope="module")
def printed(out: Path) -> str:
    return play(out)


@pytest.fixture(scope="module")
def minutes(out: Path, printed: str) -> str:
    (markdown,) = (path for path in out.glob("*.md") if "bien-ban" in path.name)
    return markdown.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def state(out: Path, printed: str) -> State:
    return State.load(Follower.open(out / "record").db.documents())


def texts(folder: Path) -> Iterator[str]:
    """Every text there is in the files below `folder`, packed ones too."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        yield from (part.decode(errors="ignore") for part in parts)


def test_no_time_in_any_file_dates_a_phones_act_more_closely_than_five_minutes(
    out: Path, printed: str
) -> None:
    step = timedelta(minutes=TIME_STEP_MINUTES)
    held_on = State.load(Follower.open(out / "record").db.documents()).meeting.opened_at[:10]
    told = re.compile(held_on + r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
    times = {datetime.fromisoformat(found) for text in texts(out) for found in told.findall(text)}
    assert len(times) > 3
    assert [at for at in times if at.second or at.microsecond or at.minute % TIME_STEP_MINUTES] == []

    lines = (out / "record" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    # The latest time in a line is its own; it is no earlier than any before it, and no later than any after it.
    own = [max(map(datetime.fromisoformat, told.findall(line)), default=None) for line in lines]
    windows = [
        min(filter(None, own[place:])) + step - max(filter(None, own[: place + 1]))
        for place, line in enumerate(lines)
        if '"by":"phone"' in line
    ]
    assert len(windows) >= PHONES
    assert min(windows) >= step


def unmarked(markdown: str) -> str:
    """The words of a Markdown text: escapes and white space do not count."""
    return " ".join(re.sub(r"\\(?=[^\w\s])", "", markdown).split())


def test_every_question_asked_is_in_the_minutes_exactly_once_with_its_outcome(
    state: State, minutes: str
) -> None:
    shown = unmarked(minutes)
    asked = PHONES + len(story.SLIPS) + story.COLLECTED_BEFOREHAND.count("\n") - 1
    assert len(state.questions) == asked
    assert all(question.outcome is not None for question in state.questions.values())
    off_topic = [n for n, question in state.questions.items() if question.outcome in DISMISSALS]
    assert f"{len(off_topic):02} nội dung không thuộc phạm vi đối thoại: số {numbers(off_topic)}." in shown
    for number, question in state.questions.items():
        told = re.findall(rf"(?:Câu hỏi|Ý kiến|Kiến nghị) số {number}(?: \([^)]*\))?:\*\* ", shown)
        assert len(told) == (number not in off_topic), question.text
        assert number in off_topic or unmarked(curled(question.text)) in shown
    assert not {q.text for q in state.questions.values()} & {
        line.text for line in questions() if line.wording
    }
    assert Counter(q.text for q in state.questions.values()).most_common(1)[0][1] == 1


def test_what_phones_sent_is_in_the_record_word_for_word(state: State) -> None:
    sample = {line.wording or line.text for line in questions()}
    phoned = [q for q in state.questions.values() if q.channel.value == "phone"]
    assert len(phoned) == PHONES
    assert {q.text for q in phoned} <= sample


def test_matters_beyond_authority_went_to_both_kinds_of_destination(state: State) -> None:
    kinds = {referral.destination.value for referral in state.referrals.values()}
    assert kinds == {"superior", "specialised"}
    assert len(state.referrals) >= 2
    assert all(r.addressee and r.reason and r.deadline for r in state.referrals.values())


def test_the_launch_is_signed_and_the_votes_are_counted_and_nothing_else_of_them_remains(
    state: State, minutes: str
) -> None:
    assert state.pledges[1].phase is PledgePhase.SIGNED
    assert "Giao ước thi đua cải cách hành chính năm 2024" in unmarked(minutes)
    poll, survey = state.polls[1], state.surveys[1]
    assert poll.tally is not None
    assert survey.result is not None
    assert poll.tally.cast == survey.result.responses == PHONES
    assert all(not group.counts for item in survey.result.items for group in item.groups if group.hidden)


def test_somebody_was_refused_with_a_reason(state: State) -> None:
    dismissed = [q for q in state.questions.values() if q.outcome is Outcome.OUT_OF_SCOPE]
    assert dismissed
    assert all(question.reason for question in dismissed)


def test_the_hall_supported_questions_and_only_counts_remain(state: State, out: Path) -> None:
    assert sum(count.count for count in state.votes.values()) > 0
    assert not [path for path in out.rglob("*") if "ballot" in path.name or path.suffix == ".key"]


def test_the_summary_says_the_digest_that_verify_finds(printed: str, out: Path) -> None:
    checked = verify(out / "record")
    assert checked.ok
    assert checked.digest in printed
    assert len(printed.splitlines()) <= 40


def test_the_minutes_print_the_same_digest(minutes: str, out: Path) -> None:
    assert verify(out / "record").digest in minutes.replace(" ", "").replace("\n", "")


def test_the_backup_holds_the_same_record(printed: str, out: Path) -> None:
    assert verify(out / "record.zip").digest == verify(out / "record").digest


def test_stock_tinydb_opens_the_newest_snapshot_and_queries_it(state: State, out: Path) -> None:
    newest = max((out / "record" / "snapshots").glob("*.json"))
    with tinydb.TinyDB(newest, access_mode="r") as stock:
        found = stock.table("referrals").search(tinydb.where("destination") == "superior")
    assert len(found) == sum(r.destination.value == "superior" for r in state.referrals.values())


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """A laptop's data folder in which every question of the story was filed wrongly, and every day is a holiday."""
    data = tmp_path / "data"
    data.mkdir()
    corrections = Corrections.load(data / CORRECTIONS)
    for line in questions():
        corrections.add(line.text, "public_finance", line.area)
    table = '[[off]]\non = 2024-04-01\nuntil = 2024-07-30\nname = "Nghỉ"\n'
    (data / holiday_table.NAME).write_text(table, encoding="utf-8")
    return data


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_minutes_whatever_the_laptop_was_taught_and_another_seed_others(
    minutes: str, tmp_path: Path, taught: Path
) -> None:
    before = contents(taught)
    play(tmp_path / "again", DOITHOAI_DATA=str(taught))
    after = contents(taught)
    assert {name: after[name] for name in before} == before
    play(tmp_path / "other", seed=SEED + 1)
    (again,) = (path for path in (tmp_path / "again").glob("*.md") if "bien-ban" in path.name)
    (other,) = (path for path in (tmp_path / "other").glob("*.md") if "bien-ban" in path.name)
    assert again.read_text(encoding="utf-8") == minutes
    assert other.read_text(encoding="utf-8") != minutes
