"""The sentences for refusals of documents: exports, forms of the agency's own, bundles."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "unknown-format": N_("There is no format “{given}”. Known ones: {known}."),
    "no-space": N_(
        "The disk of “{folder}” is full. No half file was left there; make room or choose another folder."
    ),
    "not-writable": N_(
        "Nothing can be written to “{folder}”. Choose another folder; the record is untouched."
    ),
    "document-unreadable": N_("“{name}” cannot be read as a Word document. Nothing was changed."),
    "document-too-large": N_("“{name}” is larger than {limit} MB and was not read. Nothing was changed."),
    "document-not-ours": N_(
        "“{name}” is not one of this meeting's documents, or does not say what entry of the record it is of."
    ),
    "no-such-commit": N_("The record has no entry {n}: the document was printed from another record."),
    "template-missing": N_("The form “{name}” is not there. The built-in form was used."),
    "template-unreadable": N_("The form “{name}” is damaged or no .docx file. The built-in form was used."),
    "template-too-large": N_("The form “{name}” is larger than {limit} MB. The built-in form was used."),
    "template-unknown-placeholder": N_(
        "The form “{name}” has an unknown placeholder {{{{{placeholder}}}}} in {field}: “{line}”. The "
        "built-in form was used."
    ),
    "template-not-alone": N_(
        "The form “{name}” has {{{{{placeholder}}}}} in {field} among other words, “{line}”: it must stand "
        "alone in its paragraph. The built-in form was used."
    ),
    "template-list": N_(
        "The form “{name}” has {{{{{placeholder}}}}} in {field}, which is a list, “{line}”: it needs a loop, "
        "{{% for … in {placeholder} %}}. The built-in form was used."
    ),
    "template-no-list": N_(
        "The form “{name}” loops over “{placeholder}” in {field}, which is no list: “{line}”. The built-in "
        "form was used."
    ),
    "template-forbidden": N_(
        "The form “{name}” uses “{what}” in {field}, which forms may not: “{line}”. The built-in form was "
        "used."
    ),
    "template-syntax": N_(
        "The form “{name}” cannot be read in {field}, at “{line}”: {why} The built-in form was used."
    ),
    "template-unfinished": N_(
        "The form “{name}” has a mark in {field} that is opened and not closed in its paragraph: “{line}”. "
        "The built-in form was used."
    ),
    "template-failed": N_("The form “{name}” could not be filled in ({why}). The built-in form was used."),
    "template-pdf-without-office": N_(
        "LibreOffice is not on this laptop: the Word files follow the form “{name}”, the PDF files will be in"
        " the built-in form. To have them alike, install LibreOffice, or save the Word file as PDF."
    ),
    "template-pdf-failed": N_(
        "LibreOffice made no PDF of the form ({why}). The built-in form was used for the PDF."
    ),
    "template-without-content": N_(
        "The form “{name}” has no paragraph with {{{{{placeholder}}}}} alone. The built-in form was used."
    ),
    "sign-not-installed": N_(
        'Signing is not installed. Install it once with the internet: pip install "doithoai[sign]".'
    ),
    "sign-no-pdf": N_("“{name}” is no PDF that can be read. Nothing was signed."),
    "sign-no-key": N_(
        "“{name}” gives no key: the password or PIN is wrong, or there is no such certificate. Nothing was signed."
    ),
    "sign-failed": N_("The PDF could not be signed ({why}). It is as it was."),
    "bundle-too-large": N_("A bundle has at most {limit} MB. Nothing was read."),
    "bundle-unproven": N_("This bundle is not restored: {why}"),
    "bundle-newer": N_("The bundle was written by a newer version ({version}). Nothing was read."),
    "bundle-unreadable": N_("This file is no meeting bundle, or it is damaged ({why}). Nothing was read."),
}
"""By code, as `wording.refusals` shows them."""

FIELDS = {
    "form-body": N_("its text"),
    "form-header": N_("its header"),
    "form-footer": N_("its footer"),
    "form-notes": N_("its notes"),
}
"""Where in a form something stands."""
