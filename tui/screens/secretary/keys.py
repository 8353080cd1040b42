"""Everything the secretary's screen can do, one row an action."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Action, Group

_F, _M, _O, _W = Group.FIND, Group.MEETING, Group.OUTCOME, Group.SCREEN

ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark", "f1"), N_("Help"), N_("The keys of this screen"), _W, shown=True),
    Action(
        "entry.open",
        ("enter", "e"),
        N_("Edit"),
        N_("Fill in what is missing, or edit the wording beside what was said"),
        _O,
        shown=True,
    ),
    Action(
        "find.missing",
        ("m",),
        N_("Only missing"),
        N_("List only what is still missing, or all"),
        _F,
        shown=True,
    ),
    Action("find.next", ("n",), N_("Next gap"), N_("Go to the next thing that is missing"), _F, shown=True),
    Action("minutes.slips", ("y",), N_("Slips"), N_("Type questions from slips, one a line"), _M, shown=True),
    Action("minutes.export", ("x",), N_("Export"), N_("Write the minutes in all formats"), _M, shown=True),
    Action("minutes.folder", ("o",), N_("Open folder"), N_("Show the exported files"), _M, shown=True),
    Action(
        "minutes.conclude",
        ("c",),
        N_("Conclusion"),
        N_("Take down a conclusion of the chair"),
        _M,
        shown=True,
    ),
    Action("minutes.attend", ("a",), N_("Attendance"), N_("Who is here; check-in by phone"), _M),
    Action(
        "minutes.tones",
        ("t",),
        N_("Tone marks"),
        N_("Write hòa, not hoà, in every answer and conclusion"),
        _M,
    ),
    Action("entry.area", ("f",), N_("Area"), N_("File the question under an area"), _O),
    Action(
        "entry.assign",
        ("g",),
        N_("Who and when"),
        N_("Give a conclusion to a unit, by a date: it enters the register"),
        _O,
    ),
    Action("pane", ("tab",), N_("Pane"), N_("List or minutes"), _W, shown=True),
    Action("undo", ("z",), N_("Undo"), N_("Take the desk's last step back"), _O),
    Action("palette", ("colon", "ctrl+p"), N_("All by name"), N_("Find any action by its name"), _W),
    Action("theme", ("l",), N_("Look"), N_("Bright hall, dark hall, high contrast"), _W),
    Action("language", ("L",), N_("Language"), N_("Vietnamese or English"), _W),
    Action("quit", ("ctrl+q",), N_("Quit"), N_("Close this window; the meeting goes on"), _W),
)
