"""The dialogue: each question by area, who answered, the answer, the outcome and the deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, Heading, labelled, spoken, text
from wording.areas import official_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.state import State
    from minutes.matter import Matter


def blocks(state: State, matters: Sequence[Matter]) -> tuple[Block, ...]:
    """What the chair dealt with, by area in the agency's order; then the rest by number, and what was routed out."""
    dealt = [matter for matter in matters if matter.stands and matter.is_dealt_with]
    body: list[Block] = []
    names = official_names(state)
    names |= {matter.area: matter.area_name for matter in dealt if matter.area not in names}
    number = 0
    for area, name in names.items():
        of_area = [matter for matter in dealt if matter.area == area]
        if of_area:
            number += 1
            body.append(Heading(2, f"{number}. {name} ({len(of_area)} nội dung)"))
            for matter in of_area:
                body += _exchange(matter)
    return (*body, *_prompts(state), *_rest(matters))


def _exchange(matter: Matter) -> list[Block]:
    """A question, its answer and its outcome."""
    asker = f" ({matter.asker})" if matter.asker else ""
    asked: list[Block] = [*spoken(f"{matter.kind} số {matter.number}{asker}", matter.text)]
    if matter.answer:
        manner = " (ghi nguyên văn)" if matter.is_verbatim else ""
        asked += spoken(f"{matter.answered_by or 'Chủ tọa'} trả lời{manner}", matter.answer)
    asked.append(labelled("Kết quả xử lý", f"{matter.decision}."))
    return asked


def _prompts(state: State) -> list[Block]:
    """The open questions put to the hall, with the numbers of what was sent in under each."""
    lines: list[Block] = []
    for number, prompt in sorted(state.prompts.items()):
        under = sorted(n for n, q in state.questions.items() if q.prompt == number)
        came = f"{len(under)} ý kiến gửi về: số {_listed(under)}" if under else "không có ý kiến gửi về"
        lines.append(labelled(f"Câu hỏi gợi ý số {number}", f"{prompt.text} ({came})."))
    return lines


def _rest(matters: Sequence[Matter]) -> list[Block]:
    """What was received but is not told above, so that the count adds up for a reader."""
    waiting = [m.number for m in matters if m.stands and not m.is_dealt_with]
    withheld = [m.number for m in matters if m.is_withheld]
    lines: list[Block] = []
    if waiting:
        lines.append(text(f"Còn {len(waiting)} nội dung chưa trả lời tại hội nghị: số {_listed(waiting)}."))
    if withheld:
        kept_back = "nội dung không công bố hoặc đã chuyển bộ phận tiếp công dân"
        lines.append(text(f"Có {len(withheld)} {kept_back}: số {_listed(withheld)}."))
    if not matters:
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
