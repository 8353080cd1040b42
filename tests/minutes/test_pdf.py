"""The PDF measured where it lies on the page."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest

from meeting.changes import put
from meeting.model.profile import Person
from meeting.model.question import Outcome
from meeting.model.register import Destination, Referral
from minutes import FORMATS, Edition, Seal
from tests.conftest import require_program
from tests.minutes.conftest import answer, question, state_with
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from meeting.state import State

SEAL = Seal("ab" * 32, 41)
POINTS_PER_MM = 72 / 25.4


class Word(NamedTuple):
    """A word on a page: where it begins and ends, in millimetres from the left and the top."""

    text: str
    left: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page's size in millimetres, and its words."""

    width: float
    height: float
    words: list[Word]


def printed(state: State) -> bytes:
    [made] = FORMATS["pdf"].documents(Edition(state, SEAL))
    return made.content


def pages(content: bytes) -> list[Page]:
    command = [require_program("pdftotext"), "-bbox", "-", "-"]
    read = subprocess.run(command, input=content, capture_output=True, check=True, timeout=PATIENCE)
    root = ElementTree.fromstring(re.sub(rb'xmlns="[^"]*"', b"", read.stdout))

    def mm(part: ElementTree.Element, name: str) -> float:
        return float(part.attrib[name]) / POINTS_PER_MM

    return [
        Page(
            mm(page, "width"),
            mm(page, "height"),
            [Word(w.text or "", mm(w, "xMin"), mm(w, "xMax"), mm(w, "yMax")) for w in page.iter("word")],
        )
        for page in root.iter("page")
    ]


def rules(content: bytes) -> list[float]:
    """Lengths of the lines drawn on the first page, in millimetres."""
    command = [require_program("pdftocairo"), "-svg", "-f", "1", "-l", "1", "-", "-"]
    drawn = subprocess.run(
        command, input=content, capture_output=True, check=True, timeout=PATIENCE
    ).stdout.decode()
    lines = re.findall(r'stroke-width:0.75;.* d="M (-?[\d.]+) -?[\d.]+ L ([\d.]+) ', drawn)
    return [(float(end) - float(start)) / POINTS_PER_MM for start, end in lines]


def test_no_word_however_long_runs_off_a_page() -> None:
    wide = "W" * 60
    state = state_with(
        question(1, f"Bao giờ {wide}?", name=wide, unit=wide, outcome=Outcome.SUPERIOR),
        title=wide,
        agency=wide,
        parent_agency=wide,
        place=f"http://{wide}",
        symbol=wide,
        chair=Person(wide, wide, wide),
        secretary=Person(wide, wide, wide),
        recipients=(wide,),
    )
    referral = Referral(1, 1, Destination.SUPERIOR, wide, wide, wide, "2024-05-02")
    state.apply([put("answers", 1, answer(1, wide, speaker=wide)), put("referrals", 1, referral)])
    for page in pages(printed(state)):
        assert page.words
        assert min(word.left for word in page.words) >= 23.9
        assert max(word.right for word in page.words) <= page.width - 19.9


def test_a_long_row_is_cut_by_the_page_and_not_lost_below_it() -> None:
    long = "Đề nghị xem xét việc cắt giảm báo cáo. " * 45
    state = state_with(question(1, "Giảm báo cáo?", outcome=Outcome.SUPERIOR))
    referral = Referral(1, 1, Destination.SUPERIOR, "Giám đốc", f"{long}hết", "Vượt thẩm quyền", "2024-05-02")
    state.apply([put("answers", 1, answer(1, f"{long}xong")), put("referrals", 1, referral)])
    found = pages(printed(state))
    for page in found:
        assert max(word.bottom for word in page.words) < page.height - 8
    annexes = [word.text for page in found for word in page.words if page.width > page.height]
    assert annexes.count("hết") == 1
    assert annexes.count("xong") == 1


def test_sixty_recipients_go_on_below_the_signatures() -> None:
    found = pages(printed(state_with(recipients=tuple(f"Đội-{n}" for n in range(60)))))
    assert {f"Đội-{n};" for n in range(60)} <= {word.text for page in found for word in page.words}
    assert all(word.bottom < page.height - 8 for page in found for word in page.words)


@pytest.mark.parametrize("asked", range(1, 19, 2))
def test_what_was_said_last_stands_above_the_signatures_and_the_digest_below(asked: int) -> None:
    state = state_with(
        *(question(n, "Bao giờ có máy ký số?", outcome=Outcome.EXPLAINED) for n in range(1, asked))
    )
    signed = next(page for page in pages(printed(state)) if any(word.text == "TỌA" for word in page.words))
    words = [word.text for word in signed.words]
    lone = ["2", "Hội", "nghị"]
    assert words.index("kết") > len(lone)
    assert SEAL.digest in words


def test_the_rules_of_the_letterhead_are_as_long_as_the_decree_asks(held: State) -> None:
    content = printed(held)
    agency, motto = rules(content)[:2]
    [top, *_] = pages(content)
    title = [word for word in top.words if word.bottom < 40]
    said = [word for word in title if word.text in {"Độc", "phúc"}]
    assert abs(motto - (said[1].right - said[0].left)) < 1
    named = [word for word in title if word.text in {"PHÒNG", "ĐỊA"}]
    assert 1 / 3 <= agency / (named[1].right - named[0].left) <= 1 / 2
