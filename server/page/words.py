"""The words of the page that both the server's HTML and the script use, in the current language."""

from __future__ import annotations

from datetime import date

from language import current
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.dialogue.following import FollowUpStep
from meeting.model.register import Status

STEPS = {
    FollowUpStep.RECEIVED: N_("Received"),
    FollowUpStep.LISTED: N_("On the list"),
    FollowUpStep.BEING_ANSWERED: N_("Being answered now"),
    FollowUpStep.ANSWERED: N_("Answered"),
    FollowUpStep.EXPLAINED: N_("Explained"),
    FollowUpStep.WRITTEN_ANSWER: N_("To be answered in writing"),
    FollowUpStep.ASSIGNED: N_("Assigned to a unit"),
    FollowUpStep.SUPERIOR: N_("Recommended to superior leadership"),
    FollowUpStep.SPECIALISED: N_("Passed to a specialised unit"),
    FollowUpStep.NOT_TAKEN_UP: N_("Not taken up"),
    FollowUpStep.OUT_OF_SCOPE: N_("Outside this dialogue"),
    FollowUpStep.ROUTED_OUT: N_("Forwarded as the law prescribes"),
    FollowUpStep.SPLIT: N_("Divided into parts"),
}
"""What each step is called, on the list and for the asker."""

SCRIPT_WORDS = {
    "characters": N_("{count} of {limit} characters"),
    "too_long": N_("{over} characters too many"),
    "sending": N_("Sending… your text is kept on this phone."),
    "recorded": N_("Recorded as number {number}."),
    "retrying": N_("No connection yet. Your text is kept on this phone and is sent by itself."),
    "kept": N_("Not sent. Your text is kept on this phone."),
    "over": N_("The meeting has closed. This was not sent; the text is kept on this phone."),
    "send_again": N_("Send again"),
    "edit": N_("Change the text"),
    "discard": N_("Remove"),
    "discard_sure": N_("Remove this text from this phone?"),
    "draft_back": N_("Your unfinished text was kept."),
    "no_storage": N_(
        "This browser keeps nothing: please do not close the page before your question is recorded."
    ),
    "number": N_("Number {number}"),
    "receipt": N_("Receipt code"),
    "receipt_why": N_("Write it down to look up your question later, also after the meeting."),
    "answer_by": N_("Answer, {speaker}"),
    "answer": N_("Answer"),
    "to": N_("Sent to: {to}"),
    "by": N_("By {by}"),
    "reason": N_("Reason: {reason}"),
    "earlier": N_("Asked at: {meeting}"),
    "status_in_progress": N_("Being settled"),
    "status_settled": N_("Settled"),
    "status_explained": N_("Explained, informed"),
    "status_unsettled": N_("Not settled yet"),
    "merged": N_("Gathered under number {number}, which asks the same."),
    "was_answered": N_("Does this settle your question?"),
    "yes": N_("Yes"),
    "no": N_("Not yet"),
    "thanks": N_("Thank you. Only the count is kept."),
    "support": N_("Support"),
    "of_whole": N_("{votes} in support came from number {number}"),
    "supported": N_("You support this"),
    "support_label": N_("Support question {number}. {votes} so far."),
    "more": N_("Show more"),
    "none_found": N_("No question matches."),
    "none_yet": N_("No question is on the list yet."),
    "mine_none": N_("You have not asked anything on this phone yet."),
    "lost": N_("Connection lost. Reconnecting…"),
    "lost_long": N_(
        "Still no connection. Stay on the hall's Wi-Fi with mobile data off; if the screen shows a new code, scan it. "
        "What you wrote stays on this page."
    ),
    "back": N_("Connected again."),
    "similar": N_("Others already ask something like this. You can support theirs instead:"),
    "nothing_similar": N_("Nobody has asked this yet."),
    "suggested": N_("Suggested: {area}"),
    "on_stage": N_("Being answered now: number {number}"),
    "unknown_receipt": N_("This meeting does not know that receipt code."),
    "closed": N_("The meeting has closed. You can still look up your questions here."),
    "count": N_("{count} questions"),
}
"""What the script says, by key."""


def status_words() -> dict[str, str]:
    """How a matter in the register stands, in the current language, by `register.Status` value."""
    return {status.value: _(SCRIPT_WORDS[f"status_{status.value}"]) for status in Status}


def step_words() -> dict[str, str]:
    """The steps in the current language, by their value."""
    return {step.value: _(words) for step, words in STEPS.items()}


def script_words() -> dict[str, str]:
    """The script's sentences in the current language."""
    return {key: _(words) for key, words in SCRIPT_WORDS.items()}


def day(text: str) -> str:
    """A date YYYY-MM-DD as people here write it: 05/12/2026, in English 5 December 2026; other text unchanged."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {found:%B %Y}" if current() == "en" else f"{found:%d/%m/%Y}"
