"""The new-meeting screen: who, where and when, with what the last meeting had already filled in."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.profile import CreateMeeting
from meeting.model.calendar import Calendar
from meeting.model.profile import Meeting, Person, Wifi, network_told
from meeting.refusal import Refusal
from meeting.templates.agendas import TEMPLATES, agenda_from_template
from meeting.text.folding import search_key
from tui.actions import Actions, Group, footer
from tui.days import read_day
from tui.desk import refusal_message
from tui.screens.action_screen import ActionScreen
from tui.terminal_filter import sanitize
from tui.widgets.field import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain
from wording.dates import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from link.library import MeetingFolder


class Create(Protocol):
    """Makes a meeting in the library. Raises Refusal."""

    def __call__(self, command: CreateMeeting) -> MeetingFolder:
        """The new meeting's place in the library."""
        ...


class ProfileField(NamedTuple):
    """A field: its name in the profile, its label, and whether the meeting cannot be made without it."""

    name: str
    label: str
    required: bool = False


ROWS: tuple[tuple[ProfileField, ...], ...] = (
    (ProfileField("title", N_("Title"), required=True),),
    (ProfileField("agency", N_("Agency"), required=True),),
    (ProfileField("parent_agency", N_("Parent agency")),),
    (ProfileField("place", N_("Place")), ProfileField("planned_on", N_("Day"))),
    (ProfileField("chair", N_("Chair"), required=True), ProfileField("chair_post", N_("Post"))),
    (ProfileField("secretary", N_("Secretary"), required=True), ProfileField("secretary_post", N_("Post"))),
    (ProfileField("wifi", N_("Wi-Fi of the hall")), ProfileField("wifi_password", N_("Password"))),
)
"""The form, row by row; everything else about a meeting has a default and can be changed later in the console."""

FOLLOWING = frozenset({"parent_agency", "secretary"})
"""Rows that stand close under the one before where the screen is low."""

USUAL_TITLE = "Đối thoại về công tác cải cách hành chính năm {year}"
"""What most such meetings are called; an official text, so it is Vietnamese in every language."""

USUAL_AGENDA = "dialogue"
"""The agenda template that is chosen at first."""


KEPT = (
    "co_chairs",
    "symbol",
    "locality",
    "recipients",
    "purpose",
    "grounds",
    "signs_as",
    "copies",
    "address",
)
"""What the next meeting of an agency has from its last one, beside what the form asks."""

DRAFT = "new-meeting"

ACTIONS: Actions[NewMeetingScreen] = Actions(Group.SCREEN)


@ACTIONS.add("next", "enter", N_("next field"), footer=10)
def _next(screen: NewMeetingScreen) -> None:
    screen.focus_next()


@ACTIONS.add("create", "ctrl+s", N_("make the meeting"), footer=20)
async def _create(screen: NewMeetingScreen) -> None:
    await screen.create()


@ACTIONS.add("clear", "ctrl+d", N_("Begin with empty fields"))
def _clear(screen: NewMeetingScreen) -> None:
    screen.clear_fields()


@ACTIONS.add("back", "escape", N_("back"), footer=30)
def _leave(screen: NewMeetingScreen) -> None:
    screen.leave()


class NewMeetingScreen(ActionScreen[str | None]):
    """Dismisses with the id of the meeting made, None when the person turned back.

    `profiles` are those of the meetings so far, the newest first: the form begins with the last one, and with that of
    another agency once its name stands there.
    """

    CSS_PATH = "new_meeting.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012  Textual declares it for instances
    ACTIONS = ACTIONS

    def __init__(self, create: Create, profiles: Sequence[Meeting] = ()) -> None:
        super().__init__()
        self._create = create
        self._profiles = list(profiles)
        self._last = next(iter(profiles), None)
        self._is_sending = False

    def compose(self) -> ComposeResult:
        """The rows, the agenda templates, and the keys."""
        values = usual(self._last) | self.app.drafts.get(DRAFT, {})
        with VerticalScroll(id="form", can_focus=False):
            yield Plain(_("New meeting"), id="title-line")
            yield Plain(self._offer(), id="offer")
            for row in ROWS:
                with Horizontal(classes="row -follows" if row[0].name in FOLLOWING else "row"):
                    for place, asked in enumerate(row):
                        label = _(asked.label) + (" *" if asked.required else "")
                        yield Plain(label, classes="label -second" if place else "label")
                        yield Field(values.get(asked.name, ""), enter=self._enter, id=asked.name)
            with Horizontal(classes="row templates"):
                yield Plain(_("Agenda"), classes="label")
                yield OptionList(
                    *[Option(_template_row(place)) for place in range(len(TEMPLATES))], id="template"
                )
            yield Plain("", id="problem")
        yield KeyBar(footer(self.ACTIONS))

    def on_mount(self) -> None:
        """Begin at the first field that is still empty, or at the title."""
        names = [template.name for template in TEMPLATES]
        self.query_one("#template", OptionList).highlighted = names.index(USUAL_AGENDA)
        fields = list(self.query(Field))
        empty = (field for field in fields if not field.value and _asked(field.id or "").required)
        next(empty, fields[0]).focus()

    def _offer(self) -> str:
        if self._last is None:
            return _("Fields with * are needed; everything can be changed later.")
        return _("Filled in as at “{title}”. Ctrl+D empties it.").format(title=self._last.title)

    def _enter(self, _value: str) -> None:
        """Enter goes on."""
        self.focus_next()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter on the agenda, the last of the fields, makes the meeting."""
        self.action_do("create")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Once another agency's name stands there, fill in what its last meeting had, but not over what was typed."""
        if event.widget.id != "agency":
            return
        typed = self.query_one("#agency", Field).value
        theirs = of_agency(self._profiles, typed)
        if theirs is None or (self._last is not None and is_of(self._last, typed)):
            return
        offered, now = usual(self._last), usual(theirs)
        for name in set(now) - {"title", "agency", "planned_on"}:
            field = self.query_one(f"#{name}", Field)
            if field.value in {offered[name], ""}:
                field.value = now[name]
        self._last = theirs
        self.query_one("#offer", Plain).show(self._offer())

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.id or "": field.value for field in self.query(Field)}

    def clear_fields(self) -> None:
        """Begin with empty fields instead of the last meeting's."""
        self._last = None
        for name, value in usual(None).items():
            self.query_one(f"#{name}", Field).value = value
        self.query_one("#offer", Plain).show(self._offer())
        self.query_one("#title", Field).focus()

    def leave(self) -> None:
        """Turn back; what was typed waits for the next time."""
        self.app.drafts[DRAFT] = self.values()
        self.dismiss(None)

    async def create(self) -> None:
        """Make the meeting; a refusal is told and nothing typed is lost."""
        if self._is_sending:
            return
        self._is_sending = True
        try:
            self._check()
            command = self._command()
            made = await asyncio.to_thread(self._create, command)
        except Refusal as refusal:
            self._complain(refusal)
        except OSError as error:
            from store.tinydb_journal.errors import reason_of

            self._complain(Refusal("unwritable", reason=reason_of(error)))
        else:
            self.app.drafts.pop(DRAFT, None)
            self.dismiss(made.id)
        finally:
            self._is_sending = False

    def _check(self) -> None:
        """Raises Refusal for the first needed field that is empty."""
        for name, value in self.values().items():
            if _asked(name).required and not value.strip():
                raise Refusal("empty", field=name)

    def _command(self) -> CreateMeeting:
        chosen = self.query_one("#template", OptionList).highlighted or 0
        today = date.today()  # noqa: DTZ011  the laptop's own calendar day
        return command_from(self.values(), TEMPLATES[chosen].name, self._last, today)

    def _complain(self, refusal: Refusal) -> None:
        name = str(refusal.params.get("field", "")).replace(".", "_")
        if any(name == asked.name for row in ROWS for asked in row):
            self.query_one(f"#{name}", Field).focus()
            refusal = Refusal(refusal.code, **{**refusal.params, "field": _(_asked(name).label)})
        problem = self.query_one("#problem", Plain)
        problem.show(refusal_message(refusal))
        problem.scroll_visible(animate=False)


def _asked(name: str) -> ProfileField:
    return next(asked for row in ROWS for asked in row if asked.name == name)


def _template_row(place: int) -> Content:
    template = TEMPLATES[place]
    minutes = sum(minutes for _kind, _title, minutes in template.items)
    size = _("{items} parts, {minutes} min").format(items=len(template.items), minutes=minutes)
    return Content.assemble(sanitize(template.title), ("  " + size, "$foreground 65%"))


def is_of(meeting: Meeting, agency: str) -> bool:
    """Whether a meeting was held by `agency`, however its name is typed."""
    return search_key(meeting.agency) == search_key(agency)


def of_agency(profiles: Sequence[Meeting], agency: str) -> Meeting | None:
    """The profile of the last meeting of `agency`; None where it held none on this laptop."""
    return next((one for one in profiles if is_of(one, agency)), None)


def usual(last: Meeting | None) -> dict[str, str]:
    """What stands in the fields at first: the last meeting's profile, today, and the usual title."""
    today = date.today()  # noqa: DTZ011  the laptop's own calendar day
    begin = {"title": USUAL_TITLE.format(year=today.year), "planned_on": typed(today)}
    empty = {asked.name: "" for row in ROWS for asked in row}
    if last is None:
        return empty | begin
    kept = {
        "agency": last.agency,
        "parent_agency": last.parent_agency,
        "place": last.place,
        "chair": last.chair.name,
        "chair_post": last.chair.post,
        "secretary": last.secretary.name,
        "secretary_post": last.secretary.post,
    }
    if last.wifi is not None:
        kept |= {"wifi": last.wifi.name, "wifi_password": last.wifi.password}
    return empty | begin | kept


def command_from(values: dict[str, str], template: str, last: Meeting | None, today: date) -> CreateMeeting:
    """The command that makes the meeting of the form.

    What the form does not ask is kept from `last`, where that was a meeting of the same agency; another one's gives
    only its settings. Raises Refusal for a day that is no date.
    """
    ours = Meeting(
        id="",
        title=values["title"],
        agency=values["agency"],
        parent_agency=values["parent_agency"],
        place=values["place"],
        chair=Person(values["chair"], values["chair_post"], _rank(last, "chair", values["chair"])),
        secretary=Person(
            values["secretary"], values["secretary_post"], _rank(last, "secretary", values["secretary"])
        ),
        planned_on=_day(values["planned_on"], today),
        wifi=_network(
            values["wifi"].strip(), values["wifi_password"], last.wifi if last is not None else None
        ),
    )
    if last is not None:
        ours = msgspec.structs.replace(ours, settings=last.settings)
    if last is not None and is_of(last, values["agency"]):
        ours = msgspec.structs.replace(ours, **{name: getattr(last, name) for name in KEPT})
    return CreateMeeting(ours, agenda_from_template(template))


def _rank(last: Meeting | None, role: str, name: str) -> str:
    """The rank of somebody who had this part last time; a new person's is entered in the console."""
    person: Person | None = getattr(last, role) if last is not None else None
    return person.rank if person is not None and person.name == name else ""


def _day(typed: str, today: date) -> str:
    try:
        return read_day(typed, today, Calendar()) or today.isoformat()
    except Refusal:
        raise Refusal("bad-date", field="planned_on") from None


def _network(name: str, password: str, last: Wifi | None) -> Wifi:
    """The network of the form. Its kind is not asked: the last meeting's network keeps its own."""
    if last is not None and (last.name, last.password) == (name, password):
        return last
    return network_told(name, password)
