"""The register in words: what is owed, how it stands, how it stands against its deadline, and its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.model.register import Commitment, CommitmentKind, Destination, Referral, Status
from meeting.register.deadlines import Urgency
from wording import dates
from wording.term import Term

if TYPE_CHECKING:
    from meeting.model.register import Letter

STATUSES = {
    Status.SETTLED: Term(N_("Settled"), "Đã giải quyết xong"),
    Status.IN_PROGRESS: Term(N_("Being settled"), "Đang giải quyết"),
    Status.EXPLAINED: Term(N_("Explained, informed"), "Đã giải trình, thông tin"),
    Status.UNSETTLED: Term(N_("Not settled yet"), "Chưa giải quyết"),
}
"""In the order the register's counts print them."""

OBLIGATIONS = {
    Destination.SUPERIOR.value: Term(N_("Recommended to superior leadership"), "Lãnh đạo cấp trên"),
    Destination.SPECIALISED.value: Term(N_("Passed to a specialised unit"), "Đơn vị chuyên trách"),
    CommitmentKind.WRITTEN_ANSWER.value: Term(N_("To be answered in writing"), "Trả lời bằng văn bản"),
    CommitmentKind.ASSIGNMENT.value: Term(N_("Assigned to a unit"), "Giao đơn vị giải quyết"),
    CommitmentKind.CONCLUSION.value: Term(N_("Conclusion of the chair"), "Kết luận của chủ tọa"),
}
"""What is owed, by the kind of an entry of the register: a destination's or a commitment kind's value."""

DONE_BY = {
    CommitmentKind.WRITTEN_ANSWER: "Trả lời bằng văn bản",
    CommitmentKind.ASSIGNMENT: "Giải quyết",
    CommitmentKind.CONCLUSION: "Thực hiện kết luận về",
}
"""What is to be done on a question, before its number, in documents."""

URGENCIES = {
    Urgency.SETTLED: Term("", ""),
    Urgency.OVERDUE: Term(N_("overdue"), "Quá hạn"),
    Urgency.DUE_SOON: Term(N_("due soon"), "Sắp đến hạn"),
    Urgency.OPEN: Term(N_("in time"), "Còn hạn"),
}

LETTERS = {
    "sent": Term(N_("Letter sent"), "Gửi"),
    "received": Term(N_("Reply received"), "Nhận"),
}
"""By the direction of a letter."""


ON_ITS_WAY = {Destination.SUPERIOR: "Đang trình", Destination.SPECIALISED: "Đang chuyển"}
"""How a referral stands in documents before anything came of it."""


def official_status(entry: Referral | Commitment) -> str:
    """How an entry stands, in a document's words."""
    if isinstance(entry, Referral) and entry.status is Status.UNSETTLED:
        return ON_ITS_WAY[entry.destination]
    if isinstance(entry, Commitment) and entry.reply and entry.status is Status.UNSETTLED:
        return STATUSES[Status.IN_PROGRESS].official
    return STATUSES[entry.status].official


def standing(status: Status, urgency: Urgency) -> str:
    """How an entry stands, and how it stands against its deadline, in the current language."""
    against = URGENCIES[urgency]
    return ", ".join(filter(None, (STATUSES[status].screen(), against.screen() if against.message else "")))


def statuses() -> dict[str, str]:
    """Every status in the current language, by its value."""
    return {status.value: term.screen() for status, term in STATUSES.items()}


def letter_line(letter: Letter) -> str:
    """Gửi 02/5/2024, số 15/CV-ANNĐ: nội dung."""
    parts = [f"{LETTERS[letter.direction].official} {dates.official_day(letter.on)}"]
    if letter.number:
        parts.append(f"số {letter.number}")
    if letter.note:
        parts.append(letter.note)
    return ", ".join(parts)
