"""Every text a record can hold is hostile at once: names of areas, units, options, tasks, people, places."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import docx
import msgspec
import openpyxl
import pytest
from docx.oxml.ns import qn

import minutes
from meeting.changes import put
from meeting.model.agenda import Prompt
from meeting.model.carried import Carried
from meeting.model.register import Letter, Status
from meeting.state import State, document_types
from minutes import FORMATS, Edition, Seal
from tests.minutes.ballots import balloted
from tests.minutes.conftest import dialogue
from tests.minutes.hostile import HOSTILE
from tests.tui.hostile import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = (*HOSTILE, *EVERYTHING.values())
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _is_said(text: str) -> bool:
    """Whether a person wrote this; ids, dates and digests are ASCII without a space, signatures begin with M."""
    return not text.isascii() or (" " in text and not text.startswith("M"))


def _poisoned(value: Any, poison: Iterator[str]) -> Any:
    if isinstance(value, msgspec.Struct):
        fields = {name: _poisoned(getattr(value, name), poison) for name in value.__struct_fields__}
        return type(value)(**fields)
    if type(value) is str:
        return next(poison) if _is_said(value) else value
    if isinstance(value, tuple):
        return tuple(_poisoned(each, poison) for each in value)
    if isinstance(value, dict):
        return {key: _poisoned(each, poison) for key, each in value.items()}
    return value


def everything() -> State:
    """A meeting with something in every table a document reads: votes, surveys, pledges, the dialogue, the register."""
    state = balloted()
    for table, rows in dialogue().tables.items():
        state.apply(put(table, number, each) for number, each in rows.items() if table != "meetings")
    carried = Carried(
        "2023", "Đối thoại năm 2023", "2023-10-05", "commitments", 1, "2023-10-05T09:00:00+07:00", "assignment",
        "Cấp máy ký số", "Đội Hậu cần", "2024-01-05", Status.IN_PROGRESS, last="Đã đặt mua",
    )  # fmt: skip
    letter = Letter("sent", "2024-05-03", "15/CV-ANNĐ", "Đề nghị xem xét")
    referral = msgspec.structs.replace(state.referrals[1], letters=(letter,))
    prompt = Prompt(1, "Một việc cần cải cách ngay?")
    state.apply([put("carried", 1, carried), put("referrals", 1, referral), put("prompts", 1, prompt)])
    return state


def poisoned(state: State, first: int) -> State:
    """The same record with a hostile text for everything people said, from the `first` one on in turn."""
    poison = itertools.islice(itertools.cycle(TEXTS), first, None)
    made = State()
    made.apply(
        put(table, number, _poisoned(each, poison))
        for table in document_types()
        for number, each in getattr(state, table).items()
    )
    return made


@pytest.fixture(scope="module", params=range(0, len(TEXTS), 23))
def edition(request: pytest.FixtureRequest) -> Edition:
    return Edition(poisoned(everything(), request.param), Seal("ab" * 32, 41))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_every_format_but_one_takes_it(edition: Edition, name: str) -> None:
    assert all(made.content for made in FORMATS[name].documents(edition))


def test_the_pdf_takes_it() -> None:
    edition = Edition(poisoned(everything(), 0), Seal("ab" * 32, 41))
    assert all(made.content.startswith(b"%PDF") for made in FORMATS["pdf"].documents(edition))


def test_documents_and_workbook_open_again_without_formulas_fields_and_links(edition: Edition) -> None:
    for name in ("docx", "annex", "pledge"):
        for made in (document for document in FORMATS[name].documents(edition) if document.suffix == ".docx"):
            document = docx.Document(io.BytesIO(made.content))
            fields = "".join(node.text or "" for node in document.element.iter(qn("w:instrText")))
            assert not set(re.findall("[A-Z]{4,}", fields)) - {"PAGE", "NUMPAGES"}
            assert not list(document.element.iter(qn("w:hyperlink")))
            relations = [each for part in document.part.package.parts for each in part.rels.values()]
            assert not [each for each in relations if each.is_external]
    for made in FORMATS["xlsx"].documents(edition):
        book = openpyxl.load_workbook(io.BytesIO(made.content))
        cells = [cell for page in book for row in page.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_no_cell_of_a_csv_file_is_live(edition: Edition) -> None:
    for made in FORMATS["csv"].documents(edition):
        read = csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline=""), delimiter=";")
        for row in read:
            for cell in row:
                assert not cell.lstrip().startswith(LIVE) or cell.lstrip("+-").replace(",", "").isdecimal()


def test_the_bundle_is_json_without_what_json_cannot_hold(edition: Edition) -> None:
    for made in FORMATS["json"].documents(edition):
        told = json.loads(made.content.decode("utf-8"))
        assert "\ud800" not in json.dumps(told, ensure_ascii=False)


def test_the_names_of_the_files_are_safe(edition: Edition, tmp_path: Path) -> None:
    meeting = edition.state.meeting
    for title in ("../../etc/passwd", "CON", 'a/b\\c:d*e?f"g<h>i|j', "é" * 300, "\x1b[2J", "=1+1", "."):
        state = poisoned(everything(), 0)
        state.meetings[1] = msgspec.structs.replace(meeting, id="", title=title)
        at = datetime(2026, 11, 24, tzinfo=UTC)
        (path,) = minutes.write(state, tmp_path, ["text"], digest="ab", n=1, at=at)
        assert path.parent == tmp_path
        assert path.name.isascii()
        assert path.name.isprintable()
        assert len(path.name) < 120
        assert set(path.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
