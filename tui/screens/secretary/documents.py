"""The secretary's actions on the whole: slips, tone marks, export, the folder, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.commands.outcomes import EditAnswer
from meeting.commands.register import EditConclusion
from meeting.text.tones import unified
from tui.actions import Actions, Group
from tui.screens.dialogs.written import show_folder
from tui.screens.history import HistoryScreen
from tui.screens.meeting_screen import unread
from tui.screens.secretary.exporting import EXPORTS, ExportDialog
from tui.screens.taking_down import type_slips
from tui.screens.undoing import take_last_back

if TYPE_CHECKING:
    from meeting.decision import Command
    from meeting.state import State
    from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.MEETING)

EXAMPLES = 4
"""How many of the words that would change are shown before anything is."""


class ToneChange(NamedTuple):
    """A text whose tone marks would move: the command that does it, and the first word it changes."""

    command: Command
    before: str
    after: str


def tone_changes(state: State) -> list[ToneChange]:
    """Every answer and conclusion with a tone mark in the other style."""
    changes = []
    for number, answer in state.answers.items():
        if (after := unified(answer.text)) != answer.text:
            changes.append(
                ToneChange(EditAnswer(number, after, answer.revision), *_first(answer.text, after))
            )
    for number, conclusion in state.conclusions.items():
        if (after := unified(conclusion.text)) != conclusion.text:
            changes.append(ToneChange(EditConclusion(number, after), *_first(conclusion.text, after)))
    return changes


def _first(before: str, after: str) -> tuple[str, str]:
    pairs = zip(before.split(), after.split(), strict=True)
    return next((one, other) for one, other in pairs if one != other)


@ACTIONS.add("minutes.slips", "y", N_("Slips"), N_("Type questions from slips, one a line"), footer=50)
async def _slips(desk: SecretaryScreen) -> None:
    await type_slips(desk)


@ACTIONS.add("minutes.export", "x", N_("Export"), N_("Write the minutes in all formats"), footer=60)
async def _export(desk: SecretaryScreen) -> None:
    await desk.app.push_screen_wait(ExportDialog(desk.app.folder))


@ACTIONS.add("minutes.folder", "o", N_("Open folder"), N_("Show the exported files"), footer=70)
def _folder(desk: SecretaryScreen) -> None:
    folder = desk.app.folder / EXPORTS
    if not folder.is_dir():
        desk.app.notify(_("Nothing has been exported yet. Press x."))
    elif not show_folder(folder):
        desk.app.notify(str(folder), title=_("The files are here"), timeout=15)


@ACTIONS.add(
    "minutes.tones",
    "t",
    N_("Tone marks"),
    N_("Write hòa, not hoà, in every answer and conclusion"),
    unavailable=unread,
)
async def _tones(desk: SecretaryScreen) -> None:
    changes = tone_changes(desk.state)
    if not changes:
        desk.app.notify(_("Every tone mark already stands in one style."))
        return
    message = ngettext("{count} text would change:", "{count} texts would change:", len(changes))
    samples = "\n".join(f"{change.before} → {change.after}" for change in changes[:EXAMPLES])
    kept = _("What was taken down stays as it is.")
    about = f"{message.format(count=len(changes))}\n{samples}\n{kept}"
    if await desk.confirm(_("Tone marks"), about, _("Yes, change them")):
        done = 0
        for change in changes:
            done += await desk.execute(change.command) is not None
        desk.app.notify(ngettext("{count} text changed", "{count} texts changed", done).format(count=done))


@ACTIONS.add("undo", "z", N_("Undo"), N_("Take your last step back"), group=Group.OUTCOME, unavailable=unread)
async def _undo(desk: SecretaryScreen) -> None:
    await take_last_back(desk)


@ACTIONS.add(
    "history",
    "Z",
    N_("All steps"),
    N_("Every step in words; go back as far as you choose, or do one again"),
    group=Group.OUTCOME,
    unavailable=unread,
)
def _history(desk: SecretaryScreen) -> None:
    desk.app.push_screen(HistoryScreen())
