"""docs/importing.md says what is so: every kind of file, every refusal, every option of the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from doithoai.commands.import_ import import_
from intake import sniffing

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "suffix", [*sniffing.SUFFIXES, ".xls", ".doc", ".xlsb", ".odt", ".rtf", ".pdf", ".tsv", ".dotx"]
)
def test_every_kind_of_file_is_named(suffix: str) -> None:
    assert f"`{suffix}`" in PAGE


def test_every_option_that_changes_the_plan_is_named() -> None:
    names = {option for parameter in import_.params for option in parameter.opts if option.startswith("--")}
    assert names - {"--yes", "--data", "--language"} <= {word.strip("`(),.;") for word in PAGE.split()}
