"""The console's actions on questions: filing, approving, hiding, wording, merging, splitting, routing out."""

from __future__ import annotations

from textual import work

from language import gettext as _
from meeting import limits
from meeting.areas import UNCLASSIFIED
from meeting.model.question import ModerationStatus, QuestionKind
from tui.screens.console.base import ConsoleBase
from tui.screens.dialogs.asked import Choice, FormField
from tui.widgets.measure import cut
from wording.questions import KINDS

KIND_KEYS = ((QuestionKind.QUESTION, "h"), (QuestionKind.OPINION, "y"), (QuestionKind.RECOMMENDATION, "k"))
"""By their Vietnamese names: hỏi, ý kiến, kiến nghị."""


ROW_CELLS = 68
"""Most cells of a question in what is asked first: one row, so that all the rest is seen too."""


def parts_of(text: str) -> tuple[str, ...]:
    """The parts typed for a split: one a line, empty lines left out."""
    return tuple(part.strip() for part in text.split("\n") if part.strip())


class SortingActions(ConsoleBase):
    """Each acts on the chosen question; what cannot be taken lightly asks first, and everything can be undone."""

    @work
    async def action_set_area(self, key: str) -> None:
        """File the question under the area whose digit this is; 0 takes the filing back."""
        from meeting.commands.sorting import SetArea

        question = self.question()
        if question is None or self.state is None:
            return
        areas = {str(area.key): area.id for area in self.state.meeting.settings.areas} | {"0": UNCLASSIFIED}
        if key in areas:
            await self.execute(SetArea(question.number, areas[key]))
        else:
            self.app.notify(_("No area of this meeting has the key {key}.").format(key=key))

    @work
    async def action_area_suggested(self) -> None:
        """Take the area that was suggested."""
        from meeting.commands.sorting import SetArea

        if (question := self.question()) is None:
            return
        if question.suggestion is None:
            self.app.notify(_("No area is suggested for this question."))
            return
        await self.execute(SetArea(question.number, question.suggestion.area))

    @work
    async def action_question_approve(self) -> None:
        """Put it on the list."""
        from meeting.commands.sorting import Approve

        if (question := self.question()) is not None:
            await self.execute(Approve(question.number))

    @work
    async def action_question_hide(self) -> None:
        """Take it off every public screen, at once and without asking."""
        from meeting.commands.sorting import Hide

        if (question := self.question()) is not None:
            await self.execute(Hide(question.number))

    @work
    async def action_question_kind(self) -> None:
        """Say what it is."""
        from meeting.commands.sorting import SetKind

        if (question := self.question()) is None:
            return
        choices = [Choice(kind, KINDS[kind].screen(), key) for kind, key in KIND_KEYS]
        kind = await self.choose(_("What is it?"), choices, about=question.text)
        if kind is not None:
            await self.execute(SetKind(question.number, kind))

    @work
    async def action_question_edit(self) -> None:
        """Correct its wording."""
        from meeting.commands.sorting import EditQuestion

        if (question := self.question()) is None:
            return
        entry = FormField("text", _("Wording"), question.text, limit=limits.ANSWER_GRAPHEMES, long=True)

        async def send(values: dict[str, str]) -> None:
            await self.send(EditQuestion(question.number, values["text"]))

        await self.ask(
            self.titled(_("Correct the wording"), question), [entry], send, key=f"edit-{question.number}"
        )

    @work
    async def action_question_mask(self) -> None:
        """Cover private data."""
        from meeting.commands.privacy import MaskQuestion

        if (question := self.question()) is None:
            return
        hint = _("Exactly as written above. The original is sealed in the record.")
        entry = FormField("private", _("Words to cover"), hint=hint)

        async def send(values: dict[str, str]) -> None:
            await self.send(MaskQuestion(question.number, values["private"]))

        await self.ask(self.titled(_("Cover private data"), question), [entry], send, about=question.text)

    def action_question_mark(self) -> None:
        """Mark for merging, or unmark."""
        if (question := self.question()) is not None:
            self.marked ^= {question.number}
            self.relist()

    @work
    async def action_question_merge(self) -> None:
        """Gather the marked ones under the chosen one."""
        from meeting.commands.sorting import Merge

        question = self.question()
        if question is None or self.state is None:
            return
        others = tuple(sorted(self.marked - {question.number}))
        if not others:
            self.app.notify(_("First mark the repeats with m, then press M on the one to keep."))
            return
        texts = [f"#{number}  {self.state.questions[number].text}" for number in others]
        about = "\n".join(cut(line, ROW_CELLS) for line in [f"→ #{question.number}  {question.text}", *texts])
        yes = _("Yes, gather {count} under #{number}").format(count=len(others), number=question.number)
        if await self.confirm(_("Merge"), about, yes):
            if await self.execute(Merge(others, question.number)) is not None:
                self.marked.clear()
            self.relist()

    @work
    async def action_question_separate(self) -> None:
        """Take a merged question out, or choose which of those gathered here; put a split one together again."""
        from meeting.commands.sorting import Rejoin, Separate

        question = self.question()
        if question is None or self.state is None:
            return
        if question.standing is ModerationStatus.MERGED:
            await self.execute(Separate(question.number))
            return
        if question.standing is ModerationStatus.SPLIT:
            await self.execute(Rejoin(question.number))
            return
        gathered = [
            q for q in self.state.questions.values() if q.merged_into == question.number and not q.is_rejoined
        ]
        if not gathered:
            self.app.notify(_("Nothing is gathered under this question."))
            return
        choices = [Choice(other.number, f"#{other.number}  {other.text}") for other in gathered]
        number = await self.choose(_("Separate which one?"), choices)
        if number is not None:
            await self.execute(Separate(number))

    @work
    async def action_question_split(self) -> None:
        """Divide it into parts, one a line."""
        from meeting.commands.sorting import Split

        if (question := self.question()) is None:
            return
        hint = _("One part a line. The whole question keeps its number and its history.")
        entry = FormField("parts", _("Parts"), question.text, hint, limit=limits.ANSWER_GRAPHEMES, long=True)

        async def send(values: dict[str, str]) -> None:
            await self.send(Split(question.number, parts_of(values["parts"])))

        title = self.titled(_("Split"), question)
        await self.ask(title, [entry], send, about=question.text, key=f"split-{question.number}")

    @work
    async def action_question_route_out(self) -> None:
        """A complaint or denunciation goes the way the law prescribes."""
        from meeting.commands.privacy import RouteOut

        if (question := self.question()) is None:
            return
        about = _(
            "Complaints and denunciations are not handled in a dialogue. The text is sealed: it leaves every screen "
            "and the minutes, only a neutral line stays. Tell the asker where to turn."
        )
        title = self.titled(_("Route out"), question)
        about = f"{cut(question.text, ROW_CELLS)}\n{about}"
        if await self.confirm(title, about, _("Yes, route it out")):
            await self.execute(RouteOut(question.number))

    def relist(self) -> None:
        """List the queue anew."""
        raise NotImplementedError
