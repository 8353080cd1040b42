"""Earlier meetings in the library: their surveys are compared with, their pledges' open targets taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.commands.balloting import CloseSurvey, OpenSurvey, RecordSurveyResult, RevealSurvey
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Choice
from meeting.model.pledge import Pledge, SignerKind, Target, Task
from meeting.model.survey import Response
from meeting.moment import Role
from meeting.state import State
from meeting.templates import survey_template
from meeting.votes.survey_results import comparison, result
from tests.meeting.votes import act, meeting
from tests.tui.records import kept
from tui.screens.votes.earlier import earlier_meetings, same_survey, unmet_pledges

if TYPE_CHECKING:
    from pathlib import Path


def surveyed(score: str) -> State:
    state = meeting()
    act(state, AddSurvey(survey_template("internal_reform")))
    act(state, OpenSurvey(1))
    act(state, CloseSurvey(1))
    answered = Response({"overall": Choice(options=(score,))})
    act(state, RecordSurveyResult(1, result(state.surveys[1], [answered])), Role.SYSTEM)
    return state


def revealed(score: str) -> State:
    state = surveyed(score)
    act(state, RevealSurvey(1))
    return state


def test_the_newest_earlier_result_of_the_same_survey_is_found(tmp_path: Path) -> None:
    library = tmp_path / "meetings"
    kept(library / "2023-04-17-doi-thoai", revealed("2")).close()
    kept(library / "2024-04-17-doi-thoai", surveyed("5")).close()
    (library / "2022-broken" / "record").mkdir(parents=True)
    states = earlier_meetings(library / "2024-04-17-doi-thoai")
    assert len(states) == 1
    now = surveyed("5").surveys[1]
    earlier = same_survey(states, now)
    assert earlier is not None
    assert earlier.result.items[8].tally.counts == (0, 0, 0, 1, 0)
    assert comparison(now) == ()
    assert same_survey([], now) is None


def test_a_result_that_was_never_shown_is_not_compared_with() -> None:
    now = surveyed("5").surveys[1]
    assert same_survey([surveyed("2")], now) is None
    earlier = same_survey([surveyed("2"), revealed("3")], now)
    assert earlier is not None
    assert earlier.result.items[8].tally.counts == (0, 0, 1, 0, 0)


def test_a_pledges_open_targets_are_offered_to_the_next_meeting() -> None:
    state = meeting()
    target = Target("1.1", "1", "Văn bản được rà soát", "%", plan="95")
    act(state, AddPledge(Pledge(0, "Giao ước 2023", tasks=(Task("1", "Rà soát"),), targets=(target,))))
    act(state, AddSigner(1, SignerKind.TEAM, "Đội 1"))
    (unmet,) = unmet_pledges([state])
    assert (unmet.meeting, unmet.pledge.origin) == ("Đối thoại", state.meeting.id)
