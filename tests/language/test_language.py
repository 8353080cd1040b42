"""Choosing a language, and saying refusals in it."""

from __future__ import annotations

import pytest

import language
from language.refusals import FIELDS, SENTENCES, sentence


def test_vietnamese_is_the_first_language() -> None:
    assert language.current() == "vi"
    assert sentence("nothing-to-undo", {}) == "Không có bước nào để hoàn tác."


def test_speaking_changes_the_language_for_a_while_only() -> None:
    with language.speaking("en"):
        assert sentence("nothing-to-undo", {}) == "There is nothing to undo."
    assert language.current() == "vi"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        language.use("fr")


def test_a_refusal_names_the_field_in_the_readers_words() -> None:
    said = sentence("too-long", {"field": "addressee", "limit": 200, "length": 250})
    assert "nơi nhận kiến nghị" in said
    assert "250" in said
    assert "200" in said


def test_a_refusal_without_a_sentence_shows_its_code_rather_than_failing() -> None:
    assert sentence("never-heard-of", {"x": 1}) == "never-heard-of"


def test_a_sentence_whose_facts_are_missing_is_still_said() -> None:
    assert "{number}" in sentence("no-such-question", {})


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - {"as-said"}))
def test_every_refusal_has_a_vietnamese_sentence(code: str) -> None:
    with language.speaking("en"):
        english = sentence(code, {})
    assert sentence(code, {}) != english


def test_field_names_are_short_words_for_people() -> None:
    assert all(0 < len(name) <= 40 and "_" not in name for name in FIELDS.values())
