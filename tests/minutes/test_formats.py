"""Every format takes every text and says what the others say."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from meeting.changes import put
from meeting.model.agenda import Conclusion
from meeting.model.question import Outcome
from meeting.model.register import Commitment, CommitmentKind, Letter
from meeting.text.clean import clean
from minutes import FORMATS, Edition, Seal, fonts
from tests.conftest import require_program
from tests.minutes.conftest import answer, question, state_with
from tests.minutes.hostile import HOSTILE
from tests.thoroughness import repeated
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from meeting.state import State

SEAL = Seal("ab" * 32, 41)
VIETNAMESE = (
    "ăâđêôơư ằắẳẵặ ầấẩẫậ ềếểễệ ồốổỗộ ờớởỡợ ừứửữự ỳýỷỹỵ ĂÂĐÊÔƠƯ "
    "Nghị định số 30 về công tác văn thư, “trích dẫn” – 50% … №"
)


def files(state: State, name: str) -> dict[str, bytes]:
    """The files of a format by their part of the name."""
    return {document.part: document.content for document in FORMATS[name].documents(Edition(state, SEAL))}


def asked(*texts: str) -> State:
    state = state_with(
        *(question(n, text, outcome=Outcome.ANSWERED) for n, text in enumerate(texts, start=1))
    )
    state.apply([put("answers", n, answer(n, text)) for n, text in enumerate(texts, start=1)])
    return state


@pytest.fixture(scope="module")
def hostile() -> State:
    """A record written by something that never cleaned: every text in it is hostile."""
    state = asked(*HOSTILE)
    for number, text in enumerate(HOSTILE, start=1):
        state.questions[number] = question(number, text, outcome=Outcome.ANSWERED, name=text, unit=text)
        state.answers[number] = answer(number, text, speaker=text)
    return state


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_stops_an_export(hostile: State, name: str) -> None:
    assert all(content for content in files(hostile, name).values())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(held: State, name: str) -> None:
    assert files(held, name) == files(held, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_meeting_without_questions_prints(name: str) -> None:
    files(state_with(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_withheld_is_in_no_format_but_the_record_itself(held: State, name: str) -> None:
    if name == "json":
        pytest.skip("the bundle is the record; its sealed texts are tested with it")
    for content in files(held, name).values():
        words = _words(content)
        assert "ông X" not in words
        assert "Kẻ giấu tên" not in words
        assert "Lời lẽ không phù hợp" not in words


def _words(content: bytes) -> str:
    """Everything a document says, whatever its kind."""
    if content.startswith(b"%PDF"):
        return _pdf_text(content)
    if content.startswith(b"PK"):
        try:
            return _docx_text(content)
        except ValueError:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            return " ".join(
                str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row
            )
    return content.decode("utf-8-sig")


def _docx_text(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in body.iter(f"{{{W}}}p"))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _pdf_text(content: bytes) -> str:
    reader = require_program("pdftotext")
    read = subprocess.run(
        [reader, "-raw", "-", "-"], input=content, capture_output=True, check=True, timeout=PATIENCE
    )
    return read.stdout.decode()


def squeezed(text: str) -> str:
    """Without spaces and line ends, which page layout may move."""
    return "".join(text.split())


def test_every_vietnamese_letter_survives_in_docx_pdf_markdown_and_workbook() -> None:
    state = asked(VIETNAMESE)
    for name in ("docx", "pdf", "xlsx", "csv", "json"):
        words = squeezed(" ".join(_words(content) for content in files(state, name).values()))
        assert squeezed(VIETNAMESE) in words, name


def test_emoji_and_other_scripts_are_drawn_and_what_no_face_has_is_one_neutral_sign() -> None:
    asked_for = "cảm ơn 😀 ❤\ufe0f 👍🏽 👨\u200d👩\u200d👧 漢 字 ალ Привет \ue001"
    [content] = files(asked(asked_for), "pdf").values()
    words = " ".join(_pdf_text(content).split())
    assert "cảm ơn 😀 ❤ □ □ □ □ ალ Привет □" in words
    assert "U+" not in words


def test_every_character_the_faces_have_can_be_printed_as_pdf() -> None:
    known = "".join(map(chr, sorted(fonts.glyphs())))
    plain = " ".join(known[start : start + 40] for start in range(0, len(known), 40))
    state = state_with(question(1, plain, name="\ue000\u200d\ufe0f", outcome=Outcome.ANSWERED), title=plain)
    assert files(state, "pdf")["bien-ban"].startswith(b"%PDF")


def test_a_word_too_long_for_its_cell_breaks_and_stays_whole_when_copied() -> None:
    address = "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-ho-so-" + "x" * 120
    [content] = files(asked(address), "pdf").values()
    assert address in squeezed(_pdf_text(content))


@settings(max_examples=repeated(40))
@given(st.text(max_size=200))
def test_whatever_the_cleaner_lets_through_reads_back_from_docx_and_workbook(text: str) -> None:
    kept = clean(text).text
    state = asked(kept)
    assert squeezed(kept) in squeezed(_words(files(state, "docx")["bien-ban"]))
    book = openpyxl.load_workbook(io.BytesIO(files(state, "xlsx")["so-lieu"]))
    assert (book["Câu hỏi"].cell(2, 3).value or "") == kept
    assert json.loads(files(state, "json")["ho-so"])["tables"]["questions"]["1"]["text"] == kept


def test_formulas_stay_text_in_the_workbook(hostile: State) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files(hostile, "xlsx")["so-lieu"]))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1" in {cell.value for cell in cells}


def test_the_workbook_has_a_sheet_each_with_real_types_filters_and_a_frozen_header(held: State) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files(held, "xlsx")["so-lieu"]))
    assert book.sheetnames == [
        "Câu hỏi", "Kiến nghị", "Cam kết", "Kỳ trước", "Biểu quyết", "Khảo sát", "Giao ước",
        "Thành phần tham dự", "Số liệu",
    ]  # fmt: skip
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
    deadline = book["Kiến nghị"].cell(2, 8)
    assert deadline.is_date
    assert deadline.value.date().isoformat() == "2024-05-02"
    assert book["Câu hỏi"].cell(2, 1).value == 1


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    from minutes.formats.workbook import CELL_CHARACTERS, CUT_MARK, cell_text

    assert cell_text("ngắn") == "ngắn"
    for long in ("x" * 40_000, "😀" * 20_000):
        cut = cell_text(long)
        assert len(cut.encode("utf-16-le")) // 2 <= CELL_CHARACTERS
        assert cut.endswith(CUT_MARK)


def test_csv_opens_in_vietnamese_excel_and_runs_no_formula(hostile: State) -> None:
    content = files(hostile, "csv")["cau-hoi"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == len(HOSTILE) + 1
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_the_message_fits_one_chat_message(hostile: State) -> None:
    text = files(hostile, "text")["tin-nhan"].decode()
    assert len(text) <= 2_001
    assert "\x1b" not in text


def test_every_question_is_found_in_the_pdf(many: Callable[[int], State]) -> None:
    state = many(60)
    text = squeezed(_pdf_text(files(state, "pdf")["bien-ban"]))
    assert all(squeezed(q.text) in text for q in state.questions.values())
    assert "ab" * 32 in text


def test_the_pdf_is_tagged_and_has_every_font_embedded(held: State, tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    path.write_bytes(files(held, "pdf")["bien-ban"])
    about = subprocess.run(
        [require_program("pdfinfo"), path], capture_output=True, check=True, timeout=PATIENCE
    ).stdout
    assert b"Tagged:          yes" in about
    fonts = subprocess.run(
        [require_program("pdffonts"), path], capture_output=True, check=True, timeout=PATIENCE
    ).stdout
    lines = fonts.decode().splitlines()[2:]
    assert lines
    for line in lines:
        assert "LiberationSerif" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_pdf_has_bookmarks(held: State) -> None:
    assert b"/Outlines" in files(held, "pdf")["bien-ban"]


@pytest.mark.parametrize("name", ["docx", "xlsx", "markdown", "pdf"])
def test_thousands_of_questions_print(many: Callable[[int], State], name: str) -> None:
    state = many(repeated(5_000))
    [content] = files(state, name).values()
    assert squeezed(state.questions[repeated(5_000)].text) in squeezed(_words(content))


def test_letters_sent_and_received_stand_in_the_workbook(held: State) -> None:
    letters = (Letter("sent", "2024-04-20", "15/CV-ANNĐ"), Letter("received", "2024-04-29", note="Đồng ý"))
    held.referrals[1] = replace(held.referrals[1], letters=letters)
    book = openpyxl.load_workbook(io.BytesIO(files(held, "xlsx")["so-lieu"]))
    assert book["Kiến nghị"].cell(2, 10).value == "Gửi 20/4/2024, số 15/CV-ANNĐ\nNhận 29/4/2024, Đồng ý"


def test_a_long_message_is_cut_between_lines_and_says_so(held: State) -> None:
    from minutes.formats.message import LONGEST, MORE

    held.apply(
        [put("conclusions", n, Conclusion(n, f"Kết luận thứ {n} " + "dài " * 60)) for n in range(1, 40)]
    )
    text = files(held, "text")["tin-nhan"].decode()
    assert len(text) <= LONGEST + 1
    assert text.endswith(f"{MORE}\n")
    assert "dài…" in text


def test_decimals_are_written_with_a_comma_in_csv() -> None:
    from minutes.formats.separated import cell

    assert cell(96.5) == "96,5"
    assert cell(None) == ""


@settings(max_examples=repeated(300))
@given(st.text(alphabet=st.sampled_from("*_`[]()<>#-+=|~&!\\ \n1.abhtp:/w@{}$^ấ")))
def test_markdown_shows_exactly_the_words(text: str) -> None:
    from minutes.formats.markdown import escaped, opening

    words = escaped(text)
    for source in (opening(words), f"- {opening(words)}", f"## x {words}", f"| x |\n| --- |\n| {words} |"):
        page = MarkdownIt("gfm-like").render(source)
        shown = html.unescape(re.sub(r"<br ?/?>|</?(p|h2|ul|li|table|thead|tbody|tr|th|td)>", "", page))
        assert squeezed(shown).removeprefix("x") == squeezed(text).removeprefix("x")


def test_a_chat_message_quotes_no_question_and_tells_each_conclusion_once(held: State) -> None:
    held.apply(
        [
            put("conclusions", 2, Conclusion(2, "Mua máy ký số.", commitment=2)),
            put(
                "commitments",
                2,
                Commitment(2, CommitmentKind.CONCLUSION, "Mua máy ký số.", "Đội 1", "2024-05-20"),
            ),
        ]
    )
    told = files(held, "text")["tin-nhan"].decode()
    assert "2. Mua máy ký số. (Đội 1, hạn 20/5/2024)" in told
    assert told.count("Mua máy ký số") == 1
    assert "1. Trả lời bằng văn bản, câu số 2 (Đội Hậu cần, hạn 06/5/2024)" in told
    assert not [q.text for q in held.questions.values() if q.text in told]


def test_a_chat_message_has_no_empty_brackets_and_its_counts_add_up(held: State) -> None:
    owed = held.commitments[1]
    changed = replace(owed, owner="", deadline="")
    held.apply([put("commitments", 1, changed)])
    told = files(held, "text")["tin-nhan"].decode()
    assert "1. Trả lời bằng văn bản, câu số 2\n" in told
    counts = [int(number) for number in re.findall(r"^- (\d+) ", told, re.MULTILINE)]
    assert sum(counts) == len(held.questions)


def test_a_printed_sheet_says_what_it_is_of_and_that_it_is_a_draft(held: State) -> None:
    for title in ("Hỏi & đáp năm 2024", "&P&G&" * 60, "a&" * 119):
        held.meetings[1] = replace(held.meeting, title=title)
        edition = Edition(held, SEAL._replace(draft_at=datetime(2024, 4, 17, 9, tzinfo=UTC)))
        [made] = FORMATS["xlsx"].documents(edition)
        for page in openpyxl.load_workbook(io.BytesIO(made.content)):
            assert (page.oddHeader.right.text or "").startswith("DỰ THẢO (09 giờ 00")
            shown = page.oddHeader.left.text or ""
            assert shown.startswith(title[0].replace("&", "＆"))
            assert "&" not in shown
