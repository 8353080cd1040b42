"""The join view: the code to scan, the address to type, the hall's network, and how much has come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.profile import Phase
from meeting.model.stage import View
from wall.counts import taking_part
from wall.slide import Role, Row, Slide, Topic, Words
from wall.views import closing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """How to take part by phone; without a server, on paper; once the meeting is closed, what came of it."""
    meeting = scene.state.meeting
    if meeting.phase is Phase.CLOSED:
        return closing.topic(scene)
    scan = scene.scan(said=_("Scan the code, or open this address:"))
    slide = Slide(
        View.JOIN,
        heading=meeting.title,
        count=taking_part(scene.state),
        notes=tuple(_notes(scene)),
        scan=scan,
    )
    if scan is None:
        slip = _("Please write your question on a slip and hand it to the secretary.")
        return Topic(Slide(View.JOIN, heading=meeting.title), (Words(slip),))
    prompt = next((one for one in reversed(scene.state.prompts.values()) if one.open), None)
    asked = (Words(prompt.text, Role.ACCENT),) if prompt is not None else ()
    return Topic(slide, (*_steps(scene), *asked), opens_at=None)


def _steps(scene: Scene) -> Iterator[Row]:
    """What to do beside scanning the code: join the network if it is named, and write."""
    wifi = scene.state.meeting.wifi
    if wifi is not None:
        password = _("Password: {password}").format(password=wifi.password) if wifi.password else ""
        yield Row(_("Wi-Fi: {name}").format(name=wifi.name), below=password)
    yield Row(_("Write your question. No name is asked."))


def _notes(scene: Scene) -> Iterator[str]:
    meeting = scene.state.meeting
    if meeting.phase is Phase.OPEN and not meeting.intake_open:
        yield _("Questions are not being taken just now.")
    yield _("No account, no internet, nothing that tells who you are.")
    yield _("Please do not send state secrets.")
