"""Fields take Vietnamese whole: bursts in order, bare marks, limits in characters as people see them."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

import tui
from meeting.text.clean import graphemes
from tui.app import DoithoaiApp
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.typing import composed, first_graphemes, last_grapheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

VIETNAMESE = st.text("aăâeêioôơuưyđbcnmtvh áàảãạấầẩẫậếềểễệốồổỗộớờởỡợứừửữự", max_size=30)


@given(VIETNAMESE)
def test_letters_and_bare_tones_typed_one_by_one_end_in_nfc(text: str) -> None:
    typed = ""
    for character in unicodedata.normalize("NFD", text):
        taken, whole = composed(typed, character)
        typed = typed[: len(typed) - taken] + whole
    assert typed == unicodedata.normalize("NFC", text)


@given(st.text(max_size=40), st.integers(0, 45))
def test_the_first_characters_are_never_more_than_asked(text: str, count: int) -> None:
    assert graphemes(first_graphemes(text, count)) <= count
    assert text.startswith(first_graphemes(text, count))


@given(VIETNAMESE.filter(bool))
def test_the_last_character_is_whole(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    size = last_grapheme(decomposed)
    assert unicodedata.normalize("NFC", decomposed[:-size]) == text[:-1]


class Fields(DoithoaiApp[None]):
    """Both fields, small."""

    def compose(self) -> ComposeResult:
        yield Field(limit=10)
        yield Editor(limit=20)


def keys(*strokes: str) -> Iterator[events.Key]:
    """What the driver makes of letters and `<`, a Backspace."""
    for letter in "".join(strokes):
        yield (
            events.Key("backspace", "\x7f")
            if letter == "<"
            else events.Key(letter if letter.isascii() and letter.isalpha() else "key", letter)
        )


@pytest.mark.parametrize("kind", [Field, Editor])
async def test_a_burst_is_obeyed_in_its_order(kind: type[Field] | type[Editor]) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(kind)
        field.focus()
        await pilot.pause()
        for key in keys("vie", "<ê", "<<iệ", "t"):
            app.post_message(key)
        await pilot.pause(0.05)
        assert (field.value if isinstance(field, Field) else field.text) == "việt"


async def test_typing_beyond_the_limit_is_refused_and_a_paste_is_cut() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        field.focus()
        field.post_message(events.Paste(unicodedata.normalize("NFD", "thể chế, thủ tục\nhành chính")))
        await pilot.pause()
        assert field.value == "thể chế, t"
        await pilot.press("x")
        assert field.value == "thể chế, t"
        await pilot.press("backspace", "x")
        assert field.value == "thể chế, x"


async def test_a_megabyte_of_paste_stays_within_the_limit() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        for field in (app.query_one(Field), app.query_one(Editor)):
            field.focus()
            field.post_message(events.Paste("đ\x1b[2J " * 200_000))
            await pilot.pause()
        assert graphemes(app.query_one(Field).value) <= 10
        assert graphemes(app.query_one(Editor).text) <= 20
        assert "\x1b" not in app.query_one(Field).value + app.query_one(Editor).text


async def test_enter_submits_what_stood_there_before_the_letters_that_follow() -> None:
    submitted: list[str] = []

    class Asking(Fields):
        def on_input_submitted(self, event: Field.Submitted) -> None:
            submitted.append(event.value)

    app = Asking()
    async with app.run_test() as pilot:
        app.query_one(Field).focus()
        await pilot.pause()
        for key in (*keys("ab"), events.Key("enter", "\r"), *keys("cd")):
            app.post_message(key)
        await pilot.pause(0.05)
        assert submitted == ["ab"]


def test_no_screen_has_a_stock_text_field() -> None:
    """Textual's own fields lose letters of an input method: each must be a Field or an Editor."""
    stock = {"Input", "TextArea", "MaskedInput"}
    found = []
    for path in Path(tui.__file__).parent.rglob("*.py"):
        if path.name in {"field.py", "editor.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in stock:
                found.append(f"{path.name}:{node.lineno}")
            elif isinstance(node, ast.ClassDef):
                found += [path.name for base in node.bases if isinstance(base, ast.Name) and base.id in stock]
    assert not found
