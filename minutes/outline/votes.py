"""The annex of polls: one tally as figures, a table, and the exact sentence for what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import speaking, vote_words
from meeting.model.form import FormKind, RankingMethod
from meeting.model.vote import VotePhase
from meeting.text import amounts
from meeting.votes.findings import base, content, finding, mean_score
from meeting.votes.open_answers import word_list
from meeting.votes.poll_view import rows
from meeting.votes.shares import tenths
from meeting.votes.spread import spread
from minutes import wording
from minutes.outline.blocks import Block, Column, Heading, Table, note, text

if TYPE_CHECKING:
    from meeting.model.form import Form, Tally
    from meeting.model.poll import Majority, Poll
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
    with speaking("vi"):
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
    parts = [_(vote_words.KINDS[poll.form.kind])]
    if poll.form.kind is FormKind.YES_NO:
        parts.append(_(vote_words.MAJORITIES[poll.majority]))
    if poll.form.kind is FormKind.RANKING:
        parts.append(_(vote_words.METHODS[poll.form.method]))
    parts.append("mỗi người một phiếu in, dùng một lần" if poll.binding else "bỏ phiếu bằng điện thoại")
    return f"Hình thức: {'; '.join(parts)}."


def _round(number: int, opened_at: str, closed_at: str) -> Block:
    start, end = wording.parsed_time(opened_at), wording.parsed_time(closed_at)
    when = f": từ {wording.clock(start)} đến {wording.clock(end)}" if start and end else ""
    return text(f"Lần {number}{when}.")


def figures(form: Form, tally: Tally, majority: Majority | None = None) -> tuple[Block, ...]:
    """A tally as sentences and a table, in the current language's words."""
    made: list[Block] = [text(cast(tally))]
    if tally.valid:
        made += [*_spread(form, tally), table(form, tally)]
        if any(row.share is not None for row in rows(form, tally)):
            made.append(
                note(f"({_(vote_words.BASES[form.kind is FormKind.YES_NO])}; {_(vote_words.ROUNDING)})")
            )
    if said := verdict(form, tally, majority):
        made.append(text(said))
    return tuple(made)


def cast(tally: Tally) -> str:
    """How many voted, abstentions named."""
    opening = f"Số phiếu: {tally.cast}"
    return f"{opening}, trong đó không có ý kiến: {tally.abstained}." if tally.abstained else f"{opening}."


def verdict(form: Form, tally: Tally, majority: Majority | None = None) -> str:
    """What the tally says, exactly; empty where the figures are all there is to say."""
    found = finding(form, tally, majority) if majority else finding(form, tally)
    names = [option.text for option in form.options if option.id in found.options]
    yes = tally.counts[0] if form.kind is FormKind.YES_NO and tally.counts else 0
    share = tenths(yes, base(form, tally))
    return vote_words.verdict(found.verdict.value, options=names, yes=yes, cast=tally.cast, tenths=share)


def table(form: Form, tally: Tally) -> Table:
    """What was chosen, by how many."""
    shown = rows(form, tally)
    if form.kind is FormKind.TEXT:
        return Table(SAID, tuple((row.text, str(row.amount)) for row in shown))
    if form.kind is FormKind.RANKING:
        by_points = form.method is RankingMethod.POINTS
        ranked = (
            (row.text, _points(row.amount, halves=by_points), str(row.place))
            for row in shown
            if not row.abstention
        )
        return Table(BY_POINTS if by_points else BY_PAIRS, tuple(ranked))
    counted = (
        (row.text, str(row.amount), "" if row.share is None else vote_words.percent(row.share))
        for row in shown
    )
    return Table(COUNTED, tuple(counted))


def _points(amount: int, *, halves: bool) -> str:
    if not halves:
        return str(amount)
    whole, half = divmod(amount, 2)
    return f"{whole},5" if half else str(whole)


def _spread(form: Form, tally: Tally) -> list[Block]:
    """Means and rates, where the kind has them."""
    if (mean := mean_score(form, tally)) is not None:
        sentence = f"Điểm trung bình: {vote_words.number(amounts.rounded(mean))}"
        if (satisfied := content(form, tally)) is not None:
            sentence += f"; tỷ lệ hài lòng, đồng ý: {vote_words.percent(tenths(satisfied, tally.valid))}"
        return [text(f"{sentence}.")]
    if (found := spread(tally.amounts)) is not None:
        return [text(vote_words.spread(*found.as_text(), form.unit))]
    if words := word_list(tally.texts):
        return [text("Từ ngữ được nhắc nhiều: " + ", ".join(f"{w.text} ({w.answers})" for w in words) + ".")]
    return []
