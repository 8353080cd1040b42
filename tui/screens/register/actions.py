"""Everything the register's screen can do."""

from __future__ import annotations

from datetime import date

from textual.widgets import OptionList

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import private_file
from meeting.model.register import CLOSED_STATUSES, Status
from meeting.register.deadlines import Urgency
from meeting.register.view import GroupBy, SortBy
from minutes.register import as_csv, as_workbook
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.register import working
from tui.screens.register.rows import GROUPS
from tui.screens.register.screen import RegisterScreen
from tui.widgets.field import Field

WAITING = frozenset(Status) - CLOSED_STATUSES
LATE = frozenset({Urgency.OVERDUE, Urgency.DUE_SOON})
EXPORT_NAME = "so-theo-doi"

ACTIONS: Actions[RegisterScreen] = Actions(Group.FIND)


@ACTIONS.add("search", "slash", N_("Search"), N_("Words, with or without diacritics"), footer=20)
def _search(register: RegisterScreen) -> None:
    search = register.query_one("#search", Field)
    search.display = True
    search.focus()


@ACTIONS.add("late", "o", N_("Overdue"), N_("Only what is overdue or due soon, or everything"), footer=30)
def _late(register: RegisterScreen) -> None:
    register.want(urgencies=None if register.wanted.urgencies else LATE)


@ACTIONS.add("waiting", "u", N_("Unsettled"), N_("Only what is still owed, or everything"), footer=40)
def _waiting(register: RegisterScreen) -> None:
    register.want(statuses=None if register.wanted.statuses else WAITING)


@ACTIONS.add("order", "s", N_("Sort"), N_("By deadline, unit, status or meeting"))
def _order(register: RegisterScreen) -> None:
    orders = list(SortBy)
    register.order = orders[(orders.index(register.order) + 1) % len(orders)]
    register.paint()


@ACTIONS.add("counts", "c", N_("Counts"), N_("Per unit, area or meeting, with a chart"), footer=50)
def _counts(register: RegisterScreen) -> None:
    """After the last count the chosen entry shows again."""
    groups: list[GroupBy | None] = [None, *GROUPS]
    register.group = groups[(groups.index(register.group) + 1) % len(groups)]
    register.show_entry()


@ACTIONS.add("export", "x", N_("Export"), N_("Write the list as a workbook and as a plain table"), footer=80)
def _export(register: RegisterScreen) -> None:
    """What the list shows, as it is sorted."""
    name = f"{EXPORT_NAME}-{date.today().isoformat()}"  # noqa: DTZ011  the laptop's own day
    folder = register.register.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        private_file.write(folder / f"{name}.xlsx", as_workbook(register.rows))
        private_file.write(folder / f"{name}.csv", as_csv(register.rows))
    except OSError as error:
        message = _("The list could not be written: {why}").format(why=error.strerror or "?")
        register.app.notify(message, severity="error", timeout=8)
    else:
        register.app.notify(_("Written: {path}").format(path=folder / f"{name}.xlsx"), timeout=8)


@ACTIONS.add("back", "escape q", N_("Back"), N_("Back to the meetings"), group=Group.SCREEN, footer=90)
def _back(register: RegisterScreen) -> None:
    """Out of the search line first."""
    search = register.query_one("#search", Field)
    if search.display:
        search.value = ""
        search.display = False
        register.query_one(OptionList).focus()
    else:
        register.dismiss(None)


class Register(RegisterScreen):
    """The register with all that can be done about it."""

    ACTIONS = (*ACTIONS, *working.ACTIONS, *HELP)
