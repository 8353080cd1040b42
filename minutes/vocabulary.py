"""The official Vietnamese words for what the record keeps as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.areas import OTHER, UNCLASSIFIED
from meeting.model.agenda import ItemKind
from meeting.model.attendance import Source
from meeting.model.pledge import SignatureStatus
from meeting.model.question import Channel, ModerationStatus, Outcome, QuestionKind
from meeting.model.register import CommitmentKind, Destination, Status
from meeting.pledges.achievement import Reached
from minutes.wording import day_of

if TYPE_CHECKING:
    from meeting.model.register import Letter

KINDS = {
    QuestionKind.QUESTION: "Câu hỏi",
    QuestionKind.OPINION: "Ý kiến",
    QuestionKind.RECOMMENDATION: "Kiến nghị",
}

CHANNELS = {
    Channel.PHONE: "Điện thoại",
    Channel.PAPER: "Phiếu giấy",
    Channel.TYPED: "Nêu tại hội trường",
    Channel.IMPORTED: "Gửi trước",
}

OUTCOMES = {
    Outcome.ANSWERED: "Trả lời trực tiếp tại hội nghị",
    Outcome.WRITTEN_ANSWER: "Sẽ trả lời bằng văn bản",
    Outcome.ASSIGNED: "Giao đơn vị giải quyết",
    Outcome.SUPERIOR: "Kiến nghị lãnh đạo cấp trên",
    Outcome.SPECIALISED: "Chuyển đơn vị chuyên trách",
    Outcome.EXPLAINED: "Đã giải trình, cung cấp thông tin",
    Outcome.NOT_TAKEN_UP: "Không tiếp thu",
    Outcome.OUT_OF_SCOPE: "Không thuộc phạm vi đối thoại",
}
NO_OUTCOME = "Chưa trả lời"

DECISIONS = {
    Outcome.WRITTEN_ANSWER: "{owner} trả lời bằng văn bản",
    Outcome.ASSIGNED: "Giao {owner} giải quyết",
    Outcome.SUPERIOR: "Kiến nghị lãnh đạo cấp trên ({owner}) xem xét, giải quyết",
    Outcome.SPECIALISED: "Chuyển đơn vị chuyên trách ({owner}) xem xét, giải quyết",
}
"""How an outcome reads when somebody owes it."""

MODERATION_STATUSES = {
    ModerationStatus.RECEIVED: "Đã tiếp nhận",
    ModerationStatus.LISTED: "Đã công bố",
    ModerationStatus.HIDDEN: "Không công bố",
    ModerationStatus.ROUTED_OUT: "Chuyển bộ phận tiếp công dân",
    ModerationStatus.MERGED: "Đã gộp",
    ModerationStatus.SPLIT: "Đã tách",
}

STATUSES = {
    Status.SETTLED: "Đã giải quyết xong",
    Status.IN_PROGRESS: "Đang giải quyết",
    Status.EXPLAINED: "Đã giải trình, thông tin",
    Status.UNSETTLED: "Chưa giải quyết",
}

DESTINATIONS = {
    Destination.SUPERIOR: "Lãnh đạo cấp trên",
    Destination.SPECIALISED: "Đơn vị chuyên trách",
}

COMMITMENTS = {
    CommitmentKind.WRITTEN_ANSWER: "Trả lời bằng văn bản",
    CommitmentKind.ASSIGNMENT: "Giao đơn vị giải quyết",
    CommitmentKind.CONCLUSION: "Kết luận của chủ tọa",
}

AGENDA = {
    ItemKind.OPENING: "Khai mạc",
    ItemKind.REPORT: "Báo cáo",
    ItemKind.LAUNCH: "Phát động thi đua",
    ItemKind.PLEDGE: "Ký kết giao ước thi đua",
    ItemKind.DIALOGUE: "Đối thoại",
    ItemKind.SURVEY: "Khảo sát",
    ItemKind.CONCLUSION: "Kết luận",
    ItemKind.CLOSING: "Bế mạc",
}

SOURCES = {
    Source.TYPED: "Thư ký ghi",
    Source.IMPORTED: "Theo danh sách",
    Source.INVITED: "Theo danh sách mời",
    Source.PHONE: "Tự điểm danh",
}
"""How an entry of the attendance came in."""

REACHED = {
    Reached.NOT_MET: "Chưa đạt",
    Reached.MET: "Đạt",
    Reached.EXCEEDED: "Vượt",
    Reached.NO_LEVEL: "",
}

SIGNATURES = {
    SignatureStatus.AWAITED: "Chưa ký",
    SignatureStatus.OFFERED: "Chờ xác nhận",
    SignatureStatus.SIGNED: "Đã ký",
}

SPECIAL_AREAS = {OTHER: "Nội dung khác", UNCLASSIFIED: "Chưa phân loại lĩnh vực"}

ROUTED_OUT_LINE = (
    "Nội dung thuộc khiếu nại, tố cáo: đã chuyển bộ phận tiếp công dân theo quy định của pháp luật."
)
HIDDEN_LINE = "Nội dung không công bố theo quyết định của chủ tọa."

DIRECTIONS = {"sent": "Gửi", "received": "Nhận"}


def letter_line(letter: Letter) -> str:
    """Gửi 02/5/2024, số 15/CV-ANNĐ: nội dung."""
    parts = [f"{DIRECTIONS[letter.direction]} {day_of(letter.on)}"]
    if letter.number:
        parts.append(f"số {letter.number}")
    if letter.note:
        parts.append(letter.note)
    return ", ".join(parts)
