"""The meeting itself in words: its phase, who acts, what the projector shows, its agenda and its attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext
from meeting.model.agenda import ItemKind
from meeting.model.attendance import Source
from meeting.model.profile import Phase
from meeting.model.stage import View
from wording.term import Term

if TYPE_CHECKING:
    from meeting.model.profile import Person

PHASES = {
    Phase.PREPARED: N_("not opened yet"),
    Phase.OPEN: N_("open"),
    Phase.CLOSED: N_("closed"),
}

ROLES = {
    "host": N_("host"),
    "secretary": N_("secretary"),
    "phone": N_("phone"),
    "system": N_("system"),
}

VIEWS = {
    View.JOIN: N_("How to join"),
    View.QUESTION: N_("One question"),
    View.BOARD: N_("Board of questions"),
    View.AREAS: N_("Questions by area"),
    View.PROMPT: N_("Prompt"),
    View.POLL: N_("Poll"),
    View.SURVEY: N_("Survey"),
    View.PLEDGES: N_("Pledges"),
    View.AGENDA: N_("Agenda"),
    View.CARRY_OVER: N_("Carried over"),
    View.ATTENDANCE: N_("Checking in"),
    View.CLOSING: N_("Closing summary"),
    View.TEST: N_("Back-row test"),
}

AGENDA_ITEMS = {
    ItemKind.OPENING: Term(N_("Opening"), "Khai mạc"),
    ItemKind.REPORT: Term(N_("Report"), "Báo cáo"),
    ItemKind.LAUNCH: Term(N_("Launch of the emulation campaign"), "Phát động thi đua"),
    ItemKind.PLEDGE: Term(N_("Signing of pledges"), "Ký kết giao ước thi đua"),
    ItemKind.DIALOGUE: Term(N_("Dialogue"), "Đối thoại"),
    ItemKind.SURVEY: Term(N_("Survey by phone"), "Khảo sát"),
    ItemKind.CONCLUSION: Term(N_("Conclusions of the chair"), "Kết luận"),
    ItemKind.CLOSING: Term(N_("Closing"), "Bế mạc"),
}
"""What a part of the agenda is for."""

ATTENDANCE_SOURCES = {
    Source.TYPED: "Thư ký ghi",
    Source.IMPORTED: "Theo danh sách",
    Source.INVITED: "Theo danh sách mời",
    Source.PHONE: "Tự điểm danh",
}
"""How an entry of the attendance came in, in documents."""


def role(name: str) -> str:
    """Who gave a command of the log, in the current language; the bare name of a role that has no words."""
    return gettext(ROLES.get(name, name))


def named(person: Person) -> str:
    """Thiếu tá Nguyễn Văn A, Trưởng phòng: the rank only where the agency's profile gives one."""
    return ", ".join(part for part in (f"{person.rank} {person.name}".strip(), person.post) if part)
