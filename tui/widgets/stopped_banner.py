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
    """Two rows that are there only while the server accepts nothing: what happened, what is kept, what to do."""

    DEFAULT_CSS = """
    StoppedBanner { height: 2; display: none; background: $error 20%; }
    StoppedBanner.-stopped { display: block; }
    """

    app = getters.app(FollowingApp)

    def on_mount(self) -> None:
        """Follow the server's health."""
        self.app.healths.subscribe(self, self.follow)
        self.follow(self.app.health)

    def follow(self, health: Health | None) -> None:
        """Show or hide, as the server does."""
        stopped = health is not None and not health.accepting
        self.set_class(stopped, "-stopped")
        if health is None or not stopped:
            return
        what = _(" NOTHING IS RECORDED ANY MORE: {why}. ").format(why=_(health.problem))
        kept = _(" Phones and forms keep what was typed. ")
        is_host = self.app.desk.role is Role.HOST
        do = _("Press W to go on.") if is_host else _("The host goes on with W in the console.")
        self.show(([Part(what, "alarm")], ()), ([Part(" "), Part(do, "strong"), Part(kept)], ()))
