"""A form: a few fields, sent on Enter in the last one or Ctrl+S; what was typed survives refusals and turning back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding

from language import gettext as _
from meeting.refusal import Refusal
from tui.screens.dialogs.asked import FormField
from tui.screens.dialogs.writing import WritingTools
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.plain import Plain
from tui.widgets.tick import Tick
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    Send = Callable[[dict[str, str]], Awaitable[Any]]


class FormDialog(WritingTools):
    """Dismisses with True once `send` took the values, with False when the person turned back.

    `send` raises Refusal to keep the form open with the sentence under it. `drafts` keeps what was typed under `key`
    until it is sent.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "send", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        entries: Sequence[FormField],
        send: Send,
        *,
        about: str = "",
        drafts: dict[str, dict[str, str]] | None = None,
        key: str = "",
    ) -> None:
        super().__init__(title)
        self._entries = list(entries)
        self._send = send
        self._about = about
        self._drafts = drafts if drafts is not None else {}
        self._key = key or title
        self._sending = False

    def compose(self) -> ComposeResult:
        """Label, field, hint for each entry."""
        draft = self._drafts.get(self._key, {})
        with self.box():
            if self._about:
                yield Plain(self._about, classes="about")
            for entry in self._entries:
                value = draft.get(entry.name, entry.value)
                if entry.tick:
                    yield Tick(entry.label, bool(value), id=entry.name)
                    continue
                yield Plain(entry.label, classes="label")
                if entry.long:
                    yield Editor(value, limit=entry.limit, id=entry.name)
                else:
                    enter = partial(self._enter, entry.name)
                    yield Field(value, limit=entry.limit, select_on_focus=True, enter=enter, id=entry.name)
                if entry.hint:
                    yield Plain(entry.hint, classes="hint")
            yield Plain(classes="problem")
            yield Plain(self._keys(), classes="keys")

    def _keys(self) -> str:
        keys = [_("Ctrl+S: save"), _("Esc: back, keeps the draft")]
        if any(entry.long for entry in self._entries):
            keys += [_("Ctrl+E: own editor"), _("Ctrl+O: text file")]
        elif len(self._fields()) > 1:
            keys.insert(0, _("Enter: next field"))
        else:
            keys[0] = _("Enter: save")
        return "  ·  ".join(keys)

    def _fields(self) -> list[str]:
        """The names of what is typed into, in order."""
        return [entry.name for entry in self._entries if not entry.tick]

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {entry.name: self._value(entry) for entry in self._entries}

    def _value(self, entry: FormField) -> str:
        if entry.tick:
            return "1" if self.query_one(f"#{entry.name}", Tick).value else ""
        if entry.long:
            return self.query_one(f"#{entry.name}", Editor).text
        return self.query_one(f"#{entry.name}", Field).value

    def _enter(self, name: str, _value: str) -> None:
        """Enter goes on to the next field, and sends from the last."""
        if name == self._fields()[-1]:
            self.action_send()
        else:
            self.focus_next()

    @work
    async def action_send(self) -> None:
        """Send the values; a second Ctrl+S meanwhile does nothing."""
        if self._sending:
            return
        self._sending = True
        try:
            await self._send(self.values())
        except Refusal as refusal:
            self._complain(refusal)
        else:
            self._drafts.pop(self._key, None)
            self.dismiss(True)
        finally:
            self._sending = False

    def _complain(self, refusal: Refusal) -> None:
        """Say what is wrong, with the keyboard where it can be put right."""
        if (name := str(refusal.params.get("field", ""))) in self._fields():
            self.query_one(f"#{name}").focus()
        problem = self.query_one(".problem", Plain)
        problem.show(sentence(refusal.code, refusal.params))
        problem.add_class("-shown")
        problem.scroll_visible(animate=False)

    def action_leave(self) -> None:
        """Turn back; what was typed waits for the next time."""
        typed = self.values()
        if typed != {entry.name: entry.value for entry in self._entries}:
            self._drafts[self._key] = typed
        self.dismiss(False)
