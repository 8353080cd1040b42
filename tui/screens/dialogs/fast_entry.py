"""Typing in slips: one question a line, Enter records it and the next line is empty again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding
from textual.content import Content

from language import gettext as _
from language.refusals import sentence
from meeting import limits
from meeting.model.question import Channel
from meeting.refusal import Refusal
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    Record = Callable[[str, Channel], Awaitable[Any]]

SHOWN = 6
"""How many of the lines just recorded stay in sight."""


class FastEntryDialog(Dialog[None]):
    """`record` takes a line and its channel and returns its number; it raises Refusal to leave the line as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+t", "channel", show=False, priority=True),
    ]

    def __init__(self, record: Record, drafts: dict[str, dict[str, str]]) -> None:
        super().__init__(_("Type in questions"))
        self._record = record
        self._drafts = drafts
        self._channel = Channel.PAPER
        self._recorded: list[tuple[int, str]] = []

    def compose(self) -> ComposeResult:
        """The lines recorded, and the field."""
        with self.box():
            yield Plain(id="recorded")
            yield Plain(id="channel", classes="label")
            draft = self._drafts.get("fast", {}).get("line", "")
            yield Field(draft, limit=limits.QUESTION_GRAPHEMES, id="line")
            yield Plain(classes="problem")
            yield Plain(_("Enter: record, next  ·  Ctrl+T: slip or spoken  ·  Esc: done"), classes="keys")

    def on_mount(self) -> None:
        """Say what is typed in."""
        self._tell()
        self.query_one(Field).focus()

    def action_channel(self) -> None:
        """Paper slips, or questions asked aloud."""
        self._channel = Channel.TYPED if self._channel is Channel.PAPER else Channel.PAPER
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Record the line; the field is free for the next one at once."""
        line = event.value
        if line.strip():
            event.input.value = ""
            self._send(line, self._channel)

    @work(group="fast-entry")
    async def _send(self, line: str, channel: Channel) -> None:
        problem = self.query_one(".problem", Plain)
        try:
            number = await self._record(line, channel)
        except Refusal as refusal:
            field = self.query_one(Field)
            field.value = f"{line} {field.value}".strip()
            problem.say(sentence(refusal.code, refusal.facts))
            problem.add_class("-said")
            return
        problem.remove_class("-said")
        self._recorded.append((number, line))
        self._tell()

    def _tell(self) -> None:
        rows = [
            Content.assemble((f"#{number} ", "bold $success"), literal(line))
            for number, line in self._recorded[-SHOWN:]
        ]
        empty = Content.styled(
            _("Each line is one question. It is recorded when you press Enter."), "$foreground 60%"
        )
        self.query_one("#recorded", Plain).say(Content("\n").join(rows) if rows else empty)
        slips = self._channel is Channel.PAPER
        self.query_one("#channel", Plain).say(_("Paper slip:") if slips else _("Asked aloud:"))

    def action_leave(self) -> None:
        """Done; a line not recorded waits for the next time."""
        self._drafts["fast"] = {"line": self.query_one(Field).value}
        self.dismiss(None)
