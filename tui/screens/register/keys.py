"""Everything the register's screen can do, one row an action."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Action, Group

_F, _O, _W = Group.FIND, Group.OUTCOME, Group.SCREEN

ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark", "f1"), N_("Help"), N_("The keys of this screen"), _W, shown=True),
    Action("search", ("slash",), N_("Search"), N_("Words, with or without diacritics"), _F, shown=True),
    Action(
        "late", ("o",), N_("Overdue"), N_("Only what is overdue or due soon, or everything"), _F, shown=True
    ),
    Action("waiting", ("u",), N_("Unsettled"), N_("Only what is still owed, or everything"), _F, shown=True),
    Action("order", ("s",), N_("Sort"), N_("By deadline, unit, status or meeting"), _F),
    Action("counts", ("c",), N_("Counts"), N_("Per unit, area or meeting, with a chart"), _F, shown=True),
    Action("status", ("t",), N_("Status"), N_("Say how it stands, in the official words"), _O, shown=True),
    Action("sent", ("l",), N_("Letter sent"), N_("Record a letter that was sent"), _O),
    Action("received", ("r",), N_("Reply"), N_("Record a reply that came"), _O),
    Action("note", ("n",), N_("Note"), N_("Add a line to its history"), _O, shown=True),
    Action("change", ("d",), N_("Change"), N_("Change deadline, owner or addressee"), _O),
    Action("export", ("x",), N_("Export"), N_("Write the list as a workbook and as CSV"), _F, shown=True),
    Action("back", ("escape", "q"), N_("Back"), N_("Back to the meetings"), _W, shown=True),
)
"""Single ASCII keys; none has two meanings."""
