"""What a phone may see of polls, surveys and pledges: what is asked, how many took part, and what is made public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import current, vote_words
from meeting.model.form import Choice, Form, FormKind, RankingMethod, Tally
from meeting.model.pledge import PledgePhase, SignerKind, SignerStanding
from meeting.model.vote import VotePhase
from meeting.pledges.board import signers, wall
from meeting.text import amounts
from meeting.votes.findings import base, content, finding, mean_score
from meeting.votes.poll_view import Row, known, rows, shown_tally
from meeting.votes.shares import tenths
from server import limits

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge
    from meeting.model.poll import Poll
    from meeting.model.survey import ItemResult, Response, Survey
    from meeting.state import State

POLL, SURVEY, PLEDGE = "b", "s", "c"
"""Sections of the phone address: biểu quyết, khảo sát, cam kết."""


class VoteLink(msgspec.Struct, frozen=True):
    """Something a phone can take part in or look at; `section` is its address, `phase` as in the record."""

    section: str
    text: str
    phase: str
    round: int = 1
    cast: int = 0


class OptionView(msgspec.Struct, frozen=True):
    """An option in the language of the page."""

    id: str
    text: str


class RowView(msgspec.Struct, frozen=True):
    """A row of a result: its words, figure and share as printed, and its bar's length out of `most`."""

    text: str
    figure: str
    share: str
    amount: int
    most: int


class FormView(msgspec.Struct, frozen=True):
    """What is asked for; see `meeting.model.form.Form`. `one` tells that exactly one option is picked."""

    kind: str
    options: tuple[OptionView, ...]
    one: bool
    least: int
    most: int
    lower: str
    upper: str
    decimals: int
    unit: str
    abstain: bool


class ResultView(msgspec.Struct, frozen=True):
    """A tally as sentences and rows."""

    cast: int
    sentence: str
    rows: tuple[RowView, ...]


class PollView(msgspec.Struct, frozen=True):
    """A poll. `mine` is what this phone voted in this round, `result` what everybody may see now."""

    number: int
    text: str
    form: FormView
    binding: bool
    phase: str
    round: int
    cast: int
    result: ResultView | None = None
    mine: Choice | None = None


class ItemView(msgspec.Struct, frozen=True):
    """An item of a survey, and its result once revealed."""

    id: str
    section: str
    text: str
    required: bool
    form: FormView
    result: ResultView | None = None


class SurveyView(msgspec.Struct, frozen=True):
    """A survey. `mine` is what this phone filled in while it is open."""

    number: int
    title: str
    purpose: str
    units: tuple[str, ...]
    items: tuple[ItemView, ...]
    phase: str
    cast: int
    mine: Response | None = None


class PlaceView(msgspec.Struct, frozen=True):
    """One place in the grid of signatures. A name shows only once the desk has taken the signature."""

    number: int
    organisation: str
    witness: bool
    standing: str
    name: str = ""
    post: str = ""


class PledgeView(msgspec.Struct, frozen=True):
    """A pledge as it is signed: its text, and its places."""

    number: int
    title: str
    slogan: str
    grounds: tuple[str, ...]
    tasks: tuple[str, ...]
    targets: tuple[str, ...]
    measures: tuple[str, ...]
    promises: tuple[str, ...]
    phase: str
    signed: int
    expected: int
    places: tuple[PlaceView, ...]


def vote_links(state: State) -> tuple[VoteLink, ...]:
    """What was opened: what takes answers now first, then the newest; as many as a phone is told of."""
    found: list[VoteLink] = []
    for poll in state.polls.values():
        if poll.phase is not VotePhase.PREPARED:
            link = VoteLink(
                f"{POLL}{poll.number}", poll.text, poll.phase.value, poll.round, known(state, poll).cast
            )
            found.append(link)
    for survey in state.surveys.values():
        if survey.phase is not VotePhase.PREPARED:
            cast = responses(state, survey)
            found.append(VoteLink(f"{SURVEY}{survey.number}", survey.title, survey.phase.value, 1, cast))
    for pledge in state.pledges.values():
        if pledge.phase is not PledgePhase.PREPARED:
            signed = wall(state, pledge.number).signed
            found.append(VoteLink(f"{PLEDGE}{pledge.number}", pledge.title, pledge.phase.value, 1, signed))
    found.reverse()
    found.sort(key=lambda link: link.phase not in {VotePhase.OPEN, PledgePhase.SIGNING})
    return tuple(found[: limits.VOTE_LINKS])


def responses(state: State, survey: Survey) -> int:
    """How many have responded, as far as it is made known."""
    progress = state.survey_progress.get(survey.number)
    return progress.cast if progress else 0


def form_view(form: Form) -> FormView:
    """What a form asks for, in the current language."""
    english = current() == "en"
    return FormView(
        kind=form.kind.value,
        options=tuple(OptionView(o.id, o.text_en if english and o.text_en else o.text) for o in form.options),
        one=form.kind in {FormKind.YES_NO, FormKind.SINGLE, FormKind.LIKERT, FormKind.RATING},
        least=form.least,
        most=form.most,
        lower=form.lower,
        upper=form.upper,
        decimals=form.decimals,
        unit=form.unit,
        abstain=form.abstain,
    )


def result_view(form: Form, tally: Tally, said: str = "") -> ResultView:
    """A tally in the current language; `said` stands in front of what the figures say themselves."""
    shown = rows(form, tally)
    most = max((row.amount for row in shown), default=0)
    halves = form.kind is FormKind.RANKING and form.method is RankingMethod.POINTS
    sentence = " ".join(part for part in (said, _mean(form, tally)) if part)
    return ResultView(tally.cast, sentence, tuple(_row_view(row, most, halves=halves) for row in shown))


def _row_view(row: Row, most: int, *, halves: bool) -> RowView:
    whole, half = divmod(row.amount, 2) if halves and not row.abstention else (row.amount, 0)
    return RowView(
        text=row.text_en if current() == "en" else row.text,
        figure=vote_words.number(f"{whole}.5" if half else str(whole)),
        share="" if row.share is None else vote_words.percent(row.share),
        amount=row.amount,
        most=most,
    )


def _mean(form: Form, tally: Tally) -> str:
    mean = mean_score(form, tally)
    if mean is None:
        return ""
    satisfied = content(form, tally)
    rate = None if satisfied is None else tenths(satisfied, tally.valid)
    return vote_words.mean(amounts.rounded(mean), rate)


def verdict(poll: Poll, tally: Tally) -> str:
    """What a poll's tally says, exactly, in the current language."""
    found = finding(poll.form, tally, poll.majority)
    options = [option.text for option in form_view(poll.form).options if option.id in found.options]
    yes = tally.counts[0] if poll.form.kind is FormKind.YES_NO and tally.counts else 0
    share = tenths(yes, base(poll.form, tally))
    return vote_words.verdict(found.verdict.value, options=options, yes=yes, cast=tally.cast, tenths=share)


def poll_view(state: State, poll: Poll, mine: Choice | None = None) -> PollView:
    """A poll as a phone sees it. A chart on the way has figures and no verdict."""
    tally = shown_tally(state, poll)
    said = verdict(poll, tally) if tally is not None and poll.phase is VotePhase.REVEALED else ""
    return PollView(
        number=poll.number,
        text=poll.text,
        form=form_view(poll.form),
        binding=poll.binding,
        phase=poll.phase.value,
        round=poll.round,
        cast=known(state, poll).cast,
        result=None if tally is None else result_view(poll.form, tally, said),
        mine=mine,
    )


def survey_view(state: State, survey: Survey, mine: Response | None = None) -> SurveyView:
    """A survey as a phone sees it; results only once revealed, and never by unit."""
    revealed = survey.phase is VotePhase.REVEALED and survey.result is not None
    results = {held.item: held for held in survey.result.items} if revealed and survey.result else {}
    return SurveyView(
        number=survey.number,
        title=survey.title,
        purpose=survey.purpose,
        units=survey.units,
        items=tuple(
            ItemView(
                item.id,
                item.section,
                item.text,
                item.required,
                form_view(item.form),
                _item_result(item.form, results.get(item.id)),
            )
            for item in survey.items
        ),
        phase=survey.phase.value,
        cast=responses(state, survey),
        mine=mine,
    )


def _item_result(form: Form, held: ItemResult | None) -> ResultView | None:
    return None if held is None else result_view(form, held.tally)


def pledge_view(state: State, pledge: Pledge) -> PledgeView:
    """A pledge as the representatives read and sign it."""
    places = signers(state, pledge.number)
    full = wall(state, pledge.number)
    return PledgeView(
        number=pledge.number,
        title=pledge.title,
        slogan=pledge.slogan,
        grounds=pledge.grounds,
        tasks=tuple(f"{task.id}. {task.text}" for task in pledge.tasks),
        targets=tuple(
            f"{target.id}. {_target(target.text, target.plan or target.indicator, target.unit)}"
            for target in pledge.targets
        ),
        measures=pledge.measures,
        promises=pledge.promises,
        phase=pledge.phase.value,
        signed=full.signed,
        expected=full.expected,
        places=tuple(
            PlaceView(
                one.number,
                one.organisation,
                one.kind is SignerKind.WITNESS,
                one.standing.value,
                one.name if one.standing is SignerStanding.SIGNED else "",
                one.post if one.standing is SignerStanding.SIGNED else "",
            )
            for one in places
        ),
    )


def _target(text: str, level: str, unit: str) -> str:
    return f"{text}: {vote_words.number(level)} {unit}".strip() if level else text
