"""Choosing a language: for a context, for a while, for everything."""

from __future__ import annotations

import pytest

import language


def test_vietnamese_is_the_first_language() -> None:
    assert language.current() == "vi"
    assert language.gettext("There is nothing to undo.") == "Không có bước nào để hoàn tác."


def test_speaking_changes_the_language_for_a_while_only() -> None:
    with language.using("en"):
        assert language.gettext("There is nothing to undo.") == "There is nothing to undo."
    assert language.current() == "vi"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        language.use("fr")
