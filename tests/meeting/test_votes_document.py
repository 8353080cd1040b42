"""docs/votes.md says what the rules do: its keys are the files' keys, its numbers the limits."""

from __future__ import annotations

import re
from pathlib import Path

from meeting import limits
from meeting.model.form import FormKind
from meeting.votes.kinds.scale import SCALES
from meeting.votes.survey_file import ItemEntry, PollEntry, SurveyFile

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "votes.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)`", DOCUMENT))


def test_every_key_of_the_files_is_documented() -> None:
    keys = {*SurveyFile.__struct_fields__, *ItemEntry.__struct_fields__, *PollEntry.__struct_fields__} - {
        "item"
    }
    assert keys <= NAMED


def test_every_kind_and_scale_is_documented() -> None:
    assert {kind.value for kind in FormKind} | set(SCALES) <= NAMED


def test_the_numbers_are_the_limits() -> None:
    assert f"whole steps of {limits.PROGRESS_STEP}" in DOCUMENT
    written = " ".join(DOCUMENT.split())
    assert f"fewer than {limits.SMALL_GROUP} answers" in written
    assert f"a unit of fewer than {limits.UNANIMOUS_GROUP} " in written
    assert f"{limits.OPTIONS[0]} to {limits.OPTIONS[-1]}" in DOCUMENT
    assert f"{limits.RATING_TOPS[0]} to {limits.RATING_TOPS[-1]}" in DOCUMENT
