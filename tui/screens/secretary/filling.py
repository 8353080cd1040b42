"""Filling in what is missing, and editing wordings: one action, which does what the chosen entry needs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from language import gettext as _
from meeting import limits
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.profile import ChangeProfile
from meeting.commands.register import ChangeEntry, EditConclusion, ObligationTable
from meeting.commands.sorting import SetArea
from meeting.refusal import Refusal
from minutes import Gap
from tui.screens.dialogs.answering import answer_dialog, tell_if_both_wrote
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.attendance import AttendanceDialog
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.concluding import assign, conclude
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.wording import Versions, WordingDialog
from tui.screens.secretary.base import SecretaryBase
from tui.screens.secretary.entries import COMMITMENTS, CONCLUSIONS, QUESTIONS, REFERRALS
from tui.screens.secretary.unfinished import ENDS

if TYPE_CHECKING:
    from meeting.model.question import Question
    from meeting.state import State
    from tui.screens.secretary.entries import MinutesEntry


class FillingActions(SecretaryBase):
    """Every form keeps what was typed until the server has taken it."""

    @work
    async def action_entry_open(self) -> None:
        """Fill in what the chosen entry lacks; with nothing missing, edit its wording."""
        state, entry = self.state, self.chosen
        if state is None or entry is None:
            return
        if entry.table == QUESTIONS:
            await self._question(state, state.questions[entry.id], entry)
        elif entry.table == CONCLUSIONS:
            await self._edit_conclusion(state, entry.id)
        elif entry.table in {REFERRALS, COMMITMENTS}:
            await self._register(state, entry)
        elif end := ENDS.get((entry.gaps[0], entry.table)):
            if await self.app.push_screen_wait(
                ConfirmDialog(_(end.title), f"{entry.text}\n\n{_(end.about)}", _(end.yes))
            ):
                await self.app.execute(end.command(entry.id))
        else:
            await self._of_the_meeting(entry.gaps[0])

    async def _question(self, state: State, question: Question, entry: MinutesEntry) -> None:
        if question.number in state.answers:
            await self._edit_answer(question)
        elif entry.gaps == (Gap.AREA,):
            await self._file(state, question)
        elif Gap.ENTRY in entry.gaps:
            self.app.notify(_("Decide it again in the console: its entry in the register is missing."))
        else:
            await self._record_answer(state, question)

    async def _record_answer(self, state: State, question: Question) -> None:
        asked = [
            FormField("text", _("What was said"), limit=limits.ANSWER_GRAPHEMES, long=True),
            FormField("speaker", _("Who answered"), state.meeting.chair.name),
            FormField("verbatim", _("Word for word"), tick=True),
        ]

        async def send(values: dict[str, str]) -> None:
            verbatim = bool(values["verbatim"])
            reply = await self.send(
                RecordAnswer(
                    question.number, values["text"], values["speaker"], verbatim=verbatim, revision=0
                )
            )
            tell_if_both_wrote(self.app, reply)

        title = f"{_('Answer')} · #{question.number}"
        await self.ask(title, asked, send, about=question.text, key=f"answer-{question.number}")

    async def _edit_answer(self, question: Question) -> None:
        dialog = answer_dialog(self.app, question, lambda: self.state, self.send, self.wordings)
        await self.app.push_screen_wait(dialog)

    async def _edit_conclusion(self, state: State, number: int) -> None:
        conclusion = state.conclusions[number]
        said = conclusion.earlier[0] if conclusion.earlier else conclusion.text

        async def send(text: str) -> None:
            await self.send(EditConclusion(number, text))

        def newer() -> str:
            now = self.state.conclusions.get(number) if self.state else None
            return now.text if now is not None and now.text != conclusion.text else ""

        dialog = WordingDialog(
            f"{_('Conclusion')} · {number}",
            "",
            Versions(said, state.meeting.chair.name),
            conclusion.text,
            send,
            newer,
            self.wordings,
            f"conclusion-{number}",
        )
        await self.app.push_screen_wait(dialog)

    @work
    async def action_entry_area(self) -> None:
        """File the chosen question under an area."""
        state, entry = self.state, self.chosen
        if state is not None and entry is not None and entry.table == QUESTIONS:
            await self._file(state, state.questions[entry.id])

    async def _file(self, state: State, question: Question) -> None:
        areas = state.meeting.settings.areas
        choices = [Choice(area.id, area.name, str(area.key)) for area in areas]
        title = f"{_('Area')} · #{question.number}"
        area = await self.app.push_screen_wait(ChooseDialog(title, choices, about=question.text))
        if area is not None:
            await self.app.execute(SetArea(question.number, area))

    async def _register(self, state: State, entry: MinutesEntry) -> None:
        row = state.referrals[entry.id] if entry.table == REFERRALS else state.commitments[entry.id]
        is_referral = entry.table == REFERRALS
        who = getattr(row, "addressee", "") if is_referral else row.owner
        asked = [
            FormField("who", _("Addressee") if is_referral else _("Who owes it"), who),
            FormField("deadline", _("By"), row.deadline, _("Day/month/year, or +10 for ten working days")),
        ]

        async def send(values: dict[str, str]) -> None:
            deadline = self.day(values["deadline"])
            given: dict[str, str] = {"deadline": deadline} if deadline and deadline != row.deadline else {}
            if values["who"] != who:
                given["addressee" if is_referral else "owner"] = values["who"]
            if given:
                await self.send(ChangeEntry(ObligationTable(entry.table), entry.id, **given))

        await self.ask(_("Register"), asked, send, about=row.text, key=f"{entry.table}-{entry.id}")

    async def _of_the_meeting(self, gap: Gap) -> None:
        if gap is Gap.PLACE:
            await self._place()
        elif gap is Gap.ATTENDANCE:
            await self._attend()
        elif gap is Gap.CONCLUSIONS:
            await self._conclude()
        else:
            self.app.notify(_("The host opens the meeting in the console."))

    async def _place(self) -> None:
        async def send(values: dict[str, str]) -> None:
            if not values["place"].strip():
                raise Refusal("empty", field="place")
            await self.send(ChangeProfile(place=values["place"]))

        await self.ask(_("Place"), [FormField("place", _("Where the meeting is held"))], send)

    @work
    async def action_minutes_attend(self) -> None:
        """Who is here, and check-in by phone."""
        if self.state is not None:
            await self._attend()

    async def _attend(self) -> None:
        await self.app.push_screen_wait(AttendanceDialog(self.drafts))

    @work
    async def action_minutes_conclude(self) -> None:
        """Take down a conclusion."""
        if self.state is not None:
            await self._conclude()

    async def _conclude(self) -> None:
        await conclude(self.app, self.drafts)

    @work
    async def action_entry_assign(self) -> None:
        """Say who is to do what was concluded, and by when."""
        state, entry = self.state, self.chosen
        if state is None or entry is None:
            return
        if entry.table == CONCLUSIONS:
            await assign(self.app, self.drafts, state, state.conclusions[entry.id])
        else:
            self.app.notify(_("Choose a conclusion first (con. in the list); c takes one down."))
