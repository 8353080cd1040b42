"""The health line: phones, what is on the disk, the address, free space, and anything the host should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from tui.locations import size_in_words
from tui.widgets.line import Part, Rows

if TYPE_CHECKING:
    from link.health import Health, HealthCaution
    from tui.feed import Seen

LOW_DISK = 1_000_000_000
"""Free bytes below which the line warns."""


class HealthLine(Rows):
    """One row. That nothing is saved stands first; then the figures, so that a long warning cannot push them out."""

    DEFAULT_CSS = "HealthLine { background: $surface; }"

    _has_shown = False
    """Whether anything showed the stage since this console began."""

    def show_health(self, seen: Seen, health: Health | None) -> None:
        """Show how the server does, and how far this window has followed."""
        if health is None:
            gone = _(" The meeting's server does not answer. Press R to start it again. ")
            saved = _("{n} entries on disk").format(n=seen.n)
            self.show(([Part(gone, "alarm")], [Part(saved, "quiet"), Part(" ")]))
            return
        left = [
            Part(" "),
            *self._stopped(health),
            *self._figures(seen, health),
            *self._wall(health),
            *self._link(health),
        ]
        self.show((left + self._warning(health) + self._free(health), self._address(health)))

    @staticmethod
    def _stopped(health: Health) -> list[Part]:
        if health.accepting:
            return []
        return [Part(_(" NOT SAVING: {why} ").format(why=_(health.problem)), "alarm"), Part(" ")]

    @staticmethod
    def _warning(health: Health) -> list[Part]:
        if not health.accepting:
            return []
        warnings = [_sentence(caution) for caution in health.warnings[:1]]
        if health.free_disk and health.free_disk < LOW_DISK:
            warnings.insert(0, _("Only {free} of disk left.").format(free=size_in_words(health.free_disk)))
        return [Part(" · ", "quiet"), Part(f"! {warnings[0]}", "warning")] if warnings else []

    @staticmethod
    def _figures(seen: Seen, health: Health) -> list[Part]:
        phones = ngettext("{count} phone", "{count} phones", health.phones).format(count=health.phones)
        behind = health.n - health.durable_n
        saved = _("all {n} saved").format(n=seen.n) if behind <= 0 else _("{n} being saved").format(n=behind)
        return [
            Part(phones, "strong"),
            Part(" · ", "quiet"),
            Part(saved, "good" if behind <= 0 else "warning"),
        ]

    @staticmethod
    def _free(health: Health) -> list[Part]:
        if health.free_disk < LOW_DISK:
            return []
        free = _("{free} free").format(free=size_in_words(health.free_disk))
        return [Part(" · ", "quiet"), Part(free, "quiet")]

    def _wall(self, health: Health) -> list[Part]:
        """What shows the stage: windows of this laptop, browsers; a warning once there was one and is none."""
        showing = health.stage_windows + health.stage_screens
        self._has_shown = self._has_shown or showing > 0
        if not self._has_shown:
            return []
        if not showing:
            return [Part(" · ", "quiet"), Part(_("no wall: its window has closed (F5)"), "warning")]
        windows = ngettext("{count} window", "{count} windows", health.stage_windows)
        parts = [windows.format(count=health.stage_windows)] if health.stage_windows else []
        if health.stage_screens:
            screens = ngettext("{count} browser", "{count} browsers", health.stage_screens)
            parts.append(screens.format(count=health.stage_screens))
        return [Part(" · ", "quiet"), Part(_("wall: {where}").format(where=", ".join(parts)), "good")]

    @staticmethod
    def _link(health: Health) -> list[Part]:
        """That the link to another laptop is open, and whether anybody is in."""
        if not health.desk_link:
            return []
        if health.desk_guests:
            return [Part(" · ", "quiet"), Part(_("second laptop: connected (T)"), "good")]
        return [Part(" · ", "quiet"), Part(_("second laptop: open (T)"), "warning")]

    @staticmethod
    def _address(health: Health) -> list[Part]:
        if not health.address:
            return []
        return [Part(health.address, "strong"), Part(" ")]


def _sentence(caution: HealthCaution) -> str:
    from wording.refusals import sentence  # not needed for the first frame

    return sentence(caution.code, caution.params)
