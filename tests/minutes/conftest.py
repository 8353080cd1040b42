"""Meetings to print: small ones built by hand, big ones by counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from meeting.changes import put
from meeting.model.agenda import AgendaItem, Conclusion, ItemKind
from meeting.model.attendance import AttendanceEntry
from meeting.model.profile import Meeting, Person, Phase
from meeting.model.question import Answer, Channel, ModerationStatus, Outcome, Question
from meeting.model.register import Commitment, CommitmentKind, Destination, Referral
from meeting.state import State

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2024-04-17"


def at(clock: str) -> str:
    """An instant of the meeting's day."""
    return f"{DAY}T{clock}:00+07:00"


def profile(**changes: Any) -> Meeting:
    """The profile of the meeting the program is modelled on."""
    meeting = Meeting(
        id="2024-04-17-doi-thoai-cchc",
        title="Đối thoại về công tác cải cách hành chính năm 2024",
        agency="Phòng An ninh nội địa",
        parent_agency="Công an tỉnh Nghệ An",
        place="Hội trường tầng 2",
        chair=Person("Nguyễn Văn An", "Trưởng phòng", "Thượng tá"),
        secretary=Person("Trần Thị Bình", "Cán bộ tổng hợp", "Đại úy"),
        planned_on=DAY,
        symbol="ANNĐ",
        locality="Nghệ An",
        recipients=("Như thành phần tham dự", "Lãnh đạo Phòng (để báo cáo)"),
        phase=Phase.CLOSED,
        opened_at=at("08:00"),
        closed_at=at("11:30"),
    )
    return msgspec.structs.replace(meeting, **changes)


def question(number: int, text: str, **changes: Any) -> Question:
    """A listed question from a phone about procedures."""
    listed = Question(
        number, text, at("08:40"), Channel.PHONE, area="procedures", standing=ModerationStatus.LISTED
    )
    return msgspec.structs.replace(listed, **changes)


def answer(number: int, said: str, **changes: Any) -> Answer:
    """An answer of the chair."""
    return msgspec.structs.replace(Answer(number, said, "Nguyễn Văn An", at("09:00"), "secretary"), **changes)


def state_with(*questions: Question, **changes: Any) -> State:
    """A closed meeting with these questions; `changes` go to its profile."""
    state = State()
    state.apply(
        [
            put("meetings", 1, profile(**changes)),
            *(put("questions", asked.number, asked) for asked in questions),
        ]
    )
    return state


@pytest.fixture
def held() -> State:
    """A small closed meeting with something in every part."""
    return dialogue()


def dialogue() -> State:
    """A small closed meeting: questions of every standing, answers, what is owed, attendance, conclusions."""
    state = state_with(
        question(1, "Làm sao giảm số báo cáo?", outcome=Outcome.SUPERIOR, name="Lê Chi", unit="Đội 1"),
        question(2, "Bao giờ có máy ký số?", area="modernisation", outcome=Outcome.WRITTEN_ANSWER),
        question(3, "Quy trình nội bộ có rõ không?", area="institutions", outcome=Outcome.ANSWERED),
        question(4, "Đơn tố cáo ông X nhận tiền", standing=ModerationStatus.ROUTED_OUT, name="Kẻ giấu tên"),
        question(5, "Lời lẽ không phù hợp", standing=ModerationStatus.HIDDEN),
        question(6, "Máy chậm quá", area="modernisation"),
        question(7, "Trùng câu 6", standing=ModerationStatus.MERGED, merged_into=6, area="modernisation"),
        question(
            8, "Đường lầy lội", outcome=Outcome.OUT_OF_SCOPE, reason="Không thuộc phạm vi", area="other"
        ),
    )
    state.apply(
        [
            put("agenda", 1, AgendaItem(1, "Khai mạc", ItemKind.OPENING, 10, at("08:00"), at("08:10"))),
            put("agenda", 2, AgendaItem(2, "Đối thoại", ItemKind.DIALOGUE, 90, at("08:10"), at("11:00"))),
            put("attendance", 1, AttendanceEntry("Đội Tham mưu", count=12)),
            put("attendance", 2, AttendanceEntry("Phạm Dũng", "Đoàn thanh niên", "Bí thư")),
            put("answers", 1, answer(1, "Sẽ kiến nghị cấp trên.")),
            put("answers", 3, answer(3, "Đã ban hành quy trình.", wording="Đã ban hành quy trình số 5.")),
            put(
                "referrals",
                1,
                Referral(
                    1,
                    1,
                    Destination.SUPERIOR,
                    "Giám đốc Công an tỉnh",
                    "Đề nghị cắt giảm 30% báo cáo",
                    "Vượt thẩm quyền",
                    "2024-05-02",
                ),
            ),
            put(
                "commitments",
                1,
                Commitment(
                    1, CommitmentKind.WRITTEN_ANSWER, "Bao giờ có máy ký số?", "Đội Hậu cần", "2024-05-06", 2
                ),
            ),
            put("conclusions", 1, Conclusion(1, "Giao Đội Tham mưu theo dõi.")),
        ]
    )
    return state


@pytest.fixture
def many() -> Callable[[int], State]:
    """A closed meeting of any size: every question answered."""

    def build(count: int) -> State:
        areas = [area.id for area in profile().settings.areas]
        asked = [
            question(n, f"Câu hỏi thử số {n}?", area=areas[n % len(areas)], outcome=Outcome.ANSWERED)
            for n in range(1, count + 1)
        ]
        state = state_with(*asked)
        state.apply([put("answers", n, answer(n, f"Trả lời câu {n}.")) for n in range(1, count + 1)])
        return state

    return build
