"""The dialogue: each question by area, who answered, the answer, the outcome and the deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, Heading, attributed, labelled, text
from wording.areas import official_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.state import State
    from minutes.question_summary import QuestionSummary


def blocks(state: State, summaries: Sequence[QuestionSummary]) -> tuple[Block, ...]:
    """What the chair dealt with, by area in the agency's order; then the rest by number, and what was routed out."""
    dealt = [summary for summary in summaries if summary.stands and summary.is_dealt_with]
    body: list[Block] = []
    names = official_names(state)
    names |= {summary.area: summary.area_name for summary in dealt if summary.area not in names}
    number = 0
    for area, name in names.items():
        of_area = [summary for summary in dealt if summary.area == area]
        if of_area:
            number += 1
            body.append(Heading(2, f"{number}. {name} ({len(of_area)} nội dung)"))
            for summary in of_area:
                body += _exchange(summary)
    return (*body, *_prompts(state), *_rest(summaries))


def _exchange(summary: QuestionSummary) -> list[Block]:
    """A question, its answer and its outcome."""
    asker = f" ({summary.asker})" if summary.asker else ""
    asked: list[Block] = [*attributed(f"{summary.kind} số {summary.number}{asker}", summary.text)]
    if summary.answer:
        manner = " (ghi nguyên văn)" if summary.is_verbatim else ""
        asked += attributed(f"{summary.answered_by or 'Chủ tọa'} trả lời{manner}", summary.answer)
    asked.append(labelled("Kết quả xử lý", f"{summary.decision}."))
    return asked


def _prompts(state: State) -> list[Block]:
    """The open questions put to the hall, with the numbers of what was sent in under each."""
    lines: list[Block] = []
    for number, prompt in sorted(state.prompts.items()):
        under = sorted(n for n, q in state.questions.items() if q.prompt == number)
        came = f"{len(under)} ý kiến gửi về: số {_listed(under)}" if under else "không có ý kiến gửi về"
        lines.append(labelled(f"Câu hỏi gợi ý số {number}", f"{prompt.text} ({came})."))
    return lines


def _rest(summaries: Sequence[QuestionSummary]) -> list[Block]:
    """What was received but is not told above, so that the count adds up for a reader."""
    waiting = [m.number for m in summaries if m.stands and not m.is_dealt_with]
    withheld = [m.number for m in summaries if m.is_withheld]
    lines: list[Block] = []
    if waiting:
        lines.append(text(f"Còn {len(waiting)} nội dung chưa trả lời tại hội nghị: số {_listed(waiting)}."))
    if withheld:
        kept_back = "nội dung không công bố hoặc đã chuyển bộ phận tiếp công dân"
        lines.append(text(f"Có {len(withheld)} {kept_back}: số {_listed(withheld)}."))
    if not summaries:
        lines.append(text("Không có câu hỏi, ý kiến nào được gửi tới hội nghị."))
    return lines


def _listed(numbers: Sequence[int]) -> str:
    """1-3, 7, 9: runs of numbers drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
