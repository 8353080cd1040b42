"""What the story's launch pledges, and what its hall votes on and is asked at the end.

The movement has five tasks, as the one it is modelled on; which five is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from meeting.commands.balloting import OpenPoll, OpenSurvey, RevealPoll, RevealSurvey
from meeting.commands.pledging import AddPledge, AddSigner
from meeting.commands.polling import AddPoll
from meeting.commands.signing import CloseSigning, OpenSigning, SignPledge
from meeting.commands.staging import ShowView
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.pledge import Direction, Pledge, SignerKind, Target, Task
from meeting.model.poll import Majority
from meeting.model.stage import View
from meeting.templates import survey_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.decision import Command

    Do = Callable[[Command], dict[str, Any] | None]

PLEDGE = Pledge(
    number=0,
    title="Giao ước thi đua cải cách hành chính năm 2024",
    slogan="Chủ động, nêu gương, kỷ cương, trách nhiệm, hiệu quả",
    grounds=("Kế hoạch cải cách hành chính năm 2024 của Công an tỉnh",),
    tasks=(
        Task("1", "Rà soát, sửa đổi quy chế, quy trình công tác không còn phù hợp", "institutions"),
        Task("2", "Giải quyết hồ sơ, báo cáo đúng hạn, bớt khâu trung gian", "procedures"),
        Task("3", "Phân công rõ đội chủ trì, đội phối hợp cho từng đầu việc", "apparatus"),
        Task("4", "Bồi dưỡng kỹ năng cho cán bộ, chiến sĩ trẻ", "civil_service"),
        Task("5", "Dùng văn bản điện tử, ký số trong toàn đơn vị", "modernisation"),
    ),
    targets=(
        Target(
            "1.1", "1", "Văn bản nội bộ được rà soát", "%", plan="95", indicator="90", deadline="2024-12-15"
        ),
        Target("2.1", "2", "Hồ sơ, báo cáo trễ hạn", "hồ sơ", Direction.LOWER, "10", "5", "2024-12-15"),
        Target("5.1", "5", "Văn bản được ký số", "%", plan="100", indicator="95", deadline="2024-12-15"),
    ),
    measures=("Kiểm điểm tiến độ tại giao ban hằng tháng; sơ kết giữa năm, tổng kết cuối năm.",),
    promises=("Thực hiện nghiêm túc các nội dung đã ký; kịp thời báo cáo khó khăn, vướng mắc.",),
)

SIGNERS = (
    (SignerKind.TEAM, "Đội 1", "Hoàng Văn Hải", "Đội trưởng"),
    (SignerKind.TEAM, "Đội 2", "Ngô Thị Hương", "Đội trưởng"),
    (SignerKind.TEAM, "Đội 3", "Bùi Quốc Khánh", "Phó Đội trưởng"),
    (SignerKind.MASS_ORGANISATION, "Đoàn Thanh niên", "Đinh Thùy Linh", "Bí thư"),
    (SignerKind.MASS_ORGANISATION, "Hội Phụ nữ", "Lương Thị Ngân", "Chủ tịch"),
    (SignerKind.WITNESS, "Lãnh đạo Phòng", "Nguyễn Hữu Tâm", "Trưởng phòng"),
)

POLL = AddPoll(
    "Đồng chí có tán thành nội dung kết luận của chủ trì?", Form(FormKind.YES_NO), majority=Majority.HALF
)
SURVEY = "internal_reform"
UNITS = ("Đội 1", "Đội 2", "Đội 3", "Đội Tham mưu")


def sign_pledge(do: Do) -> None:
    """The ceremony: the pledge is written, everybody signs at the table, the wall is full."""
    number = _number(do(AddPledge(PLEDGE)))
    places = [
        _number(do(AddSigner(number, kind, organisation))) for kind, organisation, _name, _post in SIGNERS
    ]
    do(OpenSigning(number))
    do(ShowView(View.PLEDGES, number))
    for place, (_kind, _organisation, name, post) in zip(places, SIGNERS, strict=True):
        do(SignPledge(place, name, post))
    do(CloseSigning(number))


def open_votes(do: Do) -> tuple[int, int]:
    """Put a poll and a survey to the hall; return their numbers."""
    poll = _number(do(POLL))
    survey = survey_template(SURVEY)
    asked = _number(do(AddSurvey(replace(survey, units=UNITS))))
    do(OpenPoll(poll))
    do(ShowView(View.POLL, poll))
    do(OpenSurvey(asked))
    return poll, asked


def reveal_votes(do: Do, poll: int, survey: int) -> None:
    """Show what was counted."""
    do(RevealPoll(poll))
    do(ShowView(View.POLL, poll))
    do(RevealSurvey(survey))


def _number(result: dict[str, Any] | None) -> int:
    assert result is not None, "a command that adds something says its number"
    number: int = result["number"]
    return number
