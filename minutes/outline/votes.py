"""The annex of polls: one tally as figures, a table, and the exact sentence for what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.form import RankingMethod
from meeting.model.poll import Majority
from meeting.model.vote import VotePhase
from meeting.votes.kinds import Chart, Shape, kind_of, rows
from minutes.outline.blocks import Block, Column, Heading, Table, note, text
from wording import dates, votes
from wording.figures import quantity

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally
    from meeting.model.poll import Poll
    from meeting.state import State

COUNTED = (
    Column("Phương án", 0.6),
    Column("Số phiếu", 0.2, centred=True),
    Column("Tỷ lệ", 0.2, centred=True),
)
BY_POINTS = (
    Column("Phương án", 0.6),
    Column("Điểm", 0.2, centred=True),
    Column("Thứ hạng", 0.2, centred=True),
)
BY_PAIRS = (
    Column("Phương án", 0.6),
    Column("Số phương án xếp dưới", 0.2, centred=True),
    Column("Thứ hạng", 0.2, centred=True),
)
SAID = (Column("Nội dung", 0.8), Column("Số ý kiến", 0.2, centred=True))

NOT_REVEALED = "Kết quả chưa công bố."
STILL_OPEN = "Đang lấy phiếu."


def opened(state: State) -> list[Poll]:
    """The polls that were ever opened, in number order."""
    return [
        poll
        for _n, poll in sorted(state.polls.items())
        if poll.phase is not VotePhase.PREPARED or poll.earlier
    ]


def blocks(state: State) -> tuple[Block, ...]:
    """Every poll that was opened, with the rounds before its last."""
    return tuple(block for poll in opened(state) for block in _poll(poll))


def _poll(poll: Poll) -> tuple[Block, ...]:
    """A poll with every round; while its last is not public, the rounds before it are not told either."""
    made: list[Block] = [Heading(2, f"Biểu quyết số {poll.number}. {poll.text}"), text(_manner(poll))]
    if (withheld := unpublished(poll)) or poll.tally is None:
        return (*made, text(withheld))
    for before in poll.earlier:
        made += [_round(before.round, before.opened_at, before.closed_at)]
        made += figures(poll.form, before.tally, poll.majority)
    if poll.earlier:
        made.append(_round(poll.round, poll.opened_at, poll.closed_at))
    return (*made, *figures(poll.form, poll.tally, poll.majority))


def unpublished(poll: Poll) -> str:
    """Why there is no result to print; empty where there is one. Only what the host revealed is public."""
    if poll.phase is VotePhase.OPEN:
        return STILL_OPEN
    return NOT_REVEALED if poll.tally is None or poll.phase is not VotePhase.REVEALED else ""


def _manner(poll: Poll) -> str:
    """How the vote was held, in one sentence."""
    parts = votes.manner(poll.form, poll.majority)
    parts.append("mỗi người một phiếu in, dùng một lần" if poll.binding else "bỏ phiếu bằng điện thoại")
    return f"Hình thức: {'; '.join(parts)}."


def _round(number: int, opened_at: str, closed_at: str) -> Block:
    start, end = dates.parsed_time(opened_at), dates.parsed_time(closed_at)
    when = f": từ {dates.written_clock(start)} đến {dates.written_clock(end)}" if start and end else ""
    return text(f"Lần {number}{when}.")


def figures(form: Form, tally: Tally, majority: Majority = Majority.MORE) -> tuple[Block, ...]:
    """A tally as sentences and a table, in the current language's words."""
    if not tally.cast:
        return (text(nobody(form, tally)),)
    made: list[Block] = [text(cast(tally))]
    if tally.valid:
        made += [*_spread(form, tally), table(form, tally)]
        if any(row.share is not None for row in rows(form, tally)):
            made.append(note(f"({_(votes.BASES[kind_of(form).of_all_ballots])}; {_(votes.ROUNDING)})"))
    if verdict := votes.verdict(form, tally, majority):
        made.append(text(verdict))
    return tuple(made)


def cast(tally: Tally) -> str:
    """How many voted, abstentions named."""
    opening = f"Tổng số phiếu: {quantity(tally.cast)}"
    return (
        f"{opening} ({quantity(tally.abstained)} phiếu không có ý kiến)."
        if tally.abstained
        else f"{opening}."
    )


def nobody(form: Form, tally: Tally) -> str:
    """What is said where nobody answered: that nobody proposed anything, or that nobody voted."""
    unsaid = kind_of(form).shape is Shape.WORDS and not tally.cast
    return (not unsaid and votes.verdict(form, tally)) or "Không có ý kiến đề xuất."


def table(form: Form, tally: Tally) -> Table:
    """What was chosen, by how many."""
    shown = votes.result_rows(form, tally)
    chart = kind_of(form).chart
    if chart is Chart.LIST:
        return Table(SAID, tuple((found.text, found.figure) for found in shown))
    if chart is Chart.PLACES:
        by_points = form.method is RankingMethod.POINTS
        ranked = (
            (found.text, found.figure, str(found.row.place)) for found in shown if not found.row.abstention
        )
        return Table(BY_POINTS if by_points else BY_PAIRS, tuple(ranked))
    return Table(COUNTED, tuple((found.text, found.figure, found.share) for found in shown))


def _spread(form: Form, tally: Tally) -> list[Block]:
    """Means and rates, where the kind has them; the words many answers share."""
    if figures_ := votes.figures_of(form, tally):
        return [text(figures_)]
    if words := kind_of(form).shared_words(tally):
        listed = ", ".join(f"{word} ({answers})" for word, answers in words)
        return [text(f"Từ ngữ được nhắc nhiều: {listed}.")]
    return []
