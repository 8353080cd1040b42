"""Following one's own question, by receipt: every state the asker sees."""

from __future__ import annotations

from collections.abc import Callable

from meeting.commands.outcomes import Dismiss, Escalate, RecordAnswer
from meeting.commands.running import CloseMeeting
from meeting.commands.sorting import Approve, Hide, Merge, Rejoin, Split
from meeting.commands.staging import StageQuestion
from meeting.model.register import Destination
from meeting.text.crockford import grouped
from store import Follower
from tests.server.served import Phone, Served, a_receipt
from tests.waiting import wait_until


def _asked(served: Served) -> tuple[int, str]:
    receipt = a_receipt()
    return served.phone().ask(receipt=receipt).json["number"], receipt


def test_the_asker_sees_every_step_from_received_to_answered(served: Served) -> None:
    number, receipt = _asked(served)
    phone, host = served.phone(), served.host
    assert phone.follow(receipt)["step"] == "received"
    host.send_now(Approve(number))
    assert phone.follow(receipt)["step"] == "listed"
    host.send_now(StageQuestion(number))
    assert phone.follow(receipt)["step"] == "being_answered"
    host.send_now(RecordAnswer(number, "Quý IV sẽ lắp thêm hai máy.", "Nguyễn Văn An"))
    told = phone.follow(receipt)
    assert (told["step"], told["answer"], told["speaker"]) == (
        "answered",
        "Quý IV sẽ lắp thêm hai máy.",
        "Nguyễn Văn An",
    )


def test_an_escalated_question_tells_to_whom_and_by_when(served: Served) -> None:
    number, receipt = _asked(served)
    served.host.send_now(
        Escalate(number, Destination.SUPERIOR, "Ban Giám đốc Công an tỉnh", "Vượt thẩm quyền", "2026-12-20")
    )
    told = served.phone().follow(receipt)
    assert (told["step"], told["to"], told["by"]) == ("superior", "Ban Giám đốc Công an tỉnh", "2026-12-20")


def test_a_merged_question_tells_into_which(served: Served) -> None:
    (kept, _), (repeat, receipt) = _asked(served), _asked(served)
    served.host.send_now(Merge((repeat,), kept))
    assert served.phone().follow(receipt)["merged_into"] == kept


def test_a_dismissed_question_tells_its_asker_why_and_others_not(served: Served) -> None:
    number, receipt = _asked(served)
    served.host.send_now(Approve(number))
    served.host.send_now(Dismiss(number, "Đã được quy định rõ"))
    phone = served.phone()
    assert phone.follow(receipt)["reason"] == "Đã được quy định rõ"
    listed = next(view for view in phone.listed("?sort=time") if view["number"] == number)
    assert listed["step"] == "not_taken_up"
    assert "reason" not in listed


def test_a_hidden_question_reads_as_received(served: Served) -> None:
    number, receipt = _asked(served)
    served.host.send_now(Hide(number))
    assert served.phone().follow(receipt)["step"] == "received"


def test_a_receipt_is_read_kindly_and_an_unknown_one_is_null(served: Served) -> None:
    number, receipt = _asked(served)
    phone = served.phone()
    assert phone.follow(grouped(receipt).lower().replace("0", "o"))["number"] == number
    assert phone.follow(a_receipt()) is None


def test_a_receipt_can_be_looked_up_without_scripts_also_after_the_close(
    serve: Callable[..., Served],
) -> None:
    running = serve()
    number, receipt = _asked(running)
    running.host.send_now(CloseMeeting())
    phone = Phone(running.authority)
    page = phone.form("/follow", receipt=grouped(receipt), lang="vi")
    assert page.status == 200
    assert f"Số {number}" in page.text


def test_whether_it_was_answered_is_counted_once_a_receipt(served: Served) -> None:
    number, receipt = _asked(served)
    phone = served.phone()
    assert phone.post("/api/satisfaction", {"receipt": receipt, "satisfied": True}).code == "no-answer"
    served.host.send_now(RecordAnswer(number, "Đã có.", "Nguyễn Văn An"))
    for satisfied in (True, False, False):
        answer = phone.post("/api/satisfaction", {"receipt": receipt, "satisfied": satisfied})
        assert answer.json == {"satisfied": satisfied}

    wait_until(lambda: _satisfied(served, number) == (0, 1))


def test_an_asker_may_say_so_after_the_close_for_a_month(serve: Callable[..., Served]) -> None:
    running = serve()
    number, receipt = _asked(running)
    running.host.send_now(RecordAnswer(number, "Đã có.", "Nguyễn Văn An"))
    running.host.send_now(CloseMeeting())
    phone = Phone(running.authority)
    page = phone.form("/follow", receipt=receipt, lang="vi").text
    assert 'action="/judge"' in page
    assert "Xin cảm ơn" in phone.form("/judge", receipt=receipt, lang="vi", satisfied="no").text
    wait_until(lambda: _satisfied(running, number) == (0, 1))
    assert phone.form("/judge", receipt=receipt, lang="vi", satisfied="yes").status == 200
    wait_until(lambda: _satisfied(running, number) == (1, 0))


def test_an_asker_whose_question_was_gathered_judges_the_answer_to_both(served: Served) -> None:
    (into, first), (other, second) = _asked(served), _asked(served)
    served.host.send_now(Merge((other,), into))
    served.host.send_now(RecordAnswer(into, "Đã có.", "Nguyễn Văn An"))
    phone = served.phone()
    for receipt, satisfied in ((first, True), (second, False)):
        told = phone.post("/api/satisfaction", {"receipt": receipt, "satisfied": satisfied})
        assert told.json == {"satisfied": satisfied}
    wait_until(lambda: _satisfied(served, into) == (1, 1))


def _satisfied(served: Served, number: int) -> tuple[int, int]:
    row = Follower.open(served.folder / "record").db.table("satisfaction").get(doc_id=number)
    return (row["satisfied"], row["unsatisfied"]) if isinstance(row, dict) else (0, 0)


def test_a_stranger_cannot_judge_with_a_made_up_receipt(served: Served) -> None:
    answer = served.phone().post("/api/satisfaction", {"receipt": a_receipt(), "satisfied": True})
    assert answer.code == "unknown-receipt"


def test_too_many_receipts_at_once_are_refused(served: Served) -> None:
    answer = served.phone().post("/api/following", {"receipts": [a_receipt()] * 51})
    assert (answer.status, answer.code) == (422, "bad-field")


def test_the_parts_of_a_split_question_keep_the_support_of_the_whole_and_say_so(served: Served) -> None:
    number, _receipt = _asked(served)
    served.host.send_now(Approve(number))
    one, other = served.phone(), served.phone()
    for phone in (one, other):
        phone.post(f"/api/questions/{number}/support", {"on": True})

    def support(*numbers: int) -> list[tuple[int, int, int]]:
        """(votes, part of, votes of the whole) of these questions as the hall sees them."""
        listed = {view["number"]: view for view in one.listed("?sort=time")}
        views = [listed[wanted] for wanted in numbers]
        return [(view.get("votes", 0), view.get("part_of", 0), view.get("part_votes", 0)) for view in views]

    wait_until(lambda: support(number) == [(2, 0, 0)])
    result = served.host.send_now(Split(number, ("Một việc", "Việc khác"))).result
    assert result is not None
    parts = result["numbers"]
    one.post(f"/api/questions/{parts[0]}/support", {"on": True})
    wait_until(lambda: support(*parts) == [(2, number, 2)] * 2)
    served.host.send_now(Rejoin(number))
    wait_until(lambda: support(number) == [(2, 0, 0)])
