"""The builder of a survey: its items in order, each changed by a short form, and beside them what phones will show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.surveying import AddSurvey, EditSurvey
from meeting.model.form import Form, FormKind
from meeting.model.survey import Item, Survey
from meeting.model.vote import VotePhase
from meeting.pledges.typed import lines_of
from meeting.votes.kinds import KINDS, kind_of
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from tui.screens.votes import phone_look
from tui.screens.votes.looking import PhoneLookDialog
from tui.screens.votes.settings import setting_field
from tui.widgets.measure import cut
from tui.widgets.plain import Plain, literal
from wording.votes import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from textual.widget import Widget

    from meeting.votes.kinds import AnswerKind
    from tui.screens.meeting_screen import MeetingScreen

NEEDED, OPTIONAL = "✱", " "

ACTIONS: Actions[SurveyBuilder] = Actions(Group.MEETING, unavailable=unread)


def _frozen(screen: SurveyBuilder) -> str | None:
    if (reason := unread(screen)) or (
        screen.survey is not None and screen.survey.phase is VotePhase.PREPARED
    ):
        return reason
    return _("The survey has been opened: it is asked as it stands.")


@ACTIONS.add(
    "change",
    "enter e",
    N_("Change"),
    N_("Change the item: words, options, wording of a scale"),
    footer=10,
    unavailable=_frozen,
)
async def _change(screen: SurveyBuilder) -> None:
    item = screen.chosen
    if item is not None:
        await _ask_item(screen, kind_of(item.form), item)


@ACTIONS.add(
    "new", "n", N_("New item"), N_("Add an item after the chosen one"), footer=20, unavailable=_frozen
)
async def _new(screen: SurveyBuilder) -> None:
    kind = await choose_kind(screen)
    if kind is not None:
        await _ask_item(screen, kind, None)


@ACTIONS.add(
    "kind",
    "k",
    N_("Kind"),
    N_("Another kind of answer for the item; its words stay"),
    footer=30,
    unavailable=_frozen,
)
async def _kind(screen: SurveyBuilder) -> None:
    item = screen.chosen
    kind = await choose_kind(screen) if item is not None else None
    if item is not None and kind is not None and kind.kind is not item.form.kind:
        form = (
            replace(item.form, kind=kind.kind)
            if kind.own_options
            else Form(kind.kind, abstain=item.form.abstain)
        )
        await _ask_item(screen, kind, replace(item, form=form))


@ACTIONS.add(
    "needed",
    "o space",
    N_("Required"),
    N_("Whether the item must be answered"),
    footer=40,
    unavailable=_frozen,
)
async def _needed(screen: SurveyBuilder) -> None:
    if (item := screen.chosen) is not None:
        await screen.put_item(replace(item, required=not item.required))


async def _move(screen: SurveyBuilder, step: int) -> None:
    items, at = list(screen.items), screen.place
    to = at + step
    if screen.chosen is not None and 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
        await screen.put(items, to)


@ACTIONS.add("up", "u", N_("Up"), N_("Move the item up"), footer=50, repeats=True, unavailable=_frozen)
async def _up(screen: SurveyBuilder) -> None:
    await _move(screen, -1)


@ACTIONS.add("down", "j", N_("Down"), N_("Move the item down"), footer=60, repeats=True, unavailable=_frozen)
async def _down(screen: SurveyBuilder) -> None:
    await _move(screen, 1)


@ACTIONS.add(
    "remove", "d", N_("Remove"), N_("Take the item out of the survey"), footer=70, unavailable=_frozen
)
async def _remove(screen: SurveyBuilder) -> None:
    item = screen.chosen
    if item is not None and await screen.confirm(_("Remove this item?"), item.text, _("Yes, remove it")):
        at = screen.place
        await screen.put([*screen.items[:at], *screen.items[at + 1 :]], at)


@ACTIONS.add(
    "head",
    "t",
    N_("Title, units"),
    N_("Title, purpose and units of the survey"),
    footer=75,
    unavailable=_frozen,
)
async def _head(screen: SurveyBuilder) -> None:
    survey = screen.survey
    assert survey is not None, "only what stands can be prepared"

    async def send(values: dict[str, str]) -> None:
        await screen.send(EditSurvey(_with_head(survey, values)))

    await screen.ask(_("Survey"), _head_fields(survey), send, key=f"survey-{survey.number}")


@ACTIONS.add("look", "P", N_("On a phone"), N_("The survey as a phone will show it"), footer=80)
def _look(screen: SurveyBuilder) -> None:
    if screen.survey is not None:
        screen.app.push_screen(PhoneLookDialog(phone_look.survey(screen.survey)))


class SurveyBuilder(DeskScreen):
    """Each change is recorded at once, until the survey is opened."""

    CSS_PATH = [DeskScreen.CSS_PATH, Path(__file__).with_name("builder.tcss")]  # type: ignore[assignment]  # noqa: RUF012  Textual takes several
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it as an instance's
    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("A survey and its items")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"surveys"})

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._go_to: int | None = None

    def body(self) -> Iterator[Widget]:
        """What the survey is called, its items, and the phone beside them."""
        yield Plain(id="head", classes="about")
        with Horizontal(id="parts"):
            yield OptionList(markup=False)
            with VerticalScroll(id="phone", can_focus=False):
                yield Plain(id="look")

    def on_mount(self) -> None:
        """The cursor stands on the first item."""
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self.paint)

    @property
    def survey(self) -> Survey | None:
        """The survey as it stands; None once it was taken away."""
        return self.state.surveys.get(self._number) if self.known is not None else None

    @property
    def items(self) -> Sequence[Item]:
        """Its items in order."""
        return self.survey.items if self.survey is not None else ()

    @property
    def place(self) -> int:
        """The place of the cursor, from 0."""
        return self.query_one(OptionList).highlighted or 0

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.place] if self.place < len(self.items) else None

    async def put(self, items: Sequence[Item], place: int) -> None:
        """Record the survey with these items; the cursor goes to `place`."""
        if self.survey is not None:
            self._go_to = place
            await self.execute(EditSurvey(replace(self.survey, items=tuple(items))))

    async def put_item(self, item: Item) -> None:
        """Record the survey with this item in place of the one under the cursor."""
        items = list(self.items)
        items[self.place] = item
        await self.put(items, self.place)

    async def send_items(self, items: Sequence[Item], place: int) -> None:
        """As `put`, for a form. Raises Refusal."""
        if self.survey is not None:
            await self.send(EditSurvey(replace(self.survey, items=tuple(items))))
            self._go_to = place

    def paint(self) -> None:
        """The items as they stand now."""
        survey = self.survey
        if survey is None:
            return
        self.query_one("#head", Plain).show(_head_words(survey))
        listed = self.query_one(OptionList)
        at = self.place if self._go_to is None else self._go_to
        self._go_to = None
        width = max(30, listed.scrollable_content_region.width - 2)
        listed.clear_options()
        listed.add_options([Option(_line(n, item, width)) for n, item in enumerate(survey.items, start=1)])
        listed.highlighted = min(at, len(survey.items) - 1)
        self.query_one("#look", Plain).show(phone_look.survey(survey))

    def on_option_list_option_selected(self) -> None:
        """Enter or a second click."""
        self.action_do("change")


async def choose_kind(screen: MeetingScreen[Any]) -> AnswerKind | None:
    """Let the person choose a kind of answer."""
    choices = [Choice(id_, _(kind.name)) for id_, kind in KINDS.items()]
    chosen = await screen.choose(_("What kind of answer?"), choices)
    return KINDS[FormKind(chosen)] if chosen is not None else None


async def make_survey(screen: MeetingScreen[Any]) -> int:
    """Ask for title and first item of a new survey; its number, 0 where the person turned back."""
    heads: list[dict[str, str]] = []

    async def keep(values: dict[str, str]) -> None:
        heads.append(values)

    empty = Survey(0, "", ())
    if not await screen.ask(_("A survey"), _head_fields(empty), keep, key="survey-0"):
        return 0
    kind = await choose_kind(screen)
    if kind is None:
        return 0
    made: list[int] = []

    async def send(values: dict[str, str]) -> None:
        first = _item(kind, Item("q1", "", Form(kind.kind)), values)
        reply = await screen.send(AddSurvey(_with_head(replace(empty, items=(first,)), heads[-1])))
        made.append(reply.result["number"])

    await screen.ask(
        _("The first item"), _item_fields(kind, None), send, about=_(kind.name), key="survey-0-item"
    )
    return made[-1] if made else 0


def _head_fields(survey: Survey) -> list[FormField]:
    units = "\n".join(survey.units)
    hint = _("Answers may be told by unit, never those of a few. Empty: nobody is asked for a unit.")
    limit = limits.SURVEY_UNITS * limits.NAME_GRAPHEMES
    return [
        FormField("title", _("Title of the survey"), survey.title),
        FormField("purpose", _("Purpose"), survey.purpose),
        FormField("units", _("Units, one a line"), units, hint, limit=limit, long=True),
    ]


def _with_head(survey: Survey, values: dict[str, str]) -> Survey:
    return replace(survey, title=values["title"], purpose=values["purpose"], units=lines_of(values["units"]))


async def _ask_item(screen: SurveyBuilder, kind: AnswerKind, before: Item | None) -> None:
    """The form of an item; without `before` a new one, which comes after the chosen."""
    items, at = list(screen.items), screen.place

    async def send(values: dict[str, str]) -> None:
        if before is not None:
            await screen.send_items([*items[:at], _item(kind, before, values), *items[at + 1 :]], at)
            return
        new = Item(_fresh_id(items), "", Form(kind.kind), section=items[at].section if items else "")
        await screen.send_items([*items[: at + 1], _item(kind, new, values), *items[at + 1 :]], at + 1)

    section = items[at].section if items and before is None else ""
    key = (
        f"survey-{screen.survey.number if screen.survey else 0}-{before.id if before else 'new'}-{kind.kind}"
    )
    await screen.ask(_(kind.name), _item_fields(kind, before, section), send, key=key)


def _item_fields(kind: AnswerKind, item: Item | None, section: str = "") -> list[FormField]:
    form = item.form if item else Form(kind.kind)
    return [
        FormField("text", _("Question"), item.text if item else "", limit=limits.QUESTION_GRAPHEMES),
        *map(setting_field, kind.settings(form, made=item is not None)),
        FormField("section", _("Heading above it (may stay empty)"), item.section if item else section),
        FormField("required", _("It must be answered"), "1" if item and item.required else "", tick=True),
        FormField("abstain", _("“No opinion” is offered"), "1" if form.abstain else "", tick=True),
    ]


def _item(kind: AnswerKind, before: Item, values: dict[str, str]) -> Item:
    """`before` as the form has it now. Raises Refusal."""
    form = replace(kind.form(values, before.form), abstain=bool(values["abstain"]))
    return replace(
        before, text=values["text"], form=form, section=values["section"], required=bool(values["required"])
    )


def _fresh_id(items: Sequence[Item]) -> str:
    """An id no item has: it stays with the item, so that another meeting's answers can be compared."""
    taken = {item.id for item in items}
    return next(id_ for n in range(1, len(items) + 2) if (id_ := f"q{n}") not in taken)


def _head_words(survey: Survey) -> Content:
    told = _("{count} items").format(count=len(survey.items))
    units = _("{count} units to choose from").format(count=len(survey.units)) if survey.units else ""
    rest = " · ".join(part for part in (told, units, survey.purpose) if part)
    return literal(survey.title).stylize("bold") + Content("\n") + literal(rest)


def _line(number: int, item: Item, width: int) -> Content:
    kind = kind_name(item.form)
    sign = NEEDED if item.required else OPTIONAL
    room = width - len(f"{number:>2}. {sign} ") - len(kind) - 2
    text = cut(item.text, max(10, room))
    gap = " " * max(2, room - len(text) + 2)
    return Content.assemble((f"{number:>2}. {sign} ", "bold"), literal(text), gap, (kind, "$foreground 60%"))
