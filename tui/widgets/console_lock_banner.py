"""The banner of a console that only looks on, because another one on this laptop has the console lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from language import gettext as _
from tui.following import FollowingApp
from tui.widgets.line import Part, Rows

if TYPE_CHECKING:
    from link.health import Health


class ConsoleLockBanner(Rows):
    """One row, there only while another console commands: which, since when, and the key that takes its place."""

    DEFAULT_CSS = """
    ConsoleLockBanner { height: 1; display: none; background: $warning 20%; }
    ConsoleLockBanner.-held { display: block; }
    """

    app = getters.app(FollowingApp)

    def on_mount(self) -> None:
        """Follow the server's health."""
        self.app.healths.subscribe(self, self.show_health)
        self.show_health(self.app.health)

    def show_health(self, health: Health | None) -> None:
        """Show or hide, as the server says who has the lock."""
        held = health is not None and bool(health.lock_holder)
        self.set_class(held, "-held")
        if health is None or not held:
            return
        do = _(" Only looking. Press H to command. ")
        what = _("Another console since {since} (number {holder})").format(
            since=health.lock_since, holder=health.lock_holder
        )
        self.show(([Part(do, "warning"), Part(what)], ()))
