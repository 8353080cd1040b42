"""The annexes: recommendations beyond authority, every question and answer, polls and surveys, pledges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.text.folding import fold
from minutes.layout import AnnexKind
from minutes.outline import dialogue, pledges, surveys, votes
from minutes.outline.blocks import Annex, Block, Column, Table, filled, printable, roman, text
from minutes.question_summary import question_summaries
from wording import dates, people, register, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from meeting.model.register import Referral
    from meeting.state import State
    from minutes.layout import Layout
    from minutes.question_summary import QuestionSummary

RECOMMENDATIONS = (
    Column("STT", 0.05, centred=True),
    Column("Nội dung ý kiến, kiến nghị", 0.18),
    Column("Đơn vị/ người nêu", 0.09),
    Column("Lĩnh vực", 0.09),
    Column("Nội dung trả lời tại hội nghị", 0.13),
    Column("Thuộc/không thuộc thẩm quyền", 0.13),
    Column("Cơ quan đề nghị giải quyết", 0.1),
    Column("Ngày gửi văn bản", 0.085, centred=True),
    Column("Kết quả/ tiến độ", 0.075),
    Column("Ghi chú", 0.07),
)
QUESTIONS = (
    Column("Số", 0.05, centred=True),
    Column("Nội dung câu hỏi, ý kiến", 0.28),
    Column("Người nêu", 0.1),
    Column("Lĩnh vực", 0.12),
    Column("Nội dung trả lời", 0.3),
    Column("Kết quả xử lý", 0.15),
)


LABEL = "Phụ lục"
QUESTIONS_TITLE = "Tổng hợp câu hỏi, ý kiến và nội dung trả lời"
ESCALATION_TITLE = "Danh mục ý kiến, kiến nghị vượt thẩm quyền"


def annexes(state: State, every: Sequence[QuestionSummary], layout: Layout) -> tuple[Annex, ...]:
    """The annexes the clerk chose that have something to say, in Roman numerals when there are two or more."""
    read: dict[AnnexKind, tuple[str, Callable[[], tuple[Block, ...]], bool]] = {
        AnnexKind.RECOMMENDATIONS: (ESCALATION_TITLE, lambda: recommendations(state, every), True),
        AnnexKind.DIALOGUE: (
            "Nội dung hỏi, đáp tại hội nghị",
            lambda: dialogue.exchanges(state, every, layout),
            False,
        ),
        AnnexKind.QUESTIONS: (QUESTIONS_TITLE, lambda: questions(state, every), True),
        AnnexKind.VOTES: (
            "Kết quả biểu quyết, khảo sát",
            lambda: (*votes.blocks(state), *surveys.blocks(state)),
            True,
        ),
        AnnexKind.PLEDGES: ("Giao ước thi đua", lambda: pledges.blocks(state), False),
    }
    found = [
        (title, make(), turned) for kind, (title, make, turned) in read.items() if kind in layout.annexes
    ]
    present = [parts for parts in found if parts[1]]
    note = f"(Kèm theo Biên bản {writing.in_full(state.meeting.title)})"
    return tuple(
        Annex(f"{LABEL} {roman(n)}" if len(present) > 1 else LABEL, title.upper(), note, blocks, landscape)
        for n, (title, blocks, landscape) in enumerate(present, start=1)
    )


@using(OFFICIAL)
def escalation(state: State, *, names: bool = True) -> Annex:
    """The list of recommendations alone, to go with the letter to higher leadership."""
    every = question_summaries(state, names=names)
    blocks = recommendations(state, every) or (text("Không có ý kiến, kiến nghị vượt thẩm quyền."),)
    return printable(Annex(LABEL, ESCALATION_TITLE.upper(), "", blocks, landscape=True))


def recommendations(
    state: State, summaries: Sequence[QuestionSummary], addressee: str = ""
) -> tuple[Block, ...]:
    """The table a letter to higher leadership carries; what earlier meetings escalated stands in the carry-over.

    Only what goes to `addressee`, if one is given.
    """
    by_number = {summary.number: summary for summary in summaries}
    rows: list[tuple[str, ...]] = []
    for referral in referrals_of(state, summaries):
        if addressee and recipient(referral) != addressee:
            continue
        summary = by_number.get(referral.question)
        rows.append(
            (
                str(len(rows) + 1),
                referral.text,
                summary.asker if summary else "",
                summary.area_name if summary else "",
                summary.answer if summary else "",
                _beyond(referral.reason),
                recipient(referral),
                dates.official_day(referral.deadline),
                register.official_status(referral),
                f"{summary.kind} số {referral.question}" if summary else "",
            )
        )
    return (filled(Table(RECOMMENDATIONS, tuple(rows))),) if rows else ()


def referrals_of(state: State, summaries: Sequence[QuestionSummary]) -> list[Referral]:
    """The referrals that documents tell: not those of a question of which nothing is told."""
    withheld = {summary.number for summary in summaries if summary.is_withheld}
    return [entry for entry in state.referrals.values() if entry.question not in withheld]


def recipient(referral: Referral) -> str:
    """Whom it goes to, as the letter is addressed."""
    return referral.addressee or register.OBLIGATIONS[referral.destination.value].official


def _beyond(reason: str) -> str:
    """Why it is beyond authority, said once."""
    bare = reason.rstrip(". ")
    if "tham quyen" in fold(bare):
        return f"{bare}."
    return f"Không thuộc thẩm quyền. {bare}".rstrip(". ") + "."


def questions(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """Every number ever given out, with its text or the neutral line that stands for it."""
    rows = tuple(
        (str(m.number), m.text, m.asker, m.area_name, _answer(state, m), _outcome(m)) for m in summaries
    )
    return (filled(Table(QUESTIONS, rows)),) if rows else ()


def _outcome(summary: QuestionSummary) -> str:
    if summary.is_withheld:
        return summary.outcome_name
    return "; ".join(
        filter(None, (summary.lineage, summary.decision if summary.stands else "", summary.note))
    )


def _answer(state: State, summary: QuestionSummary) -> str:
    """Who answered stands only where it was not the chair."""
    if not summary.answer or summary.answered_by in {"", state.meeting.chair.name}:
        return summary.answer
    speaker = people.of_the_meeting(state.meeting, summary.answered_by)
    return f"{people.addressed(speaker, state.meeting.address)}: {summary.answer}"
