"""The link to a secretary at another laptop, off until opened here: where, by what code, and whether anybody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding
from textual.content import Content

from language import gettext as _
from language import ngettext
from link import control
from link.control import DeskLink
from link.pairing import PIN_CHARACTERS
from meeting.refusal import Refusal
from meeting.text.crockford import GROUP
from tui.desk import refusal_message
from tui.following import FollowingApp
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from link.client import Client

PIN_GROUPS = PIN_CHARACTERS // GROUP
GROUPS_A_LINE = 2


class DeskLinkDialog(Dialog[None]):
    """Shows what to read aloud to the secretary, in groups of four with room between the letters."""

    app = getters.app(FollowingApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("o", "open", show=False),
        Binding("x", "close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(_("A secretary at another laptop"))
        self._link: DeskLink | None = None
        """None until the server said how the link stands."""
        self._problem = ""

    def compose(self) -> ComposeResult:
        """How the link stands, the code, the keys."""
        with self.box():
            yield Plain(id="summary")
            yield Plain(id="code")
            yield Plain(classes="problem")
            yield Plain(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Ask how the link stands, and follow who comes."""
        self.app.healths.subscribe(self, lambda _health: self._show())
        self._show()
        self._ask()

    @work
    async def _ask(self) -> None:
        await self._take(lambda client: client.call(control.DESK_LINK))

    @work
    async def action_open(self) -> None:
        """Open the link, or open it anew under another code; that cuts off whoever is in, so it asks."""
        if await self._may_cut_off(_("Yes, with a new code")):
            await self._take(lambda client: client.call(control.OPEN_DESK_LINK))

    @work
    async def action_close(self) -> None:
        """Close the link."""
        if (
            self._link is not None
            and self._link.address
            and await self._may_cut_off(_("Yes, close the link"))
        ):
            await self._take(_closed)

    async def _may_cut_off(self, yes: str) -> bool:
        if not self._guests:
            return True
        about = _("A secretary is connected and will be cut off. What is typed there stays on that screen.")
        sure: bool | None = await self.app.push_screen_wait(ConfirmDialog(_("Cut off?"), about, yes))
        return bool(sure)

    async def _take(self, asked: Callable[[Client], Awaitable[DeskLink]]) -> None:
        try:
            self._link = await asked(await self.app.desk.client())
            self._problem = ""
        except Refusal as refusal:
            self._problem = refusal_message(refusal)
        self._show()

    @property
    def _guests(self) -> int:
        return self.app.health.desk_guests if self.app.health is not None else 0

    def _show(self) -> None:
        link = self._link
        problem = self.query_one(".problem", Plain)
        problem.show(self._problem)
        problem.set_class(bool(self._problem), "-shown")
        message, code = self.query_one("#summary", Plain), self.query_one("#code", Plain)
        if link is None or not link.address:
            message.show(_closed_words() if link is not None else literal(_("Asking the server…")))
            code.show("")
            self.query_one("#keys", Plain).show(_("O: open the link  ·  Esc: back"))
            return
        message.show(_open_words(link, self._guests))
        code.show(_code(link))
        self.query_one("#keys", Plain).show(
            _("X: close the link  ·  O: a new code  ·  Esc: back, it stays open")
        )


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
