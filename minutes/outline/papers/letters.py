"""The letters that carry recommendations: a tờ trình upward, a công văn to a specialised unit, each with its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.model.register import Destination
from minutes.outline import annexes, body, frame
from minutes.outline.blocks import Annex, items, text
from minutes.outline.papers import form
from minutes.question_summary import question_summaries
from wording.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.register import Referral
    from meeting.state import State
    from minutes.outline.blocks import Minutes
    from minutes.question_summary import QuestionSummary
    from minutes.seal import Seal

TOLD_IN_THE_LETTER = 5
"""Up to so many recommendations stand in the letter itself; more are left to its list."""


@using(OFFICIAL)
def documents(state: State, seal: Seal, *, names: bool = True) -> list[form.Paper]:
    """One letter an addressee, in the order of the register; none where nothing is recommended."""
    every = question_summaries(state, names=names)
    found: dict[str, list[Referral]] = {}
    for referral in annexes.referrals_of(state, every):
        found.setdefault(annexes.recipient(referral), []).append(referral)
    return [
        form.Paper(
            f"{'to-trinh' if _is_upward(referrals) else 'cong-van'}-kien-nghi-{number}",
            _letter(state, seal, every, to, referrals),
        )
        for number, (to, referrals) in enumerate(found.items(), start=1)
    ]


def _is_upward(referrals: Sequence[Referral]) -> bool:
    return referrals[0].destination is Destination.SUPERIOR


def _letter(
    state: State, seal: Seal, every: Sequence[QuestionSummary], to: str, referrals: Sequence[Referral]
) -> Minutes:
    meeting = state.meeting
    is_upward = _is_upward(referrals)
    matter = f"xem xét, giải quyết ý kiến, kiến nghị tại {form.called(meeting)}"
    symbol = frame.PROPOSAL if is_upward else frame.LETTER
    kind = "Tờ trình" if is_upward else "Công văn"
    day = form.on_the_day(meeting)
    day = f"{day[0].upper()}{day[1:]}, " if day else ""
    count = quantity(len(referrals))
    blocks = [
        *(body.grounds(meeting) if is_upward else ()),
        text(
            f"{day}{meeting.agency} tổ chức {form.called(meeting)}. Qua đối thoại có {count} ý kiến, kiến nghị chính "
            f"đáng nhưng không thuộc thẩm quyền giải quyết của {meeting.agency} (có danh mục kèm theo)."
        ),
    ]
    if len(referrals) <= TOLD_IN_THE_LETTER:
        blocks += [text("Cụ thể như sau:"), *items([_in_short(referral) for referral in referrals])]
    asked = "kính trình" if is_upward else "đề nghị"
    blocks.append(
        text(
            f"{meeting.agency} {asked} {to} xem xét, giải quyết và cho biết kết quả để {meeting.agency} "
            "trả lời người nêu ý kiến."
        )
    )
    annex = Annex(
        annexes.LABEL,
        annexes.ESCALATION_TITLE.upper(),
        f"(Kèm theo {kind} số      {frame.symbol(meeting, symbol)} của {meeting.agency})",
        annexes.recommendations(state, every, to),
        landscape=True,
    )
    return form.made(
        state,
        seal,
        symbol,
        tuple(blocks),
        kind="TỜ TRÌNH" if is_upward else "",
        subject=f"Về việc {matter}" if is_upward else "",
        about="" if is_upward else f"V/v {matter}",
        addressees=(to,),
        closing="Trân trọng cảm ơn./." if not is_upward else "Kính trình xem xét, cho ý kiến chỉ đạo./.",
        first=("Như trên",),
        annexes=(annex,),
        signature=frame.head(meeting),
    )


def _in_short(referral: Referral) -> str:
    return " ".join(referral.text.split())
