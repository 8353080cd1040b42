"""A path opens however it was dropped, pasted or typed."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from link.given_path import given_path
from tests.systems import IS_WINDOWS

posix_only = pytest.mark.skipif(os.sep != "/", reason="escapes and addresses as Linux and macOS write them")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Đợt 3" / "ý kiến #1 (đội 3).txt"
    path.parent.mkdir()
    path.write_text("x", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "given", ["{}", " {} \n", "'{}'", '"{}"', "“{}”", "& '{}'", "file://{}", "file://localhost{}", "<{}>"]
)
def test_quotes_spaces_and_addresses_are_seen_through(file: Path, given: str) -> None:
    named = f"/{file.as_posix().lstrip('/')}" if given.startswith("file:") else str(file)
    assert given_path(given.format(named)) == file


@posix_only
def test_escapes_of_a_terminal_are_undone(file: Path) -> None:
    escaped = "".join(f"\\{sign}" if sign in " #()" else sign for sign in str(file))
    assert given_path(escaped) == file


@posix_only
def test_an_address_with_percent_signs_is_undone(file: Path) -> None:
    from urllib.parse import quote

    assert given_path(f"file://{quote(str(file))}") == file
    assert given_path(f"'file://{quote(str(file))}'") == file


@pytest.mark.parametrize(("form", "other"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_in_the_other_unicode_form_is_found(
    tmp_path: Path, form: Literal["NFC", "NFD"], other: Literal["NFC", "NFD"]
) -> None:
    path = tmp_path / unicodedata.normalize(other, "Ý kiến") / "đội.txt"
    path.parent.mkdir()
    path.write_text("x", encoding="utf-8")
    found = given_path(unicodedata.normalize(form, str(path)))
    assert found.read_text(encoding="utf-8") == "x"


def test_a_name_that_really_has_quotes_backslashes_or_spaces_is_taken_as_it_stands(tmp_path: Path) -> None:
    for name in ("'a'.txt", " b .txt", *(("c\\ d.txt",) if os.sep == "/" else ())):
        (tmp_path / name).write_text(name, encoding="utf-8")
        assert given_path(str(tmp_path / name)) == tmp_path / name


def test_what_is_nowhere_comes_back_as_the_likeliest_name() -> None:
    assert given_path("'/khong/co gi.txt' ") == Path("/khong/co gi.txt")
    if not IS_WINDOWS:  # which knows where anybody's home would be
        assert given_path("~nguoi-khong-co/a.xlsx") == Path("~nguoi-khong-co/a.xlsx")
    assert given_path("x" * 5000).name == "x" * 5000
    assert given_path("file://may-khac/a.txt") == Path("file://may-khac/a.txt")
    assert given_path("a\0b") == Path("a\0b")


def test_the_home_folder_may_be_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "a b.txt").write_text("x", encoding="utf-8")
    assert given_path("'~/a b.txt'") == tmp_path / "a b.txt"
