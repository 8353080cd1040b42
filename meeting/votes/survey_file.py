"""Surveys and polls as TOML files: what a host edits in any text editor, imports and exports.

A file is read strictly: an unknown key, a wrong type or an unfit value is refused with its place, never guessed at.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from meeting import limits
from meeting.commands.polling import AddPoll
from meeting.commands.surveying import whole_survey
from meeting.model.form import Form, FormKind, Option, RankingMethod
from meeting.model.poll import Majority
from meeting.model.survey import Item, Survey
from meeting.refusal import Refusal
from meeting.text import numbers, toml
from meeting.text.clean import require_line
from meeting.votes.kinds import complete, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T", bound=msgspec.Struct)

_FIELD = re.compile(r"field `(.*)`", re.DOTALL)
_STEP = re.compile(r"\.(\w+)(?:\[(\d+)\])?")
"""One step of the library's path to a value: ``$.item[0].kind``."""


class FormEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The keys that say how something is answered. The same in polls and in survey items."""

    kind: FormKind
    scale: str = ""
    options: tuple[str, ...] = ()
    least: int = 1
    most: int = 1
    lower: str | int | float = ""
    upper: str | int | float = ""
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
                lower=_as_typed(self.lower),
                upper=_as_typed(self.upper),
                decimals=self.decimals,
                unit=self.unit,
                top=self.top,
                abstain=self.abstain,
                method=self.method,
            )
        )


def _as_typed(bound: str | float) -> str:
    """A bound as the rules read it: what a TOML number means is plain, what a text means they decide."""
    return bound if isinstance(bound, str) else numbers.plainly(f"{Decimal(str(bound)):f}")


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


def read_file(text: str) -> tuple[AddPoll, ...] | tuple[Survey]:
    """The polls or the one survey in a file's text, told apart by its keys. Raises Refusal as the two below."""
    tables = _tables(text)
    return _polls(tables) if "poll" in tables else (_survey(tables),)


def read_survey(text: str) -> Survey:
    """The survey in a file's text.

    Raises Refusal ``file-unclear``, ``file-key-unknown``, ``file-key-missing``, ``file-value-unfit`` with the `key`, or
    what is wrong with item number `place`.
    """
    return _survey(_tables(text))


def read_polls(text: str) -> tuple[AddPoll, ...]:
    """The polls in a file's text, as the commands that add them. Raises Refusal with the poll's `place`."""
    return _polls(_tables(text))


def _survey(tables: dict[str, Any]) -> Survey:
    file = _typed(tables, SurveyFile)
    items = []
    for place, entry in enumerate(file.item, start=1):
        with _at(place):
            items.append(Item(entry.id, entry.text, entry.form(), entry.section, entry.required))
    return whole_survey(Survey(0, file.title, tuple(items), file.purpose, file.template, file.units))


def _polls(tables: dict[str, Any]) -> tuple[AddPoll, ...]:
    commands = []
    for place, entry in enumerate(_typed(tables, PollFile).poll, start=1):
        with _at(place):
            text = require_line(entry.text, "text", limit=limits.QUESTION_GRAPHEMES)
            commands.append(AddPoll(text, entry.form(), entry.hidden, entry.binding, entry.majority))
    return tuple(commands)


@contextmanager
def _at(place: int) -> Iterator[None]:
    """Give a refusal the place in the file that it is about, from 1."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.params, "place": place}) from None


def _tables(text: str) -> dict[str, Any]:
    if len(text.encode("utf-8", "surrogatepass")) > limits.SURVEY_FILE_BYTES:
        raise Refusal("survey-file-too-large", limit=limits.SURVEY_FILE_BYTES // 1024)
    try:
        return toml.read(text)
    except ValueError as error:
        raise Refusal("file-unclear", why=str(error)) from None


def _typed(tables: dict[str, Any], type_: type[T]) -> T:
    try:
        return msgspec.convert(tables, type_)
    except msgspec.ValidationError as error:
        raise _unfit(str(error)) from None


def _unfit(said: str) -> Refusal:
    """The library's sentence about a value, as a refusal that names the key and its place in the file."""
    what, _, path = said.partition(" - at ")
    block, *rest = _STEP.findall(path) or [("", "")]
    params: dict[str, Any] = {"place": int(block[1]) + 1} if block[1] else {}
    if named := _FIELD.search(what):
        code = "file-key-missing" if "missing" in what else "file-key-unknown"
        return Refusal(code, key=named[1], **params)
    return Refusal("file-value-unfit", key=(rest[0] if rest else block)[0], **params)


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
    own = form.options if kind_of(form).own_options else ()
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
        lower=numbers.plainly(form.lower),
        upper=numbers.plainly(form.upper),
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
