"""A form: a few fields, sent on Enter in the last one or Ctrl+S; what was typed survives refusals and turning back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work
from textual.containers import Vertical

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import FormField
from tui.screens.dialogs.writing import WRITING, WritingDialog
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.pick import Pick
from tui.widgets.plain import Plain
from tui.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

    from tui.actions import Action

    Send = Callable[[dict[str, str]], Awaitable[Any]]


SAVE = N_("Save")

ACTIONS: Actions[FormDialog] = Actions(Group.SCREEN)


@ACTIONS.add("next", "enter", N_("Next field"), footer=10)
def _next(dialog: FormDialog) -> None:
    dialog.go_on()


@ACTIONS.add("other", "right", N_("Another choice"), footer=15, repeats=True)
def _other(dialog: FormDialog) -> None:
    if isinstance(dialog.focused, Pick):
        dialog.focused.action_step(1)


@ACTIONS.add("send", "ctrl+s", SAVE, footer=20)
def _send(dialog: FormDialog) -> None:
    dialog.send()


@ACTIONS.add("back", "escape", N_("Back, keeps the draft"), footer=30)
def _leave(dialog: FormDialog) -> None:
    dialog.leave()


class FormDialog(WritingDialog):
    """Dismisses with True once `send` took the values, with False when the person turned back.

    `send` raises Refusal to keep the form open with the sentence under it. What was typed waits under `key` among
    the app's drafts until it is sent.
    """

    ACTIONS = (*ACTIONS, *WRITING)

    def __init__(
        self, title: str, entries: Sequence[FormField], send: Send, *, about: str = "", key: str = ""
    ) -> None:
        super().__init__(title)
        self._entries = list(entries)
        self._send = send
        self._about = about
        self._key = key or title
        self._sending = False

    def compose(self) -> ComposeResult:
        """Label, field, hint for each entry."""
        draft = self.app.drafts.get(self._key, {})
        with self.box():
            if self._about:
                yield Plain(self._about, classes="about")
            for entry in self._entries:
                value = draft.get(entry.name, entry.value)
                if entry.tick:
                    yield Tick(entry.label, bool(value), id=entry.name)
                    continue
                yield Plain(entry.label, classes="label")
                if entry.choices:
                    yield Pick(entry.choices, value, id=entry.name)
                elif entry.long:
                    yield Editor(value, limit=entry.limit, pasted=entry.pasted, id=entry.name)
                else:
                    enter = partial(self._enter, entry.name)
                    yield Field(value, limit=entry.limit, select_on_focus=True, enter=enter, id=entry.name)
                if entry.hint:
                    yield Plain(entry.hint, classes="hint")
                if entry.read_back is not None:
                    yield Plain(id=f"{entry.name}-read", classes="hint read")
            with Vertical(classes="foot"):
                yield Plain(classes="problem")
                yield self.key_hints()

    def on_mount(self) -> None:
        """Say what is understood of what stands there already."""
        self._read_back()

    def on_input_changed(self) -> None:
        """Say what is understood of what is being typed."""
        self._read_back()

    def _read_back(self) -> None:
        reading = [entry for entry in self._entries if entry.read_back is not None]
        values = self.values() if reading else {}
        for entry in reading:
            if entry.read_back is not None:
                self.query_one(f"#{entry.name}-read", Plain).show(entry.read_back(values[entry.name], values))

    def actions(self) -> Sequence[Action[Any]]:
        """In a form of one line Enter saves; where texts are long it begins a new line of them."""
        enter = next(action for action in self.ACTIONS if action.id == "next")
        rows = [action for action in self.ACTIONS if action.id != "other" or self._picks()]
        if any(field.long for field in self._entries):
            return [action for action in rows if action is not enter]
        short = [action for action in rows if action in ACTIONS]
        if len(self._fields()) + len(self._picks()) > 1:
            return short
        short = [action for action in short if action.id != "send"]
        return [action._replace(label=SAVE) if action is enter else action for action in short]

    def _fields(self) -> list[str]:
        """The names of what is typed into, in order."""
        return [entry.name for entry in self._entries if not entry.tick and not entry.choices]

    def _picks(self) -> list[str]:
        """The names of what is chosen from a few."""
        return [entry.name for entry in self._entries if entry.choices]

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {entry.name: self._value(entry) for entry in self._entries}

    def _value(self, entry: FormField) -> str:
        if entry.tick:
            return "1" if self.query_one(f"#{entry.name}", Tick).value else ""
        if entry.choices:
            return self.query_one(f"#{entry.name}", Pick).value
        if entry.long:
            return self.query_one(f"#{entry.name}", Editor).text
        return self.query_one(f"#{entry.name}", Field).value

    def _enter(self, name: str, _value: str) -> None:
        """Enter goes on to the next field, and sends from the last."""
        if name == self._last():
            self.send()
        else:
            self.focus_next()

    def _last(self) -> str:
        """The name of the field from which Enter sends: the last that is typed into or chosen, ticks may follow."""
        return self._entries[-1].name if self._picks() else self._fields()[-1]

    def go_on(self) -> None:
        """Go on to the next field; from the last one, send."""
        if isinstance(self.focused, Pick) and self.focused.id == self._last():
            self.send()
        else:
            self.focus_next()

    @work
    async def send(self) -> None:
        """Send the values; a second Ctrl+S meanwhile does nothing."""
        if self._sending:
            return
        self._sending = True
        try:
            await self._send(self.values())
        except Refusal as refusal:
            self.complain(refusal)
        else:
            self.app.drafts.pop(self._key, None)
            self.dismiss(True)
        finally:
            self._sending = False

    def complain(self, problem: Refusal | str) -> None:
        """Say what is wrong, with the keyboard where it can be put right."""
        name = str(problem.params.get("field", "")) if isinstance(problem, Refusal) else ""
        if name in {*self._fields(), *self._picks()}:
            self.query_one(f"#{name}").focus()
        super().complain(problem)

    def leave(self) -> None:
        """Turn back; what was typed waits for the next time."""
        typed = self.values()
        if typed != {entry.name: entry.value for entry in self._entries}:
            self.app.drafts[self._key] = typed
        self.dismiss(False)
