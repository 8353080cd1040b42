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
    "template-missing": N_("The form “{name}” is not there. The built-in form was used."),
    "template-unreadable": N_("The form “{name}” is damaged or no .docx file. The built-in form was used."),
    "template-too-large": N_("The form “{name}” is larger than {limit} MB. The built-in form was used."),
    "template-macros": N_("The form “{name}” holds macros and was not opened. The built-in form was used."),
    "template-unknown-placeholder": N_(
        "The form “{name}” has an unknown placeholder {{{{{placeholder}}}}}. The built-in form was used."
    ),
    "template-without-content": N_(
        "The form “{name}” has no paragraph with {{{{{placeholder}}}}} alone. The built-in form was used."
    ),
    "bundle-too-large": N_("A bundle has at most {limit} MB. Nothing was read."),
    "bundle-unproven": N_("This bundle is not restored: {why}"),
    "bundle-newer": N_("The bundle was written by a newer version ({version}). Nothing was read."),
    "bundle-unreadable": N_("This file is no meeting bundle, or it is damaged ({why}). Nothing was read."),
}
"""By code, as `wording.refusals` shows them."""
