"""Checking in by phone: on the disk when the phone says so, corrected and withdrawn by receipt, tied to no question."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from meeting.commands.attending import ConfirmArrivals, RecordAttendance, SetCheckIn
from meeting.commands.running import CloseMeeting
from meeting.dialogue.roll import probable_arrivals, roll
from meeting.model.attendance import AttendanceEntry, Source
from meeting.state import State
from store import Follower
from tests.server.served import Answer, Phone, Served, a_receipt, hidden_field


@pytest.fixture
def opened(serve: Callable[..., Served]) -> Served:
    """A meeting of its own that takes attendance by phone."""
    served = serve()
    served.host.send_now(SetCheckIn(open=True))
    return served


def state_of(served: Served) -> State:
    return State.load(Follower.open(served.folder / "record").db.documents())


def entries(served: Served) -> list[tuple[str, str, str]]:
    return [(one.name, one.post, one.organisation) for one in state_of(served).attendance.values()]


def here(phone: Phone, receipt: str, name: str = "Lê Văn Cường", **more: str) -> Answer:
    return phone.post("/api/attendance", {"name": name, "receipt": receipt, **more})


def test_a_check_in_is_on_the_disk_when_the_phone_reads_recorded(opened: Served) -> None:
    phone, receipt = opened.phone(), a_receipt()
    assert here(phone, receipt, post="Đội trưởng", organisation="Đội 2").json == {"replaced": False}
    assert entries(opened) == [("Lê Văn Cường", "Đội trưởng", "Đội 2")]
    assert here(phone, receipt, organisation="Đội 3").json == {"replaced": True}
    assert entries(opened) == [("Lê Văn Cường", "", "Đội 3")]
    assert phone.post("/api/attendance/withdrawal", {"receipt": receipt}).json == {"withdrawn": True}
    assert phone.post("/api/attendance/withdrawal", {"receipt": receipt}).json == {"withdrawn": False}
    assert entries(opened) == []


def test_check_in_has_a_door_of_its_own_and_is_offered_only_while_it_is_open(opened: Served) -> None:
    phone = opened.phone()
    assert [link["section"] for link in phone.get("/api/meeting").json["meeting"]["votes"]] == ["d0"]
    opened.host.send_now(SetCheckIn(open=False))
    assert phone.get("/api/meeting").json["meeting"]["votes"] == []
    refused = here(phone, a_receipt())
    assert (refused.status, refused.code) == (409, "check-in-closed")
    page = phone.get(f"/{opened.live.short_code}/d0").text
    assert "không nhận điểm danh" in page


def test_whoever_checks_in_by_form_reads_what_is_stored_corrects_and_withdraws_without_scripts(
    opened: Served,
) -> None:
    phone = opened.phone()
    page = phone.get(f"/{opened.live.short_code}/D0").text
    assert "tự nguyện" in page
    assert "thành phần tham dự của biên bản" in page
    fields = {name: hidden_field(page, name) for name in ("pass", "lang", "receipt")}
    recorded = phone.form(
        "/attend", None, name="Trần <b>Bình</b>", post="", organisation="Đội 1", **fields
    ).text
    assert "Đã ghi nhận vào danh sách tham dự." in recorded
    assert hidden_field(recorded, "receipt") == fields["receipt"]
    assert "Trần &lt;b&gt;Bình&lt;/b&gt;" in recorded
    corrected = phone.form("/attend", None, name="Trần Bình", organisation="Đội 1", **fields).text
    assert "Đã ghi nhận nội dung sửa." in corrected
    found = phone.form("/attend", None, act="find", **fields).text
    assert 'value="Trần Bình"' in found
    gone = phone.form("/attend", None, act="withdraw", **fields).text
    assert "Đã rút điểm danh" in gone
    assert hidden_field(gone, "receipt") != fields["receipt"]
    assert entries(opened) == []
    unknown = phone.form("/attend", None, act="find", **fields)
    assert unknown.status == 422


def test_a_refused_form_keeps_what_was_typed(opened: Served) -> None:
    phone = opened.phone()
    page = phone.get(f"/{opened.live.short_code}/d0").text
    fields = {name: hidden_field(page, name) for name in ("pass", "lang")}
    again = phone.form("/attend", None, name="x" * 200, organisation="Đội 9", receipt=a_receipt(), **fields)
    assert again.status == 422
    assert 'value="Đội 9"' in again.text
    broken = phone.form("/attend", None, name="Lê An", receipt="?", **fields)
    assert len(hidden_field(broken.text, "receipt")) == 16


def test_one_receipt_for_both_leaves_no_id_that_a_question_and_a_check_in_share(opened: Served) -> None:
    phone, receipt = opened.phone(), a_receipt()
    here(phone, receipt)
    phone.ask(receipt=receipt)
    state = state_of(opened)
    asked = set(msgspec.structs.astuple(state.questions[1])) - {""}
    assert not {state.attendance[1].receipt, state.attendance[1].name} & asked


def test_the_list_of_those_invited_shows_who_has_come_once_the_host_confirms(opened: Served) -> None:
    invited = AttendanceEntry("Nguyễn Thị Hòa", "Đội 1", present=False, source=Source.INVITED)
    opened.host.send_now(RecordAttendance((invited,)))
    receipt = a_receipt()
    here(opened.phone(), receipt, "nguyen thi hoa", organisation="đội 1")
    opened.host.send_now(ConfirmArrivals(probable_arrivals(state_of(opened))))
    assert roll(state_of(opened))[:4] == (1, 1, 1, 1)
    opened.phone().post("/api/attendance/withdrawal", {"receipt": receipt})
    assert roll(state_of(opened))[:4] == (0, 0, 1, 0)


def test_after_the_close_nobody_checks_in(opened: Served) -> None:
    phone = opened.phone()
    opened.host.send_now(CloseMeeting())
    assert here(phone, a_receipt()).code == "meeting-closed"
