"""The console's actions at the two gates: answer, promise, assign, escalate, dismiss, reconsider, undo.

Forms keep what was typed until the server has taken it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.together import in_one_step
from meeting.model.question import Outcome
from meeting.model.register import Destination
from tui.actions import Actions, Group
from tui.screens.console.questions import no_question, texts, titled, titled_all
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from tui.screens.taking_down import (
    answer,
    deadline_field,
    dismissal_choices,
    dismissal_fields,
    dismissal_outcome,
    is_own_words,
)
from wording import questions
from wording.dates import typed_day

if TYPE_CHECKING:
    from meeting.commands.together import Act
    from meeting.model.question import Question
    from meeting.state import State
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.OUTCOME, unavailable=no_question)


@ACTIONS.add("outcome.answer", "r", N_("Answer"), N_("Record what the leader replied"), footer=40)
async def _answer(console: ConsoleScreen) -> None:
    await answer(console, console.question)


@ACTIONS.add(
    "outcome.escalate",
    "e",
    N_("Escalate"),
    N_("Beyond authority: recommend upward or pass to a specialised unit"),
    footer=50,
)
async def _escalate(console: ConsoleScreen) -> None:
    from meeting.commands.outcomes import Escalate

    question = console.question
    choices = [
        Choice(Destination.SUPERIOR, _("To superior leadership")),
        Choice(Destination.SPECIALISED, _("To a specialised unit")),
    ]
    title = titled(_("Escalate"), question)
    destination = await console.choose(title, choices, about=question.text)
    if destination is None:
        return
    fields = [
        FormField("addressee", _("Addressee"), _usual_addressee(console.state, destination)),
        FormField("reason", _("Why it is beyond authority")),
        _deadline(console.state, Outcome(destination.value)),
        FormField("owner", _("Who follows it up here (may stay empty)")),
        FormField(
            "text", _("How it is worded to them"), question.text, limit=limits.ANSWER_GRAPHEMES, long=True
        ),
    ]

    async def send(values: dict[str, str]) -> None:
        day = console.day(values["deadline"])
        await console.send(
            Escalate(
                question.number,
                destination,
                values["addressee"],
                values["reason"],
                day,
                values["text"],
                owner=values["owner"],
            )
        )

    key = f"escalate-{destination.value}-{question.number}"
    await console.ask(title, fields, send, about=question.text, key=key)


def _usual_addressee(state: State, destination: Destination) -> str:
    """The last addressee of this destination; for the first one upward, the parent agency."""
    earlier = [r.addressee for r in state.referrals.values() if r.destination is destination]
    if earlier:
        return earlier[-1]
    return state.meeting.parent_agency if destination is Destination.SUPERIOR else ""


def _deadline(state: State, outcome: Outcome) -> FormField:
    from meeting.register.deadlines import default_deadline

    today = date.today()  # noqa: DTZ011  the laptop's own day
    usual = default_deadline(outcome, today, state.meeting.settings.deadlines, state.calendar)
    return deadline_field(typed_day(usual), state.calendar)


@ACTIONS.add("outcome.dismiss", "d", N_("Dismiss"), N_("Dismiss with a reason the asker will read"))
async def _dismiss(console: ConsoleScreen) -> None:
    from meeting.commands.outcomes import Dismiss

    questions, state = _questions(console), console.state
    title = titled_all(_("Dismiss"), questions)
    reason = await console.choose(title, dismissal_choices(state), about=texts(questions))
    if reason is None:
        return
    if is_own_words(reason):
        await _dismiss_in_own_words(console, title, questions)
    else:
        outcome = dismissal_outcome(state, reason)
        await console.act([Dismiss(question.number, reason, outcome) for question in questions])


def _questions(console: ConsoleScreen) -> list[Question]:
    return [console.state.questions[number] for number in console.targets()]


async def _send_together(console: ConsoleScreen, acts: list[Act]) -> None:
    """Send for a form. Raises Refusal."""
    await console.send(in_one_step(acts))
    console.marked.clear()
    console.relist()


async def _dismiss_in_own_words(console: ConsoleScreen, title: str, questions: list[Question]) -> None:
    from meeting.commands.outcomes import Dismiss

    async def send(values: dict[str, str]) -> None:
        outcome = Outcome.OUT_OF_SCOPE if values["scope"] else Outcome.NOT_TAKEN_UP
        await _send_together(console, [Dismiss(q.number, values["reason"], outcome) for q in questions])

    await console.ask(
        title, dismissal_fields(), send, about=texts(questions), key=f"dismiss-{questions[0].number}"
    )


@ACTIONS.add(
    "outcome.promise",
    "w",
    N_("In writing"),
    N_("Promise a written answer by a date"),
    also=N_("letter, later"),
)
async def _promise(console: ConsoleScreen) -> None:
    from meeting.commands.outcomes import PromiseAnswer

    questions = _questions(console)
    fields = [
        _deadline(console.state, Outcome.WRITTEN_ANSWER),
        FormField("owner", _("Who answers (empty: this agency)")),
    ]

    async def send(values: dict[str, str]) -> None:
        day = console.day(values["deadline"])
        await _send_together(console, [PromiseAnswer(q.number, day, values["owner"]) for q in questions])

    title = titled_all(_("Answer in writing"), questions)
    await console.ask(title, fields, send, about=texts(questions))


@ACTIONS.add("outcome.assign", "g", N_("Assign"), N_("Give it to a unit, by a date"))
async def _assign(console: ConsoleScreen) -> None:
    from meeting.commands.outcomes import Assign

    questions = _questions(console)
    fields = [FormField("owner", _("Responsible unit")), _deadline(console.state, Outcome.ASSIGNED)]

    async def send(values: dict[str, str]) -> None:
        day = console.day(values["deadline"])
        await _send_together(console, [Assign(q.number, values["owner"], day) for q in questions])

    title = titled_all(_("Assign"), questions)
    await console.ask(title, fields, send, about=texts(questions), key=f"assign-{questions[0].number}")


def _undecided(console: ConsoleScreen) -> str | None:
    if (reason := no_question(console)) or console.question.outcome is not None:
        return reason
    return _("This question has no outcome yet.")


@ACTIONS.add(
    "outcome.clear",
    "c",
    N_("Reconsider"),
    N_("Take the outcome back"),
    destructive=True,
    unavailable=_undecided,
)
async def _clear(console: ConsoleScreen) -> None:
    from meeting.commands.outcomes import ClearOutcome

    question = console.question
    assert question.outcome is not None
    about = f"#{question.number}: {questions.outcome(question.outcome)}\n{question.text}"
    if await console.confirm(_("Reconsider"), about, _("Yes, take it back")):
        await console.execute(ClearOutcome(question.number))


@ACTIONS.add(
    "undo",
    "z",
    N_("Undo"),
    N_("Take your last step back"),
    footer=80,
    also=N_("back, mistake"),
    unavailable=unread,
)
async def _undo(console: ConsoleScreen) -> None:
    from tui.screens.undoing import take_last_back

    await take_last_back(console)


@ACTIONS.add(
    "history",
    "Z",
    N_("All steps"),
    N_("Every step in words; go back as far as you choose, or do one again"),
    also=N_("history, redo"),
    unavailable=unread,
)
def _history(console: ConsoleScreen) -> None:
    from tui.screens.history import HistoryScreen

    console.app.push_screen(HistoryScreen())
