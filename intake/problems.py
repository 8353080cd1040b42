"""The sentence for each thing that can be wrong in a row, with its place as spreadsheets name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _

if TYPE_CHECKING:
    from intake.sheet import Problem

SENTENCES = {
    "row-without-text": N_("there is no question; the row is left out"),
    "text-too-long": N_("the text is too long; the row is left out: “{found}”"),
    "characters-removed": N_("control characters were taken out of: “{found}”"),
    "line-shortened": N_("shortened to what fits: “{found}”"),
    "unknown-area": N_("this meeting has no area “{found}”; the question is not yet sorted"),
    "unknown-kind": N_("“{found}” is no kind of question; it is taken as a question"),
    "perhaps-old-code": N_("perhaps in an old Vietnamese code (TCVN3, VNI), left as it is: “{found}”"),
    "row-without-name": N_("there is neither a name nor a unit; the row is left out"),
    "listed-already": N_("“{found}” is on the list already; the row is left out"),
    "listed-twice": N_("“{found}” stands in the file twice with the same unit and post; each is imported"),
    "says-nothing": N_("“{found}” asks nothing; the row is left out"),
    "duplicate": N_("the same is there already, word for word; the row is left out"),
    "row-joined": N_("it goes on with the row above and is read as a part of it: “{found}”"),
    "above-header": N_("it stands above the header of the table"),
    "column-numbers": N_("it only numbers the columns"),
    "header-again": N_("it repeats the header"),
    "below-table": N_(
        "“{found}” stands below the table, as a total, a note or a signature does; the row is left out"
    ),
    "unit-heading": N_("“{found}” is taken as a heading: the questions below it are from that unit"),
    "error-cell": N_("the cell shows the error {found} instead of a value; it is read as empty"),
    "formula-without-value": N_(
        "the cell has a formula and no value yet; open the file in Excel, save it, and import it again"
    ),
    "zeros-removed": N_("{found} signs that belong to no text were taken out"),
    "separator-within": N_("separators within a cell were not quoted; the cell is read whole: “{found}”"),
    "row-too-wide": N_("the row has more cells than the header; please look at it: “{found}”"),
    "quote-open": N_(
        "a quotation mark is opened and never closed; the cell ends where the next one begins: “{found}”"
    ),
    "quote-curly": N_("curly quotation marks stand around a cell and are taken as such: “{found}”"),
    "text-box": N_("a text box stands beside the text and is not read: “{found}”"),
    "note-joined": N_("a footnote is put behind its text: “{found}”"),
    "text-hidden": N_("hidden text is left out"),
    "rows-hidden": N_("{found} hidden rows of tables are left out"),
    "comments-left-out": N_("{found} comments are left out"),
    "tables-left-out": N_("{found} tables are left out; the questions are read from the paragraphs"),
    "other-tables-left-out": N_("{found} other tables have other columns and are not read"),
    "paragraphs-left-out": N_("{found} paragraphs outside the tables are not read"),
    "cells-beyond": N_("{found} cells from this column on are not read: no more columns are looked at"),
    "column-hidden": N_("the column is hidden in the workbook and is not read: “{found}”"),
    "area-heading": N_("“{found}” is taken as a heading: the questions below it are filed under that area"),
    "heading-or-total": N_("“{found}” looks like a heading or a total; the row is left out"),
    "row-hidden": N_("the row is hidden in the workbook; it is left out"),
    "sheet-hidden": N_("the worksheet is hidden in the workbook; it is left out"),
    "sheet-left-out": N_("the worksheet has other columns; its {found} rows are left out"),
    "not-a-count": N_("“{found}” is no number of people; the row is left out"),
}


REASONS = {
    "row-without-text": N_("no question in it"),
    "row-without-name": N_("no name and no unit in it"),
    "text-too-long": N_("too long"),
    "not-a-count": N_("no number of people"),
    "says-nothing": N_("asks nothing"),
    "duplicate": N_("already there"),
    "row-joined": N_("part of the row above"),
    "area-heading": N_("heading: area"),
    "unit-heading": N_("heading: unit"),
    "heading-or-total": N_("heading or total"),
    "below-table": N_("below the table"),
    "above-header": N_("above the header"),
    "column-numbers": N_("numbers the columns"),
    "header-again": N_("header again"),
}
"""Why a row is left out, by the codes that a plan gives a row."""


def place(problem: Problem) -> str:
    """Where it is: the worksheet if there are several, the cell or the row."""
    if not problem.row:
        where = _("column {column}").format(column=problem.column) if problem.column else ""
        return ", ".join(filter(None, (problem.sheet, where)))
    where = _("row {row}").format(row=problem.row)
    if problem.column:
        where = _("row {row}, column {column}").format(row=problem.row, column=problem.column)
    return f"{problem.sheet}: {where}" if problem.sheet else where


def sentence(problem: Problem) -> str:
    """The place and what is wrong there, in the current language."""
    where = place(problem)
    said = _(SENTENCES[problem.code]).format(found=problem.found)
    return f"{where}: {said}" if where else said


def reason(code: str) -> str:
    """Why a row is left out, in a few words for a table of rows."""
    return _(REASONS[code])
