"""Thông báo kết luận: what the chair concluded and who is to do what (Nghị định 30/2020/NĐ-CP, Mẫu 1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.dialogue.fairness import fairness
from meeting.dialogue.roll import roll
from minutes.outline import annexes, body, frame, promises
from minutes.outline.blocks import text
from minutes.outline.papers import form
from minutes.question_summary import question_summaries
from wording import people
from wording.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.state import State
    from minutes.outline.blocks import Block
    from minutes.question_summary import QuestionSummary
    from minutes.seal import Seal


@using(OFFICIAL)
def documents(state: State, seal: Seal, *, names: bool = True) -> list[form.Paper]:
    """The notice. It names no asker, so `names` changes nothing."""
    meeting = state.meeting
    every = question_summaries(state, names=names)
    chair = people.addressed(meeting.chair, meeting.address)
    lower = chair[:1].lower() + chair[1:]
    comma = "," if "," in chair else ""
    blocks: list[Block] = [
        *body.grounds(meeting),
        text(_opening(state, lower)),
        text(f"Sau khi nghe các ý kiến tại hội nghị, {lower}{comma} kết luận như sau:"),
        *promises.conclusions(state),
    ]
    table = promises.commitments(state, every)
    if table is not None:
        blocks += [text("Các đơn vị, cá nhân được giao thực hiện các nội dung sau:"), table]
    blocks += _upward(state, every)
    document = form.made(
        state,
        seal,
        frame.NOTICE,
        tuple(blocks),
        kind="THÔNG BÁO",
        subject=f"Kết luận của {lower}{comma} tại {form.called(meeting)}",
        closing=f"{meeting.agency} thông báo để các đơn vị, cá nhân liên quan biết, thực hiện./.",
        lacks=() if state.conclusions else ("kết luận của chủ trì",),
        signature=frame.head(meeting),
    )
    return [form.Paper("thong-bao-ket-luan", document)]


def _opening(state: State, chair: str) -> str:
    meeting = state.meeting
    day, place = form.on_the_day(meeting), meeting.place
    where = ", ".join(
        part for part in (day[:1].upper() + day[1:], f"tại {place}" if place else "", chair) if part
    )
    told = [f"{where}{',' if ',' in chair else ''} chủ trì {form.called(meeting)}"]
    counted = roll(state)
    if counted.present:
        told.append(f"Tham dự có {people.heads(counted.present, meeting.address)}")
    total = fairness(state).total
    if total.received:
        received = f"Hội nghị tiếp nhận {quantity(total.received)} câu hỏi, ý kiến, kiến nghị"
        answered = total.answered + total.explained
        spot = f", trả lời trực tiếp {quantity(answered)} nội dung" if answered else ""
        told.append(f"{received}{spot}")
    return ". ".join(told) + "."


def _upward(state: State, every: Sequence[QuestionSummary]) -> list[Block]:
    """What is recommended to whom, by number."""
    found: dict[str, int] = {}
    for referral in annexes.referrals_of(state, every):
        to = annexes.recipient(referral)
        found[to] = found.get(to, 0) + 1
    if not found:
        return []
    listed = "; ".join(f"{to} ({quantity(count)} nội dung)" for to, count in found.items())
    return [text(f"Các ý kiến, kiến nghị vượt thẩm quyền được lập danh mục, gửi: {listed}.")]
