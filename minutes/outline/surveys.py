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
from minutes.outline.blocks import Block, Column, Heading, Table, filled, note, text
from wording import dates, figures, writing
from wording.figures import quantity
from wording.votes import mean_figure

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally
    from meeting.model.survey import GroupResult, Item, ItemResult, Survey
    from meeting.state import State

NO_UNIT = "Không ghi đơn vị"
BY_UNIT = "Kết quả theo đơn vị đối với"
SHARES_OF = (
    "(n: số người có ý kiến; tỷ lệ của từng mức và điểm trung bình tính trên n, không kể “Không có ý kiến”.)"
)
KEPT_BACK_NOTE = (
    f"(Không công bố kết quả của đơn vị có dưới {limits.SMALL_GROUP:02} người trả lời, của đơn vị giúp suy ra "
    f"kết quả đó, và của mọi đơn vị đối với nội dung mà một đơn vị dưới {limits.UNANIMOUS_GROUP:02} người có thể đã "
    "trả lời giống nhau.)"
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
    return f"Số phiếu thu về: {quantity(survey.result.responses)}."


def _survey(survey: Survey) -> list[Block]:
    made: list[Block] = [Heading(2, f"Khảo sát số {survey.number}. {survey.title}"), text(state_of(survey))]
    result = survey.result if survey.phase is VotePhase.REVEALED else None
    if result is None or not result.responses:
        return made
    asked = [(number, item, result.item(item.id)) for number, item in enumerate(survey.items, start=1)]
    answered = [(number, item, given) for number, item, given in asked if given is not None]
    if any(kind_of(item.form).scored for _, item, _given in answered):
        made.append(note(SHARES_OF))
    for _, together in groupby(answered, key=lambda row: _scale(row[0], row[1].form)):
        made += _together(list(together))
    return [*made, *_by_unit(answered), *_compared(survey)]


def _scale(number: int, form: Form) -> tuple[object, ...]:
    """Items with the same key share a table; an item that is on no scale stands alone."""
    if kind_of(form).scored:
        return (form.kind, form.abstain, *(option.text for option in form.options))
    return (number,)


def _together(asked: list[Asked]) -> list[Block]:
    if kind_of(asked[0][1].form).scored:
        return [text("Số người chọn từng mức (tỷ lệ):"), _scale_table(asked)]
    made: list[Block] = []
    for number, item, given in asked:
        made += [text(f"{number}. {item.text}"), *votes.figures(item.form, given.tally)]
    return made


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
    """The breakdown of the items that have one; of units kept back the record itself has no figures.

    Items that ask how content people are share one table of rates; their counts stand in the workbook.
    """
    broken_down = [row for row in asked if row[2].groups]
    rated = [row for row in broken_down if _asks_contentment(row[1].form)]
    made: list[Block] = []
    if rated:
        numbers = writing.numbers(number for number, _item, _given in rated)
        several = "nội dung" if len(rated) == 1 else "các nội dung"
        made.append(text(f"{BY_UNIT} {several} {numbers}: tỷ lệ hài lòng, đồng ý (số người có ý kiến)"))
        made.append(_rates(rated))
    for number, item, given in broken_down:
        if (number, item, given) not in rated and (shown := _counts_of_units(item.form, given)) is not None:
            made += [text(f"{BY_UNIT} nội dung {number}. {item.text}"), shown]
    hides = any(group.hidden for _, _, given in broken_down for group in given.groups)
    return [*made, note(KEPT_BACK_NOTE)] if hides else made


def _asks_contentment(form: Form) -> bool:
    return kind_of(form).scored and any(option.positive for option in form.options)


def _rates(asked: list[Asked]) -> Table:
    """Items down, units across; a cell is empty where a unit's figures are kept back or nobody there answered."""
    found = {
        (number, group.unit): _rate_of(item.form, group)
        for number, item, given in asked
        for group in given.groups
        if not group.hidden
    }
    units = list(dict.fromkeys(unit for _, unit in found))
    columns = (
        Column("Nội dung", 0.4),
        *(Column(unit or NO_UNIT, 0.6 / len(units), centred=True) for unit in units),
    )
    rows = (
        (f"{number}. {item.text}", *(found.get((number, unit), "") for unit in units))
        for number, item, _given in asked
    )
    return Table(columns, tuple(rows))


def _rate_of(form: Form, group: GroupResult) -> str:
    valid = sum(group.counts)
    content = sum(count for option, count in zip(form.options, group.counts, strict=False) if option.positive)
    return f"{figures.percent(tenths(content, valid))} ({valid})" if valid else ""


def _counts_of_units(form: Form, given: ItemResult) -> Table | None:
    titles = _answers(form)
    shown = tuple(
        (group.unit or NO_UNIT, *_unit_cells(group, len(titles)))
        for group in given.groups
        if not group.hidden
    )
    if not shown:
        return None
    columns = (Column(title, 0.7 / len(titles), centred=True) for title in titles)
    return filled(Table((Column("Đơn vị", 0.3), *columns), shown))


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
