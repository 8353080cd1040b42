"""A long PDF is set in pieces and joined, and its reader finds one document."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import pdfua
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes import Edition, Seal
from minutes.formats import pdf, pieces
from minutes.formats.child import StoppedError
from minutes.outline.blocks import Column, Table
from tests.conftest import require_program
from tests.minutes.conftest import dialogue
from tests.minutes.hostile import HOSTILE
from tests.minutes.test_formats import asked, squeezed
from tests.minutes.test_validity import signed
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from meeting.state import State
    from minutes.outline.blocks import Minutes

SEAL = Seal("ab" * 32, 41)
FEW_LETTERS = 1_500
"""A piece of about a page, so that a short document is cut where else only thousands of questions are."""


def minutes_of(state: State) -> Minutes:
    return Edition(state, SEAL).minutes


@pytest.fixture(scope="module")
def cut_and_whole() -> tuple[bytes, bytes]:
    """The same minutes, joined from pieces and set at once."""
    minutes = minutes_of(asked(*(f"Câu hỏi {n}: {'dài ' * 60}" for n in range(1, 31))))
    return pdf.render(minutes, piece_letters=FEW_LETTERS), pdf.render(minutes)


def words_of(content: bytes) -> str:
    command = [require_program("pdftotext"), "-layout", "-", "-"]
    return subprocess.run(
        command, input=content, capture_output=True, check=True, timeout=PATIENCE
    ).stdout.decode()


def without_numbers(pages: str) -> str:
    """All words in their order, without the number that heads a page."""
    return squeezed("".join(re.sub(r"\A\s*\d+[ ]*\n", "", page) for page in pages.split("\f")))


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def walk(items: list[Any], level: int) -> None:
        for item in items:
            found.append((level, item.title))
            walk(item.children, level + 1)

    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_outline() as outline:
        walk(outline.root, 1)
    return found


def test_joined_pieces_say_what_the_whole_says_in_the_same_order(cut_and_whole: tuple[bytes, bytes]) -> None:
    joined, whole = map(words_of, cut_and_whole)
    assert joined.count("\f") > whole.count("\f")
    assert without_numbers(joined) == without_numbers(whole)


def test_pages_are_numbered_through_all_pieces_of_a_part(cut_and_whole: tuple[bytes, bytes]) -> None:
    pages = words_of(cut_and_whole[0]).split("\f")[:-1]
    numbers = [int(found[1]) if (found := re.match(r"\s*(\d+)[ ]*\n", page)) else 1 for page in pages]
    starts = [place for place, number in enumerate(numbers) if number == 1]
    assert starts[0] == 0
    for start, end in pairwise([*starts, len(numbers)]):
        assert numbers[start:end] == list(range(1, end - start + 1))
        assert start == 0 or "Phụ lục" in pages[start]


def test_bookmarks_hang_below_one_another_as_in_the_whole(cut_and_whole: tuple[bytes, bytes]) -> None:
    joined, whole = map(bookmarks, cut_and_whole)
    assert joined == whole
    assert {level for level, _title in joined} >= {1, 2}


def test_every_bookmark_leads_to_the_page_that_says_it(cut_and_whole: tuple[bytes, bytes]) -> None:
    pages = words_of(cut_and_whole[0]).split("\f")
    with pikepdf.open(io.BytesIO(cut_and_whole[0])) as opened, opened.open_outline() as outline:
        places: dict[Any, int] = {page.objgen: number for number, page in enumerate(opened.pages)}
        items: list[Any] = list(outline.root)
        while items:
            item = items.pop()
            items += item.children
            target = item.destination if item.destination is not None else item.action.D
            assert squeezed(item.title) in squeezed(pages[places[target[0].objgen]])


@pytest.mark.parametrize(
    "state",
    [signed(), asked(*HOSTILE), asked(*(f"{n} {'dài ' * 60}" for n in range(40)))],
    ids=["signed", "hostile", "lengthy"],
)
def test_a_joined_document_holds_to_its_standards(state: State, tmp_path: Path) -> None:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(pdf.render(minutes_of(state), piece_letters=FEW_LETTERS))
    with pikepdf.open(path) as opened:
        about = opened.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        properties = opened.Root.Metadata.read_bytes()
        assert f"<xmpTPg:NPages>{len(opened.pages)}</xmpTPg:NPages>".encode() in properties
        assert "/Producer" not in opened.docinfo
        assert opened.Root.Lang == "vi-VN"
        assert opened.Root.MarkInfo.Marked
        assert_tags_are_found(opened)
    found = pdfua.validate(str(path)).findings
    assert not [one for one in found if str(one.severity).endswith("ERROR")]


def assert_tags_are_found(opened: pikepdf.Pdf) -> None:
    """Every page finds its own tags by its number, and every cell its headers by their names."""
    root = opened.Root.StructTreeRoot
    numbered = pikepdf.NumberTree(root.ParentTree)
    pages = [page.obj for page in opened.pages]
    assert root.ParentTreeNextKey == len(pages)
    assert len({int(page.StructParents) for page in pages}) == len(pages)
    for page in pages:
        tags = [tag for tag in numbered[int(page.StructParents)] if isinstance(tag, pikepdf.Dictionary)]
        assert tags
        assert all(tag.Pg.objgen == page.objgen for tag in tags if "/Pg" in tag)
    names = pikepdf.NameTree(root.IDTree) if "/IDTree" in root else {}
    below = [(tag, root) for tag in root.K]
    while below:
        tag, above = below.pop()
        if not isinstance(tag, pikepdf.Dictionary) or tag.get("/Type") != "/StructElem":
            continue
        assert tag.P.objgen == above.objgen
        for attributes in tag.get("/A", ()):
            for header in attributes.get("/Headers", ()):
                assert str(header) in names
        below += [(kid, tag) for kid in tag.get("/K", ())]


def test_the_same_document_joined_twice_is_the_same_bytes(cut_and_whole: tuple[bytes, bytes]) -> None:
    minutes = minutes_of(dialogue())
    first = pdf.render(minutes, piece_letters=FEW_LETTERS)
    assert first == pdf.render(minutes, piece_letters=FEW_LETTERS)
    with pikepdf.open(io.BytesIO(first)) as one, pikepdf.open(io.BytesIO(cut_and_whole[0])) as other:
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_setting_pieces_can_be_stopped(many: Callable[[int], State]) -> None:
    asked_to_stop: list[bool] = []

    def stopped() -> bool:
        asked_to_stop.append(True)
        return True

    with pytest.raises(StoppedError):
        pdf.render(minutes_of(many(2_000)), stopped, piece_letters=100_000)
    assert asked_to_stop


# What is cut, without setting it in type.

WORD = st.text("ab", min_size=1, max_size=30)
PARAGRAPH = st.builds(
    lambda words, leads: {"type": "paragraph", "runs": [[words, False, False]], "leads": leads},
    WORD,
    st.booleans(),
)
HEADING = st.builds(lambda words: {"type": "heading", "level": 1, "text": words}, WORD)
TABLE = st.builds(
    lambda rows, total: {
        "type": "table",
        "columns": [],
        "rows": rows,
        "whole": [True] * len(rows),
        "together": True,
        "has_total": total,
    },
    st.lists(st.lists(WORD, min_size=2, max_size=2), min_size=1, max_size=8),
    st.booleans(),
)
BLOCKS = st.lists(st.one_of(PARAGRAPH, HEADING, TABLE), max_size=12)
DOCUMENT = st.builds(
    lambda blocks, annexes: {
        "blocks": blocks,
        "annexes": [{"label": f"Phụ lục {n}", "blocks": found} for n, found in enumerate(annexes)],
    },
    BLOCKS,
    st.lists(BLOCKS, max_size=4),
)


def said(blocks: list[dict[str, Any]]) -> list[Any]:
    """What blocks say, a table's rows one by one."""
    return [line for block in blocks for line in (block["rows"] if block["type"] == "table" else [block])]


@given(DOCUMENT, st.integers(1, 200))
def test_cutting_loses_nothing_and_keeps_the_order(document: dict[str, Any], letters: int) -> None:
    made = pieces.cut(document, letters)
    assert [line for piece in made for line in said(piece.data["blocks"])] == said(document["blocks"])
    for annex in document["annexes"]:
        shares = [
            found for piece in made for found in piece.data["annexes"] if found["label"] == annex["label"]
        ]
        assert [line for share in shares for line in said(share["blocks"])] == said(annex["blocks"])
        assert [share["continued"] for share in shares] == [False] + [True] * (len(shares) - 1)
    assert [piece.data["opens"] for piece in made] == [True] + [False] * (len(made) - 1)
    assert sum(piece.data["closes"] for piece in made) == 1


@given(DOCUMENT, st.integers(1, 200))
def test_a_piece_that_goes_on_holds_one_part_and_ends_where_a_page_may(
    document: dict[str, Any], letters: int
) -> None:
    for piece, after in pairwise(pieces.cut(document, letters)):
        if not piece.goes_on:
            continue
        held = bool(piece.data["blocks"]) + len(piece.data["annexes"])
        assert held == 1
        blocks = piece.data["blocks"] or piece.data["annexes"][0]["blocks"]
        assert blocks[-1]["type"] != "heading"
        assert not blocks[-1].get("leads")
        assert after.data["blocks"] or after.data["annexes"][0]["continued"]


@given(DOCUMENT)
def test_a_document_that_is_short_enough_stays_whole(document: dict[str, Any]) -> None:
    [piece] = pieces.cut(document, 100_000)
    assert not piece.goes_on
    assert piece.data["opens"]
    assert piece.data["closes"]


def test_a_total_stands_below_the_last_rows_only() -> None:
    table = {
        "type": "table",
        "columns": [],
        "rows": [["a" * 10]] * 9,
        "whole": [True] * 9,
        "together": False,
        "has_total": True,
    }
    made = pieces.cut({"blocks": [table], "annexes": []}, 30)
    assert [block["has_total"] for piece in made for block in piece.data["blocks"]] == [False, False, True]


def test_a_table_longer_than_a_piece_has_its_header_on_every_page() -> None:
    rows = tuple((f"{n}", f"Nội dung {n} {'dài ' * 20}") for n in range(60))
    table = Table((Column("TT", 0.2), Column("Nội dung kiến nghị", 0.8)), rows)
    minutes = msgspec.structs.replace(minutes_of(dialogue()), blocks=(table,))
    long = pdf.render(minutes, piece_letters=FEW_LETTERS)
    pages = [page for page in words_of(long).split("\f") if "Nội dung 1" in page or "Nội dung 5" in page]
    assert len(pages) > 2
    assert all("Nội dung kiến nghị" in page for page in pages)
