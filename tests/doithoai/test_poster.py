"""Posters, slips and paper forms: what is printed can be scanned, and says what it should."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from doithoai.commands.poster import poster
from meeting.commands.pledging import AddPledge
from meeting.commands.polling import AddPoll
from meeting.commands.profile import ChangeProfile
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, Task
from meeting.model.profile import Wifi
from meeting.phone_sections import Section
from meeting.templates import survey_template
from meeting.text import crockford
from meeting.votes import slips
from minutes.poster_pages import network_target
from tests.conftest import require_program
from tests.server.voting import Voting, voting
from tests.systems import has_mode

if TYPE_CHECKING:
    from collections.abc import Iterator

DOTS = 100
"""An inch, as a poor printer has them."""

MARK_MM = (18.0, 45.0)
"""How wide a corner's mark of the large code is: nothing else on the page is drawn so wide without a gap."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voting]:
    with voting(tmp_path_factory.mktemp("hall") / "2024-04-17-doi-thoai") as served:
        served.do(ChangeProfile(wifi=Wifi("Hoi truong", "a;b")))
        yield served


def printed(hall: Voting, out: Path, *words: str) -> Path:
    """Run the command and return its first file."""
    ran = CliRunner().invoke(poster, [str(hall.folder), *words, "--out", str(out)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return Path(ran.output.split("\n")[0])


def scanned(picture: Path) -> set[str]:
    """Every code in a picture, read by zbar."""
    ran = subprocess.run(
        [require_program("zbarimg"), "-q", "--raw", str(picture)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stdout.split("\n")) - {""}


def text_of(pdf: Path) -> str:
    ran = subprocess.run(
        [require_program("pdftotext"), str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return ran.stdout


def test_the_check_in_has_a_poster_of_its_own(hall: Voting, tmp_path: Path) -> None:
    picture = printed(hall, tmp_path, "attendance", "--format", "png")
    assert picture.name == "poster-attendance-1.png"
    assert f"{hall.live.phone_url}/D0" in scanned(picture)


def test_the_wall_poster_carries_the_join_code_and_the_network(hall: Voting, tmp_path: Path) -> None:
    picture = printed(hall, tmp_path, "join", "--format", "png")
    assert scanned(picture) == {hall.live.phone_url, "WIFI:T:WPA;S:Hoi truong;P:a\\;b;;"}


def test_a_poster_on_paper_says_the_address_and_three_steps(hall: Voting, tmp_path: Path) -> None:
    said = text_of(printed(hall, tmp_path, "join"))
    assert hall.live.short_code in said
    assert hall.live.address.removeprefix("http://") in said
    assert "Viết câu hỏi rồi bấm Gửi." in said
    assert "Không nhập thông tin bí mật nhà nước" in " ".join(said.split())


def test_a_survey_has_a_poster_of_its_own_and_a_paper_form(hall: Voting, tmp_path: Path) -> None:
    survey = replace(survey_template("internal_reform"), units=("Đội 1", "Đội 2"))
    number = hall.do(AddSurvey(survey))["number"]
    picture = printed(hall, tmp_path, "survey", str(number), "--format", "png")
    assert hall.live.link(Section.SURVEY, number) in scanned(picture)
    form = text_of(printed(hall, tmp_path, "form", str(number)))
    assert "Số lượng báo cáo hiện nay là hợp lý" in form
    assert form.count("1. Hoàn toàn đồng ý") == 8
    assert "2. Đội 2" in form
    assert form.count("0. Không có ý kiến") == 9


def test_where_names_are_given_no_poster_promises_that_nobody_is_known(hall: Voting, tmp_path: Path) -> None:
    said = " ".join(text_of(printed(hall, tmp_path, "attendance")).split())
    assert "Ẩn danh" not in said
    assert "được lưu vào hồ sơ và in trong biên bản" in said


def test_slips_are_in_the_record_only_as_fingerprints_and_each_scans_to_its_vote(
    hall: Voting, tmp_path: Path
) -> None:
    number = hall.do(AddPoll("Bầu", Form(FormKind.YES_NO), binding=True))["number"]
    made = printed(hall, tmp_path, "slips", str(number), "--count", "3")
    assert has_mode(made, 0o600)
    # A code of wide letters breaks after a hyphen.
    found = re.findall(r"[0-9A-Z]{4}-\s*[0-9A-Z]{4}-\s*[0-9A-Z]{4}", text_of(made))
    codes = {"".join(code.split()) for code in found}
    assert {slips.fingerprint(code) for code in codes} == set(hall.state().slips[number].hashes)
    journal = b"".join(path.read_bytes() for path in hall.folder.rglob("*") if path.is_file())
    assert not any(crockford.read(code).encode() in journal for code in codes)
    again = CliRunner().invoke(poster, [str(hall.folder), "slips", str(number), "--out", str(tmp_path)])
    assert again.exit_code != 0
    picture = printed(hall, tmp_path, "slips", str(number), "--count", "2", "--again", "--format", "png")
    assert all(target.startswith(f"{hall.live.link(Section.POLL, number)}#") for target in scanned(picture))


def test_cards_fill_pages_of_twelve(hall: Voting, tmp_path: Path) -> None:
    said = text_of(printed(hall, tmp_path, "cards", "--count", "14"))
    assert said.count(hall.live.short_code) == 14


def on_paper(pdf: Path) -> list[Path]:
    """The pages of a PDF as they come out of a printer."""
    subprocess.run(
        [require_program("pdftoppm"), "-gray", "-r", str(DOTS), str(pdf), str(pdf.with_suffix(""))],
        check=True,
        capture_output=True,
    )
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))


def code_mm(page: Path) -> float:
    """The side of the large code: from where its upper left mark begins to where its upper right one ends."""
    _magic, size, _most, dots = page.read_bytes().split(b"\n", 3)
    width = int(size.split()[0])
    marks = [
        found.span()
        for start in range(0, len(dots), width)
        for found in re.finditer(rb"[\x00-\x7f]+", dots[start : start + width])
        if MARK_MM[0] < (found.end() - found.start()) * 25.4 / DOTS < MARK_MM[1]
    ]
    return (max(end for _, end in marks) - min(start for start, _ in marks)) * 25.4 / DOTS


@pytest.mark.parametrize("title", ["Đối thoại", "Đối thoại về công tác cải cách hành chính " * 4])
@pytest.mark.parametrize("what", ["join", "attendance"])
def test_the_code_on_the_wall_is_120_mm_wide_beside_the_networks(
    hall: Voting, tmp_path: Path, title: str, what: str
) -> None:
    hall.do(ChangeProfile(title=title.strip()))
    [page] = on_paper(printed(hall, tmp_path, what))
    assert code_mm(page) == pytest.approx(120, abs=3)
    target = hall.live.phone_url if what == "join" else hall.live.link(Section.ATTENDANCE)
    assert {target, "WIFI:T:WPA;S:Hoi truong;P:a\\;b;;"} == scanned(page)
    assert " ".join(title.split()) in " ".join(text_of(tmp_path / f"poster-{what}.pdf").split())


def test_every_poster_and_card_is_read_from_the_printed_page(hall: Voting, tmp_path: Path) -> None:
    survey = hall.do(AddSurvey(survey_template("internal_reform")))["number"]
    poll = hall.do(AddPoll("Có tán thành?", Form(FormKind.YES_NO)))["number"]
    pledge = hall.do(AddPledge(Pledge(0, "Giao ước thi đua", tasks=(Task("1", "Rà soát quy trình"),))))[
        "number"
    ]
    for words, target in (
        (("survey", str(survey)), hall.live.link(Section.SURVEY, survey)),
        (("poll", str(poll)), hall.live.link(Section.POLL, poll)),
        (("pledge", str(pledge)), hall.live.link(Section.PLEDGE, pledge)),
    ):
        [page] = on_paper(printed(hall, tmp_path, *words))
        assert target in scanned(page), words
        assert code_mm(page) > 110, words
    pages = on_paper(printed(hall, tmp_path, "cards", "--count", "13"))
    assert [scanned(page) for page in pages] == [{hall.live.phone_url}] * 2
    said = text_of(tmp_path / "poster-cards.pdf")
    assert said.count("Hoi truong") == said.count("a;b") == 13


def test_a_network_name_cannot_break_out_of_its_code() -> None:
    assert network_target(Wifi('A;P:x\\"', "", "nopass")) == 'WIFI:T:nopass;S:A\\;P\\:x\\\\\\";;'
