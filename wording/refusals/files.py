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
    "file-is-locked": N_(
        "“{name}” is locked with a password. Please open it in Office, take the password off, save it, and try again."
    ),
    "file-is-old-excel": N_(
        "“{name}” is a workbook of Excel 97-2003 (.xls). Please open it, save it as .xlsx, and try again."
    ),
    "file-is-old-word": N_(
        "“{name}” is a document of Word 97-2003 (.doc). Please open it, save it as .docx, and try again."
    ),
    "file-is-binary-excel": N_(
        "“{name}” is a binary workbook (.xlsb). Please open it in Excel, save it as .xlsx, and try again."
    ),
    "file-is-odt": N_(
        "“{name}” is a document of LibreOffice (.odt). Please open it, save it as .docx, and try again."
    ),
    "file-is-no-text": N_(
        "“{name}” is a table, not a text. Please choose a Word document (.docx), an .odt or a text file."
    ),
    "file-is-rtf": N_(
        "“{name}” is in Rich Text Format (.rtf). Please open it in Word, save it as .docx, and try again."
    ),
    "file-is-pdf": N_(
        "“{name}” is a PDF, which is made for printing. Please ask for the Word or Excel file it was made from."
    ),
    "file-is-apple": N_(
        "“{name}” was made with Pages, Numbers or Keynote. Please export it there as Word or Excel, and try again."
    ),
    "file-is-presentation": N_(
        "“{name}” is a presentation. Please copy the questions into a Word or Excel file, and try again."
    ),
    "file-is-picture": N_(
        "“{name}” is a picture; no text can be read from it. Please type the questions in, or ask for the file itself."
    ),
    "file-is-packed": N_("“{name}” is packed (.zip, .rar). Please unpack it and choose the file within."),
    "file-is-mail": N_("“{name}” is a message. Please save what is attached to it, and choose that file."),
}
"""By code, as `wording.refusals` shows them."""
