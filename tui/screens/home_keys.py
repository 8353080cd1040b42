"""Everything the home screen can do, one row an action."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Action, Group

HOST, STAGE, SECRETARY = "host", "stage", "secretary"

_M, _W = Group.MEETING, Group.SCREEN

ACTIONS: tuple[Action, ...] = (
    Action("home.host", ("enter", "h"), N_("Host"), N_("Run this meeting"), _M, shown=True),
    Action(
        "home.new", ("n",), N_("New meeting"), N_("Make a meeting, in less than a minute"), _M, shown=True
    ),
    Action("home.stage", ("p",), N_("Projector"), N_("Show the hall's view of this meeting"), _M, shown=True),
    Action(
        "home.secretary", ("s",), N_("Secretary"), N_("Write the minutes of this meeting"), _M, shown=True
    ),
    Action(
        "home.register",
        ("t",),
        N_("Register"),
        N_("What all meetings still owe, and to whom"),
        _M,
        shown=True,
    ),
    Action("help", ("question_mark", "f1"), N_("Help"), N_("The keys of this screen"), _W, shown=True),
    Action(
        "home.rehearse",
        ("d",),
        N_("Rehearse"),
        N_("Try phones and screens with a copy of this meeting; the meeting itself is not touched"),
        _M,
        shown=True,
    ),
    Action(
        "home.wipe",
        ("w",),
        N_("Wipe rehearsal"),
        N_("Remove a rehearsal and everything in it"),
        _M,
        destructive=True,
    ),
    Action("home.reload", ("r",), N_("Read again"), N_("Look for meetings again"), _M),
    Action("palette", ("colon", "ctrl+p"), N_("All by name"), N_("Find any action by its name"), _W),
    Action("theme", ("l",), N_("Look"), N_("Bright hall, dark hall, high contrast"), _W),
    Action("language", ("L",), N_("Language"), N_("Vietnamese or English"), _W),
    Action("quit", ("ctrl+q",), N_("Quit"), N_("Close this window; meetings go on"), _W),
)
