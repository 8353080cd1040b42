"""The annex of surveys: items on one scale share a table; small groups were hidden before the record was written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from meeting import limits
from meeting.model.vote import VotePhase
from meeting.votes.kinds import ABSTAIN, kind_of, satisfied_answers
from meeting.votes.results import tenths
from meeting.votes.survey_results import comparison
from minutes.outline import votes
from minutes.outline.blocks import Block, Column, Heading, Paragraph, Run, Table, note, text
from wording import dates, figures
from wording.votes import mean_figure

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally
    from meeting.model.survey import GroupResult, Item, ItemResult, Survey
    from meeting.state import State

NO_UNIT = "Không ghi đơn vị"
SHARES_OF = (
    "(n: số người có ý kiến; tỷ lệ của từng mức và điểm trung bình tính trên n, không kể “Không có ý kiến”.)"
)
KEPT_BACK = "Giữ kín kết quả của"
KEPT_BACK_NOTE = (
    f"(Kết quả của đơn vị dưới {limits.SMALL_GROUP} người trả lời và của đơn vị giúp suy ra các đơn vị đó được giữ "
    f"kín; nội dung mà đơn vị dưới {limits.UNANIMOUS_GROUP} người có thể đã trả lời giống nhau thì giữ kín kết quả "
    "của mọi đơn vị.)"
)
COMPARED = (
    Column("Nội dung", 0.4),
    Column("Điểm kỳ trước", 0.15, centred=True),
    Column("Điểm kỳ này", 0.15, centred=True),
    Column("Tỷ lệ kỳ trước", 0.15, centred=True),
    Column("Tỷ lệ kỳ này", 0.15, centred=True),
)
Asked = tuple[int, "Item", "ItemResult"]


def opened(state: State) -> list[Survey]:
    """The surveys that were ever opened, in number order."""
    return [survey for _, survey in sorted(state.surveys.items()) if survey.phase is not VotePhase.PREPARED]


def blocks(state: State) -> tuple[Block, ...]:
    """Every survey that was opened; figures only of those revealed."""
    return tuple(block for survey in opened(state) for block in _survey(survey))


def state_of(survey: Survey) -> str:
    """How many filled it in, or why there is no result to print."""
    if survey.phase is VotePhase.OPEN:
        return votes.STILL_OPEN
    if survey.result is None or survey.phase is not VotePhase.REVEALED:
        return votes.NOT_REVEALED
    return f"Số phiếu thu về: {survey.result.responses}."


def _survey(survey: Survey) -> list[Block]:
    opening = f"{survey.purpose} {state_of(survey)}".strip()
    made: list[Block] = [Heading(2, f"Khảo sát số {survey.number}. {survey.title}"), text(opening)]
    result = survey.result if survey.phase is VotePhase.REVEALED else None
    if result is None or not result.responses:
        return made
    asked = [(number, item, result.item(item.id)) for number, item in enumerate(survey.items, start=1)]
    answered = [(number, item, given) for number, item, given in asked if given is not None]
    if any(kind_of(item.form).scored for _, item, _given in answered):
        made.append(note(SHARES_OF))
    for _, together in groupby(answered, key=lambda row: (row[1].section, _scale(row[0], row[1].form))):
        made += _together(list(together))
    return [*made, *_by_unit(answered), *_compared(survey)]


def _scale(number: int, form: Form) -> tuple[object, ...]:
    """Items with the same key share a table; an item that is on no scale stands alone."""
    if kind_of(form).scored:
        return (form.kind, form.abstain, *(option.text for option in form.options))
    return (number,)


def _together(asked: list[Asked]) -> list[Block]:
    _, first, _ = asked[0]
    opening: list[Block] = [Paragraph((Run(first.section, bold=True),))] if first.section else []
    if kind_of(first.form).scored:
        lead = opening or [text("Số người chọn từng mức:")]
        return [*lead, _scale_table(asked)]
    for number, item, given in asked:
        opening += [text(f"{number}. {item.text}"), *votes.figures(item.form, given.tally)]
    return opening


def _scale_table(asked: list[Asked]) -> Table:
    form = asked[0][1].form
    titles = [*_answers(form), "Điểm trung bình"]
    titles += ["Tỷ lệ hài lòng, đồng ý"] if any(option.positive for option in form.options) else []
    columns = (Column("Nội dung", 0.3), *(Column(title, 0.7 / len(titles), centred=True) for title in titles))
    rows = (
        (f"{number}. {item.text} (n = {given.tally.valid})", *_cells(item.form, given.tally))
        for number, item, given in asked
    )
    return Table(columns, tuple(rows))


def _answers(form: Form) -> list[str]:
    return [option.text for option in form.options] + ([ABSTAIN.text] if form.abstain else [])


def _cells(form: Form, tally: Tally) -> list[str]:
    cells = [
        f"{count} ({figures.percent(tenths(count, tally.valid))})" if tally.valid else str(count)
        for count in tally.counts
    ]
    cells += [str(tally.abstained)] if form.abstain else []
    mean = kind_of(form).mean(form, tally)
    cells.append(mean_figure(mean))
    satisfied = satisfied_answers(form, tally)
    if satisfied is not None:
        cells.append(figures.percent(tenths(satisfied, tally.valid)) if tally.valid else "")
    return cells


def _by_unit(asked: list[Asked]) -> list[Block]:
    """The breakdown of each item that has one; units kept back are only named: the record has no figures of them."""
    made: list[Block] = []
    for number, item, given in asked:
        if not given.groups:
            continue
        made.append(text(f"Theo đơn vị, nội dung {number}. {item.text}"))
        titles = _answers(item.form)
        shown = tuple(
            (group.unit or NO_UNIT, *_unit_cells(group, len(titles)))
            for group in given.groups
            if not group.hidden
        )
        if shown:
            columns = (Column(title, 0.7 / len(titles), centred=True) for title in titles)
            made.append(Table((Column("Đơn vị", 0.3), *columns), shown))
        hidden = [group.unit or NO_UNIT for group in given.groups if group.hidden]
        if hidden:
            made.append(note(f"{KEPT_BACK}: {'; '.join(hidden)}."))
    return [*made, note(KEPT_BACK_NOTE)] if made else []


def _unit_cells(group: GroupResult, width: int) -> list[str]:
    return [str(count) for count in (*group.counts, group.abstained)][:width]


def _compared(survey: Survey) -> list[Block]:
    """The same items at the earlier meeting, side by side."""
    pairs = comparison(survey)
    if not pairs or survey.earlier is None:
        return []
    names = {item.id: item.text for item in survey.items}
    rows = tuple(
        (
            names[pair.item],
            *map(mean_figure, (pair.mean_before, pair.mean)),
            *map(_rate, (pair.content_before, pair.content)),
        )
        for pair in pairs
    )
    return [
        text(f"So với khảo sát ngày {dates.official_day(survey.earlier.held_on)}:"),
        Table(COMPARED, rows),
    ]


def _rate(value: int | None) -> str:
    return "" if value is None else figures.percent(value)
