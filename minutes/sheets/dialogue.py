"""The sheets of the dialogue: questions, referrals, commitments, carry-over, and the fairness counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.dialogue.fairness import fairness
from minutes import obligations
from minutes.outline import counts
from minutes.outline.attendance import in_order
from minutes.sheets.model import CellKind, Sheet, SheetField, Value, listed, wall_clock
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


QUESTION_FIELDS: tuple[tuple[SheetField, Callable[[QuestionSummary], Value]], ...] = (
    (SheetField("Số", CellKind.NUMBER), lambda m: m.number),
    (SheetField("Loại"), lambda m: m.kind),
    (SheetField("Nội dung", CellKind.LONG_TEXT), lambda m: m.text),
    (SheetField("Người nêu"), lambda m: m.asker),
    (SheetField("Lĩnh vực"), lambda m: m.area_name),
    (SheetField("Hình thức gửi"), lambda m: m.channel),
    (SheetField("Thời điểm nhận", CellKind.TIME), lambda m: wall_clock(m.at)),
    (SheetField("Số người ủng hộ", CellKind.NUMBER), lambda m: m.votes),
    (SheetField("Tình trạng"), lambda m: m.lineage or questions.MODERATION_STATUSES[m.standing]),
    (SheetField("Người trả lời"), lambda m: m.answered_by),
    (SheetField("Nội dung trả lời", CellKind.LONG_TEXT), lambda m: m.answer),
    (SheetField("Kết quả xử lý"), lambda m: m.outcome_name),
    (SheetField("Lý do"), lambda m: m.reason),
    (SheetField("Đơn vị thực hiện"), lambda m: m.owner),
    (SheetField("Thời hạn", CellKind.DATE), lambda m: dates.parsed_date(m.deadline)),
    (SheetField("Tiến độ"), lambda m: m.status),
    (SheetField("Ghi chú"), lambda m: m.note),
)


REFERRAL_FIELDS: tuple[tuple[SheetField, Callable[[Referral], Value]], ...] = (
    (SheetField("STT", CellKind.NUMBER), lambda r: r.number),
    (SheetField("Câu hỏi số", CellKind.NUMBER), lambda r: r.question or None),
    (SheetField("Nội dung kiến nghị", CellKind.LONG_TEXT), lambda r: r.text),
    (SheetField("Nơi giải quyết"), lambda r: register.OBLIGATIONS[r.destination.value].official),
    (SheetField("Cơ quan đề nghị giải quyết"), lambda r: r.addressee),
    (SheetField("Lý do vượt thẩm quyền"), lambda r: r.reason),
    (SheetField("Đơn vị theo dõi"), lambda r: r.owner),
    (SheetField("Thời hạn gửi văn bản", CellKind.DATE), lambda r: dates.parsed_date(r.deadline)),
    (SheetField("Tiến độ"), lambda r: register.official_status(r)),
    (SheetField("Văn bản"), lambda r: letters(r)),
)


COMMITMENT_FIELDS: tuple[tuple[SheetField, Callable[[Commitment], Value]], ...] = (
    (SheetField("STT", CellKind.NUMBER), lambda c: c.number),
    (SheetField("Câu hỏi số", CellKind.NUMBER), lambda c: c.question or None),
    (SheetField("Nội dung cam kết", CellKind.LONG_TEXT), lambda c: c.text),
    (SheetField("Hình thức"), lambda c: register.OBLIGATIONS[c.kind.value].official),
    (SheetField("Đơn vị, người thực hiện"), lambda c: c.owner),
    (SheetField("Thời hạn", CellKind.DATE), lambda c: dates.parsed_date(c.deadline)),
    (SheetField("Tiến độ"), lambda c: register.STATUSES[c.status].official),
    (SheetField("Văn bản"), lambda c: letters(c)),
)


def letters(entry: obligations.Obligation) -> str:
    """Letters sent and replies received, one a line."""
    return "\n".join(register.letter_line(letter) for letter in entry.letters)


CARRIED_FIELDS: tuple[tuple[SheetField, Callable[[Carried], Value]], ...] = (
    (SheetField("Kỳ"), lambda c: c.title),
    (SheetField("Ngày", CellKind.DATE), lambda c: dates.parsed_date(c.held_on)),
    (SheetField("Nội dung", CellKind.LONG_TEXT), lambda c: c.text),
    (SheetField("Đơn vị thực hiện"), lambda c: c.to),
    (SheetField("Thời hạn", CellKind.DATE), lambda c: dates.parsed_date(c.deadline)),
    (SheetField("Tiến độ"), lambda c: register.STATUSES[c.status].official),
    (SheetField("Ngày giải quyết", CellKind.DATE), lambda c: dates.parsed_date(c.settled_on)),
    (SheetField("Ghi chú", CellKind.LONG_TEXT), lambda c: c.last),
)


ATTENDANCE_FIELDS: tuple[tuple[SheetField, Callable[[AttendanceEntry], Value]], ...] = (
    (SheetField("Họ và tên, đơn vị"), lambda a: a.name),
    (SheetField("Chức vụ"), lambda a: a.post),
    (SheetField("Đơn vị"), lambda a: a.organisation),
    (SheetField("Số người", CellKind.NUMBER), lambda a: a.count),
    (SheetField("Có mặt"), lambda a: "Có mặt" if a.present else "Vắng"),
    (
        SheetField("Hình thức"),
        lambda a: "Tự điểm danh" if a.receipt else meetings.ATTENDANCE_SOURCES[a.source],
    ),
)


def attendance(state: State) -> Sheet:
    """Everybody listed, in the order of the minutes: the attendance sheet that long minutes only sum up."""
    return listed("thanh-phan", "Thành phần tham dự", ATTENDANCE_FIELDS, in_order(state))


def summary(state: State) -> Sheet:
    """The fairness counts, as numbers; the last row is the sum of the others."""
    fields = (SheetField("Lĩnh vực"), *(SheetField(title, CellKind.NUMBER) for title, _ in counts.GROUPS))
    rows = counts.rows(state, fairness(state))
    return Sheet("so-lieu", "Số liệu", fields, tuple((name, *numbers) for name, numbers in rows))
