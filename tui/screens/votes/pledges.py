"""Pledges at the desk: writing them, places in the grid, signatures, results and reviews."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import work

from language import gettext as _
from meeting import limits
from meeting.commands.pledging import AddPledge, AddSigner, EditPledge, SetLevels
from meeting.commands.reviewing import HoldReview, RecordResult
from meeting.commands.signing import RefuseSignature, SignPledge, TakeSignature
from meeting.model.pledge import Review, SignatureStatus, SignerKind
from meeting.pledges.board import signers
from meeting.pledges.typed import pledge_typed, target_line
from meeting.text import numbers
from tui.days import read_day
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.votes.base import VotesBase
from wording.dates import typed

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge, Signer

_KINDS = ((SignerKind.TEAM, "t"), (SignerKind.MASS_ORGANISATION, "o"), (SignerKind.WITNESS, "w"))


class PledgeActions(VotesBase):
    """Each needs a chosen pledge and does nothing without."""

    async def write_pledge(self, before: Pledge | None) -> None:
        """The form of a pledge's text; `before` is the pledge being changed."""

        async def send(values: dict[str, str]) -> None:
            typed = pledge_typed(**values)
            if before is None:
                await self.send(AddPledge(typed))
            else:
                await self.send(EditPledge(replace(typed, number=before.number)))

        target = _(
            "task number; target; unit; tăng or giảm; assigned level; plan; deadline 15/12/2026; evidence; quality"
        )
        entries = [
            FormField("title", _("Title"), before.title if before else ""),
            FormField("slogan", _("Slogan"), before.slogan if before else ""),
            _paragraphs("grounds", _("Grounds, one a line"), before.grounds if before else ()),
            _paragraphs(
                "tasks", _("Tasks, one a line"), [task.text for task in before.tasks] if before else []
            ),
            _paragraphs(
                "targets",
                _("Targets, one a line"),
                [*map(target_line, before.targets)] if before else [],
                target,
            ),
            _paragraphs("measures", _("Measures, one a line"), before.measures if before else ()),
            _paragraphs("promises", _("Promises, one a line"), before.promises if before else ()),
        ]
        await self.ask(
            _("An emulation pledge"), entries, send, key=f"pledge-{before.number if before else 0}"
        )

    @work
    async def action_signer(self) -> None:
        """Give somebody a place in the grid."""
        pledge = self.pledge()
        if pledge is None:
            return
        words = {
            SignerKind.TEAM: _("A team"),
            SignerKind.MASS_ORGANISATION: _("A mass organisation"),
            SignerKind.WITNESS: _("A witness"),
        }
        choices = [Choice(kind, words[kind], key) for kind, key in _KINDS]
        kind = await self.app.push_screen_wait(ChooseDialog(_("Who signs?"), choices))
        if kind is None:
            return

        async def send(values: dict[str, str]) -> None:
            await self.send(
                AddSigner(pledge.number, kind, values["organisation"], values["name"], values["post"])
            )

        entries = [
            FormField("organisation", _("Team or organisation")),
            FormField("name", _("Name")),
            FormField("post", _("Post")),
        ]
        await self.ask(words[kind], entries, send)

    @work
    async def action_levels(self) -> None:
        """Register the levels a team sets itself, target by target."""
        signer = await self._choose(SignatureStatus.AWAITED, _("Whose levels?"), witnesses=False)
        pledge = self.pledge()
        if signer is None or pledge is None or not pledge.targets:
            return

        async def send(values: dict[str, str]) -> None:
            levels = {target.id: values[f"t{place}"] for place, target in enumerate(pledge.targets)}
            await self.send(SetLevels(signer.number, levels))

        entries = [
            FormField(
                f"t{place}",
                f"{target.text} ({target.unit})",
                numbers.plainly(signer.levels.get(target.id, "")),
                limit=limits.NUMBER_TYPED_CHARACTERS,
            )
            for place, target in enumerate(pledge.targets)
        ]
        await self.ask(signer.organisation, entries, send)

    @work
    async def action_take(self) -> None:
        """Let a signature that a phone offers stand."""
        signer = await self._choose(SignatureStatus.OFFERED, _("Which signature?"))
        if signer is not None:
            await self.execute(TakeSignature(signer.number))

    @work
    async def action_refuse(self) -> None:
        """Send an offered signature back."""
        signer = await self._choose(SignatureStatus.OFFERED, _("Which signature?"))
        if signer is None:
            return
        about = f"{signer.organisation}: {signer.name}"
        if await self.app.push_screen_wait(ConfirmDialog(_("Send back?"), about, _("Yes, send it back"))):
            await self.execute(RefuseSignature(signer.number))

    @work
    async def action_sign(self) -> None:
        """Sign at the laptop; the hand's signature stands on the printed pledge."""
        signer = await self._choose(SignatureStatus.AWAITED, _("Who signs?"))
        if signer is None:
            return

        async def send(values: dict[str, str]) -> None:
            await self.send(SignPledge(signer.number, values["name"], values["post"]))

        entries = [
            FormField("name", _("Name"), signer.name, limit=limits.NAME_GRAPHEMES),
            FormField("post", _("Post"), signer.post),
        ]
        await self.ask(signer.organisation, entries, send)

    @work
    async def action_result(self) -> None:
        """Record what a team reached on a target."""
        pledge = self.pledge()
        review = await self._choose_review() if pledge is not None else None
        if pledge is None or review is None:
            return
        signer = await self._choose(None, _("Whose result?"), witnesses=False)
        targets = [Choice(target, f"{target.text} ({target.unit})") for target in pledge.targets]
        if signer is None or not targets:
            return
        target = await self.app.push_screen_wait(ChooseDialog(_("Which target?"), targets))
        if target is None:
            return

        async def send(values: dict[str, str]) -> None:
            good, verified = bool(values["good"]), bool(values["verified"])
            await self.send(
                RecordResult(
                    signer.number, target.id, review, values["value"], good, values["evidence"], verified
                )
            )

        entries = [
            FormField("value", _("Result"), limit=limits.NUMBER_TYPED_CHARACTERS, hint=target.unit),
            FormField("evidence", _("Evidence"), hint=target.evidence),
            FormField("good", _("The quality was kept"), "1", hint=target.quality, tick=True),
            FormField("verified", _("Checked by others than the team"), tick=True),
        ]
        await self.ask(f"{signer.organisation} · {target.text}", entries, send)

    @work
    async def action_review(self) -> None:
        """Record what a review concluded."""
        pledge = self.pledge()
        review = await self._choose_review() if pledge is not None else None
        state = self.state
        if pledge is None or review is None or state is None:
            return
        today = datetime.now().astimezone().date()

        async def send(values: dict[str, str]) -> None:
            on = read_day(values["on"], today, state.calendar)
            await self.send(HoldReview(pledge.number, review, on, values["text"]))

        entries = [
            FormField("on", _("Date"), typed(today)),
            FormField("text", _("Conclusion"), limit=limits.ANSWER_GRAPHEMES, long=True),
        ]
        await self.ask(pledge.title, entries, send)

    async def _choose_review(self) -> Review | None:
        choices = [
            Choice(Review.INTERIM, _("Interim review"), "i"),
            Choice(Review.FINAL, _("Final review"), "f"),
        ]
        return await self.app.push_screen_wait(ChooseDialog(_("Which review?"), choices))

    async def _choose(
        self, standing: SignatureStatus | None, title: str, *, witnesses: bool = True
    ) -> Signer | None:
        """One of the places in the grid that stand so; at once where there is only one."""
        pledge, state = self.pledge(), self.state
        if pledge is None or state is None:
            return None
        fitting = [
            one
            for one in signers(state, pledge.number)
            if standing in {None, one.standing} and (witnesses or one.kind is not SignerKind.WITNESS)
        ]
        if len(fitting) <= 1:
            if not fitting:
                self.app.notify(_("Nobody fits."))
            return fitting[0] if fitting else None
        choices = [
            Choice(one, f"{one.organisation}{': ' + one.name if one.name else ''}") for one in fitting[:35]
        ]
        return await self.app.push_screen_wait(ChooseDialog(title, choices))


def _paragraphs(name: str, label: str, lines: list[str] | tuple[str, ...], hint: str = "") -> FormField:
    return FormField(name, label, "\n".join(lines), hint=hint, limit=limits.ANSWER_GRAPHEMES, long=True)
