"""Making and changing polls and surveys: by a short form, from a template, from a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.polling import AddPoll, CorrectPoll, EditPoll
from meeting.commands.surveying import AddSurvey
from meeting.model.form import Form, FormKind
from meeting.model.poll import Majority
from meeting.model.survey import Survey
from meeting.model.vote import VotePhase
from meeting.refusal import Refusal
from meeting.templates import SURVEYS, poll_templates, survey_template
from meeting.text import toml
from meeting.votes.kinds import KINDS, kind_of
from meeting.votes.survey_file import read_file, write_survey
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.path import PathDialog
from tui.screens.meeting_screen import unread
from tui.screens.votes import phone_look
from tui.screens.votes.choosing import no_survey, nothing_chosen
from tui.screens.votes.looking import PhoneLookDialog
from tui.screens.votes.pledges import write_pledge
from tui.screens.votes.settings import setting_field
from tui.screens.votes.survey_builder import SurveyBuilder, make_survey

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from meeting.votes.kinds import AnswerKind
    from tui.screens.votes.screen import VotesScreen

TEMPLATE, SURVEY, PLEDGE = "template", "survey", "pledge"
_LISTED = 60
"""Characters of a template's text in a list."""

_MAJORITY_KEYS = {Majority.MORE: "", Majority.HALF: "1/2", Majority.TWO_THIRDS: "2/3"}

ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=unread)


@ACTIONS.add("new", "n", N_("New"), N_("Make a poll, a survey or a pledge"), footer=20)
async def _new(votes: VotesScreen) -> None:
    choices: list[Choice[str]] = [Choice(id_.value, _(kind.name)) for id_, kind in KINDS.items()]
    choices += [
        Choice(SURVEY, _("A survey of several items"), "s"),
        Choice(TEMPLATE, _("A ready-made poll or survey"), "t"),
        Choice(PLEDGE, _("An emulation pledge"), "p"),
    ]
    chosen = await votes.choose(_("What shall the hall be asked?"), choices)
    if chosen == TEMPLATE:
        await _from_template(votes)
    elif chosen == SURVEY:
        if number := await make_survey(votes):
            votes.app.push_screen(SurveyBuilder(number))
    elif chosen == PLEDGE:
        await write_pledge(votes, None)
    elif chosen is not None:
        await _ask_poll(votes, KINDS[FormKind(chosen)], None)


@ACTIONS.add(
    "change", "e", N_("Change"), N_("Change what nobody has voted on yet"), unavailable=nothing_chosen
)
async def _change(votes: VotesScreen) -> None:
    poll, pledge = votes.poll, votes.pledge
    if poll is not None:
        await _ask_poll(votes, kind_of(poll.form), poll)
    elif pledge is not None:
        await write_pledge(votes, pledge)
    elif votes.survey is not None:
        votes.app.push_screen(SurveyBuilder(votes.survey.number))


def _no_form(votes: VotesScreen) -> str | None:
    if (reason := nothing_chosen(votes)) or votes.pledge is None:
        return reason
    return _("Choose a poll or a survey first.")


@ACTIONS.add(
    "look", "P", N_("On a phone"), N_("The poll or survey as a phone will show it"), unavailable=_no_form
)
def _look(votes: VotesScreen) -> None:
    if votes.poll is not None:
        votes.app.push_screen(PhoneLookDialog(phone_look.poll(votes.poll)))
    elif votes.survey is not None:
        votes.app.push_screen(PhoneLookDialog(phone_look.survey(votes.survey)))


async def _ask_poll(votes: VotesScreen, kind: AnswerKind, before: Poll | None) -> None:
    """The form of one kind of poll; `before` is the poll being changed."""

    async def send(values: dict[str, str]) -> None:
        command = _command(kind, values, before)
        reply = await votes.send(command)
        alike = reply.result["alike"]
        if alike:
            pairs = "; ".join(" / ".join(pair) for pair in alike)
            votes.app.notify(
                _("These options read alike: {pairs}").format(pairs=pairs), severity="warning", timeout=12
            )

    key = f"poll-{kind.kind.value}-{before.number if before else 0}"
    await votes.ask(_(kind.name), _fields(kind, before), send, key=key)


async def _from_template(votes: VotesScreen) -> None:
    polls, surveys = poll_templates(), [survey_template(name) for name in SURVEYS]
    choices: list[Choice[int]] = [Choice(place, poll.text[:_LISTED]) for place, poll in enumerate(polls)]
    choices += [Choice(-1 - place, survey.title[:_LISTED]) for place, survey in enumerate(surveys)]
    chosen = await votes.choose(_("Which one?"), choices)
    if chosen is not None:
        await votes.execute(polls[chosen] if chosen >= 0 else AddSurvey(surveys[-1 - chosen]))


@ACTIONS.add("load", "f", N_("From a file"), N_("Bring in polls or a survey from a file"))
async def _load(votes: VotesScreen) -> None:
    typed = await votes.app.push_screen_wait(PathDialog(_("File with polls or a survey (.toml)"), (".toml",)))
    if not typed:
        return
    try:
        text = _read(typed)
    except (OSError, ValueError):
        votes.app.notify(_("This file could not be read as text. Nothing was changed."), severity="warning")
        return
    try:
        commands = [AddSurvey(one) if isinstance(one, Survey) else one for one in read_file(text)]
    except Refusal as refusal:
        votes.app.notify(_at_place(refusal), severity="warning", timeout=12)
        return
    for command in commands:
        if await votes.execute(command) is None:
            return
    votes.app.notify(_("Brought in: {count}").format(count=len(commands)))


@ACTIONS.add(
    "save",
    "x",
    N_("To a file"),
    N_("Write the survey to a file, to use again or to change"),
    unavailable=no_survey,
)
async def _save(votes: VotesScreen) -> None:
    survey = votes.survey
    assert survey is not None
    path = votes.app.folder / "exports" / f"survey-{survey.number}.toml"
    try:
        _write(path, write_survey(survey))
    except OSError:
        votes.app.notify(_("The file could not be written."), severity="warning")
    else:
        votes.app.notify(_("Written: {path}").format(path=path), timeout=12)


def _fields(kind: AnswerKind, before: Poll | None) -> list[FormField]:
    """The fields a kind needs, and no others."""
    text = before.text if before else ""
    fields = [FormField("text", _("Question"), text, limit=limits.QUESTION_GRAPHEMES)]
    made = before.form if before else Form(kind.kind)
    fields += map(setting_field, kind.settings(made, made=before is not None))
    if kind.is_motion:
        majority = _MAJORITY_KEYS[before.majority] if before else ""
        choices = tuple((key, _(kind.needed(one))) for one, key in _MAJORITY_KEYS.items())
        fields.append(FormField("majority", _("Carried by"), majority, choices=choices))
    hidden = "1" if before is None or before.hidden else ""
    fields.append(FormField("hidden", _("Result hidden until revealed"), hidden, tick=True))
    if kind.can_bind:
        binding = "1" if before and before.binding else ""
        fields.append(FormField("binding", _("Binding: one printed slip, one vote"), binding, tick=True))
    return fields


def _command(
    kind: AnswerKind, values: dict[str, str], before: Poll | None
) -> AddPoll | EditPoll | CorrectPoll:
    """The command a filled form stands for. Raises Refusal for a number that is none."""
    form = kind.form(values, before.form if before else Form(kind.kind))
    named = {key: majority for majority, key in _MAJORITY_KEYS.items()}
    majority = named.get(values.get("majority", "").strip(), Majority.MORE)
    hidden, binding = bool(values.get("hidden")), bool(values.get("binding"))
    if before is not None and before.phase is VotePhase.OPEN:
        return CorrectPoll(before.number, values["text"], form, hidden, majority)
    if before is not None:
        return EditPoll(before.number, values["text"], form, hidden, binding, majority)
    return AddPoll(values["text"], form, hidden, binding, majority)


def _at_place(refusal: Refusal) -> str:
    """The refusal's sentence, with the item or poll of the file it is about."""
    place = refusal.params.get("place")
    if not place:
        return refusal_message(refusal)
    return _("Number {number}: {problem}").format(number=place, problem=refusal_message(refusal))


def _read(path: Path) -> str:
    with path.open("rb") as opened:
        return toml.decoded(opened.read(2 * limits.SURVEY_FILE_BYTES + 1))


def _write(path: Path, text: str) -> None:
    """Write a file only this person can read, in a folder only this person can open."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as opened:  # noqa: PTH123  a descriptor has no Path
        opened.write(text)
