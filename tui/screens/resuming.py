"""When writing has stopped: what happened, trying again here, or going on in another folder."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.drives import while_away
from tui.locations import Location, size_in_words, suggested
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.choose import keyed
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from link.health import Health

PATH_CHARACTERS = 1000
LOOK_EVERY = 2.0
"""Seconds between looks for a stick that was plugged in."""

TELL_EVERY = 0.5

HERE, ELSEWHERE = "h", "t"
"""Keys of the two choices that are always there; the suggested folders have digits."""

Way = Path | str
"""A folder to go on in, or one of the two keys above."""


ACTIONS: Actions[ResumeScreen] = Actions(Group.MEETING)


def _not_offered(key: str, screen: ResumeScreen) -> str | None:
    return None if key in screen.ways else _("This way is not open now.")


@ACTIONS.add("take", "enter", N_("Do it"), N_("Take the chosen way; so does its key"), footer=10)
async def _take_chosen(screen: ResumeScreen) -> None:
    at = screen.query_one(OptionList).highlighted
    if at is not None:
        await screen.take(list(screen.ways.values())[at])


async def _take(key: str, screen: ResumeScreen) -> None:
    await screen.take(screen.ways[key])


for key, label, tooltip in (
    (HERE, N_("Try here again"), N_("After making room on this disk")),
    (ELSEWHERE, N_("Another folder"), N_("Go on in a folder that you type")),
    *((str(digit), N_("Go on there"), "") for digit in range(1, 10)),
):
    ACTIONS.add(
        f"take-{key}",
        key,
        label,
        tooltip,
        unavailable=partial(_not_offered, key),
        listed=bool(tooltip),
        repeats=True,
    )(partial(_take, key))


class ResumeScreen(DeskScreen):
    """Follows the server's health, and stays open to say how it went."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Where the record is written")
    HELP_TITLE = TITLE_WORDS
    HAS_BANNER = False

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[str, Way] = {}
        """The ways out that are open now, by their keys."""
        self._places: list[Location] = []
        """Folders on other disks, as found by the last look."""
        self._looking = False
        self._began = 0.0
        """When what is being done began; 0 while nothing is."""

    def body(self) -> Iterator[Widget]:
        """What happened, the ways out, how it went."""
        yield Plain(id="summary", classes="about")
        yield OptionList(markup=False)
        yield Plain(id="outcome", classes="problem")

    def on_mount(self) -> None:
        """Say what is so now, and whenever it changes."""
        self.app.healths.subscribe(self, lambda _health: self.paint())
        self.set_interval(LOOK_EVERY, self._look)
        self._look()
        self.set_interval(TELL_EVERY, self._tell_progress)
        self.query_one(OptionList).focus()

    @property
    def _health(self) -> Health | None:
        return self.app.health

    def paint(self) -> None:
        """How the server does now, and what can be done."""
        health = self._health
        self.query_one("#summary", Plain).show(_situation(health))
        if not self._began:
            self._offer()

    def _look(self) -> None:
        """Look for other disks; a drive that keeps its reader waiting keeps nobody else waiting."""
        if not self._looking:
            self._looking = True
            self.run_worker(self._find_places())

    async def _find_places(self) -> None:
        try:
            self._places = await while_away(partial(suggested, self.app.folder))
        finally:
            self._looking = False
        if not self._began:
            self._offer()

    def _offer(self) -> None:
        """List the ways out; a stick plugged in meanwhile appears, and the cursor stays."""
        health = self._health
        ways: dict[str, Way] = {}
        rows: dict[str, str] = {}
        if health is not None and not health.accepting:
            ways[HERE], rows[HERE] = HERE, _("Try here again (after making room on this disk)")
        if health is not None:
            for digit, place in enumerate(self._places, start=1):
                ways[str(digit)] = place.folder
                message = _("Go on in {folder} ({free} free)")
                rows[str(digit)] = message.format(folder=place.folder, free=size_in_words(place.free))
            ways[ELSEWHERE], rows[ELSEWHERE] = ELSEWHERE, _("Go on in another folder…")
        if ways == self.ways:
            return
        self.ways = ways
        listed = self.query_one(OptionList)
        before = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(Option(keyed(key, row)) for key, row in rows.items())
        if rows:
            listed.highlighted = min(before, len(rows) - 1)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click takes the highlighted one."""
        self.action_do("take")

    async def take(self, way: Way) -> None:
        """Go a way out."""
        if way == ELSEWHERE:
            from tui.screens.dialogs.path import PathDialog

            title = _("Folder on another disk or stick (it is made if need be)")
            chosen = await self.app.push_screen_wait(PathDialog(title, folder=True))
            if chosen is not None:
                await self._go_on(Path.home() / chosen)
        else:
            await self._go_on(None if way == HERE else Path(way))

    async def _go_on(self, folder: Path | None) -> None:
        if self._began:
            return
        self._began = time.monotonic()
        self._tell_progress()
        had_stopped = self._health is not None and not self._health.accepting
        try:
            health = await (await self.app.desk.client()).resume(folder)
        except Refusal as refusal:
            self._show_outcome(refusal_message(refusal), "error")
        else:
            self.app.health = health
            self._show_outcome(_outcome(health, moved=folder is not None, had_stopped=had_stopped), "success")
            self.paint()
        finally:
            self._began = 0.0

    def _tell_progress(self) -> None:
        if self._began:
            seconds = int(time.monotonic() - self._began)
            self._show_outcome(
                _("Writing everything to the disk… {seconds} s").format(seconds=seconds), "foreground"
            )

    def _show_outcome(self, message: str, colour: str) -> None:
        outcome = self.query_one("#outcome", Plain)
        outcome.show(Content.styled(literal(message).plain, f"bold ${colour}"))
        outcome.add_class("-shown")
        outcome.scroll_visible(animate=False)

    def leave(self) -> None:
        """Close. What is being done goes on."""
        self.dismiss(None)


def _situation(health: Health | None) -> Content:
    """What is so now, in sentences."""
    if health is None:
        return literal(
            _("The meeting's server does not answer, so nothing can be said about the disk. Press R first.")
        )
    place = _("The record is in {folder}, where {free} are free.").format(
        folder=Path(health.record).parent, free=size_in_words(health.free_disk)
    )
    if health.accepting:
        saved = _("Everything is on the disk ({n} entries).").format(n=health.durable_n)
        also = _("It can go on in another folder all the same, for instance before this disk is unplugged.")
        return Content("\n").join([Content.styled(saved, "bold $success"), literal(place), literal(also)])
    lines = [
        Content.styled(
            _("The disk refuses: {why}. Nothing more is recorded.").format(why=_(health.problem)),
            "bold $error",
        ),
        literal(place),
        literal(
            _(
                "Nothing recorded before is lost; what waits in memory ({waiting}) is written first. Phones keep what "
                "people typed and say that it was not sent; so do the forms at the desk."
            ).format(waiting=max(0, health.n - health.durable_n))
        ),
    ]
    return Content("\n").join(lines)


def _outcome(health: Health, *, moved: bool, had_stopped: bool) -> str:
    message = [_("Recording goes on here.")]
    if moved:
        message = [_("Recording goes on in {folder}.").format(folder=Path(health.record).parent)]
    message.append(_("All {n} entries are on the disk.").format(n=health.durable_n))
    if had_stopped:
        message.append(_("Phones can send again."))
    return " ".join(message)
