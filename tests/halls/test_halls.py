"""A hall on its own laptop: its phones ask the main hall, and a cut link loses and doubles nothing."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from link import control, hall_link
from link.client import Client
from link.control import Caller
from meeting.commands.asking import Ask
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.polling import AddPoll
from meeting.commands.privacy import RouteOut
from meeting.commands.profile import ChangeProfile
from meeting.commands.sorting import Approve
from meeting.model.form import Form, FormKind
from meeting.model.profile import Wifi
from meeting.model.question import Channel
from meeting.refusal import Refusal
from meeting.state import State
from store import Record
from tests.halls.cuttable import CuttableLink
from tests.halls.edge import invited, standing, start_hall, wait_level
from tests.server.served import Phone, Served, a_receipt
from tests.server.voting import READ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "Xã Mỹ Hòa"


class Halls:
    """A main hall and one other, with a link between them that can be cut."""

    def __init__(self, main: Served, home: Path) -> None:
        self.main, self.home = main, home
        invitation = invited(main, NAME)
        self.link = CuttableLink(invitation.address)
        self.hall = start_hall(home, self.link.address, invitation.code)
        self.phone = Phone.join(self.hall)

    def restart(self) -> None:
        """The hall's laptop falls and comes back, without a code."""
        self.hall.kill()
        self.hall = start_hall(self.home, self.link.address)
        self.phone = Phone.join(self.hall)

    def stop(self) -> None:
        self.link.close()
        self.hall.stop()

    def ask_until_recorded(self, text: str, receipt: str) -> int:
        """Ask again and again, as the phones' page does, until there is a number."""
        numbers: list[int] = []

        def recorded() -> bool:
            answer = self.phone.ask(text, receipt)
            if answer.status == 201:
                numbers.append(answer.json["number"])
            return bool(numbers)

        wait_until(recorded)
        return numbers[0]


@pytest.fixture
def halls(serve: Callable[..., Served], tmp_path: Path) -> Iterator[Halls]:
    opened = Halls(serve(), tmp_path / "hall")
    yield opened
    opened.stop()


def state_of(served: Served) -> State:
    """The main record, read when its server has stopped."""
    record = Record.open(served.folder / "record")
    try:
        return State.load(record.db.documents())
    finally:
        record.close()


def everything_in(folder: Path) -> bytes:
    """What stands in every file, also while some are being taken away."""
    found = b""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            found += path.read_bytes()
    return found


def test_a_phone_in_the_hall_asks_and_is_told_the_main_halls_number(halls: Halls) -> None:
    halls.main.host.send_now(Ask("Câu hỏi đầu tiên ở hội trường chính"))
    receipt = a_receipt()
    answer = halls.phone.ask("Đường vào xã bao giờ làm xong?", receipt)
    assert (answer.status, answer.json["number"]) == (201, 2)
    assert halls.phone.follow(receipt)["number"] == 2
    wait_level(halls.main, NAME)
    assert standing(halls.main, NAME).questions == 1
    halls.main.stop()
    state = state_of(halls.main)
    assert (state.hall_of(1), state.hall_of(2)) == ("", NAME)
    assert state.questions[2].channel is Channel.PHONE


def test_the_copy_has_the_same_numbers_and_quotes_the_main_records_digests(halls: Halls) -> None:
    halls.phone.ask("Bao giờ có máy lấy số?")
    wait_level(halls.main, NAME)
    halls.hall.stop()
    halls.main.stop()
    here, there = Record.open(halls.hall.folder / "record"), Record.open(halls.main.folder / "record")
    try:
        copied = {commit.n: commit.ops[-1].document for commit in here.commits()}
        quoted = {commit.n: {"n": commit.n, "digest": commit.digest} for commit in there.commits(0)}
        assert {n: quoted[n] for n in copied} == copied
        assert min(copied) == 1
    finally:
        here.close()
        there.close()


def test_a_slip_of_paper_typed_in_the_hall_waits_to_be_read_as_such(halls: Halls) -> None:
    Client(halls.hall.live).send_now(Ask("Xin hỏi về bảo hiểm y tế"))
    halls.main.stop()
    question = state_of(halls.main).questions[1]
    assert (question.channel, question.standing) == (Channel.PAPER, "received")


def test_what_is_asked_while_the_link_is_cut_enters_once_in_its_order(halls: Halls) -> None:
    wait_level(halls.main, NAME)
    halls.link.cut()
    asked = [(f"Câu hỏi {place} khi mất mạng", a_receipt()) for place in range(3)]
    for text, receipt in asked:
        answer = halls.phone.ask(text, receipt)
        assert (answer.status, answer.code) == (503, "kept-here")
    before = halls.link.received
    halls.restart()
    assert halls.phone.ask(*asked[0]).code == "kept-here"
    halls.link.mend()
    numbers = [halls.ask_until_recorded(*each) for each in asked]
    assert numbers == [1, 2, 3]
    wait_level(halls.main, NAME)
    assert [halls.ask_until_recorded(*each) for each in asked] == numbers
    assert halls.link.received - before < 100_000
    halls.main.stop()
    assert [question.text for question in state_of(halls.main).questions.values()] == [
        text for text, _ in asked
    ]


def test_a_refusal_of_the_main_hall_reaches_the_phone_and_leaves_nothing_behind(halls: Halls) -> None:
    receipt = a_receipt()
    halls.phone.ask("Câu hỏi thứ nhất", receipt)
    assert halls.phone.ask("Câu khác, cùng mã", receipt).code == "receipt-used"
    wait_level(halls.main, NAME)
    assert not (halls.hall.folder / "outbox.jsonl").exists()


def test_nothing_that_must_stay_in_the_main_hall_is_on_the_halls_disk(halls: Halls) -> None:
    host = halls.main.host
    password = "mật khẩu mạng chính 4711"
    host.send_now(ChangeProfile(wifi=Wifi("hoi-truong", password)))
    unlisted, denounced, shown = "Lời chưa duyệt ở nơi khác", "Tố cáo ông Q nhận tiền", "Câu đã được duyệt"
    main_phone = halls.main.phone()
    main_phone.ask(unlisted)
    halls.phone.ask(denounced)
    main_phone.ask(shown)
    host.send_now(Approve(3))
    host.send_now(Approve(2))
    wait_until(
        lambda: denounced.encode() in everything_in(halls.hall.folder)
    )  # the search does find what is there
    host.send_now(RouteOut(2))
    wait_until(lambda: denounced.encode() not in everything_in(halls.hall.folder))
    wait_until(lambda: shown.encode() in everything_in(halls.hall.folder))
    wait_level(halls.main, NAME)
    on_disk = everything_in(halls.home)
    for kept_back in (password, unlisted, denounced):
        assert kept_back.encode() not in on_disk
    assert password.encode() in everything_in(halls.main.folder)


def test_ballots_of_the_hall_are_counted_once_also_when_the_link_was_cut(halls: Halls) -> None:
    host = halls.main.host
    host.send_now(AddPoll("Có đồng ý không?", Form(FormKind.YES_NO)))
    host.send_now(OpenPoll(1))
    wait_level(halls.main, NAME)
    main_phone = halls.main.phone()
    assert main_phone.post("/api/polls/1/ballot", {**READ, "options": ["no"]}).status == 200
    halls.link.cut()
    for option in ("yes", "no", "yes"):
        assert Phone.join(halls.hall).post("/api/polls/1/ballot", {**READ, "options": [option]}).status == 200
    host.send_now(ClosePoll(1))
    wait_until(lambda: [vote.halls for vote in host.call_now(control.HALLS).awaited] == [(NAME,)])
    assert any(caution.code == "halls-awaited" for caution in host.health_now().warnings)
    halls.link.mend()
    wait_until(lambda: not host.call_now(control.HALLS).awaited)
    wait_level(halls.main, NAME)
    halls.hall.stop()
    assert not list(halls.hall.folder.glob("ballots/poll*"))
    halls.main.stop()
    tally = state_of(halls.main).polls[1].tally
    assert tally is not None
    assert tally.cast == 4


def test_the_host_counts_without_a_silent_hall(halls: Halls) -> None:
    host = halls.main.host
    host.send_now(AddPoll("Có đồng ý không?", Form(FormKind.YES_NO)))
    host.send_now(OpenPoll(1))
    wait_level(halls.main, NAME)
    halls.phone.post("/api/polls/1/ballot", {**READ, "options": ["yes"]})
    halls.link.cut()
    host.send_now(ClosePoll(1))
    wait_until(lambda: host.call_now(control.HALLS).awaited)
    assert host.call_now(control.COUNT_WITHOUT).awaited == ()
    wait_until(lambda: standing(halls.main, NAME).is_silent)
    assert any(caution.code == "halls-silent" for caution in host.health_now().warnings)
    halls.link.mend()
    wait_level(halls.main, NAME)
    wait_until(lambda: not list(halls.hall.folder.glob("ballots/poll*")))


def test_a_code_is_good_once_and_a_revoked_hall_comes_in_no_more(
    halls: Halls, serve: Callable[..., Served], tmp_path: Path
) -> None:
    second = invited(halls.main, "Xã Bình An")
    with_code = start_hall(tmp_path / "second", second.address, second.code, "127.0.0.5")
    with_code.stop()
    with pytest.raises(AssertionError, match="đã dùng rồi"):
        start_hall(tmp_path / "thief", second.address, second.code, "127.0.0.6")
    halls.main.host.call_now(control.REVOKE_HALL, hall_link.HallName(NAME))
    assert [hall.name for hall in halls.main.host.call_now(control.HALLS).halls] == ["Xã Bình An"]
    assert halls.phone.ask("Còn nhận không?").code == "kept-here"


def test_the_hall_comes_back_after_the_main_server_was_killed(
    halls: Halls, serve: Callable[..., Served]
) -> None:
    port = int(halls.main.authority.rpartition(":")[2])
    halls.main.kill()
    receipt = a_receipt()
    assert halls.phone.ask("Hỏi lúc máy chính sập", receipt).code == "kept-here"
    halls.main = serve(halls.main.folder, port=port)
    assert halls.ask_until_recorded("Hỏi lúc máy chính sập", receipt) == 1


def test_a_hall_decides_nothing_of_the_hosts(halls: Halls) -> None:
    for command in (Approve(1), ClosePoll(1)):
        with pytest.raises(Refusal, match="not-in-this-hall"):
            Client(halls.hall.live).send_now(command)


def test_what_a_hall_may_call_is_nothing_of_the_desks() -> None:
    of_halls = [call for call in control.CALLS if Caller.HALL in call.callers]
    assert all(call.callers == Caller.HALL and call.path.startswith("/hall/") for call in of_halls)
    assert len(of_halls) == len({call.path for call in of_halls})
    assert list(itertools.chain(of_halls))
