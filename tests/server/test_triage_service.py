"""Triage at work: suggestions for everything that comes in, lessons from the desk, hints with reasons, never an act."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link import control
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.areas import UNCLASSIFIED
from meeting.changes import put
from meeting.commands.asking import Ask, ImportedRow, ImportQuestions
from meeting.commands.privacy import MaskQuestion, RouteOut
from meeting.commands.profile import ChangeSettings
from meeting.commands.running import OpenMeeting
from meeting.commands.sorting import SetArea
from meeting.commands.undo import Undo
from meeting.model.profile import Settings
from meeting.model.question import Channel, Question
from meeting.state import ONLY, State
from server.triage_service import TriageService, unreadable
from store import Follower
from tests.systems import has_mode

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = "Thanh toán công tác phí chậm ba tháng, bao giờ có tiền?"
TO_DENOUNCE = "Tôi xin tố cáo ông Nguyễn Văn A nhận tiền của dân, số điện thoại 0912345678"


@pytest.fixture
def entry() -> MeetingFolder:
    return create(MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])), story.opening())


@pytest.fixture
def host(entry: MeetingFolder) -> Iterator[Client]:
    client = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    client.send_now(OpenMeeting())
    yield client
    stop_serving(entry.folder)


def state(entry: MeetingFolder) -> State:
    return State.load(Follower.open(entry.record).db.documents())


def test_what_is_typed_or_imported_gets_a_suggestion_and_is_filed_nowhere(
    entry: MeetingFolder, host: Client
) -> None:
    host.send_now(Ask(PLAIN))
    host.send_now(ImportQuestions((ImportedRow("Phần mềm hay treo, mất dữ liệu đang nhập"),)))
    asked, imported = (state(entry).questions[number] for number in (1, 2))
    assert asked.suggestion is not None
    assert asked.suggestion.area == "public_finance"
    assert imported.suggestion is not None
    assert imported.suggestion.area == "modernisation"
    assert asked.area == imported.area == UNCLASSIFIED


def test_suggestions_are_switched_off_by_the_setting(entry: MeetingFolder, host: Client) -> None:
    host.send_now(ChangeSettings(Settings(suggestions=False)))
    host.send_now(Ask(PLAIN))
    assert state(entry).questions[1].suggestion is None


def test_what_the_desk_decides_is_learnt_on_this_laptop_and_unlearnt_by_undo(
    entry: MeetingFolder, host: Client
) -> None:
    host.send_now(Ask(PLAIN))
    host.send_now(SetArea(1, "procedures"))
    host.send_now(Ask(PLAIN))
    lessons = Path(os.environ["DOITHOAI_DATA"]) / "corrections.json"
    learnt = state(entry).questions[2].suggestion
    assert learnt is not None
    assert learnt.area == "procedures"
    assert PLAIN.encode() not in lessons.read_bytes()
    assert has_mode(lessons, 0o600)
    host.send_now(Undo())  # the second asking
    host.send_now(Undo())  # the filing
    host.send_now(Ask(PLAIN))
    unlearnt = state(entry).questions[max(state(entry).questions)].suggestion
    assert unlearnt is not None
    assert unlearnt.area == "public_finance"


async def test_hints_say_why_in_the_language_asked_for_and_change_nothing(
    entry: MeetingFolder, host: Client
) -> None:
    host.send_now(Ask(TO_DENOUNCE))
    told = [
        await host.call(control.ADVICE, control.AdviceRequest(lang="vi")),
        await host.call(control.ADVICE, control.AdviceRequest(lang="en")),
    ]
    vietnamese, english = (advice.changed[0].hints for advice in told)
    assert {hint.kind for hint in vietnamese} >= {"complaint", "personal_data"}
    assert {hint.reason for hint in vietnamese}.isdisjoint({hint.reason for hint in english})
    assert state(entry).questions[1].text == TO_DENOUNCE


async def test_the_agencys_own_hint_list_takes_the_packaged_ones_place(entry: MeetingFolder) -> None:
    own = Path(os.environ["DOITHOAI_DATA"]) / "hints.toml"
    own.write_text(
        '[[rule]]\nkind = "our_word"\nreason = "Từ của riêng đơn vị"\npatterns = ["mật danh"]\n',
        encoding="utf-8",
    )
    host = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    host.send_now(OpenMeeting())
    host.send_now(Ask("Chuyện về mật danh"))
    told = await host.call(control.ADVICE, control.AdviceRequest(lang="vi"))
    assert [hint.kind for hint in told.changed[0].hints] == ["our_word"]
    stop_serving(entry.folder)


def test_what_is_covered_or_routed_out_leaves_no_lesson_behind(entry: MeetingFolder, host: Client) -> None:
    lessons = Path(os.environ["DOITHOAI_DATA"]) / "corrections.json"
    for number, text in enumerate((TO_DENOUNCE, "Số 0912345678 gọi mãi không ai nghe máy"), 1):
        host.send_now(Ask(text))
        host.send_now(SetArea(number, "procedures"))
    assert lessons.read_bytes().count(b"digest") == 2
    host.send_now(RouteOut(1))
    host.send_now(MaskQuestion(2, "0912345678"))
    assert state(entry).questions[2].text != "Số 0912345678 gọi mãi không ai nghe máy"
    assert lessons.read_bytes() == b"[]"


def test_files_that_cannot_be_read_are_named_and_a_meeting_runs_without_them(tmp_path: Path) -> None:
    asked = State()
    asked.meetings[ONLY] = story.opening().meeting
    assert unreadable(tmp_path) == []
    (tmp_path / "hints.toml").write_text("rule = [", encoding="utf-8")
    (tmp_path / "corrections.json").write_text("{", encoding="utf-8")
    assert unreadable(tmp_path) == ["hints.toml", "corrections.json"]
    service = TriageService(asked, tmp_path)
    asked.apply([put("questions", 1, Question(1, TO_DENOUNCE, "2024-04-17T08:00:00+07:00", Channel.PHONE))])
    service.advice.follow([1])
    found = service.advice.news(0, "vi").changed[0].hints
    assert {hint.kind for hint in found} >= {"complaint", "personal_data"}
    suggested = service.suggestion(PLAIN)
    assert suggested is not None
    assert suggested.area == "public_finance"
    assert (tmp_path / "corrections.json").read_text(encoding="utf-8") == "{"
    (tmp_path / "areas.model").write_bytes(b"x")
    assert TriageService(asked, tmp_path).suggestion(PLAIN) is None
    assert "areas.model" in unreadable(tmp_path)
