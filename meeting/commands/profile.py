"""Making a meeting and setting it up."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting import limits
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.changes import put
from meeting.commands.agenda import LONGEST_ITEM_MINUTES, planned
from meeting.commands.correcting import PRINTED, as_typed, corrected
from meeting.commands.obligations import require_day
from meeting.decision import ALIVE, ALWAYS, Command, Decision
from meeting.model.agenda import AgendaItem
from meeting.model.profile import WIFI_SECURITIES, Address, Meeting, Person, Phase, Settings, Wifi
from meeting.model.stage import Stage
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import ONLY, State
from meeting.text.clean import clean_line, require_line


def _clean_person(person: Person, field: str) -> Person:
    return Person(
        name=require_line(person.name, field),
        post=clean_line(person.post, f"{field}.post"),
        rank=clean_line(person.rank, f"{field}.rank"),
        honorific=clean_line(person.honorific, f"{field}.honorific"),
    )


def _clean_meeting(meeting: Meeting) -> Meeting:
    """The profile with every text cleaned. Raises Refusal naming the first field that is empty or too long."""
    if len(meeting.grounds) > limits.PROFILE_LINES or len(meeting.recipients) > limits.PROFILE_LINES:
        raise Refusal("profile-long", most=limits.PROFILE_LINES)
    if meeting.copies not in limits.COPIES:
        raise Refusal("bad-copies", most=limits.COPIES[-1])
    return msgspec.structs.replace(
        meeting,
        title=require_line(meeting.title, "title"),
        agency=require_line(meeting.agency, "agency"),
        parent_agency=clean_line(meeting.parent_agency, "parent_agency"),
        place=clean_line(meeting.place, "place"),
        locality=clean_line(meeting.locality, "locality"),
        symbol=clean_line(meeting.symbol, "symbol"),
        chair=_clean_person(meeting.chair, "chair"),
        secretary=_clean_person(meeting.secretary, "secretary"),
        planned_on=require_day(meeting.planned_on, "planned_on"),
        settings=_checked(meeting.settings),
        co_chairs=tuple(_clean_person(person, "co_chairs") for person in meeting.co_chairs),
        recipients=tuple(require_line(line, "recipients") for line in meeting.recipients),
        purpose=clean_line(meeting.purpose, "purpose", limit=limits.PLEDGE_TEXT_GRAPHEMES),
        grounds=tuple(
            require_line(line, "grounds", limit=limits.PLEDGE_TEXT_GRAPHEMES) for line in meeting.grounds
        ),
        signs_as=clean_line(meeting.signs_as, "signs_as"),
        wifi=_clean_wifi(meeting.wifi),
    )


def _clean_wifi(wifi: Wifi | None) -> Wifi | None:
    """The network with its name cleaned; None where no name is left. A password is kept as typed.

    A code that says otherwise than the network is would keep every phone out.
    """
    if wifi is None or not (name := clean_line(wifi.name, "wifi.name")):
        return None
    if wifi.security not in WIFI_SECURITIES:
        raise Refusal("unknown-wifi-security", given=wifi.security)
    if wifi.is_open and wifi.password:
        raise Refusal("wifi-open-with-password")
    if not wifi.is_open and not wifi.password:
        raise Refusal("wifi-without-password", given=wifi.security)
    return msgspec.structs.replace(wifi, name=name)


def _checked(settings: Settings) -> Settings:
    """The settings with every text cleaned and every number in its range. Raises Refusal."""
    areas = tuple(
        msgspec.structs.replace(
            area,
            name=require_line(area.name, "area"),
            name_en=clean_line(area.name_en, "area"),
            official=clean_line(area.official, "area"),
        )
        for area in settings.areas
    )
    keys = {area.key for area in areas}
    ids = {area.id for area in areas} - {UNCLASSIFIED, OTHER, ""}
    if len(keys) != len(areas) or len(ids) != len(areas) or not all(1 <= key <= 9 for key in keys):
        raise Refusal("areas-unclear")
    for days in msgspec.structs.astuple(settings.deadlines):
        if not 0 <= days <= limits.DEADLINE_WORKING_DAYS:
            raise Refusal("bad-period", limit=limits.DEADLINE_WORKING_DAYS)
    if not 1 <= settings.answer_minutes <= LONGEST_ITEM_MINUTES:
        raise Refusal("bad-duration", most=LONGEST_ITEM_MINUTES)
    reasons = tuple(require_line(reason, "reason") for reason in settings.dismissal_reasons)
    return msgspec.structs.replace(settings, areas=areas, dismissal_reasons=reasons)


class CreateMeeting(Command, frozen=True):
    """Begin a record: the profile and the agenda. Refused on a record that has a meeting."""

    meeting: Meeting
    agenda: tuple[AgendaItem, ...] = ()

    def rule(self, state: State, moment: Moment) -> Decision:
        if state.meetings:
            raise Refusal("meeting-exists")
        meeting = msgspec.structs.replace(
            _clean_meeting(self.meeting),
            phase=Phase.PREPARED,
            intake_open=False,
            check_in_open=False,
            opened_at="",
            closed_at="",
            corrections=(),
        )
        agenda = tuple(put("agenda", item.order, item) for item in planned(self.agenda))
        return Decision((put("meetings", ONLY, meeting), put("stages", ONLY, Stage()), *agenda))


class ChangeProfile(Command, frozen=True, omit_defaults=True):
    """Change what is given, keep the rest. The meeting's phase is not part of it.

    After the close another value of what documents print is a correction, which the minutes tell of.
    """

    title: str | None = None
    agency: str | None = None
    parent_agency: str | None = None
    place: str | None = None
    locality: str | None = None
    symbol: str | None = None
    planned_on: str | None = None
    chair: Person | None = None
    co_chairs: tuple[Person, ...] | None = None
    secretary: Person | None = None
    recipients: tuple[str, ...] | None = None
    wifi: Wifi | None = None
    purpose: str | None = None
    grounds: tuple[str, ...] | None = None
    signs_as: str | None = None
    copies: int | None = None
    read_back: bool | None = None
    address: Address | None = None

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        given = {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not None}
        changed = _clean_meeting(msgspec.structs.replace(state.meeting, **given))
        told = [
            (name, as_typed(getattr(state.meeting, name)), as_typed(getattr(changed, name)))
            for name in PRINTED
        ]
        changed = corrected(changed, told, moment)
        return Decision((put("meetings", ONLY, changed),), (("meetings", ONLY),))


class ChangeSettings(Command, frozen=True):
    """Replace the settings that the host may change while the meeting runs."""

    settings: Settings

    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        changed = msgspec.structs.replace(state.meeting, settings=_checked(self.settings))
        return Decision((put("meetings", ONLY, changed),), (("meetings", ONLY),))
