"""A survey: made from a file, filled in once a phone, counted with small groups hidden, compared with the last time."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meeting import limits
from meeting.commands.balloting import (
    CloseSurvey,
    HideSurveyText,
    MergeSurveyTexts,
    OpenSurvey,
    RecordSurveyProgress,
    RecordSurveyResult,
    RemoveSurvey,
    RevealSurvey,
)
from meeting.commands.surveying import AddSurvey, CompareSurvey, EditSurvey
from meeting.model.form import Choice, Form, FormKind
from meeting.model.survey import Earlier, Item, Response, Survey, SurveyResult
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.templates import SURVEYS, poll_templates, survey_template, survey_text
from meeting.votes.survey_file import read_file, read_polls, read_survey, write_survey
from meeting.votes.survey_results import check_response, comparison
from meeting.votes.survey_results import result as survey_result
from tests.meeting.test_polling import refusal
from tests.meeting.votes import act, meeting, options, result

UNITS = ("Đội 1", "Đội 2", "Đội 3")
SURVEY = Survey(
    0,
    "Khảo sát",
    (
        Item("fair", "Công bằng?", Form(FormKind.LIKERT, scale="agreement"), "Công vụ", required=True),
        Item("first", "Việc đầu tiên", Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba"))),
        Item("words", "Đề xuất", Form(FormKind.TEXT)),
    ),
    template="internal",
    units=UNITS,
)


def made(survey: Survey = SURVEY) -> State:
    state = meeting(opened=False)
    assert result(act(state, AddSurvey(survey))) == {"number": 1}
    return state


def answer(score: int, unit: str = "", text: str = "") -> Response:
    answers = {"fair": Choice(options=(str(score),)) if score else Choice(abstain=True)}
    if text:
        answers["words"] = Choice(text=text)
    return Response(answers, unit)


def counted(responses: list[Response]) -> State:
    state = made()
    act(state, OpenSurvey(1))
    checked = [check_response(state.surveys[1], response) for response in responses]
    act(state, CloseSurvey(1))
    act(state, RecordSurveyResult(1, survey_result(state.surveys[1], checked)), Role.SYSTEM)
    return state


def test_a_survey_is_open_before_during_and_after_the_meeting() -> None:
    state = made()
    act(state, OpenSurvey(1))
    assert (state.surveys[1].phase, state.surveys[1].topic) == (VotePhase.OPEN, "survey-1")
    assert refusal(state, OpenSurvey(1)) == "survey-opened-before"


def test_a_survey_is_closed_for_good() -> None:
    state = counted([answer(5)])
    assert refusal(state, OpenSurvey(1)) == "survey-opened-before"
    assert refusal(state, CloseSurvey(1)) == "survey-not-open"
    assert refusal(state, RecordSurveyResult(1, SurveyResult()), Role.SYSTEM) == "survey-not-counting"
    assert not state.surveys[1].is_being_counted


def test_a_result_is_revealed_once_it_is_counted() -> None:
    state = made()
    act(state, OpenSurvey(1))
    act(state, CloseSurvey(1))
    assert state.surveys[1].is_being_counted
    assert refusal(state, RevealSurvey(1)) == "survey-not-counted"
    state = counted([])
    act(state, RevealSurvey(1))
    assert state.surveys[1].phase is VotePhase.REVEALED


def test_a_prepared_survey_can_be_changed_and_taken_away_and_an_open_one_not() -> None:
    state = made()
    act(state, EditSurvey(replace(SURVEY, number=1, title="Khác")))
    assert state.surveys[1].title == "Khác"
    act(state, OpenSurvey(1))
    assert refusal(state, EditSurvey(replace(SURVEY, number=1))) == "survey-frozen"
    assert refusal(state, RemoveSurvey(1)) == "survey-frozen"
    assert refusal(state, RemoveSurvey(2)) == "no-such-survey"
    state = made()
    act(state, RemoveSurvey(1))
    assert not state.surveys


@pytest.mark.parametrize(
    ("survey", "code"),
    [
        (replace(SURVEY, items=()), "item-count"),
        (replace(SURVEY, items=(*SURVEY.items, SURVEY.items[0])), "item-twice"),
        (replace(SURVEY, units=("Đội 1", "Đội 1 ")), "units-unclear"),
        (replace(SURVEY, title=" "), "empty"),
        (replace(SURVEY, items=(replace(SURVEY.items[0], id="Công bằng"),)), "item-id-unclear"),
        (replace(SURVEY, items=(replace(SURVEY.items[0], text=""),)), "empty"),
    ],
)
def test_an_unfit_survey_is_refused(survey: Survey, code: str) -> None:
    assert refusal(meeting(), AddSurvey(survey)) == code


def test_a_meeting_keeps_only_so_many_surveys() -> None:
    state = made()
    state.surveys[limits.SURVEYS_PER_MEETING] = state.surveys[1]
    assert refusal(state, AddSurvey(SURVEY)) == "too-many-surveys"


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (Response({}), "response-empty"),
        (Response({"words": Choice(text="a")}), "item-required"),
        (Response({"other": Choice(text="a")}), "no-such-survey-item"),
        (answer(5, "Đội 9"), "no-such-unit"),
        (Response({"fair": Choice(options=("9",))}), "no-such-option"),
    ],
)
def test_an_unfit_response_is_refused_whole(response: Response, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_response(made().surveys[1], response)
    assert refused.value.code == code


def test_progress_of_a_survey_moves_in_steps_of_five() -> None:
    state = made()
    assert act(state, RecordSurveyProgress(1, 50), Role.SYSTEM).changes == ()
    act(state, OpenSurvey(1))
    act(state, RecordSurveyProgress(1, 4), Role.SYSTEM)
    assert not state.survey_progress
    act(state, RecordSurveyProgress(1, 12), Role.SYSTEM)
    assert state.survey_progress[1].cast == 10
    assert act(state, RecordSurveyProgress(1, 13), Role.SYSTEM).changes == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["", *UNITS])), max_size=60), st.integers())
def test_results_equal_the_responses_and_hidden_groups_hold_no_figures(
    given_: list[tuple[int, str]], seed: int
) -> None:
    survey = made().surveys[1]
    responses = [check_response(survey, answer(score, unit)) for score, unit in given_]
    made_of = survey_result(survey, responses)
    shuffled = list(responses)
    Random(seed).shuffle(shuffled)
    assert survey_result(survey, shuffled) == made_of
    fair, first, words = made_of.items
    assert made_of.responses == fair.tally.cast == len(responses)
    assert (first.skipped, words.skipped) == (len(responses), len(responses))
    assert (first.groups, words.groups) == ((), ())
    for group in fair.groups:
        mine = [score for score, unit in given_ if unit == group.unit]
        if group.hidden:
            assert (group.counts, group.abstained) == ((), 0)
        else:
            assert len(mine) >= limits.SMALL_GROUP
            assert group.abstained == mine.count(0)
            assert group.counts == tuple(mine.count(score) for score in (5, 4, 3, 2, 1))


def test_without_units_there_is_no_breakdown() -> None:
    survey = replace(made().surveys[1], units=())
    assert survey_result(survey, [answer(5)]).items[0].groups == ()


def test_words_can_be_brought_together_and_hidden() -> None:
    state = counted([answer(5, text="họp ít"), answer(4, text="ít họp"), answer(4, text="máy mới")])
    act(state, MergeSurveyTexts(1, "words", 0, (1,)))
    act(state, HideSurveyText(1, "words", 0))
    kept = state.surveys[1].result
    assert kept is not None
    assert [(group.count, group.hidden) for group in kept.items[2].tally.texts] == [(2, True), (1, False)]
    assert kept.items[0].tally.cast == 3
    assert refusal(state, HideSurveyText(1, "words", 5)) == "no-such-text"
    assert refusal(state, HideSurveyText(1, "other", 0)) == "survey-not-counted"
    assert refusal(made(), HideSurveyText(1, "words", 0)) == "survey-not-counted"


def test_the_same_item_is_compared_with_the_last_meeting() -> None:
    before = counted([answer(1), answer(2), answer(4, text="họp ít")]).surveys[1].result
    assert before is not None
    state = counted([answer(5), answer(4), answer(0)])
    assert comparison(state.surveys[1]) == ()
    act(state, CompareSurvey(1, Earlier("Đối thoại 2023", "2023-04-17", before)))
    held = state.surveys[1].earlier
    assert held is not None
    assert held.result.items[2].tally.texts == ()
    assert held.result.items[0].groups == ()
    (compared,) = comparison(state.surveys[1])
    assert compared == ("fair", Decimal("4.5"), Decimal(7) / 3, 1000, 333)
    act(state, CompareSurvey(1, None))
    assert state.surveys[1].earlier is None


def test_items_that_were_not_asked_or_not_answered_are_not_compared() -> None:
    state = counted([answer(0)])
    survey = state.surveys[1]
    assert survey.result is not None
    assert comparison(replace(survey, earlier=Earlier("Trước", "2023-04-17", survey.result))) == ()
    state = counted([answer(5)])
    assert comparison(replace(state.surveys[1], earlier=Earlier("Trước", "2023-04-17", SurveyResult()))) == ()
    other = counted([answer(0)]).surveys[1].result
    assert other is not None
    (compared,) = comparison(replace(state.surveys[1], earlier=Earlier("Trước", "2023-04-17", other)))
    assert (compared.mean_before, compared.content_before) == (None, None)
    frequency = replace(
        SURVEY, items=(replace(SURVEY.items[0], form=Form(FormKind.LIKERT, scale="frequency")),)
    )
    plain = made(frequency).surveys[1]
    said = survey_result(plain, [Response({"fair": Choice(options=("4",))})])
    both = replace(plain, result=said, earlier=Earlier("Trước", "2023-04-17", said))
    assert [one.content for one in comparison(both)] == [None]


@pytest.mark.parametrize("name", SURVEYS)
def test_a_template_reads_back_from_what_it_writes(name: str) -> None:
    survey = survey_template(name)
    assert read_survey(write_survey(survey)) == survey
    assert survey.template == name


def test_the_satisfaction_template_has_the_five_factors() -> None:
    sections = {item.section for item in survey_template("service_satisfaction").items}
    assert sum(section.startswith(("I", "V")) for section in sections) == 5


def test_an_unknown_template_is_named() -> None:
    with pytest.raises(KeyError):
        survey_text("../limits")


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_any_words_survive_the_file(title: str, section: str) -> None:
    survey = replace(
        SURVEY, title=f"Khảo sát {title}"[:150], items=(replace(SURVEY.items[0], section=section),)
    )
    state = made(survey)
    whole = replace(state.surveys[1], number=0)
    assert read_survey(write_survey(whole)) == whole


def test_every_kind_of_poll_template_can_be_added() -> None:
    state = meeting(opened=False)
    for command in poll_templates():
        act(state, command)
    assert len(state.polls) == len(poll_templates())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title = ", "file-unclear"),
        ('title = "A"\nitem = []\nother = 1', "file-key-unknown"),
        ("", "file-key-missing"),
        ("title = 2024-04-17", "file-value-unfit"),
        ('title = "A"\nitem = 1', "file-value-unfit"),
        ('title = "A"\nitem = []', "item-count"),
        ('title = "A"\n[[item]]\nid = "a"\ntext = "b"\nkind = "song"', "file-value-unfit"),
        ('title = "A"\n[[item]]\nid = "a"\ntext = "b"\nkind = "likert"\nscale = "x"', "no-such-scale"),
        ("a = " + "[" * 5000, "file-unclear"),
        ("x = " + "9" * 5000, "file-unclear"),
        ('title = "A"\n' + "a." * 100_000 + "a = 1", "file-unclear"),
        ('title = "A"\n[' + "'a' . " * 40_000 + "a]", "file-unclear"),
        ('title = "A"\nitem = [{' + '"a".' * 50_000 + "a = 1}]", "file-unclear"),
        ("a" * 250_000, "file-unclear"),
        ("#" * (limits.SURVEY_FILE_BYTES + 1), "survey-file-too-large"),
    ],
)
def test_an_unfit_survey_file_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_survey(text)
    assert refused.value.code == code


def test_a_key_that_does_not_fit_is_named_with_its_item() -> None:
    item = '[[item]]\nid = "a"\ntext = "b"\nkind = "text"\n'
    for wrong, facts in (("skip_to = 1", {"key": "skip_to"}), ("least = 1.5", {"key": "least"})):
        with pytest.raises(Refusal) as refused:
            read_survey(f'title = "A"\n{item}{item}{wrong}')
        assert refused.value.params == {**facts, "place": 2}


def test_a_file_is_told_apart_by_its_keys_and_not_by_its_words() -> None:
    item = '[[item]]\nid = "a"\ntext = "b"\nkind = "text"\n'
    assert read_file(f'title = "[[poll]]"\n{item}') == (read_survey(f'title = "[[poll]]"\n{item}'),)
    polls = '[[ poll ]]\ntext = "A"\nkind = "yes_no"'
    assert read_file(polls) == read_polls(polls)


def test_no_poll_of_a_file_is_added_where_one_has_no_words() -> None:
    with pytest.raises(Refusal) as refused:
        read_polls('[[poll]]\ntext = "A"\nkind = "yes_no"\n[[poll]]\ntext = " "\nkind = "yes_no"')
    assert refused.value.params["place"] == 2


def test_an_unfit_poll_is_refused_with_its_place() -> None:
    with pytest.raises(Refusal) as refused:
        read_polls(
            '[[poll]]\ntext = "A"\nkind = "yes_no"\n[[poll]]\ntext = "B"\nkind = "single"\noptions = ["một"]'
        )
    assert (refused.value.code, refused.value.params["place"]) == ("option-count", 2)


@pytest.mark.parametrize(
    ("lower", "upper", "kept"),
    [("0", "10.000", "10000"), ('"0"', '"1 000,5"', "1000.5"), ("-1.5", '"20%"', "20"), ("“0”", "“5”", "5")],
)
def test_bounds_of_a_file_are_numbers_or_texts_as_people_write_them(
    lower: str, upper: str, kept: str
) -> None:
    unit = '"%"' if "%" in upper else '"giờ"'
    decimals = 0 if upper == "10.000" else 1
    text = f'[[poll]]\ntext = "Bao nhiêu?"\nkind = "numeric"\ndecimals = {decimals}\nunit = {unit}\n'
    (poll,) = read_polls(f"{text}lower = {lower}\nupper = {upper if upper != '10.000' else repr(upper)}\n")
    assert poll.form.upper == kept


def test_a_bound_of_two_readings_is_refused_with_its_place() -> None:
    text = '[[poll]]\ntext = "Bao nhiêu?"\nkind = "numeric"\ndecimals = 2\nupper = "1.000"\n'
    with pytest.raises(Refusal, match="number-ambiguous") as refused:
        read_polls(text)
    assert refused.value.params["place"] == 1
