"""What is printed before the meeting: the agenda, the list that people sign as they come, slips for questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.text.folding import name_key
from minutes.outline import programme
from minutes.outline.blocks import Column, Table, fact, filled, note, text
from minutes.outline.papers import form
from wording import people
from wording.figures import quantity

if TYPE_CHECKING:
    from meeting.state import State
    from minutes.outline.blocks import Block
    from minutes.seal import Seal

AGENDA = (
    Column("STT", 0.1, centred=True),
    Column("Nội dung", 0.66),
    Column("Thời lượng", 0.24, centred=True),
)
SIGN_IN = (
    Column("STT", 0.08, centred=True),
    Column("Họ và tên", 0.32),
    Column("Chức vụ, đơn vị", 0.34),
    Column("Ký tên", 0.26),
)
EMPTY_ROWS = 20
"""Rows for those who come without having been listed."""

WRITING_LINES = 9
DOTS = "." * 108
SHORT_DOTS = "." * 70


@using(OFFICIAL)
def agenda(state: State, seal: Seal) -> list[form.Paper]:
    """The agenda as planned; nothing where none is."""
    parts = programme.in_order(state)
    if not parts:
        return []
    rows = tuple(
        (
            str(number),
            part.title,
            f"{quantity(part.planned_minutes)} phút" if part.planned_minutes else "",
        )
        for number, part in enumerate(parts, start=1)
    )
    blocks = (*_where(state), filled(Table(AGENDA, rows)))
    return [
        form.Paper(
            "chuong-trinh",
            form.made(state, seal, None, blocks, kind="CHƯƠNG TRÌNH", subject=form.called(state.meeting)),
        )
    ]


@using(OFFICIAL)
def sign_in(state: State, seal: Seal) -> list[form.Paper]:
    """The list to sign: those listed by name, in the order of names, then empty rows."""
    listed = sorted(
        (entry for entry in state.attendance.values() if entry.count == 1 and people.is_person(entry.name)),
        key=lambda entry: name_key(entry.name),
    )
    named = [
        (entry.name, ", ".join(part for part in (entry.post, entry.organisation) if part)) for entry in listed
    ]
    rows = tuple(
        (str(number), name, post, "\n")
        for number, (name, post) in enumerate([*named, *[("", "")] * EMPTY_ROWS], start=1)
    )
    blocks = (*_where(state), Table(SIGN_IN, rows))
    return [
        form.Paper(
            "danh-sach-ky-ten",
            form.made(
                state,
                seal,
                None,
                blocks,
                kind="DANH SÁCH ĐẠI BIỂU",
                subject=f"dự {form.called(state.meeting)}",
            ),
        )
    ]


@using(OFFICIAL)
def slips(state: State, seal: Seal) -> list[form.Paper]:
    """A slip to write a question on: as many are copied as there are people."""
    areas = ";   ".join(f"[   ] {area.name}" for area in state.meeting.settings.areas)
    blocks: list[Block] = [
        *_where(state)[:1],
        text("Nội dung câu hỏi, ý kiến, kiến nghị:"),
        *(text(DOTS) for _line in range(WRITING_LINES)),
        text(f"Lĩnh vực (đánh dấu x nếu biết): {areas};   [   ] Nội dung khác."),
        text(f"Họ và tên (không bắt buộc): {SHORT_DOTS}"),
        text(f"Đơn vị (không bắt buộc): {SHORT_DOTS}"),
        note(
            "(Phiếu không ghi tên vẫn được trả lời. Không ghi nội dung thuộc bí mật nhà nước; nội dung khiếu nại, "
            "tố cáo gửi bộ phận tiếp công dân.)"
        ),
    ]
    return [
        form.Paper(
            "phieu-cau-hoi",
            form.made(
                state,
                seal,
                None,
                tuple(blocks),
                kind="PHIẾU CÂU HỎI, Ý KIẾN",
                subject=form.called(state.meeting),
            ),
        )
    ]


def _where(state: State) -> list[Block]:
    meeting = state.meeting
    day = form.on_the_day(meeting)
    facts = (
        ("Thời gian", day),
        ("Địa điểm", meeting.place),
        ("Chủ trì", people.addressed(meeting.chair, meeting.address)),
    )
    return [fact(label, words) for label, words in facts if words]
