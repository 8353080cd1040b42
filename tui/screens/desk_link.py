"""The link to a secretary at another laptop, off until opened here: where, by what code, and whether anybody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from link import control
from link.control import DeskLink
from link.pairing import PIN_CHARACTERS
from meeting.refusal import Refusal
from meeting.text.crockford import GROUP
from tui.actions import Actions, Group
from tui.desk import refusal_message
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.widget import Widget

    from link.client import Client

PIN_GROUPS = PIN_CHARACTERS // GROUP
GROUPS_A_LINE = 2


ACTIONS: Actions[DeskLinkScreen] = Actions(Group.MEETING)


@ACTIONS.add(
    "open", "o", N_("Open, or a new code"), N_("Let one in who types the code that shows then"), footer=10
)
async def _open(screen: DeskLinkScreen) -> None:
    if await screen.may_cut_off(_("Yes, with a new code")):
        await screen.take(lambda client: client.call(control.OPEN_DESK_LINK))


def _is_closed(screen: DeskLinkScreen) -> str | None:
    return None if screen.is_open else _("The link is not open.")


@ACTIONS.add(
    "close",
    "x",
    N_("Close the link"),
    N_("Nobody at another laptop may see or do anything any more"),
    footer=20,
    unavailable=_is_closed,
)
async def _close(screen: DeskLinkScreen) -> None:
    if await screen.may_cut_off(_("Yes, close the link")):
        await screen.take(_closed)


class DeskLinkScreen(DeskScreen):
    """Shows what to read aloud to the secretary, in groups of four with room between the letters."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("A secretary at another laptop")
    HELP_TITLE = TITLE_WORDS

    def __init__(self) -> None:
        super().__init__()
        self._link: DeskLink | None = None
        """None until the server said how the link stands."""
        self._problem = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody may come in by it."""
        return self._link is not None and bool(self._link.address)

    def body(self) -> Iterator[Widget]:
        """How the link stands, and the code."""
        yield Plain(id="summary")
        yield Plain(id="code")
        yield Plain(classes="problem")

    def on_mount(self) -> None:
        """Ask how the link stands, and follow who comes."""
        self.app.healths.subscribe(self, lambda _health: self.paint())
        self.run_worker(self.take(lambda client: client.call(control.DESK_LINK)))

    async def may_cut_off(self, yes: str) -> bool:
        """Whether what follows may be done to whoever is in; nobody is asked where nobody is."""
        if not self._guests:
            return True
        about = _("A secretary is connected and will be cut off. What is typed there stays on that screen.")
        return await self.confirm(_("Cut off?"), about, yes)

    async def take(self, asked: Callable[[Client], Awaitable[DeskLink]]) -> None:
        """Ask the server something that says how the link then stands."""
        try:
            self._link = await asked(await self.app.desk.client())
            self._problem = ""
        except Refusal as refusal:
            self._problem = refusal_message(refusal)
        self.paint()

    @property
    def _guests(self) -> int:
        return self.app.health.desk_guests if self.app.health is not None else 0

    def paint(self) -> None:
        """How the link stands now."""
        link = self._link
        problem = self.query_one(".problem", Plain)
        problem.show(self._problem)
        problem.set_class(bool(self._problem), "-shown")
        summary, code = self.query_one("#summary", Plain), self.query_one("#code", Plain)
        if link is None or not link.address:
            summary.show(_closed_words() if link is not None else literal(_("Asking the server…")))
            code.show("")
        else:
            summary.show(_open_words(link, self._guests))
            code.show(_code(link))


async def _closed(client: Client) -> DeskLink:
    await client.call(control.CLOSE_DESK_LINK)
    return DeskLink()


def _closed_words() -> Content:
    return Content("\n").join(
        [
            Content.styled(_("The link is closed: nobody at another laptop can see or do anything."), "bold"),
            literal(
                _(
                    "Opened, it lets in one who types a code that is read aloud here. That laptop sees every question, "
                    "hidden ones too, and may do what the secretary's screen does. Everything on the way is encrypted."
                )
            ),
        ]
    )


def _open_words(link: DeskLink, guests: int) -> Content:
    connected = ngettext("{count} laptop is connected.", "{count} laptops are connected.", guests)
    state = (
        Content.styled(f"✓ {connected.format(count=guests)}", "bold $success")
        if guests
        else Content.styled(_("● Open. Nobody is connected yet."), "bold $warning")
    )
    return Content("\n").join(
        [
            state,
            literal(_("On the other laptop type:")),
            Content.styled(f"  doithoai secretary --at {link.address}", "bold"),
            literal(_("and then this code, which only the two of you should hear:")),
        ]
    )


def _code(link: DeskLink) -> Content:
    """The groups, two a line; the first four are the fingerprint of this laptop, the last two the secret."""
    groups = ["  ".join(group) for group in link.code.split("-")]
    lines = []
    for start in range(0, len(groups), GROUPS_A_LINE):
        is_pin = start < PIN_GROUPS
        pair = "    –    ".join(groups[start : start + GROUPS_A_LINE])
        name = _("fingerprint of this laptop") if is_pin else _("secret of this link")
        lines += [
            Content(""),
            Content.assemble((f"  {pair}", "bold $primary"), ("    " + name, "$foreground 60%")),
        ]
    return Content("\n").join(lines)
