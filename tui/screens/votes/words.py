"""Answers in words: gathering and hiding them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.balloting import HideSurveyText, HideText, MergeSurveyTexts, MergeTexts
from meeting.votes.kinds import kind_of
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from meeting.decision import Command
    from meeting.model.form import TextGroup
    from meeting.model.survey import Item
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
