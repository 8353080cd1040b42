"""The words of the page that both the server's HTML and the script use, in the current language."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from wording.register import statuses

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
    "answered": N_("{count} of {all} answered"),
}
"""What the script says, by key; the words for what the record holds come from `wording`."""

LINKS = {
    Section.POLL + VotePhase.OPEN: N_("Vote now"),
    Section.POLL + VotePhase.CLOSED: N_("Vote closed"),
    Section.POLL + VotePhase.REVEALED: N_("See the result"),
    Section.SURVEY + VotePhase.OPEN: N_("Fill in"),
    Section.SURVEY + VotePhase.CLOSED: N_("Survey closed"),
    Section.SURVEY + VotePhase.REVEALED: N_("See the results"),
    Section.PLEDGE + PledgePhase.SIGNING: N_("Read and sign"),
    Section.PLEDGE + PledgePhase.SIGNED: N_("Read"),
    Section.ATTENDANCE + VotePhase.OPEN: N_("Give your name"),
}
"""What a link offers, by section and phase."""


def script_words() -> dict[str, str]:
    """The script's sentences in the current language."""
    own = {key: _(message) for key, message in SCRIPT_WORDS.items()}
    return own | {f"status_{status}": words for status, words in statuses().items()}


def link_words() -> dict[str, str]:
    """What each link offers in the current language, by section and phase."""
    return {key: _(message) for key, message in LINKS.items()}
