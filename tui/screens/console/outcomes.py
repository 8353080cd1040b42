"""The console's actions at the two gates: answer, promise, assign, escalate, dismiss, reconsider, undo."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import work

from language import gettext as _
from meeting import limits
from meeting.model.question import Outcome
from meeting.model.register import Destination
from tui.screens.console.base import ConsoleBase
from tui.screens.dialogs.asked import Choice, FormField
from wording import questions
from wording.dates import typed_day

if TYPE_CHECKING:
    from meeting.model.question import Question
    from meeting.state import State

OWN_WORDS = "\0own"
"""Stands for "a reason of my own" among the reasons to choose from."""


class OutcomeActions(ConsoleBase):
    """Forms keep what was typed until the server has taken it."""

    @work
    async def action_outcome_answer(self) -> None:
        """Record what the leader replied, or edit its wording for the minutes."""
        question, state = self.question(), self.state
        if question is None or state is None:
            return
        if question.number in state.answers:
            await self._edit_answer(question)
        else:
            await self._record_answer(state, question)

    async def _record_answer(self, state: State, question: Question) -> None:
        from meeting.commands.outcomes import RecordAnswer
        from tui.screens.dialogs.answering import tell_if_both_wrote

        entries = [
            FormField("text", _("What was said"), limit=limits.ANSWER_GRAPHEMES, long=True),
            FormField("speaker", _("Who answered"), state.meeting.chair.name),
            FormField("verbatim", _("Word for word"), tick=True),
            FormField("explained", _("Explanation only (giải trình)"), tick=True),
        ]

        async def send(values: dict[str, str]) -> None:
            verbatim, explained = bool(values["verbatim"]), bool(values["explained"])
            reply = await self.send(
                RecordAnswer(
                    question.number,
                    values["text"],
                    values["speaker"],
                    verbatim=verbatim,
                    explained=explained,
                    revision=0,
                )
            )
            tell_if_both_wrote(self.app, reply)

        title = self.titled(_("Answer"), question)
        await self.ask(title, entries, send, about=question.text, key=f"answer-{question.number}")

    async def _edit_answer(self, question: Question) -> None:
        from tui.screens.dialogs.answering import answer_dialog

        dialog = answer_dialog(self.app, question, lambda: self.state, self.send, self.wordings)
        await self.app.push_screen_wait(dialog)

    @work
    async def action_outcome_escalate(self) -> None:
        """Beyond authority: where to, to whom, why, by when."""
        from meeting.commands.outcomes import Escalate

        question = self.question()
        if question is None:
            return
        choices = [
            Choice(Destination.SUPERIOR, _("To superior leadership")),
            Choice(Destination.SPECIALISED, _("To a specialised unit")),
        ]
        title = self.titled(_("Escalate"), question)
        destination = await self.choose(title, choices, about=question.text)
        state = self.state
        if destination is None or state is None:
            return
        entries = [
            FormField("addressee", _("Addressee"), self._usual_addressee(state, destination)),
            FormField("reason", _("Why it is beyond authority")),
            self._deadline(state, Outcome(destination.value)),
            FormField("owner", _("Who follows it up here (may stay empty)")),
        ]

        async def send(values: dict[str, str]) -> None:
            day = self._day(values["deadline"])
            await self.send(
                Escalate(
                    question.number,
                    destination,
                    values["addressee"],
                    values["reason"],
                    day,
                    owner=values["owner"],
                )
            )

        key = f"escalate-{destination.value}-{question.number}"
        await self.ask(title, entries, send, about=question.text, key=key)

    @staticmethod
    def _usual_addressee(state: State, destination: Destination) -> str:
        """The last addressee of this destination; for the first one upward, the parent agency."""
        earlier = [r.addressee for r in state.referrals.values() if r.destination is destination]
        if earlier:
            return earlier[-1]
        return state.meeting.parent_agency if destination is Destination.SUPERIOR else ""

    @work
    async def action_outcome_promise(self) -> None:
        """Promise a written answer."""
        from meeting.commands.outcomes import PromiseAnswer

        question, state = self.question(), self.state
        if question is None or state is None:
            return
        entries = [
            self._deadline(state, Outcome.WRITTEN_ANSWER),
            FormField("owner", _("Who answers (empty: this agency)")),
        ]

        async def send(values: dict[str, str]) -> None:
            await self.send(PromiseAnswer(question.number, self._day(values["deadline"]), values["owner"]))

        title = self.titled(_("Answer in writing"), question)
        await self.ask(title, entries, send, about=question.text)

    @work
    async def action_outcome_assign(self) -> None:
        """Give it to a unit."""
        from meeting.commands.outcomes import Assign

        question, state = self.question(), self.state
        if question is None or state is None:
            return
        entries = [FormField("owner", _("Responsible unit")), self._deadline(state, Outcome.ASSIGNED)]

        async def send(values: dict[str, str]) -> None:
            await self.send(Assign(question.number, values["owner"], self._day(values["deadline"])))

        title = self.titled(_("Assign"), question)
        await self.ask(title, entries, send, about=question.text, key=f"assign-{question.number}")

    def _deadline(self, state: State, outcome: Outcome) -> FormField:
        from meeting.register.deadlines import default_deadline

        usual = default_deadline(outcome, date.today(), state.meeting.settings.deadlines, state.calendar)  # noqa: DTZ011  the laptop's own day
        hint = _("Day/month/year, or +10 for ten working days")
        return FormField("deadline", _("By"), typed_day(usual), hint, limit=12)

    def _day(self, typed: str) -> str:
        from tui.days import read_day

        assert self.state is not None
        return read_day(typed, datetime.now().astimezone().date(), self.state.calendar)

    @work
    async def action_outcome_dismiss(self) -> None:
        """Not taken up, or out of scope, with a reason."""
        from meeting.commands.outcomes import Dismiss

        question, state = self.question(), self.state
        if question is None or state is None:
            return
        choices = [Choice(reason, reason) for reason in state.meeting.settings.dismissal_reasons]
        choices.append(Choice(OWN_WORDS, _("Another reason, in my own words…"), "t"))
        title = self.titled(_("Dismiss"), question)
        reason = await self.choose(title, choices, about=question.text)
        if reason == OWN_WORDS:
            await self._dismiss_in_own_words(title, question)
        elif reason is not None:
            await self.execute(Dismiss(question.number, reason, self._dismissal(state, reason)))

    @staticmethod
    def _dismissal(state: State, reason: str) -> Outcome:
        """The first reason of the list is the one about scope, in every agency's list."""
        first = state.meeting.settings.dismissal_reasons[:1]
        return Outcome.OUT_OF_SCOPE if reason in first else Outcome.NOT_TAKEN_UP

    async def _dismiss_in_own_words(self, title: str, question: Question) -> None:
        from meeting.commands.outcomes import Dismiss

        entries = [
            FormField("reason", _("Reason, as the asker will read it")),
            FormField("scope", _("Outside the scope of this dialogue"), tick=True),
        ]

        async def send(values: dict[str, str]) -> None:
            outcome = Outcome.OUT_OF_SCOPE if values["scope"] else Outcome.NOT_TAKEN_UP
            await self.send(Dismiss(question.number, values["reason"], outcome))

        await self.ask(title, entries, send, about=question.text, key=f"dismiss-{question.number}")

    @work
    async def action_outcome_clear(self) -> None:
        """Take the outcome back."""
        from meeting.commands.outcomes import ClearOutcome

        question = self.question()
        if question is None:
            return
        if question.outcome is None:
            self.app.notify(_("This question has no outcome yet."))
            return
        about = f"#{question.number}: {questions.outcome(question.outcome)}\n{question.text}"
        if await self.confirm(_("Reconsider"), about, _("Yes, take it back")):
            await self.execute(ClearOutcome(question.number))

    @work
    async def action_undo(self) -> None:
        """Take the desk's last step back and say which it was."""
        from meeting.commands.undo import Undo

        reply = await self.execute(Undo())
        if reply is not None and reply.result:
            did = str(reply.result.get("undid", ""))
            self.app.notify(_("Undone: {step}").format(step=questions.done(did)))
