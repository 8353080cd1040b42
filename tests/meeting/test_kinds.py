"""What a kind of answer says of itself is whole: its fields make its forms, and its sentences have their figures."""

from __future__ import annotations

import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.model.form import Choice, Form, FormKind, Option, RankingMethod, Tally
from meeting.model.poll import Majority
from meeting.refusal import Refusal
from meeting.text.messages import Message, Number, Percent
from meeting.votes.kinds import (
    KINDS,
    Chart,
    Shape,
    check,
    choice_typed,
    complete,
    count,
    kind_of,
    rows,
    satisfied_answers,
)
from tests.meeting.votes import choices, options, raw_forms


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_kind_of_the_record_has_its_class_and_a_name_of_its_own() -> None:
    assert set(KINDS) == set(FormKind)
    assert all(kind.kind is id_ for id_, kind in KINDS.items())
    assert len({kind.name for kind in KINDS.values()}) == len(FormKind)


@given(raw_forms())
def test_a_form_shown_in_its_fields_and_sent_again_is_the_same_form(raw: Form) -> None:
    form = complete(raw)
    kind = kind_of(form)
    fields = {setting.name: setting.value for setting in kind.settings(form, made=True)}
    assert complete(kind.form(fields, form)) == form


@pytest.mark.parametrize("kind", FormKind)
def test_fields_left_as_they_are_offered_make_a_form_or_say_what_is_missing(kind: FormKind) -> None:
    offered = KINDS[kind].settings(Form(kind), made=False)
    assert all(setting.label for setting in offered)
    fields = {setting.name: setting.value for setting in offered}
    if KINDS[kind].own_options:
        with pytest.raises(Refusal, match="option-count"):
            complete(KINDS[kind].form(fields, Form(kind)))
        fields["options"] = "Một\n\n Hai \nBa"
    form = complete(KINDS[kind].form(fields, Form(kind)))
    assert form.kind is kind
    assert [option.text for option in form.options][:3] == ["Một", "Hai", "Ba"] or not KINDS[kind].own_options


def test_a_ranking_by_pairs_and_the_third_wording_are_kept_in_their_fields() -> None:
    by_pairs = complete(Form(FormKind.RANKING, options("Một", "Hai"), method=RankingMethod.PAIRS))
    tick = kind_of(by_pairs).settings(by_pairs, made=True)[-1]
    assert (tick.name, tick.value, tick.tick) == ("points", "", True)
    wordings = KINDS[FormKind.LIKERT].settings(Form(FormKind.LIKERT), made=False)[0].wordings
    assert [option.id for option in wordings] == ["satisfaction", "agreement", "frequency"]
    assert KINDS[FormKind.LIKERT].form({"scale": "3"}, Form(FormKind.LIKERT)).scale == "frequency"
    with pytest.raises(Refusal, match="no-such-scale"):
        KINDS[FormKind.LIKERT].form({"scale": "4"}, Form(FormKind.LIKERT))


def test_what_the_fields_do_not_show_stays_where_a_form_is_changed() -> None:
    made = (Option("", "Mạng", "Network"), Option("", "Máy in", "Printer"), Option("", "Bàn ghế"))
    form = complete(Form(FormKind.MULTIPLE, made, least=2, abstain=False))
    fields = {"options": "Máy in\nMạng\nĐiện thoại", "most": "3"}
    changed = complete(kind_of(form).form(fields, form))
    assert (changed.least, changed.most, changed.abstain) == (2, 3, False)
    assert [option.text_en for option in changed.options] == ["Printer", "Network", ""]


def filled(form: Form, choice: Choice) -> list[str]:
    """A choice as a page sends it."""
    return [choice.amount] if choice.amount else [choice.text] if choice.text else list(choice.options)


@given(st.data())
def test_what_a_page_sends_and_what_is_typed_from_paper_are_the_same_choice(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    choice = data.draw(choices(form))
    if choice.abstain:
        typed = "0" if kind_of(form).shape is not Shape.NUMBER else ""
        assert choice_typed(form, typed) == (choice if typed else None)
        return
    assert kind_of(form).choice(filled(form, choice)) == choice
    ids = [option.id for option in form.options]
    typed = ", ".join(str(ids.index(id_) + 1) for id_ in choice.options) or filled(form, choice)[0]
    assert choice_typed(form, f" {typed} ") == choice


@given(st.data())
def test_what_is_said_of_a_tally_has_every_figure_it_names(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    kind = kind_of(form)
    tally = count(form, [check(form, choice) for choice in data.draw(st.lists(choices(form), max_size=8))])
    figures = kind.figures(form, tally)
    assert (figures is not None) == (bool(tally.amounts) or kind.mean(form, tally) is not None)
    for message in filter(None, (figures, kind.hint(len(form.options)))):
        assert braces(message.id) == set(message.params)
    assert 0 <= kind.in_favour(tally) <= tally.valid
    assert bool(kind.needed(Majority.HALF)) == kind.is_motion
    assert bool(kind.method(form)) == (kind.chart is Chart.PLACES)
    assert all(answers > 1 for _, answers in kind.shared_words(tally))
    assert all(
        Decimal(row.figure) * (2 if "." in row.figure else 1) <= row.amount for row in rows(form, tally)
    )


def test_a_scale_says_its_mean_and_how_many_are_satisfied_where_its_answers_are() -> None:
    satisfaction = complete(Form(FormKind.LIKERT))
    tally = Tally(4, 1, (1, 0, 0, 1, 1))
    assert KINDS[FormKind.LIKERT].figures(satisfaction, tally) == Message(
        "Mean: {mean}; satisfied or in agreement: {percent}.",
        {"mean": Number("2.67"), "percent": Percent(333)},
    )
    frequency = complete(Form(FormKind.LIKERT, scale="frequency"))
    assert satisfied_answers(frequency, Tally(1, 0, (1, 0, 0, 0))) is None
    assert KINDS[FormKind.LIKERT].figures(frequency, Tally(1, 0, (1, 0, 0, 0))) == Message(
        "Mean: {mean}.", {"mean": Number("4.00")}
    )
