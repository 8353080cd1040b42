"""Asking from a phone: recorded once, whatever happens to the reply, the code or the laptop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from link import live
from meeting.commands.running import CloseMeeting, SetIntake
from meeting.commands.sorting import Approve
from meeting.text.crockford import grouped
from store import Follower
from tests.server.served import QUESTION, Served, a_free_port, a_receipt


def test_a_question_is_on_the_disk_when_the_phone_reads_recorded(served: Served) -> None:
    answer = served.phone().ask("Có được nộp hồ sơ qua mạng không?")
    assert answer.status == 201
    rows = Follower.open(served.folder / "record").db.table("questions").all()
    assert any(
        row["text"] == "Có được nộp hồ sơ qua mạng không?" and row["number"] == answer.json["number"]
        for row in rows
    )


def test_the_same_receipt_again_gives_the_same_number(served: Served) -> None:
    phone, receipt = served.phone(), a_receipt()
    first = phone.ask(receipt=receipt)
    assert phone.ask(receipt=receipt).json["number"] == first.json["number"]


def test_the_same_receipt_with_another_text_is_refused(served: Served) -> None:
    phone, receipt = served.phone(), a_receipt()
    phone.ask(receipt=receipt)
    again = phone.ask("Nội dung khác hẳn", receipt=receipt)
    assert (again.status, again.code) == (422, "receipt-used")


def test_a_question_survives_a_killed_server_and_is_not_doubled(serve: Callable[..., Served]) -> None:
    first = serve(port=a_free_port())
    phone, receipt = first.phone(), a_receipt()
    number = phone.ask(receipt=receipt).json["number"]
    first.kill()
    again = serve(first.folder)
    assert again.authority == first.authority
    assert phone.ask(receipt=receipt).json["number"] == number
    assert len(phone.ask().json) == 3


def test_only_the_hash_of_a_receipt_is_kept(serve: Callable[..., Served]) -> None:
    running = serve()
    receipt = a_receipt()
    running.phone().ask(receipt=receipt)
    running.stop()
    kept = b"".join(path.read_bytes() for path in running.folder.rglob("*") if path.is_file())
    assert receipt.encode() not in kept
    assert grouped(receipt).encode() not in kept


def test_a_stranger_without_a_pass_cannot_ask(served: Served) -> None:
    phone = served.phone()
    phone.given_pass = "A" * 32
    assert phone.ask().code == "no-pass"


def test_what_is_missing_or_wrong_is_named(served: Served) -> None:
    phone = served.phone()
    for body, code, field in (
        ({"text": " ", "receipt": a_receipt()}, "empty", "text"),
        ({"text": "x" * 501, "receipt": a_receipt()}, "too-long", "text"),
        ({"text": QUESTION, "receipt": "ngắn"}, "bad-receipt", None),
        ({"text": QUESTION, "receipt": a_receipt(), "votes": 3}, "bad-field", "votes"),
        ({"text": QUESTION, "receipt": a_receipt(), "__proto__": {}}, "bad-field", "__proto__"),
        ({"text": [QUESTION], "receipt": a_receipt()}, "bad-field", "text"),
        ({"text": QUESTION, "receipt": a_receipt(), "prompt": "1"}, "bad-field", "prompt"),
        ({"text": QUESTION, "receipt": a_receipt(), "prompt": True}, "bad-field", "prompt"),
        ({"text": None, "receipt": a_receipt()}, "bad-field", "text"),
    ):
        answer = phone.post("/api/questions", body)
        assert (answer.status, answer.code) == (422, code), answer.text
        assert answer.json["error"]["facts"].get("field") == field


def test_a_phone_cannot_file_a_suggestion_or_another_channel(served: Served) -> None:
    phone = served.phone()
    for extra in ({"suggestion": {"area": "x"}}, {"channel": "paper"}):
        assert phone.ask(**extra).code == "bad-field"


def test_while_intake_is_closed_the_sentence_says_the_text_is_kept(serve: Callable[..., Served]) -> None:
    running = serve()
    running.host.send_now(SetIntake(open=False))
    answer = running.phone().ask()
    assert (answer.status, answer.code) == (409, "intake-closed")
    assert "vẫn còn" in answer.json["error"]["sentence"]


def test_before_the_meeting_opens_phones_can_join_but_not_ask(serve: Callable[..., Served]) -> None:
    assert serve(opened=False).phone().ask().code == "meeting-prepared"


def test_after_the_close_only_what_was_recorded_is_answered(serve: Callable[..., Served]) -> None:
    running = serve()
    phone, receipt = running.phone(), a_receipt()
    number = phone.ask(receipt=receipt).json["number"]
    running.host.send_now(CloseMeeting())
    assert phone.ask(receipt=receipt).json["number"] == number
    late = phone.ask()
    assert (late.status, late.code) == (409, "meeting-closed")
    assert phone.follow(receipt)["number"] == number


def test_closing_destroys_every_token(serve: Callable[..., Served]) -> None:
    running = serve()
    phone = running.phone()
    running.host.send_now(CloseMeeting())
    told = live.peek(running.folder)
    assert told is not None
    assert (told.phone_url, told.short_code) == ("", "")
    assert not (running.folder / "phones.json").exists()
    assert phone.get("/api/questions").code == "meeting-closed"


def test_a_flood_from_one_device_is_asked_to_wait_and_others_are_not(served: Served) -> None:
    eager, calm = served.phone(), served.phone()
    answers = [eager.ask() for _ in range(8)]
    assert {answer.status for answer in answers[:6]} == {201}
    assert answers[-1].code == "too-fast"
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert calm.ask().status == 201


def test_a_question_is_unseen_by_others_until_the_host_lets_it(served: Served) -> None:
    phone, other = served.phone(), served.phone()
    number = phone.ask("Câu hỏi chưa duyệt").json["number"]
    assert number not in [view["number"] for view in other.listed("?sort=time")]
    served.host.send_now(Approve(number))
    assert number in [view["number"] for view in other.listed("?sort=time")]


def test_names_offered_are_recorded_but_never_shown_to_phones(served: Served) -> None:
    phone = served.phone()
    number = phone.ask("Câu hỏi có tên", name="Lê Thị Cúc", unit="Đội 1").json["number"]
    served.host.send_now(Approve(number))
    assert "Lê Thị Cúc" not in phone.get("/api/questions?sort=time").text
    row = Follower.open(served.folder / "record").db.table("questions").get(doc_id=number)
    assert isinstance(row, dict)
    assert row["name"] == "Lê Thị Cúc"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</script>\u2028<img src=x onerror=alert(1)>"])
def test_markup_in_a_question_stays_text_everywhere(served: Served, text: str) -> None:
    phone = served.phone()
    number = phone.ask(text).json["number"]
    served.host.send_now(Approve(number))
    page = phone.get(f"/{served.live.short_code}?sort=time").text
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert page.count("</script>") == 2
