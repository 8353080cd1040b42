"""Typing in slips: one question a line, Enter records it and the next line is empty again."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec
from textual import work
from textual.content import Content

from intake import plain
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.commands.asking import Ask
from meeting.dialogue import receipts
from meeting.model.question import Channel
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.plain import Plain, literal
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    Record = Callable[[Ask], Awaitable[int]]

SHOWN = 6
"""How many of the lines just recorded, and of those refused, stay in sight."""

PASTED = 12
"""How many of the lines pasted are shown; the rest are counted."""

RECEIPT_BYTES = 10

PASSING = frozenset({"unwritable", "server-gone"})
"""Refusals that say nothing against the line: it is right to send the same again."""


ACTIONS: Actions[FastEntryDialog] = Actions(Group.QUESTION)


@ACTIONS.add("record", "enter", N_("Record, next"), footer=10)
def _record(dialog: FastEntryDialog) -> None:
    dialog.take(dialog.query_one(Field).value)


@ACTIONS.add("channel", "ctrl+t", N_("Slip or spoken"), footer=20)
def _channel(dialog: FastEntryDialog) -> None:
    dialog.change_channel()


@ACTIONS.add("back", "escape", N_("Done"), footer=30)
def _done(dialog: FastEntryDialog) -> None:
    dialog.leave()


class FastEntryDialog(Dialog[None]):
    """`record` has a question recorded and returns its number; it raises Refusal to have the line kept.

    Lines that were refused wait in sight, apart from the one being typed. Each has a receipt, so that one which the
    record took after all (its disk refused only then) is not taken twice.
    """

    ACTIONS = ACTIONS

    def __init__(self, record: Record) -> None:
        super().__init__(_("Type in questions"))
        self._record = record
        self._channel = Channel.PAPER
        self._recorded: list[tuple[int, str]] = []
        self._refused: list[Ask] = []
        self._pasted: list[str] = []

    def compose(self) -> ComposeResult:
        """The lines recorded, and the field."""
        kept = self.app.drafts.get("fast", {})
        self._refused = msgspec.json.decode(kept.get("refused", "[]"), type=list[Ask])
        with self.box():
            yield Plain(id="recorded")
            yield Plain(id="channel", classes="label")
            yield Field(
                kept.get("line", ""),
                limit=limits.QUESTION_GRAPHEMES,
                enter=self.take,
                lines=self.show_pasted,
                id="line",
            )
            yield Plain(classes="problem")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Say what is typed in."""
        self._show()
        self.query_one(Field).focus()

    def change_channel(self) -> None:
        """Paper slips, or questions asked aloud."""
        self._channel = Channel.TYPED if self._channel is Channel.PAPER else Channel.PAPER
        self._show()

    def take(self, line: str) -> None:
        """Record the line; the field is free for the next one at once. An empty one tries again what was refused.

        Pasted lines are recorded before it, each a question.
        """
        pasted, self._pasted = self._pasted, []
        for one in pasted:
            self._send(self._asked(one))
        if pasted:
            self._show()
        if line.strip():
            self.query_one(Field).value = ""
            self._send(self._asked(line))
            return
        if pasted:
            return
        waiting, self._refused = self._refused, []
        for asked in waiting:
            self._send(asked)

    def _asked(self, line: str) -> Ask:
        receipt = receipts.from_bytes(secrets.token_bytes(RECEIPT_BYTES))
        return Ask(line, self._channel, receipt=receipt)

    def show_pasted(self, lines: list[str]) -> None:
        """Several lines were pasted: show the questions they are, before any is recorded."""
        numbered = plain.numbered([*self._pasted, *lines])
        self._pasted = [row.cells[0] for row in plain.rows_of(numbered)]
        self._show()

    @work(group="fast-entry")
    async def _send(self, asked: Ask) -> None:
        try:
            number = await self._record(asked)
        except Refusal as refusal:
            message = sentence(refusal.code, refusal.params)
            field = self.query_one(Field)
            if refusal.code in PASSING or field.value:
                self._refused.append(asked)
                message += " " + _("Enter on the empty line tries again.")
            else:  # something in the line itself: it goes back to be corrected
                field.value = asked.text
            self.complain(message)
        else:
            self._recorded.append((number, asked.text))
            if not self._refused:
                self.complain("")
        self._show()

    def _show(self) -> None:
        rows = [
            Content.assemble((f"#{number} ", "bold $success"), literal(line))
            for number, line in self._recorded[-SHOWN:]
        ]
        rows += [
            Content.assemble(("× ", "bold $error"), literal(asked.text)) for asked in self._refused[-SHOWN:]
        ]
        rows += [Content.assemble(("+ ", "bold $warning"), literal(line)) for line in self._pasted[:PASTED]]
        if self._pasted:
            message = _("{count} questions pasted, not recorded yet. Enter records each; Esc drops them.")
            rows.append(Content.styled(message.format(count=len(self._pasted)), "bold $warning"))
        empty = Content.styled(
            _("Each line is one question. It is recorded when you press Enter."), "$foreground 60%"
        )
        self.query_one("#recorded", Plain).show(Content("\n").join(rows) if rows else empty)
        slips = self._channel is Channel.PAPER
        self.query_one("#channel", Plain).show(_("Paper slip:") if slips else _("Asked aloud:"))

    def leave(self) -> None:
        """Done; what was not recorded waits for the next time. Pasted lines are dropped first, and only they."""
        if self._pasted:
            self._pasted = []
            self._show()
            return
        refused = msgspec.json.encode(self._refused).decode()
        self.app.drafts["fast"] = {"line": self.query_one(Field).value, "refused": refused}
        self.dismiss(None)
