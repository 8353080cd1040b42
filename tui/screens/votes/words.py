"""Answers in words, and surveys from paper: gathering, hiding, typing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import control
from meeting import limits
from meeting.commands.balloting import HideSurveyText, HideText, MergeSurveyTexts, MergeTexts
from meeting.model.survey import Response
from meeting.model.vote import VotePhase
from meeting.text.numbers import ascii_digits
from meeting.votes.kinds import Shape, choice_typed, kind_of
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from wording import votes as wordings
from wording.figures import read_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from meeting.decision import Command
    from meeting.model.form import TextGroup
    from meeting.model.survey import Item, Survey
    from tui.screens.votes.screen import VotesScreen

LISTED = 35
"""Answers a list can give keys to."""

_TEXT = 70


class TextAnswers(NamedTuple):
    """Answers in words: of a poll (item empty) or of an item of a survey."""

    number: int
    item: str
    texts: tuple[TextGroup, ...]


ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=unread)


def _no_open_survey(votes: VotesScreen) -> str | None:
    if (reason := unread(votes)) or (votes.survey is not None and votes.survey.phase is VotePhase.OPEN):
        return reason
    return _("Choose an open survey to type in paper forms.")


async def _text_answers(votes: VotesScreen) -> TextAnswers | None:
    """The answers in words of what is chosen; asks which item where a survey has several."""
    poll, survey = votes.poll, votes.survey
    if poll is not None and poll.tally is not None and poll.tally.texts:
        return TextAnswers(poll.number, "", poll.tally.texts)
    if survey is None or survey.result is None:
        votes.app.notify(_("There are no answers in words to look at yet."))
        return None
    items = [item for item in survey.items if kind_of(item.form).in_words]
    chosen: Item | None = items[0] if len(items) == 1 else None
    if len(items) > 1:
        choices = [Choice(item, item.text[:_TEXT]) for item in items[:LISTED]]
        chosen = await votes.choose(_("Which item?"), choices)
    held = survey.result.item(chosen.id) if chosen else None
    return TextAnswers(survey.number, held.item, held.tally.texts) if held else None


async def _choose_text(votes: VotesScreen, answers: TextAnswers, title: str) -> int | None:
    choices = [
        Choice(place, f"{'× ' if group.hidden else ''}{group.text[:_TEXT]} ({group.count})")
        for place, group in enumerate(answers.texts[:LISTED])
    ]
    return await votes.choose(title, choices)


@ACTIONS.add("hush", "h", N_("Hide words"), N_("Hide an answer in words, or bring it back"))
async def _hush(votes: VotesScreen) -> None:
    answers = await _text_answers(votes)
    place = await _choose_text(votes, answers, _("Hide, or bring back:")) if answers else None
    if answers is None or place is None:
        return
    hidden = not answers.texts[place].hidden
    command: Command = HideText(answers.number, place, hidden)
    if answers.item:
        command = HideSurveyText(answers.number, answers.item, place, hidden)
    await votes.execute(command)


@ACTIONS.add("gather", "m", N_("Gather"), N_("Bring answers in words together that say the same"))
async def _gather(votes: VotesScreen) -> None:
    answers = await _text_answers(votes)
    into = await _choose_text(votes, answers, _("Gather under which answer?")) if answers else None
    if answers is None or into is None:
        return
    other = await _choose_text(votes, answers, _("Which one says the same?"))
    if other is None or other == into:
        return
    command: Command = MergeTexts(answers.number, into, (other,))
    if answers.item:
        command = MergeSurveyTexts(answers.number, answers.item, into, (other,))
    await votes.execute(command)


@ACTIONS.add(
    "type", "y", N_("Type in"), N_("Type in a survey filled in on paper"), unavailable=_no_open_survey
)
async def _type(votes: VotesScreen) -> None:
    survey = votes.survey
    assert survey is not None

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
    """A field an item; its hint numbers the answers."""
    entries = [
        FormField(
            f"i{place}",
            f"{place + 1}. {item.text}",
            hint=_hint(item),
            limit=limits.TEXT_CHOICE_GRAPHEMES,
            read_back=_reader(item),
        )
        for place, item in enumerate(survey.items)
    ]
    if survey.units:
        numbered = "  ".join(f"{place} {unit}" for place, unit in enumerate(survey.units, start=1))
        entries.append(FormField("unit", _("Unit"), hint=numbered, limit=2))
    return entries


def _reader(item: Item) -> Callable[[str, Mapping[str, str]], str] | None:
    """How a number for `item` is read while it is typed; None for what is no number."""
    if kind_of(item.form).shape is not Shape.NUMBER:
        return None
    return lambda typed, _values: read_back(typed, item.form.unit, whole=not item.form.decimals)


def _hint(item: Item) -> str:
    if kind_of(item.form).shape in {Shape.WORDS, Shape.NUMBER}:
        return f"{wordings.kind_name(item.form)} {item.form.unit}".rstrip()
    numbered = [f"{place} {option.text}" for place, option in enumerate(item.form.options, start=1)]
    if item.form.abstain:
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
