"""Asking, voting, signing and following in Gecko and in WebKit, the engines of the hall's other phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from meeting.commands.balloting import OpenPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll
from meeting.commands.signing import OpenSigning
from meeting.commands.sorting import Approve
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Pledge, SignatureStatus, SignerKind, Task
from meeting.pledges.signature import strokes
from server.writing.writer import load_state
from store import Record
from tests.browser.engines import Engine, gecko, webkit
from tests.server.served import Served, make_meeting
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
TEXT = "Bao giờ sửa mái nhà trực?"


@pytest.fixture(scope="module", params=[gecko, webkit])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser of each engine."""
    opened: Callable[[Path], AbstractContextManager[Engine]] = request.param
    with opened(tmp_path_factory.mktemp("engine")) as browser:
        yield browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An open meeting, served."""
    running = Served.start(make_meeting(tmp_path / "phien"))
    yield running
    running.stop()


def test_a_question_is_asked_and_followed_to_its_answer(served: Served, engine: Engine) -> None:
    engine.open(served.live.phone_url)
    engine.type("#text", TEXT)
    engine.click("#send")
    engine.see("#outbox", "Đã ghi nhận, số 1")
    engine.click('#tabs a[href="#mine"]')
    engine.see("#mine-list", "Đã tiếp nhận")
    served.host.send_now(Approve(1))
    engine.see("#mine-list", "Đã đưa vào danh sách")
    served.host.send_now(RecordAnswer(1, "Tháng sau sửa.", "Nguyễn Văn An"))
    engine.see("#mine-list", "Tháng sau sửa.")
    engine.reload()
    engine.see("#mine-list", "Tháng sau sửa.")
    engine.back()
    wait_until(lambda: bool(engine.ask("return !document.getElementById('ask').hidden;")))


def test_a_vote_is_cast_and_folds_away(served: Served, engine: Engine) -> None:
    served.host.send_now(AddPoll("Họp buổi chiều?", Form(FormKind.YES_NO)))
    engine.open(served.live.phone_url)
    engine.click("#text")
    served.host.send_now(OpenPoll(1))
    engine.click('#votes [data-section="b1"]')
    engine.click('label.pick input[value="yes"]')
    engine.click("#take .main")
    engine.see("#taken", "Đã ghi nhận phiếu")
    engine.back()
    engine.see("#votes-cast-count", "1")


def test_a_pledge_is_signed_without_drawing(served: Served, engine: Engine) -> None:
    served.host.send_now(AddPledge(Pledge(number=0, title="Giao ước", tasks=(Task("1", "Đúng hạn"),))))
    served.host.send_now(AddSigner(1, SignerKind.TEAM, "Đội 1"))
    served.host.send_now(OpenSigning(1))
    engine.open(f"{served.live.phone_url}/C1")
    wait_until(lambda: bool(engine.ask("return !!document.getElementById('write-name').offsetParent;")))
    engine.ask("document.getElementById('signer').selectedIndex = 1;")
    engine.type("#name", "Lê Thị Đào")
    engine.click("#write-name")
    wait_until(lambda: bool(engine.ask("return document.getElementById('signature').value;")))
    engine.click("#take .main")
    engine.see("#taken", "Đã ghi nhận chữ ký")
    served.stop()
    record = Record.open(served.folder / "record")
    signer = load_state(record).signers[1]
    record.close()
    assert signer.standing is SignatureStatus.OFFERED
    assert len(strokes(signer.signature)) > len("LêThịĐào")
