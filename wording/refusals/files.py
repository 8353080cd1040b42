"""The sentences for refusals of files to be read: what was collected beforehand."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "no-such-column": N_("There is no column {column}; the last one is {last}."),
    "file-missing": N_("There is no file “{name}”."),
    "file-unreadable": N_("The file “{name}” cannot be opened ({reason}). Nothing was imported."),
    "file-kind": N_("A file of the kind “{found}” cannot be read. Known kinds: {known}."),
    "file-too-large": N_("The file is larger than {limit} MB. Nothing was imported; please divide it."),
    "file-empty": N_("There is nothing to import in “{name}”."),
    "file-damaged": N_(
        "The file cannot be read: it is damaged, locked with a password, or not what its name says. "
        "Nothing was imported."
    ),
    "file-has-too-many-rows": N_(
        "The file has more than {limit} rows. Nothing was imported; please divide it."
    ),
    "file-has-too-many-sheets": N_("The workbook has more than {limit} worksheets. Nothing was imported."),
    "file-has-too-many-parts": N_("The file holds more than {limit} parts. Nothing was imported."),
    "file-unpacks-too-large": N_("The file unpacks to more than {limit} MB. Nothing was imported."),
    "file-is-a-bomb": N_(
        "The file unpacks to more than {limit} times its size, as no office file does. Nothing was imported."
    ),
    "file-has-entities": N_("The file refers to other files, as no office file does. Nothing was imported."),
    "file-has-macros": N_(
        "The file holds macros. Nothing was imported; please save it as .xlsx or .docx without macros."
    ),
    "file-is-old-office": N_(
        "The file is in the old Office form (.xls, .doc) or locked with a password. Please save it as .xlsx or .docx."
    ),
}
"""By code, as `wording.refusals` shows them."""
