"""What came in on paper while a vote is open: forms of a survey, and ballots of one-time slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import control
from meeting import limits
from meeting.model.survey import Response
from meeting.model.vote import VotePhase
from meeting.refusal import Refusal
from meeting.text.numbers import ascii_digits
from meeting.votes.kinds import Shape, choice_typed, kind_of
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import FormField
from tui.screens.meeting_screen import unread
from wording import votes as wordings
from wording.figures import read_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from meeting.model.form import Form
    from meeting.model.poll import Poll
    from meeting.model.survey import Survey
    from meeting.state import State
    from tui.screens.meeting_screen import MeetingScreen
    from tui.screens.votes.screen import VotesScreen

SLIP_LIMIT = 24
"""Longest code that can be typed: twelve characters, however they are spaced."""

ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=unread)


def takes_slips(poll: Poll | None) -> bool:
    """Whether ballots of slips may be typed in now."""
    return poll is not None and poll.binding and poll.phase is VotePhase.OPEN


def open_by_slips(state: State) -> list[Poll]:
    """The polls that take ballots of slips now, by number."""
    return [poll for _number, poll in sorted(state.polls.items()) if takes_slips(poll)]


def _nothing_on_paper(votes: VotesScreen) -> str | None:
    survey = votes.survey
    if (reason := unread(votes)) or takes_slips(votes.poll):
        return reason
    if survey is not None and survey.phase is VotePhase.OPEN:
        return None
    return _("Choose an open survey, or an open vote by slips, to type in what came on paper.")


@ACTIONS.add(
    "type",
    "y",
    N_("Type in"),
    N_("Type in surveys filled in on paper, or ballots of slips"),
    unavailable=_nothing_on_paper,
)
async def _type(votes: VotesScreen) -> None:
    if votes.poll is not None:
        await type_ballots(votes, votes.poll)
    elif votes.survey is not None:
        await _type_surveys(votes, votes.survey)


async def type_ballots(screen: MeetingScreen[Any], poll: Poll) -> None:
    """Type in the ballots of slips handed in on paper, one form a slip, until the person turns back."""

    async def send(values: dict[str, str]) -> None:
        choice = choice_typed(poll.form, values["choice"])
        if choice is None:
            raise Refusal("choice-unclear")
        client = await screen.app.desk.client()
        ballot = control.PaperBallot(poll.number, poll.edition, poll.round, values["slip"], choice)
        taken = await client.call(control.PAPER_BALLOT, ballot)
        screen.app.notify(
            _("Recorded in place of what was typed in for this slip before.")
            if taken.replaced
            else _("Recorded. The slip is used up.")
        )

    entries = [
        FormField("slip", _("Code on the slip"), limit=SLIP_LIMIT),
        _entry("choice", _("The vote on it"), poll.form),
    ]
    while await screen.ask(
        _("Ballots of slips"), entries, send, about=poll.text, key=f"slip-{poll.number}-{poll.round}"
    ):
        pass


async def _type_surveys(votes: VotesScreen, survey: Survey) -> None:
    async def send(values: dict[str, str]) -> None:
        client = await votes.app.desk.client()
        count = (
            await client.call(control.PAPER, control.PaperResponse(survey.number, _response(survey, values)))
        ).responses
        votes.app.notify(
            _("Recorded: {count} answers so far.").format(count=count - count % limits.PROGRESS_STEP)
        )

    while await votes.ask(survey.title, _entries(survey), send, key=f"paper-{survey.number}"):
        pass


def _entries(survey: Survey) -> list[FormField]:
    """A field an item."""
    entries = [
        _entry(f"i{place}", f"{place + 1}. {item.text}", item.form) for place, item in enumerate(survey.items)
    ]
    if survey.units:
        numbered = "  ".join(f"{place} {unit}" for place, unit in enumerate(survey.units, start=1))
        entries.append(FormField("unit", _("Unit"), hint=numbered, limit=2))
    return entries


def _entry(name: str, label: str, form: Form) -> FormField:
    """A field for one answer; its hint numbers what there is to choose."""
    return FormField(
        name, label, hint=_hint(form), limit=limits.TEXT_CHOICE_GRAPHEMES, read_back=_reader(form)
    )


def _reader(form: Form) -> Callable[[str, Mapping[str, str]], str] | None:
    """How a number is read while it is typed; None for what is no number."""
    if kind_of(form).shape is not Shape.NUMBER:
        return None
    return lambda typed, _values: read_back(typed, form.unit, whole=not form.decimals)


def _hint(form: Form) -> str:
    if kind_of(form).shape in {Shape.WORDS, Shape.NUMBER}:
        return f"{wordings.kind_name(form)} {form.unit}".rstrip()
    numbered = [f"{place} {option.text}" for place, option in enumerate(form.options, start=1)]
    if form.abstain:
        numbered.append("0 " + _("No opinion"))
    return "  ".join(numbered)


def _response(survey: Survey, values: dict[str, str]) -> Response:
    """The response a filled form stands for. Raises Refusal."""
    answers = {
        item.id: choice
        for place, item in enumerate(survey.items)
        if (choice := choice_typed(item.form, values[f"i{place}"])) is not None
    }
    typed = ascii_digits(values.get("unit", "")).strip()
    known = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(survey.units)
    return Response(answers, survey.units[int(typed) - 1] if known else typed)
