"""One word for one thing, on every screen and in the documents."""

from __future__ import annotations

import ast
from collections import defaultdict
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import language
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.dialogue.following import FollowUpStep
from meeting.model.question import Outcome
from tests.minutes.ballots import FORMS, polled
from tests.tui.meetings import hall
from wording import areas, dates, figures, questions, register, votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.form import Form

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("areas", "meetings", "pledges", "questions", "register", "votes")


def tables() -> Iterator[tuple[str, dict[object, object]]]:
    for name in TABLES:
        for what, table in vars(import_module(f"wording.{name}")).items():
            if isinstance(table, dict) and what.isupper():
                yield f"{name}.{what}", table


@pytest.mark.parametrize(
    ("name", "table"), list(tables()), ids=lambda given: given if isinstance(given, str) else ""
)
def test_a_table_names_every_value_of_what_it_names(name: str, table: dict[object, object]) -> None:
    kinds = {type(key) for key in table if isinstance(key, StrEnum)}
    for kind in kinds:
        assert isinstance(kind, type)
        if name != "questions.OWED":
            assert set(kind) <= set(table), f"{name} lacks values of {kind.__name__}"


def test_an_asker_reads_the_same_outcome_as_the_hall_and_the_desk() -> None:
    for lang in language.LANGUAGES:
        with language.using(lang):
            for outcome in Outcome:
                assert questions.steps()[FollowUpStep(outcome.value).value] == questions.outcome(outcome)


def test_an_area_has_one_name_in_each_language() -> None:
    state = hall()
    own = state.meeting.settings.areas[0]
    assert areas.area_name(state, own.id) == own.name
    assert areas.area_name(state, UNCLASSIFIED) == "Chưa phân loại"
    assert areas.area_name(state, "gone") == "gone"
    assert areas.official_names(state)[UNCLASSIFIED] == "Chưa phân loại lĩnh vực"
    assert list(areas.official_names(state))[-2:] == [OTHER, UNCLASSIFIED]
    with language.using("en"):
        assert areas.area_name(state, own.id) == own.name_en
        assert areas.area_name(state, UNCLASSIFIED) == "Not yet sorted"


def test_percentages_and_numbers_use_the_decimal_mark_of_the_language() -> None:
    assert figures.share(109, 139) == "78,4%"
    assert figures.share(1, 2) == "50%"
    assert figures.share(0, 0) == "-"
    with language.using("en"):
        assert figures.share(109, 139) == "78.4%"
        assert figures.measured("3.5", "hồ sơ") == "3.5 hồ sơ"
    assert figures.measured("95", "%") == "95%"


def test_a_date_is_read_in_the_readers_language_and_typed_in_one_way() -> None:
    assert dates.day("2026-12-05") == dates.typed_day("2026-12-05") == "05/12/2026"
    assert dates.official_day("2026-03-05") == "05/3/2026"
    assert dates.day("sớm") == "sớm"
    assert dates.time_of_day("2026-12-05T14:05:00+07:00") == "14:05"
    with language.using("en"):
        assert dates.day("2026-12-05") == "5 December 2026"
        assert dates.typed_day("2026-12-05") == "05/12/2026"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.kind}-{form.method}")
def test_rows_of_a_result_are_worded_in_both_languages(form: Form) -> None:
    poll = polled(1, form, 30)
    assert poll.tally is not None
    here = votes.result_rows(poll.form, poll.tally)
    with language.using("en"):
        there = votes.result_rows(poll.form, poll.tally)
    assert [found.row for found in here] == [found.row for found in there]
    assert all("." not in found.share for found in here)
    assert all("," not in found.share for found in there)


WORDED = {
    "Outcome",
    "Status",
    "Step",
    "Progress",
    "Channel",
    "ItemKind",
    "Destination",
    "CommitmentKind",
    "View",
}
"""What `wording` has the words for."""


def test_no_other_room_has_a_table_of_words_for_what_the_record_holds() -> None:
    """A dict whose keys are such values and whose values are sentences would be a second place for the same words."""
    found: dict[str, list[str]] = defaultdict(list)
    for room in ("demonstration", "doithoai", "intake", "link", "minutes", "server", "triage", "tui"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Dict) and any(
                    isinstance(key, ast.Attribute)
                    and isinstance(key.value, ast.Name)
                    and key.value.id in WORDED
                    and _is_sentence(value)
                    for key, value in zip(node.keys, node.values, strict=True)
                ):
                    found[str(path.relative_to(ROOT))].append(ast.unparse(node)[:80])
    assert not found


def _is_sentence(value: ast.expr) -> bool:
    """Whether a text is marked for translation in it, or it is a text of more than a sign or a key."""
    return any(
        isinstance(part, ast.Call) and getattr(part.func, "id", "") in {"N_", "_"} for part in ast.walk(value)
    ) or (isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value)


def test_the_register_says_in_one_way_how_an_entry_stands() -> None:
    for status, term in register.STATUSES.items():
        assert register.statuses()[status.value] == term.screen()
