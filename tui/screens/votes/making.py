"""Making and changing polls and surveys: by a short form, from a template, from a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from language import gettext as _
from language import vote_words
from meeting import limits
from meeting.commands.polling import AddPoll, CorrectPoll, EditPoll
from meeting.commands.surveying import AddSurvey
from meeting.model.form import OWN_OPTIONS, Form, FormKind, Option, RankingMethod
from meeting.model.poll import Majority
from meeting.model.survey import Survey
from meeting.model.vote import VotePhase
from meeting.refusal import Refusal
from meeting.templates import SURVEYS, poll_templates, survey_template
from meeting.text import numbers
from meeting.votes.scales import SCALES
from meeting.votes.survey_file import read_file, write_survey
from meeting.votes.typed import lines_of
from tui.desk import refusal_message
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.path import PathDialog, typed_path
from tui.screens.votes.pledges import PledgeActions

if TYPE_CHECKING:
    from meeting.model.poll import Poll

TEMPLATE, SURVEY, PLEDGE = "template", "survey", "pledge"
_LISTED = 60
"""Characters of a template's text in a list."""

_MAJORITY_KEYS = {Majority.MORE: "", Majority.HALF: "1/2", Majority.TWO_THIRDS: "2/3"}


class MakingActions(PledgeActions):
    """A poll is made in two steps: its kind by one key, then its words."""

    @work
    async def action_new(self) -> None:
        """Choose what to make."""
        choices: list[Choice[str]] = [
            Choice(kind.value, _(vote_words.KINDS[kind.value])) for kind in FormKind
        ]
        choices += [
            Choice(TEMPLATE, _("A ready-made poll or survey"), "t"),
            Choice(PLEDGE, _("An emulation pledge"), "p"),
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("What shall the hall be asked?"), choices))
        if chosen == TEMPLATE:
            await self._from_template()
        elif chosen == PLEDGE:
            await self.write_pledge(None)
        elif chosen is not None:
            await self._ask_poll(FormKind(chosen), None)

    @work
    async def action_change(self) -> None:
        """Change what was not opened yet; put right an open poll in which nobody has voted."""
        poll, pledge = self.poll(), self.pledge()
        if poll is not None:
            await self._ask_poll(poll.form.kind, poll)
        elif pledge is not None:
            await self.write_pledge(pledge)
        elif self.survey() is not None:
            self.app.notify(_("Write the survey to a file with x, change it there, and bring it in with f."))

    async def _ask_poll(self, kind: FormKind, before: Poll | None) -> None:
        """The form of one kind of poll; `before` is the poll being changed."""

        async def send(values: dict[str, str]) -> None:
            command = _command(kind, values, before)
            reply = await self.send(command)
            alike = reply.result["alike"]
            if alike:
                pairs = "; ".join(" / ".join(pair) for pair in alike)
                self.app.notify(
                    _("These options read alike: {pairs}").format(pairs=pairs), severity="warning", timeout=12
                )

        title = _(vote_words.KINDS[kind.value])
        await self.ask(
            title, _entries(kind, before), send, key=f"poll-{kind.value}-{before.number if before else 0}"
        )

    async def _from_template(self) -> None:
        polls, surveys = poll_templates(), [survey_template(name) for name in SURVEYS]
        choices: list[Choice[int]] = [Choice(place, poll.text[:_LISTED]) for place, poll in enumerate(polls)]
        choices += [Choice(-1 - place, survey.title[:_LISTED]) for place, survey in enumerate(surveys)]
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Which one?"), choices))
        if chosen is not None:
            await self.execute(polls[chosen] if chosen >= 0 else AddSurvey(surveys[-1 - chosen]))

    @work
    async def action_load(self) -> None:
        """Bring in a file: polls, or a survey."""
        typed = await self.app.push_screen_wait(PathDialog(_("TOML file with polls or a survey")))
        if not typed:
            return
        try:
            text = _read(typed_path(typed))
        except (OSError, ValueError):
            self.app.notify(
                _("This file could not be read as text. Nothing was changed."), severity="warning"
            )
            return
        try:
            commands = [AddSurvey(one) if isinstance(one, Survey) else one for one in read_file(text)]
        except Refusal as refusal:
            self.app.notify(_at_place(refusal), severity="warning", timeout=12)
            return
        for command in commands:
            if await self.execute(command) is None:
                return
        self.app.notify(_("Brought in: {count}").format(count=len(commands)))

    @work
    async def action_save(self) -> None:
        """Write the chosen survey as a file to the meeting's exports."""
        survey = self.survey()
        if survey is None:
            return
        path = self.app.folder / "exports" / f"survey-{survey.number}.toml"
        try:
            _write(path, write_survey(survey))
        except OSError:
            self.app.notify(_("The file could not be written."), severity="warning")
        else:
            self.app.notify(_("Written: {path}").format(path=path), timeout=12)


def _entries(kind: FormKind, before: Poll | None) -> list[FormField]:
    """The fields a kind needs, and no others."""
    form = before.form if before else Form(kind)
    text = before.text if before else ""
    entries = [FormField("text", _("Question"), text, limit=limits.QUESTION_GRAPHEMES)]
    if kind in OWN_OPTIONS:
        options = "\n".join(option.text for option in form.options)
        entries.append(
            FormField("options", _("Options, one a line"), options, limit=limits.ANSWER_GRAPHEMES, long=True)
        )
    if kind is FormKind.MULTIPLE:
        entries.append(
            FormField("most", _("At most how many (empty: all)"), str(form.most) if before else "", limit=2)
        )
    if kind is FormKind.LIKERT:
        names = ", ".join(f"{place} {_scale(id_)}" for place, id_ in enumerate(SCALES, start=1))
        scale = str([*SCALES].index(form.scale) + 1) if before else "1"
        entries.append(FormField("scale", _("Wording"), scale, hint=names, limit=1))
    if kind is FormKind.RATING:
        entries.append(FormField("top", _("Highest mark"), str(form.top), limit=2))
    if kind is FormKind.RANKING:
        points = before is None or form.method is RankingMethod.POINTS
        entries.append(
            FormField("points", _("Count by points (otherwise by pairs)"), "1" if points else "", tick=True)
        )
    if kind is FormKind.NUMERIC:
        typed = limits.NUMBER_TYPED_CHARACTERS
        entries += [
            FormField("lower", _("Least (empty: any)"), numbers.plainly(form.lower), limit=typed),
            FormField("upper", _("Greatest (empty: any)"), numbers.plainly(form.upper), limit=typed),
            FormField("decimals", _("Places after the point"), str(form.decimals), limit=1),
            FormField("unit", _("Unit"), form.unit),
        ]
    if kind is FormKind.YES_NO:
        majority = _MAJORITY_KEYS[before.majority] if before else ""
        entries.append(
            FormField(
                "majority",
                _("Carried by"),
                majority,
                hint=_("empty: more for than against; 1/2; 2/3"),
                limit=3,
            )
        )
    hidden = before is None or before.hidden
    entries.append(FormField("hidden", _("Result hidden until revealed"), "1" if hidden else "", tick=True))
    if kind is FormKind.YES_NO or kind in OWN_OPTIONS:
        binding = "1" if before and before.binding else ""
        entries.append(FormField("binding", _("Binding: one printed slip, one vote"), binding, tick=True))
    return entries


def _scale(id_: str) -> str:
    from language import current

    scale = SCALES[id_]
    return scale.name_en if current() == "en" else scale.name


def _command(kind: FormKind, values: dict[str, str], before: Poll | None) -> AddPoll | EditPoll | CorrectPoll:
    """The command a filled form stands for. Raises Refusal for a number that is none."""
    form = Form(
        kind=kind,
        options=tuple(Option("", line) for line in lines_of(values.get("options", ""))),
        scale=_chosen_scale(values.get("scale", "1")),
        most=_whole(values.get("most", ""), 1),
        top=_whole(values.get("top", ""), 5),
        lower=values.get("lower", ""),
        upper=values.get("upper", ""),
        decimals=_whole(values.get("decimals", ""), 0),
        unit=values.get("unit", ""),
        method=RankingMethod.POINTS if values.get("points", "1") else RankingMethod.PAIRS,
    )
    named = {key: majority for majority, key in _MAJORITY_KEYS.items()}
    majority = named.get(values.get("majority", "").strip(), Majority.MORE)
    hidden, binding = bool(values.get("hidden")), bool(values.get("binding"))
    if before is not None and before.phase is VotePhase.OPEN:
        return CorrectPoll(before.number, values["text"], form, hidden, majority)
    if before is not None:
        return EditPoll(before.number, values["text"], form, hidden, binding, majority)
    return AddPoll(values["text"], form, hidden, binding, majority)


def _whole(typed: str, otherwise: int) -> int:
    return numbers.read_whole(typed, "value") if typed.strip() else otherwise


def _chosen_scale(typed: str) -> str:
    place = _whole(typed, 1)
    if not 1 <= place <= len(SCALES):
        raise Refusal("no-such-scale", scale=typed)
    return [*SCALES][place - 1]


def _at_place(refusal: Refusal) -> str:
    """The refusal's sentence, with the item or poll of the file it is about."""
    place = refusal.params.get("place")
    if not place:
        return refusal_message(refusal)
    return _("Number {number}: {problem}").format(number=place, problem=refusal_message(refusal))


def _read(path: Path) -> str:
    with path.open("rb") as opened:
        return opened.read(limits.SURVEY_FILE_BYTES + 1).decode("utf-8-sig")


def _write(path: Path, text: str) -> None:
    """Write a file only this person can read, in a folder only this person can open."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as opened:  # noqa: PTH123  a descriptor has no Path
        opened.write(text)
