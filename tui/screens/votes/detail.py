"""What the host reads about the chosen poll, survey or pledge: text, counts, verdict, chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from language import gettext as _
from meeting import limits
from meeting.model.form import Tally
from meeting.model.pledge import SignatureStatus
from meeting.model.vote import VotePhase
from meeting.pledges.achievement import Reached
from meeting.pledges.board import board, count_results, counts_as, signers, wall
from meeting.votes.kinds import kind_of
from meeting.votes.poll_view import known
from meeting.votes.survey_results import comparison
from tui.widgets.bars import Bar
from wording import figures as numbers
from wording import votes
from wording.votes import option_text, result_rows

if TYPE_CHECKING:
    from meeting.model.form import Form
    from meeting.model.pledge import Pledge
    from meeting.model.poll import Poll
    from meeting.model.survey import ItemResult, Survey
    from meeting.state import State

OFFERED, SIGNED, AWAITED = "◆", "✓", "○"
_SIGNATURE_STATUSES = {
    SignatureStatus.AWAITED: AWAITED,
    SignatureStatus.OFFERED: OFFERED,
    SignatureStatus.SIGNED: SIGNED,
}


class Shown(NamedTuple):
    """The lines above a chart, the chart, and the lines below it."""

    above: str
    bars: tuple[Bar, ...] = ()
    below: str = ""


def people_present(state: State) -> int:
    """Heads counted as present, 0 where nobody counted."""
    return sum(entry.count for entry in state.attendance.values() if entry.present)


def poll(state: State, found: Poll) -> Shown:
    """A poll. The host sees a counted result before the hall does: hiding answers and revealing need it."""
    lines = [found.text, "", "; ".join(votes.manner(found.form, found.majority))]
    if found.binding:
        issued = state.slips.get(found.number)
        lines.append(_("Binding: {count} slips printed.").format(count=len(issued.hashes) if issued else 0))
    progress = known(state, found)
    lines.append(_voted(state, found, progress.cast))
    tally = found.tally or progress.interim
    if tally is None:
        return Shown("\n".join(lines), _options(found.form))
    if found.tally is not None and found.phase is VotePhase.CLOSED:
        lines.append(_("The hall does not see this yet: v reveals it."))
    lines += ["", *_result_lines(found, tally)]
    below = [
        _("Round {round}: {said}").format(
            round=r.round, said=" ".join(_result_lines(replace(found, tally=r.tally), r.tally))
        )
        for r in found.earlier
    ]
    return Shown("\n".join(lines), bars(found.form, tally), "\n".join([*_words(found.form, tally), *below]))


def _voted(state: State, found: Poll, cast: int) -> str:
    """How many voted, of how many; and a warning when there are more ballots than people."""
    present = people_present(state)
    counted = found.tally.cast if found.tally else cast
    text = _("Ballots: {count}").format(count=counted)
    if found.phase is VotePhase.OPEN:
        text = _("Ballots so far, in steps of five: {count}").format(count=counted)
    if present:
        text += "  ·  " + _("people present: {count}").format(count=present)
        if counted > present:
            text += "\n" + _("More ballots than people: for a vote that binds, print slips.")
    return text


def _result_lines(found: Poll, tally: Tally) -> list[str]:
    """What a result says; a chart on the way has figures and no verdict."""
    verdict = votes.verdict(found.form, tally, found.majority) if found.tally is not None else ""
    return [part for part in (verdict, votes.figures_of(found.form, tally)) if part]


def _options(form: Form) -> tuple[Bar, ...]:
    return tuple(Bar(option_text(option), 0, " ") for option in form.options)


def bars(form: Form, tally: Tally) -> tuple[Bar, ...]:
    """A tally as bars; their figures stand in columns."""
    shown = figures(form, tally)
    counts, shares = (max((len(one[part]) for one in shown), default=0) for part in (1, 2))
    amounts = [found.row.amount for found in result_rows(form, tally)]
    return tuple(
        Bar(label, amount, f"{count:>{counts}}  {share:>{shares}}" if shares else count)
        for amount, (label, count, share) in zip(amounts, shown, strict=True)
    )


def figures(form: Form, tally: Tally) -> list[tuple[str, str, str]]:
    """Each row's words, its figure, and its share (empty where it has none)."""
    return [
        (f"{found.row.place}. {found.text}" if found.row.place else found.text, found.figure, found.share)
        for found in result_rows(form, tally)
    ]


def _words(form: Form, tally: Tally) -> list[str]:
    """What stands under a chart of answers in words: the words they share, and how many are hidden."""
    kind = kind_of(form)
    if not kind.in_words:
        return []
    text = ", ".join(f"{word} ({answers})" for word, answers in kind.shared_words(tally))
    hidden = sum(group.hidden for group in tally.texts)
    return [line for line in (text, _("Hidden: {count}").format(count=hidden) if hidden else "") if line]


def survey(state: State, found: Survey) -> Shown:
    """A survey: how many answered, then each item's figures, by unit where nobody is exposed."""
    progress = state.survey_progress.get(found.number)
    count = found.result.responses if found.result else progress.cast if progress else 0
    lines = [
        found.title,
        "",
        _("Answers: {count}").format(count=count),
        _("Items: {count}").format(count=len(found.items)),
    ]
    if found.phase is VotePhase.CLOSED and found.result is not None:
        lines.append(_("The hall does not see this yet: v reveals it."))
    if found.result is None:
        lines += ["", *(f"{place}. {item.text}" for place, item in enumerate(found.items, start=1))]
        return Shown("\n".join(lines))
    before = {one.item: one for one in comparison(found)}
    for place, item in enumerate(found.items, start=1):
        held = found.result.item(item.id)
        if held is None:
            continue
        lines += [
            "",
            f"{place}. {item.text}",
            f"   n = {held.tally.valid}  {votes.figures_of(item.form, held.tally)}".rstrip(),
        ]
        parts = [
            f"{label}: {count} ({share})" if share else f"{label}: {count}"
            for label, count, share in figures(item.form, held.tally)
        ]
        lines.append("   " + "; ".join(parts))
        compared = before.get(item.id)
        if compared is not None and compared.mean_before is not None:
            mean = votes.mean_figure(compared.mean_before)
            lines.append("   " + _("Last time: {mean}").format(mean=mean))
        lines += _by_unit(item.form, held)
    return Shown("\n".join(lines))


def _by_unit(form: Form, held: ItemResult) -> list[str]:
    parts = []
    for group in held.groups:
        unit = group.unit or _("no unit named")
        if group.hidden:
            parts.append(_("{unit}: kept back").format(unit=unit))
            continue
        tally = Tally(sum(group.counts) + group.abstained, group.abstained, group.counts)
        mean = kind_of(form).mean(form, tally)
        parts.append(f"{unit}: {votes.mean_figure(mean) or '-'} ({tally.valid})")
    if not parts:
        return []
    hint = _("groups below {count} and what would give them away are kept back").format(
        count=limits.SMALL_GROUP
    )
    return ["   " + "; ".join(parts), f"   ({hint})"]


_REACHED = {Reached.NOT_MET: "×", Reached.MET: "✓", Reached.EXCEEDED: "✓✓", None: "·"}


def pledge(state: State, found: Pledge) -> Shown:
    """A pledge: its text, who signed, what waits for the desk, and how the targets stand."""
    full = wall(state, found.number)
    lines = [found.title, found.slogan, ""]
    lines += [f"{task.id}. {task.text}" for task in found.tasks]
    lines += ["", _("Signed: {signed} of {expected}").format(signed=full.signed, expected=full.expected)]
    for one in signers(state, found.number):
        who = f": {one.name}{', ' if one.post else ''}{one.post}" if one.name else ""
        waits = (
            "  " + _("waits: k takes it, K sends it back") if one.standing is SignatureStatus.OFFERED else ""
        )
        lines.append(f"{_SIGNATURE_STATUSES[one.standing]} {one.organisation}{who}{waits}")
    cells = board(state, found)
    total = count_results(cells)
    if any(cell.result for cell in cells):
        lines += ["", _targets_words(total.exceeded, total.met, total.not_met, total.unreported)]
        lines += [
            f"{_REACHED[counts_as(cell)]} {cell.target.text} · {cell.signer.organisation}: "
            f"{numbers.measured(cell.result.value, cell.target.unit)}"
            for cell in cells
            if cell.result
        ]
    lines += [
        "",
        *(
            f"{review.on}: {review.text}"
            for review in state.reviews.values()
            if review.pledge == found.number
        ),
    ]
    return Shown("\n".join(lines).rstrip())


def _targets_words(exceeded: int, met: int, not_met: int, unreported: int) -> str:
    text = _("Exceeded {exceeded} · met {met} · not met {not_met} · not reported {unreported}")
    return text.format(exceeded=exceeded, met=met, not_met=not_met, unreported=unreported)
