"""The sentences for refusals of requests from phones."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "server-error": N_("Something went wrong on the laptop. What you typed is still here; please try again."),
    "no-pass": N_(
        "This phone has not joined, or the code has changed. Please scan the code on the screen again."
    ),
    "wrong-code": N_("That is not the code on the screen. Please check it and try again."),
    "no-stage-pass": N_("This screen may not show the stage. Ask the host for a new code."),
    "too-many-streams": N_(
        "Too many phones listen live at the moment. New questions appear here every few seconds."
    ),
    "too-many-guesses": N_("Too many wrong codes at the moment. Please try again in {seconds} seconds."),
    "too-fast": N_(
        "You are sending rather fast. Your text is kept; it can be sent again in {seconds} seconds."
    ),
    "too-many-waiting": N_(
        "{most} of your questions wait to be read. Your text is kept; send it when some have been taken up."
    ),
    "asks-no-more": N_(
        "Phones that joined after {since} can read and vote, but no longer ask. Please write your question on a slip."
    ),
    "kept-here": N_(
        "Kept here: the main hall cannot be reached just now. The number follows; nothing is lost."
    ),
    "hall-cut-off": N_(
        "The main hall cannot be reached just now. What you typed is still here; please try again."
    ),
    "not-in-this-hall": N_("This is done in the main hall only."),
    "votes-off": N_("Supporting questions is switched off in this meeting."),
    "vote-closed": N_("This vote has closed."),
    "question-taken-up": N_("Your question has been taken up: only the organisers can change it now."),
    "unknown-receipt": N_("This meeting does not know that receipt code."),
    "bad-json": N_("What was sent could not be read."),
    "bad-field": N_("The field “{field}” does not fit."),
    "body-too-long": N_("What was sent is too long: the most is {limit}."),
    "wrong-type": N_("The request must be of type {type}."),
    "wrong-host": N_("This address is not served here. Please scan the code on the screen again."),
    "wrong-origin": N_("Requests from other sites are not accepted."),
    "no-such-page": N_("There is no such page. Please scan the code on the screen again."),
    "not-this-method": N_("This cannot be done here."),
}
"""By code, as `wording.refusals` shows them."""
