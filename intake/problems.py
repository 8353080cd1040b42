"""The sentence for each thing that can be wrong in a row, with its place as spreadsheets name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _

if TYPE_CHECKING:
    from intake.sheet import Problem

SENTENCES = {
    "row-without-text": N_("there is no question; the row is left out"),
    "text-too-long": N_("the text is too long; the row is left out: “{found}…”"),
    "characters-removed": N_("control characters were taken out of: “{found}”"),
    "line-shortened": N_("shortened to what fits: “{found}…”"),
    "unknown-area": N_("this meeting has no area “{found}”; the question is not yet sorted"),
    "unknown-kind": N_("“{found}” is no kind of question; it is taken as a question"),
    "perhaps-old-code": N_("perhaps in an old Vietnamese code (TCVN3, VNI), left as it is: “{found}”"),
    "row-without-name": N_("there is neither a name nor a unit; the row is left out"),
    "area-heading": N_("“{found}” is taken as a heading: the questions below it are filed under that area"),
    "heading-or-total": N_("“{found}” looks like a heading or a total; the row is left out"),
    "row-hidden": N_("the row is hidden in the workbook; it is left out"),
    "sheet-hidden": N_("the worksheet is hidden in the workbook; it is left out"),
    "sheet-left-out": N_("the worksheet has other columns; it is left out"),
    "not-a-count": N_("“{found}” is no number of people; the row is left out"),
}


def place(problem: Problem) -> str:
    """Where it is: the worksheet if there are several, the cell or the row."""
    if not problem.row:
        return problem.sheet
    where = _("row {row}").format(row=problem.row)
    if problem.column:
        where = _("row {row}, column {column}").format(row=problem.row, column=problem.column)
    return f"{problem.sheet}: {where}" if problem.sheet else where


def sentence(problem: Problem) -> str:
    """The place and what is wrong there, in the current language."""
    return f"{place(problem)}: " + _(SENTENCES[problem.code]).format(found=problem.found)
