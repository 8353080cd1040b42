"""A meeting to vote in, and ballots for any form."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.decision import Command, Decision, decide
from meeting.model.form import Choice, Form, FormKind, Option, RankingMethod
from meeting.moment import Moment, Role
from meeting.state import State
from tests.meeting.play import profile

NOW = datetime(2024, 4, 17, 8, 30, tzinfo=timezone(timedelta(hours=7)))


def act(state: State, command: Command, role: Role = Role.HOST) -> Decision:
    """Decide and apply, as the writer does."""
    decision = decide(state, command, Moment(NOW, role))
    state.apply(decision.changes)
    return decision


def result(decision: Decision) -> dict[str, Any]:
    assert decision.result is not None
    return decision.result


def meeting(*, opened: bool = True) -> State:
    state = State()
    act(state, CreateMeeting(profile(title="Đối thoại")))
    if opened:
        act(state, OpenMeeting())
    return state


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option("", text) for text in texts)


def raw_forms() -> st.SearchStrategy[Form]:
    """Forms of every kind as a host may send them."""
    own = st.integers(2, 6).map(lambda n: options(*(f"Phương án {i}" for i in range(n))))
    return st.one_of(
        st.builds(Form, kind=st.sampled_from([FormKind.YES_NO, FormKind.TEXT]), abstain=st.booleans()),
        st.builds(
            Form,
            kind=st.just(FormKind.LIKERT),
            scale=st.sampled_from(["satisfaction", "agreement", "frequency"]),
        ),
        st.builds(Form, kind=st.just(FormKind.RATING), top=st.integers(3, 10)),
        st.builds(Form, kind=st.just(FormKind.NUMERIC), decimals=st.integers(0, 2)),
        st.builds(
            Form,
            kind=st.sampled_from([FormKind.SINGLE, FormKind.MULTIPLE, FormKind.RANKING]),
            options=own,
            method=st.sampled_from(RankingMethod),
            abstain=st.booleans(),
        ),
    )


def choices(form: Form) -> st.SearchStrategy[Choice]:
    """Choices that fit a whole form."""
    ids = [option.id for option in form.options]
    if form.kind is FormKind.NUMERIC:
        fitting = st.decimals(-100, 100, places=form.decimals).map(lambda d: Choice(amount=f"{d:f}"))
    elif form.kind is FormKind.TEXT:
        words = ["Giảm báo cáo", "giảm báo cáo.", "giam bao cao", "Mua máy mới", "mạng chậm", "…"]
        fitting = st.sampled_from(words).map(lambda text: Choice(text=text))
    elif form.kind in {FormKind.MULTIPLE, FormKind.RANKING}:
        fitting = st.lists(st.sampled_from(ids), min_size=form.least, max_size=form.most, unique=True).map(
            lambda chosen: Choice(options=tuple(chosen))
        )
    else:
        fitting = st.sampled_from(ids).map(lambda id_: Choice(options=(id_,)))
    return st.one_of(fitting, st.just(Choice(abstain=True))) if form.abstain else fitting
