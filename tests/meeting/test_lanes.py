"""Every question stands in one lane, by what it needs next; repeats are clusters with one head."""

from __future__ import annotations

from meeting.commands import sorting
from meeting.commands.outcomes import Dismiss, Escalate, PromiseAnswer, RecordAnswer
from meeting.commands.privacy import RouteOut
from meeting.commands.register import ObligationTable, SetStatus
from meeting.commands.running import SetModeration
from meeting.dialogue.lanes import Lane, lanes
from meeting.dialogue.repeats import Cluster, clusters
from meeting.model.register import Destination, Status
from tests.meeting.play import RECEIPTS, Play


def asked(count: int) -> Play:
    play = Play()
    play.do(SetModeration(on=True))
    for place in range(count):
        play.ask_by_phone(f"Câu hỏi {place}", receipt=RECEIPTS[place])
    return play


def test_a_question_stands_in_the_lane_of_what_it_needs_next() -> None:
    play = asked(12)
    for number in (4, 5, 6, 7, 8, 12):
        play.do(sorting.Approve(number))
    play.do(PromiseAnswer(5))
    play.do(Escalate(6, Destination.SUPERIOR, "Công an tỉnh", "Thẩm quyền của tỉnh"))
    play.do(RecordAnswer(7, "Đã trả lời"))
    play.do(PromiseAnswer(8))
    (owed,) = (entry.number for entry in play.state.commitments.values() if entry.question == 8)
    play.do(SetStatus(ObligationTable.COMMITMENTS, owed, Status.SETTLED))
    play.do(sorting.Hide(9))
    play.do(sorting.Merge((10,), 4))
    play.do(RouteOut(11))
    play.do(Dismiss(12, "Ngoài phạm vi"))
    found = lanes(play.state, care={2, 4}, repeats={2, 3, 4})
    assert found == {
        Lane.NEW: [1],
        Lane.CARE: [2],
        Lane.REPEATS: [3],
        Lane.APPROVED: [4],
        Lane.OWED: [5, 6],
        Lane.DONE: [7, 8, 9, 10, 11, 12],
    }


def test_the_head_is_what_is_decided_or_approved_and_no_chain_gathers_what_is_not_alike() -> None:
    play = asked(6)
    play.do(sorting.Approve(3))
    alike = {1: [2, 3], 2: [1, 3, 4], 3: [1, 2], 4: [2], 5: [6], 6: [5], 9: [1]}
    assert clusters(play.state, alike) == [Cluster(3, (1, 2)), Cluster(5, (6,))]
    assert Cluster(3, (1, 2)).numbers == (3, 1, 2)
    play.do(sorting.Approve(6))
    play.do(RecordAnswer(6, "Đã trả lời"))
    assert Cluster(6, (5,)) in clusters(play.state, alike)
    play.do(sorting.Merge((1, 2), 3))
    play.do(RecordAnswer(5, "Đã trả lời"))
    assert clusters(play.state, alike) == [], "what is decided is gathered under nothing"
