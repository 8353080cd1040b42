"""What posters, cards, slips and paper forms say, in the language asked for."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Protocol

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

from language import gettext as _
from meeting.commands.pledging import require_pledge
from meeting.commands.polling import IssueSlips, require_poll
from meeting.commands.surveying import require_survey
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from meeting.text import qr_parts
from meeting.text.crockford import grouped
from meeting.votes import slips
from meeting.votes.kinds import ABSTAIN, NO_OPINION, Shape, kind_of
from minutes.posters import Card, Code, Paper, PaperItem, Sheet, Wifi, picture
from wording import dates
from wording.messages import render
from wording.votes import kind_name, option_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from meeting.model.profile import Meeting
    from meeting.model.profile import Wifi as Network
    from meeting.model.survey import Item, Survey
    from meeting.state import State

SHORT_OPTION = 27
"""Options no longer than this stand three in a row on paper, longer ones below each other."""

WRITING_LINES = 3
"""Dotted lines for an answer in words."""

SLIP_BYTES = 8

SLIP_POINTS = 15
"""Size of a slip's code: read and typed by hand."""


JOIN, CARDS, ATTENDANCE, PROMPT, POLL, SURVEY, PLEDGE = (
    "join",
    "cards",
    "attendance",
    "prompt",
    "poll",
    "survey",
    "pledge",
)
"""What a poster may open."""


class WayIn(Protocol):
    """How phones reach the meeting: `address` and `short_code` for people to type, links for the codes."""

    @property
    def phone_url(self) -> str:
        """What the hall's own code says; empty where phones cannot join."""

    @property
    def address(self) -> str:
        """The same without the code."""

    @property
    def short_code(self) -> str:
        """The code."""

    def link(self, section: Section, number: int = 0) -> str:
        """What a code says that opens one place of the page."""


def code(target: str) -> Code:
    """A QR code for `target` at level M."""
    made: Any = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    for part in qr_parts.parts(target):
        made.add_data(QRData(part.text.encode(), part.mode))
    made.make(fit=True)
    return picture(tuple(tuple(bool(module) for module in row) for row in made.get_matrix()), target)


def network_target(network: Network) -> str:
    """The WIFI: text that phones join a network by; its own marks are escaped by a backslash."""

    def escaped(text: str) -> str:
        return "".join(f"\\{c}" if c in '\\;,:"' else c for c in text)

    password = f"P:{escaped(network.password)};" if network.security != "nopass" else ""
    return f"WIFI:T:{network.security};S:{escaped(network.name)};{password};"


def _wifi(meeting: Meeting) -> Wifi | None:
    network = meeting.wifi
    if network is None:
        return None
    lines = [_("Code 1: the hall's Wi-Fi"), network.name]
    if network.security != "nopass":
        lines.append(_("Password: {password}").format(password=network.password))
    return Wifi(code(network_target(network)), tuple(lines))


def _plain(address: str) -> str:
    return address.removeprefix("http://").removeprefix("https://").rstrip("/")


def _steps(meeting: Meeting, last: str) -> tuple[str, ...]:
    """What to do, with as many codes named as stand on the poster."""
    if meeting.wifi is None:
        return (
            _("Join the hall's Wi-Fi (keep the connection even without internet)."),
            _("Scan the code, or type the address and the code below it."),
            last,
        )
    return (
        _("Join the Wi-Fi “{name}” by code 1 (keep the connection even without internet).").format(
            name=meeting.wifi.name
        ),
        _("Scan the large code 2, or type the address and the code below it."),
        last,
    )


def _wifi_words(meeting: Meeting) -> str:
    """The hall's network in one line, for those who join it by hand."""
    network = meeting.wifi
    if network is None:
        return ""
    if network.security == "nopass":
        return _("Wi-Fi: {name}").format(name=network.name)
    return _("Wi-Fi: {name}, password: {password}").format(name=network.name, password=network.password)


def privacy() -> str:
    """What every poster promises and warns of."""
    return _(
        "Anonymous: the phone and its address are not recorded. Never write state secrets. This is not the channel "
        "for complaints or denunciations."
    )


def named() -> str:
    """What a poster says where people give their names: nobody is anonymous there."""
    return _(
        "Names, posts and signatures given here are recorded and printed. The phone and its address are not. Never "
        "write state secrets."
    )


def sheet(
    meeting: Meeting, way: WayIn, target: str, heading: str, text: str, last: str, note: str = ""
) -> Sheet:
    """A wall poster for one place of the phone page; `last` is the third of its three steps."""
    return Sheet(
        agency=meeting.agency,
        heading=heading,
        text=text,
        code=code(target),
        address=_plain(way.address),
        typed=_("Code: {code}").format(code=way.short_code),
        steps=_steps(meeting, last),
        note=note or privacy(),
        wifi=_wifi(meeting),
        numbered=_("Code 2"),
    )


def cards(meeting: Meeting, way: WayIn, target: str, heading: str, count: int) -> list[Card]:
    """Cards for the tables, all alike."""
    card = Card(
        code=code(target),
        heading=heading,
        text=meeting.title,
        address=_plain(way.address),
        typed=_("Code: {code}").format(code=way.short_code),
        wifi=_wifi_words(meeting),
        note=_("Anonymous. No internet needed."),
    )
    return [card] * count


def require_open(way: WayIn) -> None:
    """Raise Refusal ``meeting-closed`` where phones cannot join: a code printed now would lead nowhere."""
    if not way.phone_url:
        raise Refusal("meeting-closed")


def pages(state: State, way: WayIn, what: str, number: int, count: int = 1) -> list[Sheet] | list[Card]:
    """The poster (or `count` cards) that opens `what`; `number` says which prompt, poll, survey or pledge.

    Raises Refusal for one that is not there, and ``meeting-closed`` where phones cannot join.
    """
    require_open(way)
    meeting = state.meeting
    ask = _("Write your question and press Send.")
    if what == CARDS:
        return cards(meeting, way, way.phone_url, _("Ask the leadership"), count)
    if what == JOIN:
        target, heading, text, last = way.phone_url, _("Ask the leadership"), meeting.title, ask
    elif what == ATTENDANCE:
        target, heading = way.link(Section.ATTENDANCE), _("Check in")
        text, last = meeting.title, _("Write your name and press Check in. It is voluntary.")
    elif what == PROMPT:
        if number not in state.prompts:
            raise Refusal("no-such-prompt", number=number)
        target, heading = way.link(Section.PROMPT, number), _("What do you think?")
        text, last = state.prompts[number].text, _("Write your answer and press Send.")
    elif what == POLL:
        poll = require_poll(state, number)
        target, heading = way.link(Section.POLL, number), kind_name(poll.form)
        text, last = poll.text, _("Choose and press Vote. You can change it until the vote closes.")
    elif what == SURVEY:
        survey = require_survey(state, number)
        target, heading = way.link(Section.SURVEY, number), survey.title
        text, last = survey.purpose, _("Fill in what you like and send it. It takes a few minutes.")
    else:
        pledge = require_pledge(state, number)
        target, heading = way.link(Section.PLEDGE, number), pledge.title
        text, last = pledge.slogan, _("Read the pledge, choose your unit and sign with a finger.")
    note = named() if what in {ATTENDANCE, PLEDGE} else privacy()
    return [sheet(meeting, way, target, heading, text, last, note)]


def new_slips(count: int) -> list[str]:
    """The codes of new one-time slips; only their fingerprints enter the record."""
    return [slips.code(secrets.token_bytes(SLIP_BYTES)) for _place in range(count)]


def issued(number: int, codes: Sequence[str]) -> IssueSlips:
    """The command that makes `codes` the slips of poll `number`, in place of any printed before."""
    return IssueSlips(number, tuple(slips.fingerprint(each) for each in codes))


def slip_cards(meeting: Meeting, way: WayIn, number: int, text: str, codes: Sequence[str]) -> list[Card]:
    """One-time slips for a binding vote; each code opens the vote with the slip already typed in."""
    network = _wifi_words(meeting)
    target = way.link(Section.POLL, number)
    return [
        Card(
            code=code(f"{target}#{slip}"),
            heading=_("Slip for one vote"),
            text=text,
            address=f"{_plain(way.address)}  {way.short_code}",
            typed=grouped(slip),
            typed_size=SLIP_POINTS,
            wifi=network,
            note=_(
                "Votes once, by whoever holds it. It is not tied to a name. Keep it until the vote has closed."
            ),
        )
        for slip in codes
    ]


def paper(meeting: Meeting, survey: Survey) -> Paper:
    """A survey to fill in by pen and to be typed in afterwards."""
    held_on = dates.parsed_date(meeting.opened_at or meeting.planned_on)
    items = [_paper_item(place, item) for place, item in enumerate(survey.items, start=1)]
    if survey.units:
        units = tuple(f"{number}. {unit}" for number, unit in enumerate(survey.units, start=1))
        items.append(PaperItem("", _("Your unit (optional)"), "", units, 3))
    note = _("Please do not write your name. Put the form into the box when it is filled in.")
    return Paper(
        agency=meeting.agency,
        heading=survey.title,
        dated=dates.day(held_on.isoformat()) if held_on else "",
        text=survey.purpose,
        marking=_(
            "How to fill it in: put an X into the box of your answer. To change an answer, draw a circle around the "
            "wrong box and put an X into another. What you leave empty counts as not answered."
        ),
        items=tuple(items),
        note=note,
    )


def _paper_item(place: int, item: Item) -> PaperItem:
    """An item with the numbers its answers are typed in by (`kinds.choice_typed`); boxes to order take places."""
    form = item.form
    options = [option_text(option) for option in form.options]
    text = f"{place}. {item.text}"
    kind = kind_of(form)
    if kind.shape is Shape.WORDS:
        return PaperItem(item.section, text, "", (), 1, WRITING_LINES)
    if kind.shape is Shape.NUMBER:
        return PaperItem(item.section, text, f"({form.unit})" if form.unit else "", (), 1, 1)
    hint = ""
    if kind.shape is Shape.ORDER:
        hint = _("(write 1, 2, 3 … in the boxes, 1 for the first)")
    elif not kind.takes_one:
        hint = _("(from {least} to {most} answers)").format(least=form.least, most=form.most)
    elif marks := render(kind.hint(len(form.options))):
        hint = f"({marks})"
    if kind.shape is Shape.CHOICES:
        numbers = map(str, range(1, len(options) + 1))
        options = [
            one if one == number else f"{number}. {one}" for number, one in zip(numbers, options, strict=True)
        ]
    if form.abstain:
        options.append(f"{NO_OPINION}. {option_text(ABSTAIN)}")
    columns = 3 if max(map(len, options)) <= SHORT_OPTION else 1
    return PaperItem(item.section, text, hint, tuple(options), columns)
