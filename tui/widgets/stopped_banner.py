"""The banner that stands on every desk screen while nothing can be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from language import gettext as _
from meeting.moment import Role
from tui.following import FollowingApp
from tui.widgets.line import Part, Rows

if TYPE_CHECKING:
    from link.health import Health


class StoppedBanner(Rows):
    """Two rows that are there only while nothing is accepted: what happened, what to do, what is kept."""

    DEFAULT_CSS = """
    StoppedBanner { height: 2; display: none; background: $error 20%; }
    StoppedBanner.-stopped { display: block; }
    """

    app = getters.app(FollowingApp)

    def __init__(self, *, id: str, tells_gone: bool = False) -> None:  # noqa: A002  Textual's own word for it
        """`tells_gone`: also say when the server does not answer, where no health line does."""
        super().__init__(id=id)
        self._tells_gone = tells_gone

    def on_mount(self) -> None:
        """Follow the server's health."""
        self.app.healths.subscribe(self, self.show_health)
        self.show_health(self.app.health)

    def show_health(self, health: Health | None) -> None:
        """Show or hide, as the server does."""
        gone = health is None and self.app.asked_health and self._tells_gone
        stopped = health is not None and not health.accepting
        self.set_class(gone or stopped, "-stopped")
        is_host = self.app.desk.role is Role.HOST
        if gone:
            what = _(" The meeting's server does not answer. Nothing can be recorded. ")
            do = _("Press R in the console.") if is_host else _("Ask the host; a link needs a new code.")
        elif health is not None and stopped:
            what = _(" NOTHING IS RECORDED ANY MORE: {why}. ").format(why=_(health.problem))
            do = _("Press W to go on.") if is_host else _("The host goes on with W in the console.")
        else:
            return
        kept = _(" Phones and forms keep what was typed. ")
        self.show(([Part(what, "alarm")], ()), ([Part(" "), Part(do, "strong"), Part(kept)], ()))
