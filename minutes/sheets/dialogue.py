"""The sheets of the dialogue: questions, referrals, commitments, carry-over, and the fairness counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.dialogue.fairness import fairness
from minutes import obligations
from minutes.outline import counts
from minutes.outline.attendance import in_order
from minutes.sheets.model import Field, Kind, Sheet, Value, listed, wall_clock
from wording import dates, meetings, questions, register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from meeting.model.attendance import AttendanceEntry
    from meeting.model.carried import Carried
    from meeting.model.register import Commitment, Referral
    from meeting.state import State
    from minutes.question_summary import QuestionSummary


def sheets(state: State, every: Sequence[QuestionSummary]) -> tuple[Sheet, ...]:
    """Everything that was asked and is owed; what is withheld from the minutes is withheld here."""
    withheld = {summary.number for summary in every if summary.is_withheld}
    referrals = [entry for _, entry in sorted(state.referrals.items()) if entry.question not in withheld]
    commitments = [entry for _, entry in sorted(state.commitments.items()) if entry.question not in withheld]
    carried = [entry for _, entry in sorted(state.carried.items())]
    return (
        listed("cau-hoi", "Câu hỏi", QUESTION_FIELDS, every),
        listed("kien-nghi", "Kiến nghị", REFERRAL_FIELDS, referrals),
        listed("cam-ket", "Cam kết", COMMITMENT_FIELDS, commitments),
        listed("ky-truoc", "Kỳ trước", CARRIED_FIELDS, carried),
    )


QUESTION_FIELDS: tuple[tuple[Field, Callable[[QuestionSummary], Value]], ...] = (
    (Field("Số", Kind.NUMBER), lambda m: m.number),
    (Field("Loại"), lambda m: m.kind),
    (Field("Nội dung", Kind.LONG_TEXT), lambda m: m.text),
    (Field("Người nêu"), lambda m: m.asker),
    (Field("Lĩnh vực"), lambda m: m.area_name),
    (Field("Hình thức gửi"), lambda m: m.channel),
    (Field("Thời điểm nhận", Kind.TIME), lambda m: wall_clock(m.at)),
    (Field("Số người ủng hộ", Kind.NUMBER), lambda m: m.votes),
    (Field("Tình trạng"), lambda m: m.lineage or questions.MODERATION_STATUSES[m.standing]),
    (Field("Người trả lời"), lambda m: m.answered_by),
    (Field("Nội dung trả lời", Kind.LONG_TEXT), lambda m: m.answer),
    (Field("Kết quả xử lý"), lambda m: m.outcome_name),
    (Field("Lý do"), lambda m: m.reason),
    (Field("Đơn vị thực hiện"), lambda m: m.owner),
    (Field("Thời hạn", Kind.DATE), lambda m: dates.parsed_date(m.deadline)),
    (Field("Tiến độ"), lambda m: m.status),
    (Field("Ghi chú"), lambda m: m.note),
)


REFERRAL_FIELDS: tuple[tuple[Field, Callable[[Referral], Value]], ...] = (
    (Field("STT", Kind.NUMBER), lambda r: r.number),
    (Field("Câu hỏi số", Kind.NUMBER), lambda r: r.question or None),
    (Field("Nội dung kiến nghị", Kind.LONG_TEXT), lambda r: r.text),
    (Field("Nơi giải quyết"), lambda r: register.OBLIGATIONS[r.destination.value].official),
    (Field("Cơ quan đề nghị giải quyết"), lambda r: r.addressee),
    (Field("Lý do vượt thẩm quyền"), lambda r: r.reason),
    (Field("Đơn vị theo dõi"), lambda r: r.owner),
    (Field("Thời hạn", Kind.DATE), lambda r: dates.parsed_date(r.deadline)),
    (Field("Tiến độ"), lambda r: register.STATUSES[r.status].official),
    (Field("Văn bản"), lambda r: letters(r)),
)


COMMITMENT_FIELDS: tuple[tuple[Field, Callable[[Commitment], Value]], ...] = (
    (Field("STT", Kind.NUMBER), lambda c: c.number),
    (Field("Câu hỏi số", Kind.NUMBER), lambda c: c.question or None),
    (Field("Nội dung cam kết", Kind.LONG_TEXT), lambda c: c.text),
    (Field("Hình thức"), lambda c: register.OBLIGATIONS[c.kind.value].official),
    (Field("Đơn vị, người thực hiện"), lambda c: c.owner),
    (Field("Thời hạn", Kind.DATE), lambda c: dates.parsed_date(c.deadline)),
    (Field("Tiến độ"), lambda c: register.STATUSES[c.status].official),
    (Field("Văn bản"), lambda c: letters(c)),
)


def letters(entry: obligations.Obligation) -> str:
    """Letters sent and replies received, one a line."""
    return "\n".join(register.letter_line(letter) for letter in entry.letters)


CARRIED_FIELDS: tuple[tuple[Field, Callable[[Carried], Value]], ...] = (
    (Field("Kỳ"), lambda c: c.title),
    (Field("Ngày", Kind.DATE), lambda c: dates.parsed_date(c.held_on)),
    (Field("Nội dung", Kind.LONG_TEXT), lambda c: c.text),
    (Field("Đơn vị thực hiện"), lambda c: c.to),
    (Field("Thời hạn", Kind.DATE), lambda c: dates.parsed_date(c.deadline)),
    (Field("Tiến độ"), lambda c: register.STATUSES[c.status].official),
    (Field("Ngày giải quyết", Kind.DATE), lambda c: dates.parsed_date(c.settled_on)),
    (Field("Ghi chú", Kind.LONG_TEXT), lambda c: c.last),
)


ATTENDANCE_FIELDS: tuple[tuple[Field, Callable[[AttendanceEntry], Value]], ...] = (
    (Field("Họ và tên, đơn vị"), lambda a: a.name),
    (Field("Chức vụ"), lambda a: a.post),
    (Field("Đơn vị"), lambda a: a.organisation),
    (Field("Số người", Kind.NUMBER), lambda a: a.count),
    (Field("Có mặt"), lambda a: "Có mặt" if a.present else "Vắng"),
    (Field("Hình thức"), lambda a: "Tự điểm danh" if a.receipt else meetings.ATTENDANCE_SOURCES[a.source]),
)


def attendance(state: State) -> Sheet:
    """Everybody listed, in the order of the minutes: the attendance sheet that long minutes only sum up."""
    return listed("thanh-phan", "Thành phần tham dự", ATTENDANCE_FIELDS, in_order(state))


def summary(state: State) -> Sheet:
    """The fairness counts, as numbers; the last row is the sum of the others."""
    fields = (Field("Lĩnh vực"), *(Field(title, Kind.NUMBER) for title, _ in counts.GROUPS))
    rows = counts.rows(state, fairness(state))
    return Sheet("so-lieu", "Số liệu", fields, tuple((name, *numbers) for name, numbers in rows))
