"""The run of show in words: its steps, and what it reminds of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.dialogue.run_of_show import Act, Reminder
from meeting.model.stage import View
from wording.meetings import VIEWS

if TYPE_CHECKING:
    from meeting.dialogue.run_of_show import Reminding, Step
    from meeting.state import State

_ACTS = {
    Act.OPEN: N_("open: {text}"),
    Act.COUNT: N_("close and count: {text}"),
    Act.REVEAL: N_("show the result: {text}"),
}


def step(state: State, shown: Step) -> str:
    """A step as the host reads it."""
    if shown.act is Act.START:
        return state.agenda[shown.number].title
    text = {
        View.PROMPT: lambda: _("Prompt: {text}").format(text=state.prompts[shown.number].text),
        View.POLL: lambda: state.polls[shown.number].text,
        View.SURVEY: lambda: state.surveys[shown.number].title,
    }.get(shown.view, lambda: _(VIEWS[shown.view]))()
    return _(_ACTS[shown.act]).format(text=text) if shown.act in _ACTS else text


def reminder(state: State, found: Reminding) -> str:
    """What does not fit, as a sentence."""
    if found.what is Reminder.PART_NOT_BEGUN:
        message = ngettext(
            "“{title}” was never begun, yet {count} matter of it is in the record. Begin it: the minutes say when.",
            "“{title}” was never begun, yet {count} matters of it are in the record. Begin it: the minutes say when.",
            found.done,
        )
        return message.format(title=state.agenda[found.number].title, count=found.done)
    messages = {
        Reminder.QUESTION_OPEN: _("Question {number} was on the wall and has no outcome."),
        Reminder.POLL_OPEN: _("Poll {number} is still open and not on the wall."),
        Reminder.POLL_NOT_SHOWN: _("The result of poll {number} has not been shown."),
        Reminder.NO_CONCLUSION: _("No conclusion has been taken down."),
    }
    return messages[found.what].format(number=found.number)
