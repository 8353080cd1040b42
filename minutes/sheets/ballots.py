"""The sheets of polls and surveys: a row for each answer that could be chosen. Only revealed results are here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.model.vote import VotePhase
from meeting.votes.kinds import kind_of, rows, satisfied_answers
from minutes.outline import surveys as survey_annex
from minutes.outline import votes
from minutes.sheets.model import CellKind, Sheet, SheetField, Value, listed
from wording.votes import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from meeting.model.form import Form, Tally
    from meeting.state import State


class Counted(NamedTuple):
    """One answer of one form: how many chose it, and what share that is in tenths of a percent."""

    number: int
    asked: str
    kind: str
    round: int
    item: str
    answer: str
    votes: int
    share: int | None
    cast: int
    mean: float | None
    satisfied: int | None


COMMON: tuple[tuple[SheetField, Callable[[Counted], Value]], ...] = (
    (SheetField("Phương án, câu trả lời"), lambda c: c.answer),
    (SheetField("Số phiếu", CellKind.NUMBER), lambda c: c.votes),
    (SheetField("Tỷ lệ (%)", CellKind.DECIMAL), lambda c: None if c.share is None else c.share / 10),
    (SheetField("Tổng số phiếu", CellKind.NUMBER), lambda c: c.cast),
    (SheetField("Điểm trung bình", CellKind.DECIMAL), lambda c: c.mean),
    (SheetField("Số hài lòng, đồng ý", CellKind.NUMBER), lambda c: c.satisfied),
)
POLL_FIELDS: tuple[tuple[SheetField, Callable[[Counted], Value]], ...] = (
    (SheetField("Biểu quyết số", CellKind.NUMBER), lambda c: c.number),
    (SheetField("Nội dung", CellKind.LONG_TEXT), lambda c: c.asked),
    (SheetField("Hình thức"), lambda c: c.kind),
    (SheetField("Lần", CellKind.NUMBER), lambda c: c.round),
    *COMMON,
)
SURVEY_FIELDS: tuple[tuple[SheetField, Callable[[Counted], Value]], ...] = (
    (SheetField("Khảo sát số", CellKind.NUMBER), lambda c: c.number),
    (SheetField("Tên khảo sát"), lambda c: c.asked),
    (SheetField("Nội dung", CellKind.LONG_TEXT), lambda c: c.item),
    (SheetField("Hình thức"), lambda c: c.kind),
    *COMMON,
)


def polls(state: State) -> Sheet:
    """Every counted round of every poll whose result is public."""
    return listed("bieu-quyet", "Biểu quyết", POLL_FIELDS, list(_rounds(state)))


def surveys(state: State) -> Sheet:
    """Every item of every survey whose result is public; never by unit."""
    return listed("khao-sat", "Khảo sát", SURVEY_FIELDS, list(_items(state)))


def _rounds(state: State) -> Iterator[Counted]:
    for poll in votes.opened(state):
        if poll.tally is None or votes.unpublished(poll):
            continue
        for round_ in poll.earlier:
            yield from _answers(poll.form, round_.tally, poll.number, poll.text, round_.round, "")
        yield from _answers(poll.form, poll.tally, poll.number, poll.text, poll.round, "")


def _items(state: State) -> Iterator[Counted]:
    for survey in survey_annex.opened(state):
        if survey.result is None or survey.phase is not VotePhase.REVEALED:
            continue
        for item in survey.items:
            given = survey.result.item(item.id)
            if given is not None:
                yield from _answers(item.form, given.tally, survey.number, survey.title, 1, item.text)


def _answers(form: Form, tally: Tally, number: int, asked: str, round_: int, item: str) -> Iterator[Counted]:
    mean = kind_of(form).mean(form, tally)
    kind = kind_name(form)
    for row in rows(form, tally):
        yield Counted(
            number, asked, kind, round_, item, row.text, row.amount, row.share, tally.cast,
            None if mean is None else round(float(mean), 2), satisfied_answers(form, tally),
        )  # fmt: skip
