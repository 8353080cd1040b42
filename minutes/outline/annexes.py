"""The annexes: recommendations beyond authority, every question and answer, polls and surveys, pledges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from minutes.outline import pledges, surveys, votes
from minutes.outline.blocks import Annex, Block, Column, Table, printable, roman, text
from minutes.question_summary import question_summaries
from wording import dates, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.state import State
    from minutes.question_summary import QuestionSummary

RECOMMENDATIONS = (
    Column("STT", 0.05, centred=True),
    Column("Nội dung ý kiến, kiến nghị", 0.18),
    Column("Đơn vị/ người nêu", 0.09),
    Column("Lĩnh vực", 0.09),
    Column("Nội dung trả lời tại hội nghị", 0.13),
    Column("Thuộc/không thuộc thẩm quyền", 0.13),
    Column("Cơ quan đề nghị giải quyết", 0.1),
    Column("Thời hạn", 0.085, centred=True),
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
ESCALATION_TITLE = "Danh mục ý kiến, kiến nghị vượt thẩm quyền"


def annexes(state: State, every: Sequence[QuestionSummary]) -> tuple[Annex, ...]:
    """The annexes that have something to say, numbered in Roman numerals when there are two or more."""
    found = [
        (ESCALATION_TITLE, recommendations(state, every), True),
        ("Tổng hợp câu hỏi, ý kiến và nội dung trả lời", questions(every), True),
        ("Kết quả biểu quyết, khảo sát", (*votes.blocks(state), *surveys.blocks(state)), True),
        ("Giao ước thi đua", pledges.blocks(state), False),
    ]
    present = [parts for parts in found if parts[1]]
    note = f"(Kèm theo Biên bản {state.meeting.title})"
    return tuple(
        Annex(f"{LABEL} {roman(n)}" if len(present) > 1 else LABEL, title.upper(), note, blocks, landscape)
        for n, (title, blocks, landscape) in enumerate(present, start=1)
    )


@using(OFFICIAL)
def escalation(state: State, *, names: bool = True) -> Annex:
    """The list of recommendations alone, to go with the letter to higher leadership."""
    every = question_summaries(state, names=names)
    note = "(Kèm theo văn bản số ……/…… ngày …… tháng …… năm ……)"
    blocks = recommendations(state, every) or (text("Không có ý kiến, kiến nghị vượt thẩm quyền."),)
    return printable(Annex(LABEL, ESCALATION_TITLE.upper(), note, blocks, landscape=True))


def recommendations(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """The table a letter to higher leadership carries; what earlier meetings escalated stands in the carry-over."""
    by_number = {summary.number: summary for summary in summaries}
    rows: list[tuple[str, ...]] = []
    for referral in state.referrals.values():
        summary = by_number.get(referral.question)
        if summary is not None and summary.is_withheld:
            continue
        rows.append(
            (
                str(len(rows) + 1),
                referral.text,
                summary.asker if summary else "",
                summary.area_name if summary else "",
                summary.answer if summary else "",
                f"Không thuộc thẩm quyền. {referral.reason}".rstrip(". ") + ".",
                referral.addressee or register.OBLIGATIONS[referral.destination.value].official,
                dates.official_day(referral.deadline),
                register.STATUSES[referral.status].official,
                f"{summary.kind} số {referral.question}" if summary else "",
            )
        )
    return (Table(RECOMMENDATIONS, tuple(rows)),) if rows else ()


def questions(summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """Every number ever given out, with its text or the neutral line that stands for it."""
    rows = tuple((str(m.number), m.text, m.asker, m.area_name, _answer(m), _outcome(m)) for m in summaries)
    return (Table(QUESTIONS, rows),) if rows else ()


def _outcome(summary: QuestionSummary) -> str:
    if summary.is_withheld:
        return summary.outcome_name
    return "; ".join(
        filter(None, (summary.lineage, summary.decision if summary.stands else "", summary.note))
    )


def _answer(summary: QuestionSummary) -> str:
    if not summary.answer:
        return ""
    return f"{summary.answered_by}: {summary.answer}" if summary.answered_by else summary.answer
