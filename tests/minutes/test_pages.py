"""How the minutes fall into pages: few enough to sign, no heading or answer left alone, none half empty."""

from __future__ import annotations

import re
import subprocess
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest

from demonstration.sample import questions
from demonstration.story import REPLIES
from meeting.changes import put
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer, SignerKind, Task
from meeting.model.question import Outcome
from meeting.model.register import Commitment, CommitmentKind
from minutes import FORMATS, Edition, Seal
from tests.conftest import require_program
from tests.minutes.conftest import answer, question, state_with

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State

SEAL = Seal("cd" * 32, 77)
PROMISED_EVERY = 12
HALF = 0.55
XHTML = "{http://www.w3.org/1999/xhtml}"
HEADING = re.compile(r"^([IVX]+\.|\d+\.) \S")
ANSWERED = re.compile(r"^Đồng chí .*, trả lời")
ASKED = re.compile(r"^(Câu hỏi|Ý kiến|Kiến nghị) số \d+")


class Line(NamedTuple):
    """A line of a page: its words, and where it ends as a share of the page's height."""

    words: str
    ends: float


def meeting(count: int, seed: int, *, alike: bool) -> State:
    """A closed meeting of `count` questions as people ask them; answers are `alike` by area, or each its own."""
    chance = Random(seed)
    replies = {reply.area: reply.texts for reply in REPLIES}
    asked = [chance.choice(questions()) for _ in range(count)]
    state = state_with()
    for number, one in enumerate(asked, start=1):
        is_promised = number % PROMISED_EVERY == 0
        outcome = Outcome.WRITTEN_ANSWER if is_promised else Outcome.ANSWERED
        unit = chance.choice(("", "Đội 1", "Đội Tham mưu"))
        state.apply(
            [put("questions", number, question(number, one.text, area=one.area, unit=unit, outcome=outcome))]
        )
        if is_promised:
            owed = Commitment(
                number, CommitmentKind.WRITTEN_ANSWER, one.text, "Đội Hậu cần", "2024-05-06", number
            )
            state.apply([put("commitments", number, owed)])
            continue
        said = chance.choice(replies.get(one.area, REPLIES[0].texts))
        own = "" if alike else f" Việc này có trong kế hoạch số {number}."
        state.apply([put("answers", number, answer(number, said + own))])
    return state


def paper(state: State) -> bytes:
    """The minutes as PDF."""
    [document] = FORMATS["pdf"].documents(Edition(state, SEAL))
    return document.content


def pages(pdf: bytes, folder: Path) -> list[list[Line]]:
    """The lines of every page from above, without the number of the page."""
    path = folder / "bien-ban.pdf"
    path.write_bytes(pdf)
    ran = subprocess.run(
        [require_program("pdftotext"), "-bbox-layout", str(path), "-"], capture_output=True, check=True
    )
    found = []
    for page in ElementTree.fromstring(ran.stdout).iter(f"{XHTML}page"):
        high = float(page.attrib["height"])
        lines = [
            Line(
                " ".join(word.text or "" for word in line.iter(f"{XHTML}word")),
                float(line.attrib["yMax"]) / high,
            )
            for line in page.iter(f"{XHTML}line")
        ]
        found.append(sorted((one for one in lines if not one.words.isdecimal()), key=lambda line: line.ends))
    return found


@pytest.mark.parametrize(("count", "most"), [(50, 12), (300, 45)])
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_the_minutes_are_short_enough_to_sign(count: int, most: int, seed: int, tmp_path: Path) -> None:
    assert len(pages(paper(meeting(count, seed, alike=True)), tmp_path)) <= most


@pytest.mark.parametrize("seed", [21, 22])
def test_fifty_answers_of_which_no_two_are_alike_still_take_twelve_pages(seed: int, tmp_path: Path) -> None:
    assert len(pages(paper(meeting(50, seed, alike=False)), tmp_path)) <= 12


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_no_heading_ends_a_page_no_answer_begins_one_and_none_is_half_empty(
    seed: int, tmp_path: Path
) -> None:
    found = pages(paper(meeting(60, seed, alike=False)), tmp_path)
    body = found[: next(n for n, page in enumerate(found) if any("SHA-256" in line.words for line in page))]
    assert len(body) > 6
    for number, page in enumerate(body, start=1):
        assert not HEADING.match(page[-1].words), f"page {number} ends with a heading: {page[-1].words}"
        assert not ASKED.match(page[-1].words), f"page {number} ends with a question: {page[-1].words}"
        assert not ANSWERED.match(page[0].words), f"page {number} begins with an answer: {page[0].words}"
        assert page[-1].ends > HALF, f"page {number} is half empty"


def test_the_signatures_have_words_of_the_minutes_above_them(tmp_path: Path) -> None:
    for seed in range(41, 47):
        found = pages(paper(meeting(20 + seed, seed, alike=False)), tmp_path)
        signed = next(page for page in found if any(line.words.startswith("CHỦ TỌA") for line in page))
        above = [line.words for line in signed]
        above = above[: next(n for n, words in enumerate(above) if words.startswith(("THƯ KÝ", "CHỦ TỌA")))]
        assert above, f"seed {seed}: signatures stand alone"


@pytest.mark.parametrize("tasks", range(6, 19, 2))
def test_the_signatures_under_a_pledge_have_words_of_the_pledge_above_them(
    tasks: int, tmp_path: Path
) -> None:
    state = state_with()
    listed = tuple(Task(str(n), f"Rà soát, sửa đổi quy trình số {n} trong năm") for n in range(1, tasks + 1))
    promises = ("Thực hiện nghiêm túc các nội dung đã ký.",)
    made = Pledge(1, "Giao ước thi đua", tasks=listed, promises=promises, phase=PledgePhase.SIGNED)
    signed = [
        Signer(
            n, 1, SignerKind.TEAM, f"Đội {n}", {}, f"Người {n}", "Đội trưởng", standing=SignatureStatus.SIGNED
        )
        for n in range(1, 6)
    ]
    state.apply([put("pledges", 1, made), *(put("signers", one.number, one) for one in signed)])
    document = next(one for one in FORMATS["pledge"].documents(Edition(state, SEAL)) if one.suffix == ".pdf")
    found = pages(document.content, tmp_path)
    page = next(page for page in found if any("ĐỘI 1" in line.words for line in page))
    above = [line.words for line in page]
    above = above[: next(n for n, words in enumerate(above) if "ĐỘI 1" in words)]
    assert any(words[-1] in ".;" for words in above), f"{tasks} tasks: signatures stand alone"


def test_three_hundred_answers_of_which_no_two_are_alike_take_forty_five_pages(tmp_path: Path) -> None:
    assert len(pages(paper(meeting(300, 51, alike=False)), tmp_path)) <= 45
