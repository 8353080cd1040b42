"""Surveys and polls as TOML files: what a host edits in any text editor, imports and exports.

A file is read strictly: an unknown key, a wrong type or an unfit value is refused with its place, never guessed at.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from meeting import limits
from meeting.commands.polling import AddPoll
from meeting.commands.surveying import whole_survey
from meeting.model.form import Form, FormKind, Option, RankingMethod
from meeting.model.poll import Majority
from meeting.model.survey import Item, Survey
from meeting.refusal import Refusal
from meeting.text import toml
from meeting.votes.forms import complete

T = TypeVar("T", bound=msgspec.Struct)


class FormEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The keys that say how something is answered. The same in polls and in survey items."""

    kind: FormKind
    scale: str = ""
    options: tuple[str, ...] = ()
    least: int = 1
    most: int = 1
    lower: str = ""
    upper: str = ""
    decimals: int = 0
    unit: str = ""
    top: int = 5
    method: RankingMethod = RankingMethod.POINTS
    abstain: bool = True

    def form(self) -> Form:
        """The form these keys describe, whole. Raises Refusal."""
        return complete(
            Form(
                kind=self.kind,
                options=tuple(Option("", text) for text in self.options),
                scale=self.scale,
                least=self.least,
                most=self.most,
                lower=self.lower,
                upper=self.upper,
                decimals=self.decimals,
                unit=self.unit,
                top=self.top,
                abstain=self.abstain,
                method=self.method,
            )
        )


class ItemEntry(FormEntry, frozen=True, omit_defaults=True, kw_only=True):
    """One ``[[item]]`` of a survey file."""

    id: str
    text: str
    section: str = ""
    required: bool = False


class SurveyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A survey file: its head and its items."""

    title: str
    purpose: str = ""
    template: str = ""
    units: tuple[str, ...] = ()
    item: tuple[ItemEntry, ...]


class PollEntry(FormEntry, frozen=True, omit_defaults=True, kw_only=True):
    """One ``[[poll]]`` of a poll file."""

    text: str
    hidden: bool = True
    binding: bool = False
    majority: Majority = Majority.MORE


class PollFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A poll file: polls in the order they will be asked."""

    poll: tuple[PollEntry, ...]


def read_survey(text: str) -> Survey:
    """The survey in a file's text. Raises Refusal ``file-unclear`` or what is wrong with item number `place`."""
    file = _read(text, SurveyFile)
    items = []
    for place, entry in enumerate(file.item, start=1):
        try:
            form = entry.form()
        except Refusal as refusal:
            raise Refusal(refusal.code, **{**refusal.facts, "place": place}) from None
        items.append(Item(entry.id, entry.text, form, entry.section, entry.required))
    return whole_survey(Survey(0, file.title, tuple(items), file.purpose, file.template, file.units))


def read_polls(text: str) -> tuple[AddPoll, ...]:
    """The polls in a file's text, as the commands that add them. Raises Refusal with the poll's `place`."""
    commands = []
    for place, entry in enumerate(_read(text, PollFile).poll, start=1):
        try:
            form = entry.form()
        except Refusal as refusal:
            raise Refusal(refusal.code, **{**refusal.facts, "place": place}) from None
        commands.append(AddPoll(entry.text, form, entry.hidden, entry.binding, entry.majority))
    return tuple(commands)


def _read(text: str, type_: type[T]) -> T:
    if len(text.encode("utf-8", "surrogatepass")) > limits.SURVEY_FILE_BYTES:
        raise Refusal("file-too-large", limit=limits.SURVEY_FILE_BYTES // 1024)
    try:
        return msgspec.convert(toml.read(text), type_)
    except (ValueError, msgspec.ValidationError) as error:
        raise Refusal("file-unclear", why=str(error)) from None


def write_survey(survey: Survey) -> str:
    """`survey` as a file that `read_survey` reads back to the same survey."""
    head = {"title": survey.title, "purpose": survey.purpose, "template": survey.template}
    lines = [_pair(key, value) for key, value in head.items() if value]
    if survey.units:
        lines.append(_pair("units", list(survey.units)))
    for item in survey.items:
        lines += ["", "[[item]]", *(_pair(key, value) for key, value in _item_keys(item).items())]
    return "\n".join(lines) + "\n"


def _item_keys(item: Item) -> dict[str, object]:
    form = item.form
    own = () if form.kind in {FormKind.YES_NO, FormKind.LIKERT, FormKind.RATING} else form.options
    entry = ItemEntry(
        id=item.id,
        text=item.text,
        section=item.section,
        required=item.required,
        kind=form.kind,
        scale=form.scale,
        options=tuple(option.text for option in own),
        least=form.least,
        most=form.most,
        lower=form.lower,
        upper=form.upper,
        decimals=form.decimals,
        unit=form.unit,
        top=form.top,
        method=form.method,
        abstain=form.abstain,
    )
    keys: dict[str, object] = msgspec.to_builtins(entry)
    return {"id": item.id, "section": item.section, "text": item.text} | keys if item.section else keys


def _pair(key: str, value: object) -> str:
    """One TOML line. JSON's strings, whole numbers, booleans and lists of strings are TOML's too, bar DEL."""
    return f"{key} = {msgspec.json.encode(value).decode().replace(chr(127), chr(92) + 'u007F')}"
