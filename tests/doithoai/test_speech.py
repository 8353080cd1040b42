"""The command line speaks the person's language, wherever on the line it was named."""

from __future__ import annotations

import pytest

from tests.doithoai.test_command_line import doithoai


def test_help_is_vietnamese_unless_english_is_asked_for() -> None:
    vietnamese, english = doithoai("--help").stdout, doithoai("--language", "en", "--help").stdout
    assert "Cách dùng:" in vietnamese
    assert "Hiện hướng dẫn này rồi thoát." in vietnamese
    assert "Xuất biên bản của phiên MEETING." in vietnamese
    assert "Usage:" in english
    assert "Write the minutes of MEETING." in english
    assert "Cách" not in english


@pytest.mark.parametrize(
    "arguments", [("--language", "en", "export", "--help"), ("export", "--language", "en", "--help")]
)
def test_the_language_may_be_named_before_or_after_the_command(arguments: tuple[str, ...]) -> None:
    shown = doithoai(*arguments).stdout
    assert "Leave out the names that askers offered." in shown
    assert "Show this message and exit." in shown


def test_the_language_of_the_surroundings_holds_until_another_is_named() -> None:
    assert "Usage:" in doithoai("verify", "--help", DOITHOAI_LANGUAGE="en").stdout
    assert "Cách dùng:" in doithoai("verify", "--language", "vi", "--help", DOITHOAI_LANGUAGE="en").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export",), "Thiếu tham số"),
        (("exprot",), "Không có lệnh"),
        (("--bogus",), "Không có tùy chọn"),
        (("export", "x", "--format", "zz"), "không phải là một trong"),
        (("serve", "x", "--port", "80"), "nằm ngoài khoảng"),
        (("new", "--on", "hom nay"), "không theo dạng"),
        (("import", "a", "b", "c"), "Thừa tham số"),
    ],
)
def test_wrong_input_is_told_in_vietnamese(arguments: tuple[str, ...], said: str) -> None:
    refused = doithoai(*arguments)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert "Error" not in refused.stderr
