"""A meeting with every kind of poll, a survey by unit and a signed pledge, as the record holds them afterwards."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from meeting.changes import put
from meeting.commands.reviewing import RecordResult
from meeting.model.form import Choice, Form, FormKind, Option, RankingMethod, Tally
from meeting.model.pledge import Review
from meeting.model.poll import Poll, Round
from meeting.model.survey import Item, Response, Survey
from meeting.model.vote import VotePhase
from meeting.state import State
from meeting.votes.kinds import complete, count
from meeting.votes.survey_results import result as survey_result
from tests.meeting.test_pledging import signed
from tests.meeting.votes import act

UNITS = ("Đội 1", "Đội 2", "Đội 3")
OWN = (Option("", "Cắt giảm báo cáo"), Option("", "Ký số"), Option("", "Phần mềm chung"))
FORMS = (
    Form(FormKind.YES_NO),
    Form(FormKind.SINGLE, options=OWN),
    Form(FormKind.MULTIPLE, options=OWN, most=2),
    Form(FormKind.LIKERT, scale="satisfaction"),
    Form(FormKind.RATING, top=5),
    Form(FormKind.RANKING, options=OWN, method=RankingMethod.POINTS, most=3),
    Form(FormKind.RANKING, options=OWN, method=RankingMethod.PAIRS, most=3),
    Form(FormKind.NUMERIC, unit="ngày"),
    Form(FormKind.TEXT),
)


def chosen(form: Form, chance: Random) -> Choice:
    """One ballot."""
    if form.abstain and chance.random() < 0.1:
        return Choice(abstain=True)
    ids = [option.id for option in form.options]
    match form.kind:
        case FormKind.NUMERIC:
            return Choice(amount=str(chance.randint(1, 20)))
        case FormKind.TEXT:
            return Choice(text=chance.choice(["Bớt báo cáo giấy", "Máy ký số cho đội", "Tập huấn phần mềm"]))
        case FormKind.RANKING:
            return Choice(options=tuple(chance.sample(ids, 3)))
        case FormKind.MULTIPLE:
            return Choice(options=tuple(sorted(chance.sample(ids, 2))))
        case _:
            return Choice(options=(chance.choice(ids),))


def tallied(number: int, form: Form, ballots: int) -> Tally:
    """The count of that many ballots, always the same ones."""
    chance = Random(number)
    whole = complete(form)
    return count(whole, [chosen(whole, chance) for _ in range(ballots)])


def polled(number: int, form: Form, ballots: int) -> Poll:
    """A revealed poll with that many ballots."""
    text = f"Nội dung biểu quyết thứ {number}?"
    return Poll(number, text, complete(form), phase=VotePhase.REVEALED, tally=tallied(number, form, ballots))


def surveyed(number: int = 1) -> Survey:
    """A revealed survey with two items on one scale and an open one; Đội 3 is too small to be shown."""
    likert = complete(Form(FormKind.LIKERT, scale="satisfaction"))
    items = (
        Item("a", "Quy trình công tác", likert, "Thể chế"),
        Item("b", "Phân công nhiệm vụ", likert, "Thể chế"),
        Item("c", "Đề xuất một việc", complete(Form(FormKind.TEXT)), "Khác"),
    )
    chance = Random(7)
    survey = Survey(number, "Khảo sát nội bộ", items, "Khảo sát ẩn danh, tự nguyện.", units=UNITS)
    units = ["Đội 1"] * 14 + ["Đội 2"] * 12 + ["Đội 3"] * 3
    responses = [Response({item.id: chosen(item.form, chance) for item in items}, unit) for unit in units]
    made = survey_result(survey, responses)
    return replace(survey, phase=VotePhase.REVEALED, result=made)


def balloted() -> State:
    """The meeting."""
    state = signed()
    act(state, RecordResult(2, "1.1", Review.INTERIM, "96.5", evidence="Báo cáo số 7"))
    polls = [polled(number, form, 30) for number, form in enumerate(FORMS, start=1)]
    unshown = replace(polled(10, FORMS[0], 9), phase=VotePhase.CLOSED)
    nobody = polled(11, FORMS[0], 0)
    before = Round(1, "2024-04-17T09:00:00+07:00", "2024-04-17T09:02:00+07:00", tallied(2, FORMS[1], 30))
    rerun = replace(polled(12, FORMS[1], 25), round=2, earlier=(before,))
    state.apply([put("polls", poll.number, poll) for poll in (*polls, unshown, nobody, rerun)])
    state.apply([put("surveys", 1, surveyed())])
    return state
