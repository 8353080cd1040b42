"""What every view is made from: the record as it stands, the way in for phones, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import gettext as _
from wall.slide import Scan
from wording.areas import area_name

if TYPE_CHECKING:
    from datetime import datetime

    from meeting.model.question import Question
    from meeting.phone_sections import Section
    from meeting.state import State


class WayIn(NamedTuple):
    """How phones come in: what the QR of their front page carries, the address as typed, and the hall's code."""

    url: str
    address: str
    code: str

    @property
    def typed(self) -> str:
        """The address as people read it: without the scheme, which every phone adds by itself or is sent to."""
        return self.address.partition("://")[2].rstrip("/")


class Scene(NamedTuple):
    """The input of a view. `way` is None while phones cannot come in; `now` is aware; `digest` may be empty.

    `began` is when the countdown that runs began, where that is known exactly.
    """

    state: State
    way: WayIn | None
    now: datetime
    digest: str = ""
    began: datetime | None = None

    def area_name(self, area: str) -> str:
        """The name of an area in the language of the wall."""
        return area_name(self.state, area)

    def asker(self, question: Question) -> str:
        """Who asked, only if they offered it and the host lets names be shown; otherwise empty."""
        if not self.state.meeting.settings.names_on_stage:
            return ""
        return ", ".join(part for part in (question.name, question.unit) if part)

    def scan(self, section: Section | None = None, number: int = 0, said: str = "") -> Scan | None:
        """The way to a section of the phones' page, by default its front; None where phones cannot come in."""
        if self.way is None or not self.way.url:
            return None
        target = section.link(self.way.url, number) if section else self.way.url
        return Scan(target, said or _("Scan the code to answer"), self.way.typed, self.way.code)
