"""Everything the console can do, one row an action: keys, footer, help, palette and docs are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.model.profile import Phase
from tui.actions import Action, Group
from wording.areas import area_name

if TYPE_CHECKING:
    from link.health import Health
    from meeting.state import State

_S, _Q, _O, _F, _M, _W = (
    Group.STAGE,
    Group.QUESTION,
    Group.OUTCOME,
    Group.FIND,
    Group.MEETING,
    Group.SCREEN,
)

_AREA_LABELS = (
    N_("Area 1"),
    N_("Area 2"),
    N_("Area 3"),
    N_("Area 4"),
    N_("Area 5"),
    N_("Area 6"),
    N_("Area 7"),
    N_("Area 8"),
    N_("Area 9"),
)

AREA_KEYS = tuple(
    Action(
        f"area-{digit}",
        (str(digit),),
        label,
        N_("File the question under this area"),
        _Q,
        does=f"set_area('{digit}')",
    )
    for digit, label in enumerate(_AREA_LABELS, start=1)
)
"""The meeting's own names stand in for these labels where they are shown: see `named`."""

ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark", "f1"), N_("Help"), N_("The keys of this screen"), _W, shown=True),
    Action(
        "palette", ("colon", "ctrl+p"), N_("All by name"), N_("Find any action by its name"), _W, shown=True
    ),
    Action(
        "stage.show",
        ("s",),
        N_("Stage"),
        N_("Put the question on the projector (approves it)"),
        _S,
        shown=True,
    ),
    Action(
        "stage.blank", ("b",), N_("Blank"), N_("Cover the projector at once, or uncover it"), _S, shown=True
    ),
    Action("outcome.answer", ("r",), N_("Answer"), N_("Record what the leader replied"), _O, shown=True),
    Action(
        "outcome.escalate",
        ("e",),
        N_("Escalate"),
        N_("Beyond authority: recommend upward or pass to a specialised unit"),
        _O,
        shown=True,
    ),
    Action("question.approve", ("a",), N_("Approve"), N_("Phones and projector may show it"), _Q, shown=True),
    Action(
        "stage.next",
        ("n",),
        N_("Next"),
        N_("Choose the question as the next one, or not"),
        _S,
        shown=True,
        also=N_("pin"),
    ),
    Action(
        "stage.off", ("u",), N_("Take off"), N_("Take the question off; the board of questions shows"), _S
    ),
    Action("stage.go", ("space",), N_("Go on"), N_("Show the question chosen as next"), _S),
    Action(
        "stage.view",
        ("v",),
        N_("View"),
        N_("Choose what the projector shows"),
        _S,
        also=N_("QR, board, summary, screen"),
    ),
    Action("stage.timer", ("t",), N_("Timer"), N_("Start, change or stop the countdown"), _S),
    Action("stage.preview", ("P",), N_("Preview"), N_("See here what the hall sees"), _S),
    *AREA_KEYS,
    Action("area-clear", ("0",), N_("No area"), N_("Take the area back"), _Q, does="set_area('0')"),
    Action("area-suggested", ("equals_sign",), N_("Suggested area"), N_("Take the suggested area"), _Q),
    Action("question.kind", ("k",), N_("Kind"), N_("Question, opinion or recommendation"), _Q),
    Action(
        "question.hide",
        ("h",),
        N_("Hide"),
        N_("Take it off every public screen at once"),
        _Q,
        also=N_("delete, remove"),
    ),
    Action("question.edit", ("E",), N_("Correct"), N_("Correct the wording; the earlier one is kept"), _Q),
    Action(
        "question.mask",
        ("K",),
        N_("Cover data"),
        N_("Cover private data with a visible mark"),
        _Q,
        destructive=True,
    ),
    Action("question.mark", ("m",), N_("Mark"), N_("Mark for merging, or unmark"), _Q),
    Action(
        "question.merge",
        ("M",),
        N_("Merge"),
        N_("Gather the marked ones under this one"),
        _Q,
        destructive=True,
    ),
    Action(
        "question.separate",
        ("S",),
        N_("Separate"),
        N_("Take a merged one out again, or put a split one together again"),
        _Q,
    ),
    Action("question.split", ("p",), N_("Split"), N_("Divide a composite question into parts"), _Q),
    Action(
        "question.route-out",
        ("o",),
        N_("Route out"),
        N_("A complaint or denunciation: no text stays on screens or in minutes"),
        _Q,
        destructive=True,
    ),
    Action("outcome.dismiss", ("d",), N_("Dismiss"), N_("Dismiss with a reason the asker will read"), _O),
    Action(
        "outcome.promise",
        ("w",),
        N_("In writing"),
        N_("Promise a written answer by a date"),
        _O,
        also=N_("letter, later"),
    ),
    Action("outcome.assign", ("g",), N_("Assign"), N_("Give it to a unit, by a date"), _O),
    Action("outcome.clear", ("c",), N_("Reconsider"), N_("Take the outcome back"), _O, destructive=True),
    Action(
        "undo",
        ("z",),
        N_("Undo"),
        N_("Take the desk's last step back"),
        _O,
        shown=True,
        also=N_("back, mistake"),
    ),
    Action("find.search", ("slash",), N_("Search"), N_("With or without diacritics"), _F, shown=True),
    Action("find.filter", ("f",), N_("Filter"), N_("By standing, area or channel"), _F, shown=True),
    Action("find.order", ("x",), N_("Order"), N_("Oldest, newest or most supported first"), _F),
    Action("find.jump", ("number_sign",), N_("Go to"), N_("Go to a question by its number"), _F),
    Action("find.down", ("j",), N_("Next question"), N_("One down in the queue"), _F),
    Action("find.up", ("i",), N_("Previous question"), N_("One up in the queue"), _F),
    Action(
        "meeting.type",
        ("y",),
        N_("Type in"),
        N_("Type questions from slips, one a line"),
        _M,
        shown=True,
        also=N_("slip, paper"),
    ),
    Action("meeting.import", ("F",), N_("From a file"), N_("Bring in questions collected beforehand"), _M),
    Action("meeting.agenda", ("A",), N_("Agenda"), N_("Plan, start and end the parts of the meeting"), _M),
    Action("meeting.prompt", ("G",), N_("Prompt"), N_("Put an open question to the hall"), _M),
    Action(
        "meeting.votes",
        ("B",),
        N_("Votes"),
        N_("Polls, surveys and pledges: make, run, reveal"),
        _M,
        shown=True,
        also=N_("ballot, vote"),
    ),
    Action("meeting.attend", ("V",), N_("Attendance"), N_("Who is here; check-in by phone"), _M),
    Action("meeting.conclude", ("U",), N_("Conclusion"), N_("Take down a conclusion of the chair"), _M),
    Action(
        "meeting.minutes",
        ("X",),
        N_("Minutes, export"),
        N_("To the secretary's screen: complete and export the minutes; leaving it leads back here"),
        _M,
        also=N_("secretary, export, print"),
    ),
    Action(
        "meeting.intake",
        ("I",),
        N_("Intake"),
        N_("Open or close the door for phones"),
        _M,
        also=N_("pause, stop questions"),
    ),
    Action("meeting.moderation", ("D",), N_("Moderation"), N_("Whether questions wait for approval"), _M),
    Action(
        "meeting.open",
        ("O",),
        N_("Open the meeting"),
        N_("Phones may ask from now on"),
        _M,
        also=N_("start, begin"),
    ),
    Action(
        "meeting.close",
        ("C",),
        N_("Close the meeting"),
        N_("End it; the record stays"),
        _M,
        destructive=True,
        also=N_("end, finish"),
    ),
    Action(
        "meeting.address", ("N",), N_("Address"), N_("Put another address of this laptop into the QR"), _M
    ),
    Action(
        "meeting.link",
        ("T",),
        N_("Second laptop"),
        N_("Let a secretary at another laptop in, or out again"),
        _M,
    ),
    Action(
        "meeting.resume",
        ("W",),
        N_("Write on"),
        N_("When the disk refuses: try again here, or go on in another folder"),
        _M,
    ),
    Action(
        "meeting.seat",
        ("H",),
        N_("Command here"),
        N_("Command from this console; another one on this laptop then only shows"),
        _M,
    ),
    Action("meeting.server", ("R",), N_("Restart server"), N_("Start the meeting's server again"), _M),
    Action("pane", ("tab",), N_("Pane"), N_("Next pane"), _W),
    Action("open", ("enter",), N_("Read"), N_("Read the chosen question whole"), _W),
    Action("back", ("escape",), N_("Back"), N_("Back to the queue; clears search, then filter"), _W),
    Action(
        "theme",
        ("l",),
        N_("Look"),
        N_("Bright hall, dark hall, high contrast"),
        _W,
        also=N_("theme, colours, dark"),
    ),
    Action("language", ("L",), N_("Language"), N_("Vietnamese or English"), _W),
    Action("quit", ("ctrl+q",), N_("Quit"), N_("Close this window; the meeting goes on"), _W),
)

MOVES = frozenset({"find.down", "find.up", "pane", "open", "back"})
"""Actions that may be repeated by holding the key."""


def named(state: State | None) -> list[Action]:
    """The table with the meeting's own areas in place of the nine digits, without digits that set none."""
    names = {area.key: area_name(state, area.id) for area in state.meeting.settings.areas} if state else {}
    listed = []
    for action in ACTIONS:
        if action not in AREA_KEYS:
            listed.append(action)
        elif name := names.get(int(action.keys[0])):
            listed.append(action._replace(label=name))
    return listed


def footer(health: Health | None, phase: Phase) -> list[Action]:
    """The table for the footer: what gets the meeting going, or going again, stands first while it is needed."""
    if health is None:
        urgent = "meeting.server"
    elif not health.accepting:
        urgent = "meeting.resume"
    elif health.lock_holder:
        urgent = "meeting.seat"
    elif phase is Phase.PREPARED:
        urgent = "meeting.open"
    elif phase is Phase.CLOSED:
        urgent = "meeting.minutes"
    else:
        return list(ACTIONS)
    first = next(action for action in ACTIONS if action.id == urgent)
    return [first._replace(shown=True), *(action for action in ACTIONS if action.id != urgent)]
