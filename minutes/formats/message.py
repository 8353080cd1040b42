"""A plain text for a chat group (Zalo): what the meeting came to, short enough for one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.dialogue.fairness import fairness
from minutes.question_summary import WITHHELD
from minutes.texts import sanitize
from wording import dates, register

if TYPE_CHECKING:
    from meeting.dialogue.fairness import QuestionCounts
    from meeting.model.register import Commitment
    from meeting.state import State
    from minutes.seal import Seal

LONGEST = 2_000
"""Characters of one chat message; what does not fit is left to the minutes."""

SHORTENED = 160
"""Longest line out of a conclusion."""

MORE = "… (xem đầy đủ trong biên bản)"


@using(OFFICIAL)
def render(state: State, seal: Seal) -> str:
    """The message, ended by a newline. It names no asker and quotes no question."""
    lines = [*_opening(state, seal), *_counts(fairness(state).total), *_decided(state)]
    return sanitize(_fitted(lines)) + "\n"


def _opening(state: State, seal: Seal) -> list[str]:
    meeting = state.meeting
    day = dates.parsed_date(meeting.opened_at or meeting.planned_on)
    title = "KẾT QUẢ ĐỐI THOẠI" + (" (DỰ THẢO)" if seal.draft_at else "")
    when = ", ".join(part for part in (dates.written_date(day) if day else "", meeting.place) if part)
    return [title, meeting.title, meeting.agency, *([when[0].upper() + when[1:]] if when else []), ""]


def _counts(total: QuestionCounts) -> list[str]:
    became = (
        ("đã trả lời, giải trình", total.answered + total.explained),
        ("hẹn trả lời, giao việc", total.promised),
        ("kiến nghị cấp trên, chuyển đơn vị chuyên trách", total.escalated),
        ("không tiếp thu, ngoài phạm vi", total.dismissed),
        ("chưa trả lời", total.unanswered),
        ("gộp do trùng nội dung", total.merged),
        ("chuyển bộ phận tiếp công dân", total.routed_out),
    )
    apart = f", thành {total.items} nội dung riêng" if total.items != total.received else ""
    lines = [f"Tiếp nhận: {total.received} câu hỏi, ý kiến, kiến nghị{apart}."]
    return lines + [f"- {count} {words}" for words, count in became if count]


def _decided(state: State) -> list[str]:
    """The conclusions, each with who owes it by when; then what was promised on questions, by their numbers."""
    owed = state.commitments
    conclusions = [
        _owed(_short(c.text), owed.get(c.commitment)) for _, c in sorted(state.conclusions.items())
    ]
    promises = [
        _owed(f"{register.OBLIGATIONS[c.kind.value].official}, câu số {c.question}", c)
        for _, c in sorted(owed.items())
        if c.question and state.questions[c.question].standing not in WITHHELD
    ]
    lines: list[str] = []
    for title, found in (("Kết luận của chủ tọa:", conclusions), ("Hẹn trả lời, giao việc:", promises)):
        if found:
            lines += ["", title, *(f"{number}. {words}" for number, words in enumerate(found, start=1))]
    return lines


def _owed(words: str, owed: Commitment | None) -> str:
    day = dates.official_day(owed.deadline) if owed else ""
    facts = [owed.owner if owed else "", f"hạn {day}" if day else ""]
    owing = ", ".join(fact for fact in facts if fact)
    return f"{words} ({owing})" if owing else words


def _short(words: str) -> str:
    """One line of at most `SHORTENED` characters, cut between words."""
    line = " ".join(words.split())
    if len(line) <= SHORTENED:
        return line
    return line[:SHORTENED].rsplit(" ", 1)[0] + "…"


def _fitted(lines: list[str]) -> str:
    """As many lines as one message holds."""
    kept: list[str] = []
    for line in lines:
        if len("\n".join([*kept, line, MORE])) > LONGEST:
            return "\n".join([*kept, MORE])
        kept.append(line)
    return "\n".join(kept).strip()
