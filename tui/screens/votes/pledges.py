"""Pledges at the desk: writing them, places in the grid, signatures, results and reviews."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.pledging import AddPledge, AddSigner, EditPledge, SetLevels
from meeting.commands.reviewing import HoldReview, RecordResult
from meeting.commands.signing import RefuseSignature, SignPledge, TakeSignature
from meeting.model.pledge import Review, SignatureStatus, SignerKind
from meeting.pledges.board import signers
from meeting.pledges.typed import numbered, pledge_typed
from meeting.text import numbers
from tui.actions import Actions, Group
from tui.days import day_read_back, read_day
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.votes.choosing import no_pledge
from tui.screens.votes.target_table import TargetTable
from wording.dates import typed
from wording.figures import read_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from meeting.model.pledge import Pledge, Signer
    from tui.screens.votes.screen import VotesScreen

_KINDS = ((SignerKind.TEAM, "t"), (SignerKind.MASS_ORGANISATION, "o"), (SignerKind.WITNESS, "w"))

ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=no_pledge)


async def write_pledge(votes: VotesScreen, before: Pledge | None) -> None:
    """The form of a pledge's text; `before` is the pledge being changed. A new one's targets come next."""
    made: list[int] = []

    async def send(values: dict[str, str]) -> None:
        typed = pledge_typed(**values)
        if before is None:
            made.append((await votes.send(AddPledge(typed))).result["number"])
        else:
            await votes.send(EditPledge(replace(_with_targets(typed, before), number=before.number)))

    entries = [
        FormField("title", _("Title"), before.title if before else ""),
        FormField("slogan", _("Slogan"), before.slogan if before else ""),
        _paragraphs("grounds", _("Grounds, one a line"), before.grounds if before else ()),
        _paragraphs("tasks", _("Tasks, one a line"), [task.text for task in before.tasks] if before else []),
        _paragraphs("measures", _("Measures, one a line"), before.measures if before else ()),
        _paragraphs("promises", _("Promises, one a line"), before.promises if before else ()),
    ]
    await votes.ask(_("An emulation pledge"), entries, send, key=f"pledge-{before.number if before else 0}")
    if made:
        votes.app.push_screen(TargetTable(made[-1]))


def _with_targets(typed: Pledge, before: Pledge) -> Pledge:
    """The pledge as typed with the targets there were: each follows its task, wherever that stands now."""
    places = {task.text: task.id for task in typed.tasks}
    now = {task.id: places.get(task.text, task.id) for task in before.tasks}
    return replace(typed, targets=numbered(replace(one, task=now[one.task]) for one in before.targets))


@ACTIONS.add("targets", "T", N_("Targets"), N_("The targets as a table: change, add, move, paste many"))
def _targets(votes: VotesScreen) -> None:
    if votes.pledge is not None:
        votes.app.push_screen(TargetTable(votes.pledge.number))


@ACTIONS.add("signer", "g", N_("Add signer"), N_("Give a team, an organisation or a witness a place"))
async def _signer(votes: VotesScreen) -> None:
    pledge = votes.pledge
    assert pledge is not None
    words = {
        SignerKind.TEAM: _("A team"),
        SignerKind.MASS_ORGANISATION: _("A mass organisation"),
        SignerKind.WITNESS: _("A witness"),
    }
    choices = [Choice(kind, words[kind], key) for kind, key in _KINDS]
    kind = await votes.choose(_("Who signs?"), choices)
    if kind is None:
        return

    async def send(values: dict[str, str]) -> None:
        await votes.send(
            AddSigner(pledge.number, kind, values["organisation"], values["name"], values["post"])
        )

    entries = [
        FormField("organisation", _("Team or organisation")),
        FormField("name", _("Name")),
        FormField("post", _("Post")),
    ]
    await votes.ask(words[kind], entries, send)


@ACTIONS.add("levels", "l", N_("Levels"), N_("Register the levels a team sets itself"))
async def _levels(votes: VotesScreen) -> None:
    pledge = votes.pledge
    assert pledge is not None
    if not pledge.targets:
        votes.app.notify(_("This pledge has no targets yet: T adds them."))
        return
    signer = await _choose(votes, SignatureStatus.AWAITED, _("Whose levels?"), witnesses=False)
    if signer is None:
        return

    async def send(values: dict[str, str]) -> None:
        levels = {target.id: values[f"t{place}"] for place, target in enumerate(pledge.targets)}
        await votes.send(SetLevels(signer.number, levels))

    entries = [
        FormField(
            f"t{place}",
            f"{target.text} ({target.unit})",
            numbers.plainly(signer.levels.get(target.id, "")),
            limit=limits.NUMBER_TYPED_CHARACTERS,
            read_back=_reader(target.unit),
        )
        for place, target in enumerate(pledge.targets)
    ]
    await votes.ask(signer.organisation, entries, send)


@ACTIONS.add("take", "k", N_("Take"), N_("Take the signature that a phone offers"))
async def _take(votes: VotesScreen) -> None:
    signer = await _choose(votes, SignatureStatus.OFFERED, _("Which signature?"))
    if signer is not None:
        await votes.execute(TakeSignature(signer.number))


@ACTIONS.add("refuse", "K", N_("Send back"), N_("Send the offered signature back"), destructive=True)
async def _refuse(votes: VotesScreen) -> None:
    signer = await _choose(votes, SignatureStatus.OFFERED, _("Which signature?"))
    if signer is None:
        return
    about = f"{signer.organisation}: {signer.name}"
    if await votes.confirm(_("Send back?"), about, _("Yes, send it back")):
        await votes.execute(RefuseSignature(signer.number))


@ACTIONS.add("sign", "i", N_("Sign here"), N_("Sign at the laptop"))
async def _sign(votes: VotesScreen) -> None:
    signer = await _choose(votes, SignatureStatus.AWAITED, _("Who signs?"))
    if signer is None:
        return

    async def send(values: dict[str, str]) -> None:
        await votes.send(SignPledge(signer.number, values["name"], values["post"]))

    entries = [
        FormField("name", _("Name"), signer.name, limit=limits.NAME_GRAPHEMES),
        FormField("post", _("Post"), signer.post),
    ]
    await votes.ask(signer.organisation, entries, send)


@ACTIONS.add("result", "r", N_("Result"), N_("Record what a team reached on a target"))
async def _result(votes: VotesScreen) -> None:
    pledge = votes.pledge
    review = await _choose_review(votes) if pledge is not None else None
    if pledge is None or review is None:
        return
    signer = await _choose(votes, None, _("Whose result?"), witnesses=False)
    targets = [Choice(target, f"{target.text} ({target.unit})") for target in pledge.targets]
    if signer is None or not targets:
        return
    target = await votes.choose(_("Which target?"), targets)
    if target is None:
        return

    async def send(values: dict[str, str]) -> None:
        good, verified = bool(values["good"]), bool(values["verified"])
        await votes.send(
            RecordResult(
                signer.number, target.id, review, values["value"], good, values["evidence"], verified
            )
        )

    entries = [
        FormField(
            "value",
            _("Result"),
            limit=limits.NUMBER_TYPED_CHARACTERS,
            hint=target.unit,
            read_back=_reader(target.unit),
        ),
        FormField("evidence", _("Evidence"), hint=target.evidence),
        FormField("good", _("The quality was kept"), "1", hint=target.quality, tick=True),
        FormField("verified", _("Checked by others than the team"), tick=True),
    ]
    await votes.ask(f"{signer.organisation} · {target.text}", entries, send)


@ACTIONS.add("review", "w", N_("Review"), N_("Record an interim or final review"))
async def _review(votes: VotesScreen) -> None:
    pledge = votes.pledge
    review = await _choose_review(votes) if pledge is not None else None
    state = votes.state
    if pledge is None or review is None or state is None:
        return
    today = datetime.now().astimezone().date()

    async def send(values: dict[str, str]) -> None:
        on = read_day(values["on"], today, state.calendar)
        await votes.send(HoldReview(pledge.number, review, on, values["text"]))

    entries = [
        FormField("on", _("Date"), typed(today), read_back=day_read_back(state.calendar)),
        FormField("text", _("Conclusion"), limit=limits.ANSWER_GRAPHEMES, long=True),
    ]
    await votes.ask(pledge.title, entries, send)


async def _choose_review(votes: VotesScreen) -> Review | None:
    choices = [Choice(Review.INTERIM, _("Interim review"), "i"), Choice(Review.FINAL, _("Final review"), "f")]
    return await votes.choose(_("Which review?"), choices)


async def _choose(
    votes: VotesScreen, standing: SignatureStatus | None, title: str, *, witnesses: bool = True
) -> Signer | None:
    """One of the places in the grid that stand so; at once where there is only one."""
    pledge, state = votes.pledge, votes.state
    if pledge is None or state is None:
        return None
    fitting = [
        one
        for one in signers(state, pledge.number)
        if standing in {None, one.standing} and (witnesses or one.kind is not SignerKind.WITNESS)
    ]
    if len(fitting) <= 1:
        if not fitting:
            votes.app.notify(_("Nobody fits."))
        return fitting[0] if fitting else None
    choices = [
        Choice(one, f"{one.organisation}{': ' + one.name if one.name else ''}") for one in fitting[:35]
    ]
    return await votes.choose(title, choices)


def _reader(unit: str) -> Callable[[str, Mapping[str, str]], str]:
    """How a figure in `unit` is read while it is typed."""
    return lambda typed, _values: read_back(typed, unit)


def _paragraphs(name: str, label: str, lines: list[str] | tuple[str, ...], hint: str = "") -> FormField:
    return FormField(name, label, "\n".join(lines), hint=hint, limit=limits.ANSWER_GRAPHEMES, long=True)
