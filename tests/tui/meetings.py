"""Meetings to look at: small ones with real Vietnamese content, built by applying documents."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from link.live import Live
from meeting.changes import Change, put
from meeting.model.agenda import AgendaItem, ItemKind, Prompt
from meeting.model.carried import Carried
from meeting.model.profile import Meeting, Person, Phase, Settings, Wifi
from meeting.model.question import Channel, ModerationStatus, Outcome, Question, VoteCount
from meeting.model.register import Status
from meeting.model.stage import Stage, View
from meeting.state import ONLY, State

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2024, 4, 17, 9, 5, 0, tzinfo=HANOI)

LIVE = Live(
    pid=1,
    started_at="2024-04-17T07:45:00+07:00",
    control="http://127.0.0.1:1",
    token="-",
    phone_url="http://192.168.1.10:8000/K7QX4",
    address="http://192.168.1.10:8000",
    short_code="K7QX4",
)

TEXTS = (
    (1, "modernisation", "Phần mềm một cửa hay treo vào buổi sáng, bao giờ được nâng cấp đường truyền?", 41),
    (2, "procedures", "Đề nghị cắt giảm thành phần hồ sơ, những giấy tờ đã có trong cơ sở dữ liệu dân cư thì đừng "
     "yêu cầu nộp lại bản sao công chứng.", 37),
    (3, "civil_service", "Tập huấn phần mềm mới chỉ có một buổi, cán bộ lớn tuổi theo không kịp. Xin được mở thêm lớp "
     "vào buổi chiều.", 22),
    (4, "apparatus", "Sau sắp xếp, hai đội cùng được giao một việc; ai là người chịu trách nhiệm cuối cùng?", 19),
    (5, "institutions", "Quy chế phối hợp ban hành năm 2019 nay nhiều điều không còn phù hợp, khi nào sửa đổi?", 12),
    (6, "public_finance", "Công tác phí quý I đến nay chưa thanh toán, vướng ở khâu nào?", 9),
    (7, "procedures", "Số báo cáo định kỳ quá nhiều, có thể gộp lại không?", 7),
    (8, "unclassified", "Nhà xe dột, mùa mưa xe anh em ướt hết.", 3),
)  # fmt: skip


def profile(**changes: Any) -> Meeting:
    """The meeting the program is modelled on, open and taking questions."""
    meeting = Meeting(
        id="2024-04-17-doi-thoai-cchc",
        title="Đối thoại về công tác cải cách hành chính năm 2024",
        agency="Phòng An ninh nội địa",
        parent_agency="Công an tỉnh Nghệ An",
        place="Hội trường tầng 2",
        chair=Person("Nguyễn Văn An", "Trưởng phòng"),
        secretary=Person("Trần Thị Bình", "Cán bộ tổng hợp"),
        planned_on="2024-04-17",
        wifi=Wifi("HoiTruong-DoiThoai", "doithoai2024"),
        phase=Phase.OPEN,
        intake_open=True,
        opened_at="2024-04-17T08:00:00+07:00",
    )
    return msgspec.structs.replace(meeting, **changes)


def question(number: int, text: str, **changes: Any) -> Question:
    """A listed question from a phone."""
    asked = Question(
        number, text, "2024-04-17T08:40:00+07:00", Channel.PHONE, standing=ModerationStatus.LISTED
    )
    return msgspec.structs.replace(asked, **changes)


def _questions() -> list[Change]:
    return [put("questions", number, question(number, text, area=area)) for number, area, text, _ in TEXTS]


def _agenda() -> list[Change]:
    rows = (
        ("Ổn định tổ chức, chào cờ", ItemKind.OPENING, 5, "08:00", "08:06"),
        ("Tuyên bố lý do, giới thiệu đại biểu, chủ trì và thư ký", ItemKind.OPENING, 5, "08:06", "08:12"),
        ("Báo cáo kết quả công tác cải cách hành chính", ItemKind.REPORT, 15, "08:12", "08:30"),
        ("Phát động phong trào thi đua", ItemKind.LAUNCH, 10, "08:30", "08:40"),
        ("Đối thoại", ItemKind.DIALOGUE, 75, "08:40", ""),
        ("Kết luận của chủ trì", ItemKind.CONCLUSION, 10, "", ""),
        ("Thông qua biên bản, bế mạc", ItemKind.CLOSING, 5, "", ""),
    )
    return [
        put("agenda", order, AgendaItem(order, title, kind, minutes, _at(start), _at(end)))
        for order, (title, kind, minutes, start, end) in enumerate(rows, start=1)
    ]


def _at(clock: str) -> str:
    return f"2024-04-17T{clock}:00+07:00" if clock else ""


def _carried() -> list[Change]:
    rows = (
        ("Bổ sung máy quét cho bộ phận một cửa", "Phòng Hậu cần", "2024-03-29", Status.SETTLED),
        ("Rút ngắn thời hạn trả lời văn bản phối hợp", "Đội Tham mưu", "2024-05-10", Status.IN_PROGRESS),
        ("Sửa đổi quy chế chi tiêu nội bộ về công tác phí", "Giám đốc Công an tỉnh", "2024-04-01", Status.UNSETTLED),
    )  # fmt: skip
    return [
        put(
            "carried",
            place,
            Carried("2023-10-12-doi-thoai", "Đối thoại lần 1", "2023-10-12", "referrals", place, "", "superior",
                    text, to, deadline, status),
        )
        for place, (text, to, deadline, status) in enumerate(rows, start=1)
    ]  # fmt: skip


def hall(view: View = View.JOIN, ref: int = 0, *, stage: Stage | None = None, **changes: Any) -> State:
    """An open meeting in the middle of its dialogue, with this view on the stage."""
    state = State()
    state.apply(
        [
            put("meetings", ONLY, profile(**changes)),
            put("stages", ONLY, stage or Stage(view=view, ref=ref)),
            put("prompts", 1, Prompt(1, "Theo đồng chí, việc nào cần cải cách ngay trong quý này?")),
            *_questions(),
            *(put("votes", number, VoteCount(votes)) for number, _area, _text, votes in TEXTS),
            *_agenda(),
            *_carried(),
        ]
    )
    return state


def with_names() -> Settings:
    """Settings of a host who lets names be shown."""
    return Settings(names_on_stage=True)


def closed() -> State:
    """The same meeting when everything has been dealt with."""
    state = hall(View.CLOSING, phase=Phase.CLOSED, intake_open=False)
    outcomes = {
        1: Outcome.WRITTEN_ANSWER, 2: Outcome.SUPERIOR, 3: Outcome.ANSWERED, 4: Outcome.ANSWERED,
        5: Outcome.SPECIALISED, 6: Outcome.ASSIGNED,
    }  # fmt: skip
    for number, outcome in outcomes.items():
        decided = msgspec.structs.replace(state.questions[number], outcome=outcome)
        state.apply([put("questions", number, decided)])
    merged = msgspec.structs.replace(state.questions[7], standing=ModerationStatus.MERGED, merged_into=2)
    state.apply([put("questions", 7, merged)])
    return state
