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
from meeting.commands.asking import AddPrompt
from meeting.commands.outcomes import Dismiss, Escalate, PromiseAnswer
from meeting.commands.registry import ALL
from meeting.commands.sorting import Merge, SetArea
from meeting.commands.staging import Blank, ShowView, StageQuestion
from meeting.commands.together import Together
from meeting.dialogue.following import FollowUpStep
from meeting.dialogue.steps import steps as history
from meeting.model.question import Outcome
from meeting.model.register import Destination
from meeting.model.stage import View
from tests.meeting.play import Play
from tests.minutes.ballots import FORMS, polled
from tests.tui.meetings import hall
from wording import areas, dates, figures, questions, register, steps, votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.form import Form

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("areas", "meetings", "pledges", "questions", "register", "steps", "votes")


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


def test_every_command_has_its_words_in_both_languages() -> None:
    names = {command.__struct_config__.tag for command in ALL}
    assert names == set(steps.DONE), "and no word is left of a command that is gone"
    for lang in language.LANGUAGES:
        with language.using(lang):
            said = {name: steps.done(str(name)) for name in names}
        assert not [name for name, words in said.items() if words == name and "-" in str(name)]


def test_a_step_is_told_with_its_object_and_what_it_came_to() -> None:
    with language.using("en"):
        play = Play()
        numbers = [play.ask(f"Câu {place}") for place in range(6)]
        play.do(Escalate(numbers[0], Destination.SUPERIOR, "Giám đốc Công an tỉnh", "Thẩm quyền của tỉnh"))
        play.do(PromiseAnswer(numbers[1], "2024-05-02"))
        play.do(Dismiss(numbers[2], "Ngoài phạm vi"))
        play.do(Merge((numbers[3],), numbers[4]))
        play.do(Together(tuple(SetArea(number, "procedures") for number in numbers if number != numbers[3])))
        play.do(StageQuestion(numbers[5]))
        play.do(ShowView(View.BOARD))
        play.do(Blank(on=True))
        play.do(AddPrompt("Việc gì gấp?"))
        said = [steps.step_words(play.state, step) for step in history(play.state, 9)]
    assert said == [
        "“Việc gì gấp?”: prompt put to the hall",
        "projector covered or uncovered",
        "projector switched → Board of questions",
        "#6: shown on the projector",
        "5 questions: area set → Administrative procedures",
        "#5, #4: gathered under another → #5",
        "#3: dismissed → Ngoài phạm vi",
        "#2: promised in writing → Phòng An ninh nội địa, 2 May 2024",
        "#1: escalated → Giám đốc Công an tỉnh",
    ]
