"""Báo cáo kết quả giải quyết: what became of everything that was promised, assigned and recommended (Mẫu 1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import OFFICIAL, using
from meeting.dialogue.fairness import fairness
from meeting.model.register import CLOSED_STATUSES, Referral
from minutes import obligations
from minutes.outline import annexes, frame
from minutes.outline.blocks import Column, Heading, Table, filled, items, text
from minutes.outline.papers import form
from minutes.question_summary import question_summaries
from wording import dates, register
from wording.figures import quantity, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.state import State
    from minutes.obligations import Obligation
    from minutes.outline.blocks import Block
    from minutes.seal import Seal

COLUMNS = (
    Column("STT", 0.07, centred=True),
    Column("Nội dung", 0.33),
    Column("Đơn vị giải quyết", 0.17),
    Column("Thời hạn", 0.13, centred=True),
    Column("Kết quả", 0.15),
    Column("Văn bản, ghi chú", 0.15),
)


@using(OFFICIAL)
def documents(state: State, seal: Seal, *, names: bool = True) -> list[form.Paper]:
    """The report. It names no asker, so `names` changes nothing."""
    meeting = state.meeting
    withheld = {one.number for one in question_summaries(state, names=names) if one.is_withheld}
    owed = [entry for entry in obligations.obligations(state) if entry.question not in withheld]
    blocks: list[Block] = [
        Heading(1, "I. KẾT QUẢ CHUNG"),
        *_in_general(state, owed),
    ]
    if owed:
        blocks += [Heading(1, "II. KẾT QUẢ TỪNG NỘI DUNG"), filled(Table(COLUMNS, _rows(owed)))]
    blocks += _still_open(owed)
    document = form.made(
        state,
        seal,
        frame.REPORT,
        tuple(blocks),
        kind="BÁO CÁO",
        subject=f"Kết quả giải quyết ý kiến, kiến nghị tại {form.called(meeting)}",
        addressees=(meeting.parent_agency,) if meeting.parent_agency else (),
        closing=f"Trên đây là kết quả giải quyết ý kiến, kiến nghị, {meeting.agency} báo cáo./.",
        first=("Như trên",) if meeting.parent_agency else (),
        signature=frame.head(meeting),
    )
    return [form.Paper("bao-cao-ket-qua", document)]


def _in_general(state: State, owed: Sequence[Obligation]) -> list[Block]:
    total = fairness(state).total
    answered = total.answered + total.explained
    received = f"{form.called(state.meeting)} tiếp nhận {quantity(total.received)} câu hỏi, ý kiến, kiến nghị"
    spot = f", trong đó trả lời trực tiếp tại hội nghị {quantity(answered)} nội dung" if answered else ""
    told: list[Block] = [text(f"{received}{spot}.")]
    if not owed:
        return [*told, text("Sau hội nghị không còn nội dung phải giải quyết.")]
    settled = sum(entry.status in CLOSED_STATUSES for entry in owed)
    left = f"{quantity(len(owed))} nội dung phải giải quyết sau hội nghị"
    counted: dict[str, int] = {}
    for entry in owed:
        words = register.official_status(entry)
        counted[words] = counted.get(words, 0) + 1
    of_all = f", trong đó {quantity(settled)} nội dung ({share(settled, len(owed))}) đã giải quyết xong, giải trình"
    told.append(text(f"Đến thời điểm báo cáo, tình hình {left}{of_all if settled else ''} như sau:"))
    told += items([f"{words}: {quantity(count)} nội dung" for words, count in counted.items()])
    return told


def _rows(owed: Sequence[Obligation]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(number),
            entry.text,
            annexes.recipient(entry) if isinstance(entry, Referral) else entry.owner,
            "" if isinstance(entry, Referral) else dates.official_day(entry.deadline),
            register.official_status(entry),
            "\n".join([*map(register.letter_line, entry.letters), *_last_note(entry)]),
        )
        for number, entry in enumerate(owed, start=1)
    )


def _last_note(entry: Obligation) -> list[str]:
    told = [note.text for note in entry.notes if note.text]
    return told[-1:]


def _still_open(owed: Sequence[Obligation]) -> list[Block]:
    """What is still owed, so that whoever reads it knows what to ask for next."""
    waiting = [entry for entry in owed if entry.status not in CLOSED_STATUSES]
    if not waiting or len(waiting) == len(owed):
        return []
    lines = [
        f"{' '.join(entry.text.split())} ({obligations.owner(entry)})"
        if obligations.owner(entry)
        else entry.text
        for entry in waiting
    ]
    return [Heading(1, "III. NỘI DUNG CÒN TIẾP TỤC GIẢI QUYẾT"), *items(lines)]
