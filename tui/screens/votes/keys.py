"""Everything the screen of polls, surveys and pledges can do, one row an action."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Action, Group

_S, _M, _W = Group.STAGE, Group.MEETING, Group.SCREEN

ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark", "f1"), N_("Help"), N_("The keys of this screen"), _W, shown=True),
    Action("new", ("n",), N_("New"), N_("Make a poll, a survey or a pledge"), _M, shown=True),
    Action(
        "start", ("o",), N_("Open"), N_("Open it to the hall and show it on the projector"), _M, shown=True
    ),
    Action("finish", ("c",), N_("Close"), N_("Take no more votes, answers or signatures"), _M, shown=True),
    Action("reveal", ("v",), N_("Reveal"), N_("Let the hall see the result"), _M, shown=True),
    Action("show", ("s",), N_("Stage"), N_("Show it on the projector"), _S, shown=True),
    Action("blank", ("b",), N_("Blank"), N_("Cover the projector at once, or uncover it"), _S),
    Action(
        "again",
        ("a",),
        N_("Ask again"),
        N_("A new round of the same poll; the first is kept"),
        _M,
        destructive=True,
    ),
    Action("change", ("e",), N_("Change"), N_("Change what nobody has voted on yet"), _M),
    Action("remove", ("d",), N_("Remove"), N_("Take away what was not opened yet"), _M, destructive=True),
    Action("load", ("f",), N_("From a file"), N_("Bring in polls or a survey from a TOML file"), _M),
    Action("save", ("x",), N_("To a file"), N_("Write the survey as a TOML file"), _M),
    Action(
        "compare",
        ("p",),
        N_("Last meeting"),
        N_("Compare a survey with the last meeting's; otherwise take over a pledge's open targets"),
        _M,
    ),
    Action("type", ("y",), N_("Type in"), N_("Type in a survey filled in on paper"), _M),
    Action("print", ("t",), N_("Print"), N_("One-time slips, a poster or the survey on paper, as PDF"), _M),
    Action("gather", ("m",), N_("Gather"), N_("Bring answers in words together that say the same"), _M),
    Action("hush", ("h",), N_("Hide words"), N_("Hide an answer in words, or bring it back"), _M),
    Action("signer", ("g",), N_("Add signer"), N_("Give a team, an organisation or a witness a place"), _M),
    Action("levels", ("l",), N_("Levels"), N_("Register the levels a team sets itself"), _M),
    Action("take", ("k",), N_("Take"), N_("Take the signature that a phone offers"), _M),
    Action("refuse", ("K",), N_("Send back"), N_("Send the offered signature back"), _M, destructive=True),
    Action("sign", ("i",), N_("Sign here"), N_("Sign at the laptop"), _M),
    Action("result", ("r",), N_("Result"), N_("Record what a team reached on a target"), _M),
    Action("review", ("w",), N_("Review"), N_("Record an interim or final review"), _M),
    Action("pane", ("tab",), N_("Pane"), N_("Next pane"), _W, does="app.focus_next"),
    Action("back", ("escape", "q"), N_("Back"), N_("Back to the questions"), _W, shown=True),
)
"""Single ASCII keys; none has two meanings."""
