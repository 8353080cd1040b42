"""The story: a provincial police department launches its reform movement, signs pledges and holds a dialogue.

The agency and its people are invented; the shape of the day is that of such a meeting in April 2024.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from meeting.commands.profile import CreateMeeting
from meeting.model.attendance import AttendanceEntry
from meeting.model.profile import Meeting, Person, Wifi
from meeting.model.register import Destination
from meeting.moment import Moment, Role
from meeting.templates.agendas import agenda_from_template

DAY = "2024-04-17"
STARTS = "2024-04-17T08:00:00"
"""When the scripted clock begins, in Vietnam's time."""

VIETNAM = timezone(timedelta(hours=7))


def made() -> Moment:
    """When the story's meeting is made: the evening before."""
    return Moment(datetime.fromisoformat(STARTS).replace(tzinfo=VIETNAM) - timedelta(hours=12), Role.HOST)


def opening(title: str = "") -> CreateMeeting:
    """The command that makes the meeting."""
    meeting = Meeting(
        id="",
        title=title
        or "Lễ phát động phong trào thi đua cải cách hành chính năm 2024 và đối thoại về công tác CCHC",
        agency="Phòng An ninh nội địa",
        parent_agency="Công an tỉnh Hoan Châu",
        place="Hội trường tầng 3, trụ sở Công an tỉnh",
        locality="Hoan Châu",
        symbol="ANNĐ",
        chair=Person("Nguyễn Hữu Tâm", "Trưởng phòng"),
        co_chairs=(Person("Trần Thị Thu Hiền", "Phó Trưởng phòng"),),
        secretary=Person("Lê Quang Vinh", "Đội trưởng Đội Tham mưu"),
        planned_on=DAY,
        recipients=("Ban Giám đốc Công an tỉnh (để báo cáo)", "Các đội công tác, đoàn thể (để thực hiện)"),
        wifi=Wifi("HoiTruong-T3", "doithoai2024"),
        purpose="Phát động phong trào thi đua cải cách hành chính; lắng nghe, trả lời ý kiến của cán bộ, chiến sĩ",
        grounds=("Kế hoạch cải cách hành chính năm 2024 của Công an tỉnh Hoan Châu",),
        copies=2,
    )
    return CreateMeeting(meeting, agenda_from_template("launch"))


ATTENDANCE = (
    AttendanceEntry("Lãnh đạo Phòng", count=3),
    AttendanceEntry("Chỉ huy các đội công tác", count=12),
    AttendanceEntry("Đại diện Công đoàn, Đoàn Thanh niên, Hội Phụ nữ", count=5),
    AttendanceEntry("Cán bộ, chiến sĩ", count=64),
)

CONTENTS = {
    "report": (
        "Đồng chí Trần Thị Thu Hiền, Phó Trưởng phòng, trình bày báo cáo kết quả công tác cải cách hành chính quý I "
        "năm 2024: đã rà soát 12 quy trình công tác nội bộ, cắt giảm 02 mẫu báo cáo; việc xử lý văn bản điện tử đạt "
        "92%. Tồn tại: một số khâu trình ký còn nhiều bước, phần mềm quản lý văn bản chưa ổn định."
    ),
    "launch": (
        "Đồng chí Nguyễn Hữu Tâm, Trưởng phòng, phát động phong trào thi đua cải cách hành chính năm 2024 với 05 nhiệm "
        "vụ trọng tâm, yêu cầu các đội và đoàn thể hoàn thành có chất lượng, vượt chỉ tiêu, vượt mức so với kế hoạch."
    ),
}
"""What the secretary takes down of the parts in which nobody asks anything, by the kind of part."""

WRITTEN = {
    "civil_service": (
        "Phòng An ninh nội địa đã đưa nội dung này vào kế hoạch công tác quý II năm 2024, giao Đội Tham mưu tổ chức "
        "thực hiện và thông báo thời gian cụ thể đến từng đội, đoàn thể."
    ),
    "public_finance": (
        "Khoản chi trong phạm vi dự toán được giao do Trưởng phòng quyết định trong hai ngày làm việc kể từ khi nhận "
        "đủ hồ sơ; Phòng An ninh nội địa sẽ ban hành văn bản ủy quyền trong quý II năm 2024."
    ),
}
ANY_WRITTEN = (
    "Phòng An ninh nội địa đã kiểm tra, giao Đội Tham mưu phối hợp với đơn vị liên quan khắc phục trong quý II "
    "năm 2024 và báo cáo kết quả tại giao ban tháng."
)
"""What is written to those who were promised an answer, by area; the last where none is for its area."""

COLLECTED_BEFOREHAND = """\
STT;Nội dung;Đơn vị;Họ và tên;Lĩnh vực
1;Đề nghị sửa đổi quy trình công tác của đơn vị cho phù hợp với các văn bản mới của Bộ.;Đội 1;;Cải cách thể chế
2;Một báo cáo tháng phải gửi ba nơi, ba mẫu khác nhau, đề nghị thống nhất một mẫu.;Đội 3;;Thủ tục hành chính
3;Chức năng của Đội 2 và Đội 4 còn giao thoa, có vụ việc hai đội cùng làm.;Đội 4;;Tổ chức bộ máy
4;Đề nghị mở lớp bồi dưỡng kỹ năng soạn thảo văn bản cho cán bộ trẻ.;Đoàn Thanh niên;;Chế độ công vụ
5;Kinh phí sửa chữa máy tính hỏng lấy từ nguồn nào?;Đội 5;;Tài chính công
6;Phần mềm quản lý văn bản hay bị treo vào đầu giờ sáng.;Đội Tham mưu;;Hiện đại hóa
"""
"""A list of the kind that teams send in before the day; it enters through the importer, as any such file would."""

SLIPS = (
    "Đề nghị lãnh đạo cho biết bao giờ có đủ biên chế cho đội địa bàn?",
    "Nhà để xe của đơn vị dột đã hai mùa mưa, đề nghị sửa chữa.",
    "Có được ký số trên điện thoại khi đi công tác không?",
)
"""Paper slips that the secretary types during the dialogue."""


class Reply(NamedTuple):
    """What the chair says to questions of one area."""

    area: str
    texts: tuple[str, ...]


REPLIES = (
    Reply(
        "institutions",
        (
            "Phòng đã giao Đội Tham mưu rà soát toàn bộ quy chế, quy trình nội bộ; văn bản nào không còn "
            "phù hợp sẽ được trình sửa đổi hoặc bãi bỏ trong quý II. Trong thời gian chờ, các đội thực hiện "
            "theo văn bản của cấp trên.",
            "Tiếp thu ý kiến. Khi văn bản còn cách hiểu khác nhau, đội báo cáo bằng phiếu xin ý kiến; "
            "Phòng sẽ trả lời bằng văn bản để áp dụng thống nhất, không để mỗi nơi làm một cách.",
        ),
    ),
    Reply(
        "procedures",
        (
            "Đồng ý cắt bớt khâu trung gian. Từ tháng 5, việc này chỉ còn một bước trình ký, thời hạn "
            "không quá hai ngày làm việc; Đội Tham mưu theo dõi và báo cáo kết quả tại giao ban tháng.",
            "Các loại báo cáo trùng nội dung sẽ được gộp thành một mẫu dùng chung. Đơn vị nào được yêu "
            "cầu nộp thêm ngoài mẫu thì báo ngay về Đội Tham mưu.",
        ),
    ),
    Reply(
        "apparatus",
        (
            "Phòng sẽ ban hành bảng phân công nhiệm vụ mới, ghi rõ đội chủ trì và đội phối hợp cho từng "
            "đầu việc, để không còn việc hai đội cùng làm hoặc không đội nào làm.",
            "Những việc đội trưởng tự quyết được sẽ được ủy quyền bằng văn bản; lãnh đạo Phòng chỉ quyết "
            "những việc vượt thẩm quyền của đội.",
        ),
    ),
    Reply(
        "civil_service",
        (
            "Việc đánh giá, xếp loại từ quý này dựa trên kết quả công việc cụ thể, công khai tiêu chí và "
            "kết quả trong đơn vị. Đồng chí nào chưa đồng tình có quyền đề nghị xem xét lại.",
            "Phòng ghi nhận và sẽ bố trí đào tạo, bồi dưỡng theo vị trí việc làm; danh sách cử đi học "
            "được công khai và ưu tiên cán bộ trẻ, cán bộ địa bàn.",
        ),
    ),
    Reply(
        "public_finance",
        (
            "Hồ sơ thanh toán đủ chứng từ sẽ được giải quyết trong năm ngày làm việc; chậm quá hạn bộ "
            "phận tài chính phải báo cáo lý do. Các khoản còn tồn sẽ giải quyết dứt điểm trong tháng.",
            "Phòng sẽ kiểm kê, lập danh mục sửa chữa theo thứ tự cấp thiết và công khai kinh phí đã sử dụng hằng quý.",
        ),
    ),
    Reply(
        "modernisation",
        (
            "Đội Tham mưu lập tổ hỗ trợ công nghệ, có số điện thoại trực trong giờ làm việc; lỗi phần mềm "
            "được ghi nhận và phản hồi trong ngày.",
            "Phòng thống nhất chỉ nhập dữ liệu một lần; nơi nào đã có trong cơ sở dữ liệu thì không yêu "
            "cầu cán bộ nhập lại hoặc nộp bản giấy.",
        ),
    ),
)


class Escalation(NamedTuple):
    """A matter beyond the head's authority: the words it is recognised by, and where it goes."""

    area: str
    destination: Destination
    addressee: str
    reason: str


ESCALATIONS = (
    Escalation(
        "apparatus",
        Destination.SUPERIOR,
        "Ban Giám đốc Công an tỉnh",
        "Chính đáng, hợp lý; việc bổ sung biên chế, sắp xếp tổ chức không thuộc thẩm quyền của Trưởng phòng",
    ),
    Escalation(
        "modernisation",
        Destination.SPECIALISED,
        "Đơn vị chuyên trách về công nghệ thông tin của Công an tỉnh",
        "Chính đáng, hợp lý; hạ tầng và phần mềm do đơn vị chuyên trách quản lý",
    ),
    Escalation(
        "public_finance",
        Destination.SUPERIOR,
        "Ban Giám đốc Công an tỉnh",
        "Chính đáng, hợp lý; kinh phí sửa chữa lớn vượt mức được phân cấp",
    ),
)

OUT_OF_SCOPE_REASON = "Không thuộc phạm vi đối thoại"

CONCLUSIONS = (
    (
        "Giao Đội Tham mưu tổng hợp toàn bộ ý kiến, hoàn thành bảng phân công nhiệm vụ và mẫu báo cáo dùng chung.",
        "Đội Tham mưu",
        "2024-05-15",
    ),
    (
        "Các kiến nghị vượt thẩm quyền được lập danh mục, gửi Ban Giám đốc và đơn vị chuyên trách xem xét, giải quyết.",
        "Đội Tham mưu",
        "2024-04-26",
    ),
)

AREAS_OF_OTHERS = (
    ("Đề nghị sửa đổi quy trình công tác của đơn vị cho phù hợp với các văn bản mới của Bộ.", "institutions"),
    ("Một báo cáo tháng phải gửi ba nơi, ba mẫu khác nhau, đề nghị thống nhất một mẫu.", "procedures"),
    ("Chức năng của Đội 2 và Đội 4 còn giao thoa, có vụ việc hai đội cùng làm.", "apparatus"),
    ("Đề nghị mở lớp bồi dưỡng kỹ năng soạn thảo văn bản cho cán bộ trẻ.", "civil_service"),
    ("Kinh phí sửa chữa máy tính hỏng lấy từ nguồn nào?", "public_finance"),
    ("Phần mềm quản lý văn bản hay bị treo vào đầu giờ sáng.", "modernisation"),
    (SLIPS[0], "apparatus"),
    (SLIPS[1], "public_finance"),
    (SLIPS[2], "modernisation"),
)
"""What a person would file the list and the slips under."""
