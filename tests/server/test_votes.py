"""Votes, surveys and signatures over the real port: one ballot a voter, counted at the close, traceable to nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from link import control
from link.client import Client
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.balloting import (
    ClosePoll,
    CloseSurvey,
    OpenPoll,
    OpenSurvey,
    RerunPoll,
    RevealPoll,
    RevealSurvey,
)
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll, CorrectPoll, IssueSlips
from meeting.commands.running import CloseMeeting
from meeting.commands.signing import OpenSigning, TakeSignature
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Choice, Form, FormKind
from meeting.model.pledge import Pledge, SignatureStatus, SignerKind, Task
from meeting.model.survey import Item, Survey
from meeting.model.vote import VotePhase
from meeting.refusal import Refusal
from meeting.text import crockford
from meeting.votes import slips
from store import BallotBox
from tests.loopback import LOOPBACK
from tests.meeting.votes import options
from tests.server.served import hidden_field
from tests.server.voting import READ, Phone, Voting, voting

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAWN = "M10 20L300 200L500 90"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voting]:
    with voting(tmp_path_factory.mktemp("hall") / "2024-04-17-doi-thoai") as served:
        yield served


@pytest.fixture(scope="module")
def phones(hall: Voting) -> list[Phone]:
    return [hall.phone() for _ in range(7)]


def opened(hall: Voting, command: AddPoll) -> int:
    number: int = hall.do(command)["number"]
    hall.do(OpenPoll(number))
    return number


def closed(hall: Voting, number: int) -> None:
    hall.do(ClosePoll(number))
    hall.until(lambda state: state.polls[number].tally is not None)


def test_a_poll_counts_the_last_vote_of_each_phone(hall: Voting, phones: list[Phone]) -> None:
    number = opened(hall, AddPoll("Tán thành?", Form(FormKind.YES_NO)))
    for phone in phones:
        assert phone.post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]}).json == {
            "replaced": False
        }
    assert phones[0].post(f"/api/polls/{number}/ballot", {**READ, "options": ["no"]}).json == {
        "replaced": True
    }
    assert phones[1].post(f"/api/polls/{number}/ballot", {**READ, "abstain": True}).json == {"replaced": True}
    assert phones[0].get(f"/api/polls/{number}").json["mine"] == {"options": ["no"]}
    progress = hall.until(lambda state: number in state.poll_progress).poll_progress[number]
    assert progress.cast == 5
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert (tally.cast, tally.counts, tally.abstained) == (7, (5, 1), 1)
    assert phones[0].get(f"/api/polls/{number}").json["result"] is None
    hall.do(RevealPoll(number))
    assert phones[0].get(f"/api/polls/{number}").json["result"]["rows"][0]["figure"] == "5"


def test_ballots_and_their_key_are_gone_once_the_count_is_recorded(hall: Voting, phones: list[Phone]) -> None:
    number = opened(hall, AddPoll("Ai?", Form(FormKind.SINGLE, options=options("Một", "Hai"))))
    phones[0].post(f"/api/polls/{number}/ballot", {**READ, "options": ["a"]})
    boxes = hall.folder / "ballots"
    assert list(boxes.glob(f"poll-{number}-*"))
    closed(hall, number)
    hall.until(lambda _: not list(boxes.glob(f"poll-{number}-*")))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"options": ["yes", "no"]}, "too-many-choices"),
        ({"options": ["maybe"]}, "no-such-option"),
        ({"options": "yes"}, "bad-field"),
        ({"options": [1]}, "bad-field"),
        ({"options": ["yes"], "device": "x"}, "bad-field"),
        ({}, "choice-unclear"),
        ({"abstain": True, "text": "a"}, "choice-unclear"),
    ],
)
def test_an_unfit_ballot_is_refused_whole(
    hall: Voting, phones: list[Phone], body: dict[str, object], code: str
) -> None:
    state = hall.state()
    number = next((n for n, poll in state.polls.items() if poll.phase is VotePhase.OPEN), 0)
    number = number or opened(hall, AddPoll("Tán thành?", Form(FormKind.YES_NO)))
    reply = phones[0].post(f"/api/polls/{number}/ballot", READ | body)
    assert (reply.status, reply.json["error"]["code"]) == (422, code)


def test_a_vote_after_the_close_is_told_so(hall: Voting, phones: list[Phone]) -> None:
    number = opened(hall, AddPoll("Muộn?", Form(FormKind.YES_NO)))
    closed(hall, number)
    reply = phones[0].post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]})
    assert (reply.status, reply.json["error"]["code"]) == (409, "poll-not-open")
    assert phones[0].get("/api/polls/99").status == 404


def test_every_ballot_acknowledged_around_the_close_is_counted_and_no_other(
    hall: Voting, phones: list[Phone]
) -> None:
    number = opened(hall, AddPoll("Ngay lúc đóng?", Form(FormKind.YES_NO)))
    path = f"/api/polls/{number}/ballot"

    def vote(phone: Phone) -> int:
        return phone.post(path, {**READ, "options": ["yes"]}).status

    many = [*phones, *(hall.phone() for _ in range(17))]
    with ThreadPoolExecutor(len(many) + 1) as crowd:
        votes = [crowd.submit(vote, phone) for phone in many]
        closing = crowd.submit(hall.do, ClosePoll(number))
        statuses = [one.result() for one in votes]
        closing.result()
    assert set(statuses) <= {200, 409}
    state = hall.until(lambda now: now.polls[number].tally is not None)
    tally = state.polls[number].tally
    assert tally is not None
    assert tally.counts == (statuses.count(200), 0)


def test_a_prepared_poll_is_not_shown_to_phones(hall: Voting, phones: list[Phone]) -> None:
    number = hall.do(AddPoll("Chưa mở", Form(FormKind.YES_NO)))["number"]
    assert phones[0].get(f"/api/polls/{number}").json["error"]["code"] == "no-such-poll"
    assert "Chưa mở" not in phones[0].get("/api/meeting").text
    assert phones[0].get(f"/{hall.live.short_code}/b{number}").status == 404


def test_each_round_has_ballots_of_its_own(hall: Voting, phones: list[Phone]) -> None:
    number = opened(hall, AddPoll("Lại?", Form(FormKind.YES_NO)))
    phones[0].post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]})
    closed(hall, number)
    hall.do(RerunPoll(number))
    assert phones[0].get(f"/api/polls/{number}").json["mine"] is None
    closed(hall, number)
    poll = hall.state().polls[number]
    assert poll.tally is not None
    assert (poll.tally.cast, poll.earlier[0].tally.cast) == (0, 1)


def test_a_slip_of_the_pen_is_put_right_while_nobody_has_voted(hall: Voting, phones: list[Phone]) -> None:
    number = opened(hall, AddPoll("Chọn", Form(FormKind.SINGLE, options=options("Một", "Hia"))))
    path, right = f"/api/polls/{number}", Form(FormKind.SINGLE, options=options("Một", "Hai"))
    first = phones[0].get(path).json
    assert hall.do(CorrectPoll(number, "Chọn một", right))["number"] == number
    now = phones[0].get(path).json
    assert (now["text"], now["edition"], now["phase"]) == ("Chọn một", 2, "open")
    stale = phones[0].post(f"{path}/ballot", {"options": ["b"], "edition": first["edition"], "round": 1})
    assert (stale.status, stale.json["error"]["code"]) == (409, "poll-corrected")
    page = phones[0].submit(f"b{number}", ("o", "b"), ("edition", "1"), ("round", "1"))
    assert page.status == 409
    assert 'name="edition" value="2"' in page.text
    assert phones[0].post(f"{path}/ballot", {"options": ["b"], "edition": 2, "round": 1}).json == {
        "replaced": False
    }
    with pytest.raises(Refusal) as refused:
        hall.do(CorrectPoll(number, "Chọn ba", right, untouched=True))
    assert refused.value.code == "poll-frozen", "the desk's own word on the box counts for nothing"
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (0, 1)
    hall.until(lambda _state: not list((hall.folder / "ballots").glob(f"poll-{number}-*")))


def test_in_a_binding_vote_the_slip_votes_and_not_the_phone(hall: Voting, phones: list[Phone]) -> None:
    codes = [slips.code(bytes([n] * 8)) for n in range(2)]
    number = hall.do(AddPoll("Bầu", Form(FormKind.YES_NO), binding=True))["number"]
    hall.do(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    hall.do(OpenPoll(number))
    path = f"/api/polls/{number}/ballot"
    assert phones[0].post(path, {**READ, "options": ["yes"]}).json["error"]["code"] == "slip-needed"
    assert (
        phones[0].post(path, {**READ, "options": ["yes"], "slip": "0000"}).json["error"]["code"]
        == "slip-unclear"
    )
    assert phones[0].post(path, {**READ, "options": ["yes"], "slip": crockford.grouped(codes[0])}).json == {
        "replaced": False
    }
    assert phones[0].post(path, {**READ, "options": ["no"], "slip": codes[0].lower()}).json == {
        "replaced": True
    }
    assert phones[1].post(path, {**READ, "options": ["yes"], "slip": codes[1]}).json == {"replaced": False}
    assert phones[1].get(f"/api/polls/{number}").json["mine"] is None
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (1, 1)


def test_a_slip_belongs_to_the_phone_that_used_it_first_and_its_vote_is_safe(hall: Voting) -> None:
    number = hall.do(AddPoll("Của ai?", Form(FormKind.YES_NO), binding=True))["number"]
    codes = [slips.code(bytes([n] * 8)) for n in range(3, 6)]
    hall.do(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    hall.do(OpenPoll(number))
    first, other = hall.phone(), hall.phone()
    path = f"/api/polls/{number}/ballot"
    assert first.post(path, {**READ, "options": ["yes"], "slip": codes[0]}).status == 200
    stolen = other.post(path, {**READ, "options": ["no"], "slip": codes[0]})
    assert (stolen.status, stolen.json["error"]["code"]) == (409, "slip-used")
    assert first.post(path, {**READ, "options": ["yes"], "slip": codes[0]}).json["replaced"] is True
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (1, 0)


def test_a_ballot_of_an_earlier_round_is_not_taken_in_the_next(hall: Voting) -> None:
    number = opened(hall, AddPoll("Vòng nào?", Form(FormKind.YES_NO)))
    phone, path = hall.phone(), f"/api/polls/{number}/ballot"
    assert phone.post(path, {"options": ["yes"], "edition": 1, "round": 1}).status == 200
    closed(hall, number)
    hall.do(RerunPoll(number))
    late = phone.post(path, {"options": ["yes"], "edition": 1, "round": 1})
    assert (late.status, late.json["error"]["code"]) == (409, "poll-other-round")
    assert phone.post(path, {**READ, "options": ["no"], "round": 2}).status == 200


@pytest.mark.parametrize("said", [{}, {"edition": 1}, {"round": 1}, {"edition": 0, "round": 0}])
def test_a_page_that_does_not_say_what_was_read_on_it_is_told_to_load_anew(
    hall: Voting, phones: list[Phone], said: dict[str, int]
) -> None:
    number = opened(hall, AddPoll("Trang cũ?", Form(FormKind.YES_NO)))
    old = phones[0].post(f"/api/polls/{number}/ballot", {"options": ["yes"], **said})
    assert (old.status, old.json["error"]["code"]) == (409, "page-outdated")
    assert "tải lại" in old.json["error"]["sentence"]
    page = phones[0].submit(f"b{number}", ("o", "yes"), *((name, str(n)) for name, n in said.items()))
    assert page.status == 409
    assert "tải lại" in page.text
    again = [(name, hidden_field(page.text, name)) for name in ("edition", "round")]
    assert phones[1].submit(f"b{number}", ("o", "no"), *again).status == 200
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (0, 1)


def binding(hall: Voting, *codes: str) -> int:
    """An open vote by slips with these codes."""
    number: int = hall.do(AddPoll("Bằng phiếu?", Form(FormKind.YES_NO), binding=True))["number"]
    hall.do(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    hall.do(OpenPoll(number))
    return number


def refused_code(hall: Voting, ballot: control.PaperBallot) -> str:
    with pytest.raises(Refusal) as refused:
        hall.client.call_now(control.PAPER_BALLOT, ballot)
    return refused.value.code


def test_a_slip_typed_in_at_the_desk_belongs_to_the_paper_and_one_used_by_phone_to_the_phone(
    hall: Voting, phones: list[Phone]
) -> None:
    paper, used, free = (slips.code(bytes([n] * 8)) for n in range(9, 12))
    number = binding(hall, paper, used, free)
    path = f"/api/polls/{number}/ballot"
    yes, no = Choice(("yes",)), Choice(("no",))

    def typed(slip: str, choice: Choice) -> bool:
        ballot = control.PaperBallot(number, 1, 1, slip, choice)
        return hall.client.call_now(control.PAPER_BALLOT, ballot).replaced

    assert not typed(crockford.grouped(paper).lower(), no)
    assert typed(paper, yes), "the desk may put right what it typed"
    stolen = phones[0].post(path, {**READ, "options": ["no"], "slip": paper})
    assert (stolen.status, stolen.json["error"]["code"]) == (409, "slip-used")
    fields = (("edition", "1"), ("round", "1"), ("slip", paper))
    assert phones[1].submit(f"b{number}", ("o", "no"), *fields).status == 409
    assert phones[0].post(path, {**READ, "options": ["yes"], "slip": used}).status == 200
    for slip, code in ((used, "slip-votes-by-phone"), ("", "slip-needed"), ("0000", "slip-unclear")):
        assert refused_code(hall, control.PaperBallot(number, 1, 1, slip, no)) == code
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (2, 0)
    assert refused_code(hall, control.PaperBallot(number, 1, 1, free, yes)) == "poll-not-open"
    hall.do(RerunPoll(number))
    assert refused_code(hall, control.PaperBallot(number, 1, 1, free, yes)) == "poll-other-round"
    assert refused_code(hall, control.PaperBallot(number, 0, 2, free, yes)) == "page-outdated"
    closed(hall, number)
    again = hall.state().polls[number].tally
    assert again is not None
    assert again.cast == 0


def test_a_ballot_typed_in_for_a_poll_without_slips_is_refused(hall: Voting) -> None:
    number = opened(hall, AddPoll("Không có phiếu?", Form(FormKind.YES_NO)))
    ballot = control.PaperBallot(number, 1, 1, "X", Choice(("yes",)))
    assert refused_code(hall, ballot) == "poll-without-slips"
    closed(hall, number)


def test_without_scripts_too_a_ballot_belongs_to_its_round_and_a_slip_to_who_used_it_first(
    hall: Voting,
) -> None:
    number = hall.do(AddPoll("Trang không có mã lệnh?", Form(FormKind.YES_NO), binding=True))["number"]
    codes = [slips.code(bytes([n] * 8)) for n in range(6, 9)]
    hall.do(IssueSlips(number, tuple(slips.fingerprint(code) for code in codes)))
    hall.do(OpenPoll(number))
    first, other = hall.phone(), hall.phone()
    section, fields = f"b{number}", (("edition", "1"), ("round", "1"), ("slip", codes[0]))
    assert first.submit(section, ("o", "yes"), *fields).status == 200
    assert other.submit(section, ("o", "no"), *fields).status == 409
    assert (
        other.post(f"/api/polls/{number}/ballot", {**READ, "options": ["no"], "slip": codes[0]}).status == 409
    )
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (1, 0)
    hall.do(RerunPoll(number))
    late = first.submit(section, ("o", "no"), *fields)
    assert late.status == 409
    assert 'name="round" value="2"' in late.text
    closed(hall, number)
    again = hall.state().polls[number].tally
    assert again is not None
    assert again.cast == 0


def test_open_votes_outlive_a_restart_of_the_server(hall: Voting) -> None:
    phone = hall.phone()
    number = opened(hall, AddPoll("Sau khi khởi động lại?", Form(FormKind.YES_NO)))
    hall.until(lambda _: phone.post(f"/api/polls/{number}/ballot", {**READ, "options": ["no"]}).status == 200)
    hall.restart()
    hall.until(lambda _: phone.get(f"/api/polls/{number}").json.get("mine") == {"options": ["no"]})
    phone.post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]})
    closed(hall, number)
    tally = hall.state().polls[number].tally
    assert tally is not None
    assert tally.counts == (1, 0)


def test_ballots_that_a_crash_left_after_their_count_are_destroyed_at_the_next_start(hall: Voting) -> None:
    number = opened(hall, AddPoll("Sót lại?", Form(FormKind.YES_NO)))
    closed(hall, number)
    hall.until(lambda _: not list((hall.folder / "ballots").glob(f"poll-{number}-*")))
    stop_serving(hall.folder)
    left = BallotBox.create(hall.folder, f"poll-{number}-1")
    left.cast("ballot", b"phone", {"options": ["yes"]})
    left.flush()
    left.seal()
    left._log.close()  # as the crash did
    hall.live = ensure_serving(hall.folder, "--host", LOOPBACK)
    hall.client = Client(hall.live)
    assert not list((hall.folder / "ballots").glob(f"poll-{number}-*"))


def test_a_left_box_that_cannot_be_opened_keeps_no_server_from_starting(hall: Voting) -> None:
    number = opened(hall, AddPoll("Bị giữ?", Form(FormKind.YES_NO)))
    closed(hall, number)
    hall.until(lambda _: not list((hall.folder / "ballots").glob(f"poll-{number}-*")))
    stop_serving(hall.folder)
    BallotBox.create(hall.folder, f"poll-{number}-1").flush()
    key = hall.folder / "ballots" / f"poll-{number}-1.key"
    key.unlink()
    key.mkdir()  # as unreadable to anybody as a file that another program holds is on Windows
    hall.live = ensure_serving(hall.folder, "--host", LOOPBACK)
    hall.client = Client(hall.live)
    assert hall.client.health_now().accepting
    key.rmdir()
    (hall.folder / "ballots" / f"poll-{number}-1.box").unlink()


def test_a_chart_that_is_shown_as_it_goes_stays_behind(hall: Voting) -> None:
    number = opened(hall, AddPoll("Dần dần?", Form(FormKind.YES_NO), hidden=False))
    phones = [hall.phone() for _ in range(10)]
    for phone in phones[:5]:
        phone.post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]})
    hall.until(lambda state: number in state.poll_progress)
    assert phones[0].get(f"/api/polls/{number}").json["result"] is None
    for phone in phones[5:]:
        phone.post(f"/api/polls/{number}/ballot", {**READ, "options": ["no"]})
    interim = hall.until(lambda state: state.poll_progress[number].cast == 10).poll_progress[number].interim
    assert interim is not None
    assert interim.counts == (5, 0)
    closed(hall, number)
    assert hall.state().polls[number].phase is VotePhase.REVEALED


SURVEY = Survey(
    0,
    "Khảo sát",
    (
        Item("fair", "Công bằng?", Form(FormKind.LIKERT, scale="agreement"), required=True),
        Item("order", "Thứ tự", Form(FormKind.RANKING, options=options("Một", "Hai", "Ba"))),
        Item("visits", "Số lần", Form(FormKind.NUMERIC, lower="0", upper="9")),
        Item("words", "Đề xuất", Form(FormKind.TEXT)),
        Item("several", "Chọn", Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba"))),
    ),
    units=("Đội 1", "Đội 2"),
)


def test_a_survey_is_filled_in_by_form_and_changed_until_it_closes(hall: Voting) -> None:
    number = hall.do(AddSurvey(SURVEY))["number"]
    hall.do(OpenSurvey(number))
    phone = hall.phone()
    page = phone.get(f"/{hall.live.short_code}/s{number}").text
    assert "Hoàn toàn đồng ý" in page
    missing = phone.submit(f"s{number}", ("i.words", "<script>họp ít</script>"))
    assert missing.status == 422
    assert "&lt;script&gt;họp ít" in missing.text
    filled = (
        ("i.fair", "5"),
        ("i.order.a", "2"),
        ("i.order.b", "1"),
        ("i.visits", "3"),
        ("i.words", "họp ít"),
        ("i.several", "a"),
        ("i.several", "c"),
        ("unit", "Đội 1"),
    )
    assert 'id="taken"' in phone.submit(f"s{number}", *filled).text
    mine = phone.get(f"/api/surveys/{number}").json["mine"]
    assert mine["answers"]["order"] == {"options": ["b", "a"]}
    assert mine["answers"]["several"] == {"options": ["a", "c"]}
    assert 'id="taken"' in phone.submit(f"s{number}", ("i.fair", "abstain")).text
    clash = phone.submit(f"s{number}", ("i.fair", "5"), ("i.order.a", "1"), ("i.order.b", "1"))
    assert clash.status == 422
    hall.do(CloseSurvey(number))
    state = hall.until(lambda state: state.surveys[number].result is not None)
    result = state.surveys[number].result
    assert result is not None
    assert (result.responses, result.items[0].tally.abstained) == (1, 1)
    assert all(group.hidden for group in result.items[0].groups)
    hall.do(RevealSurvey(number))
    assert "họp ít" not in phone.get(f"/{hall.live.short_code}/s{number}").text


def test_a_signature_is_offered_by_form_and_shows_once_it_is_taken(hall: Voting) -> None:
    number = hall.do(AddPledge(Pledge(0, "Giao ước", tasks=(Task("1", "Rà soát"),))))["number"]
    place = hall.do(AddSigner(number, SignerKind.TEAM, "Đội 1"))["number"]
    hall.do(OpenSigning(number))
    phone = hall.phone()
    assert "Rà soát" in phone.get(f"/{hall.live.short_code}/c{number}").text
    assert phone.submit(f"c{number}", ("signer", "999"), ("name", "Lê D")).status == 422
    undrawn = phone.submit(f"c{number}", ("signer", str(place)), ("name", "Lê D"), ("signature", ""))
    assert undrawn.status == 422
    signed = phone.submit(f"c{number}", ("signer", str(place)), ("name", "Lê D"), ("signature", DRAWN))
    assert 'id="taken"' in signed.text
    assert "Lê D" not in phone.get(f"/{hall.live.short_code}/c{number}").text
    hall.do(TakeSignature(place))
    assert hall.state().signers[place].standing is SignatureStatus.SIGNED
    assert "Lê D" in phone.get(f"/{hall.live.short_code}/c{number}").text
    twice = phone.post("/api/signatures", {"signer": place, "name": "Kẻ khác", "signature": DRAWN})
    assert twice.json["error"]["code"] == "signed-already"


def test_the_page_of_a_poll_votes_without_scripts(hall: Voting) -> None:
    number = opened(hall, AddPoll("Không có mã lệnh?", Form(FormKind.YES_NO)))
    phone = hall.phone()
    assert phone.submit(f"b{number}").status == 422
    assert 'id="taken"' in phone.submit(f"b{number}", ("o", "yes")).text
    assert phone.submit("z1", ("o", "yes")).status == 404
    assert f'name="section" value="b{number}"' in phone.get(f"/{hall.live.short_code}").text


def test_a_survey_stays_open_after_the_meeting_and_then_the_door_closes(hall: Voting) -> None:
    number = hall.do(AddSurvey(SURVEY))["number"]
    hall.do(OpenSurvey(number))
    hall.do(CloseMeeting())
    phone = hall.phone()
    assert (
        phone.post(f"/api/surveys/{number}/response", {"answers": {"fair": {"options": ["4"]}}}).status == 200
    )
    asked = phone.post("/api/questions", {"text": "Muộn?", "receipt": "0123456789ABCDEF"})
    assert asked.json["error"]["code"] == "meeting-closed"
    hall.do(CloseSurvey(number))
    state = hall.until(lambda state: state.surveys[number].result is not None)
    result = state.surveys[number].result
    assert result is not None
    assert result.responses == 1
    assert phone.get("/api/meeting").json["error"]["code"] == "meeting-closed"
