"""Editing the wording for the minutes, beside what was said: both are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from language import gettext as _
from meeting import limits
from meeting.refusal import Refusal
from tui.desk import refusal_message
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.writing import WritingTools
from tui.widgets.editor import Editor
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Versions(NamedTuple):
    """What stands beside the editor: the words as taken down, and other wordings that may not be lost."""

    said: str
    said_by: str
    others: tuple[str, ...] = ()


class WordingDialog(WritingTools):
    """Dismisses with True once `send` took the wording, with False when the person turned back.

    `newer` is the wording another window has saved meanwhile, empty where none has: it is shown beside, at once.
    """

    CSS_PATH = [Dialog.CSS_PATH, Path(__file__).with_name("wording.tcss")]  # type: ignore[assignment]  # noqa: RUF012  Textual takes several
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as above
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "send", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        versions: Versions,
        wording: str,
        send: Callable[[str], Awaitable[Any]],
        newer: Callable[[], str],
        drafts: dict[str, str],
        key: str,
    ) -> None:
        super().__init__(title)
        self._about = about
        self._versions = versions
        self._wording = wording
        self._send = send
        self._newer = newer
        self._shown = wording
        self._drafts = drafts
        self._key = key
        self._is_sending = False

    def compose(self) -> ComposeResult:
        """What was said on the left, the wording on the right; one above the other where it is narrow."""
        with self.box():
            yield Plain(self._about, classes="about")
            with Horizontal(classes="sides"):
                with Vertical(classes="side"):
                    yield Plain(
                        _("As taken down ({speaker}); stays").format(speaker=self._versions.said_by),
                        classes="label",
                    )
                    with VerticalScroll(classes="said"):
                        yield Plain(self._versions.said)
                        for other in self._versions.others:
                            yield Plain(_("Another wording:"), classes="label")
                            yield Plain(other, classes="other")
                with Vertical(classes="side"):
                    yield Plain(_("Wording for the minutes"), classes="label")
                    yield Editor(
                        self._drafts.get(self._key, self._wording),
                        limit=limits.ANSWER_GRAPHEMES,
                        id="wording",
                    )
            yield Plain(classes="problem")
            yield Plain("", classes="keys")

    def on_mount(self) -> None:
        """Type at once; say so if another window changes the same words."""
        keys = (
            _("Ctrl+S: save"),
            _("Esc: back, keeps the draft"),
            _("Ctrl+E: own editor"),
            _("Ctrl+O: text file"),
        )
        self.query_one(".keys", Plain).show(Content("  ·  ".join(keys)))
        self.query_one(Editor).focus()
        self.set_interval(1.0, self._watch)

    def _watch(self) -> None:
        newer = self._newer()
        if not newer or newer == self._shown or self._is_sending:
            return
        self._shown = newer
        self.query_one(".said", VerticalScroll).mount(
            Plain(_("Another window has just saved:"), classes="label"), Plain(newer, classes="other")
        )
        self._warn(_("Another window has just changed this wording, see beside. Saving keeps both."))

    def _warn(self, message: str) -> None:
        problem = self.query_one(".problem", Plain)
        problem.show(message)
        problem.add_class("-shown")

    @work
    async def action_send(self) -> None:
        """Send the wording; a refusal leaves everything as it is."""
        if self._is_sending:
            return
        self._is_sending = True
        try:
            await self._send(self.query_one(Editor).text)
        except Refusal as refusal:
            self._warn(refusal_message(refusal))
        else:
            self._drafts.pop(self._key, None)
            self.dismiss(True)
        finally:
            self._is_sending = False

    def action_leave(self) -> None:
        """Turn back; what was typed waits for the next time."""
        typed = self.query_one(Editor).text
        if typed != self._wording:
            self._drafts[self._key] = typed
        self.dismiss(False)
