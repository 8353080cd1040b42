"""Editing the wording for the minutes, beside what was said: both are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.containers import Horizontal, Vertical, VerticalScroll

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.writing import WRITING, WritingDialog
from tui.widgets.editor import Editor
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from textual.app import ComposeResult


class Versions(NamedTuple):
    """What stands beside the editor: the words as taken down, and other wordings that may not be lost."""

    said: str
    said_by: str
    others: tuple[str, ...] = ()


ACTIONS: Actions[WordingDialog] = Actions(Group.SCREEN)


@ACTIONS.add("send", "ctrl+s", N_("Save"), footer=20)
def _send(dialog: WordingDialog) -> None:
    dialog.send()


@ACTIONS.add("back", "escape", N_("Back, keeps the draft"), footer=30)
def _leave(dialog: WordingDialog) -> None:
    dialog.leave()


class WordingDialog(WritingDialog):
    """Dismisses with True once `send` took the wording, with False when the person turned back.

    `newer` is the wording another window has saved meanwhile, empty where none has: it is shown beside, at once.
    """

    CSS_PATH = [Dialog.CSS_PATH, Path(__file__).with_name("wording.tcss")]  # type: ignore[assignment]  # noqa: RUF012  Textual takes several
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as above
    ACTIONS = (*ACTIONS, *WRITING)

    def __init__(
        self,
        title: str,
        about: str,
        versions: Versions,
        wording: str,
        send: Callable[[str], Awaitable[Any]],
        newer: Callable[[], str],
        key: str,
    ) -> None:
        super().__init__(title)
        self._about = about
        self._versions = versions
        self._wording = wording
        self._send = send
        self._newer = newer
        self._shown = wording
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
                        self.app.drafts.get(self._key, {}).get("text", self._wording),
                        limit=limits.ANSWER_GRAPHEMES,
                        id="wording",
                    )
            yield Plain(classes="problem")
            yield self.key_hints()

    def on_mount(self) -> None:
        """Type at once; say so if another window changes the same words."""
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
        self.complain(_("Another window has just changed this wording, see beside. Saving keeps both."))

    @work
    async def send(self) -> None:
        """Send the wording; a refusal leaves everything as it is."""
        if self._is_sending:
            return
        self._is_sending = True
        try:
            await self._send(self.query_one(Editor).text)
        except Refusal as refusal:
            self.complain(refusal)
        else:
            self.app.drafts.pop(self._key, None)
            self.dismiss(True)
        finally:
            self._is_sending = False

    def leave(self) -> None:
        """Turn back; what was typed waits for the next time."""
        typed = self.query_one(Editor).text
        if typed != self._wording:
            self.app.drafts[self._key] = {"text": typed}
        self.dismiss(False)
