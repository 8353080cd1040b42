"""The words of the page that both the server's HTML and the script use, in the current language."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from wording.questions import steps
from wording.register import statuses

FIRST_WORDS = {
    "characters": N_("{count} of {limit} characters"),
    "too_long": N_("{over} characters too many"),
    "sending": N_("Sending… recorded in {seconds} seconds at most. Kept on this phone."),
    "recorded": N_("Recorded as number {number}."),
    "retrying": N_("No connection. Kept on this phone and sent by itself."),
    "kept": N_("Not sent. Kept on this phone."),
    "over": N_("The meeting has closed. This was not sent."),
    "draft_back": N_("Your unfinished text was kept."),
    "no_storage": N_("This browser keeps nothing: please leave the page open until you read “Recorded”."),
    "lost": N_("Connection lost. Reconnecting…"),
    "lost_long": N_("Still no connection. Stay on the hall's Wi-Fi, mobile data off, or scan the code anew."),
    "silent": N_("The organisers' laptop does not answer. Reconnecting…"),
    "back": N_("Connected again."),
    "on_stage": N_("Being answered now: number {number}"),
    "unopened": N_("The meeting has not opened yet. What you send is kept on this phone and sent by itself."),
    "paused": N_("Questions are paused. What you send is kept on this phone and sent by itself."),
    "closed": N_("The meeting has closed. You can still look up your questions here."),
}
"""What the script that stands in every page says, by key."""

REST_WORDS = {
    "unsent": N_("Text that was not sent"),
    "copy": N_("Copy the text"),
    "copied": N_("Copied."),
    "copy_by_hand": N_("The text is marked: hold it to copy."),
    "as_question": N_("Send as an ordinary question"),
    "send_again": N_("Send again"),
    "edit": N_("Change the text"),
    "discard": N_("Remove"),
    "discard_sure": N_("Remove this text from this phone?"),
    "receipt": N_("Receipt code"),
    "receipt_why": N_("Write it down to look up your question later, also after the meeting."),
    "cast": N_("Taken part"),
    "cast_count": N_("Taken part from this phone: {count}"),
    "number": N_("Number {number}"),
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
    "supported": N_("You support this"),
    "support_of": N_("Support for number {number}"),
    "no_support_of": N_("Support for number {number} taken back"),
    "of_whole": N_("{votes} in support came from number {number}"),
    "count": N_("{count} questions"),
    "fresh": N_("{count} new questions"),
    "none_found": N_("No question matches."),
    "none_yet": N_("No question is on the list yet."),
    "mine_none": N_("You have not asked anything on this phone yet."),
    "unknown_receipt": N_("This meeting does not know that receipt code."),
    "similar": N_("Others already ask something like this. You can support theirs instead:"),
    "nothing_similar": N_("Nobody has asked this yet."),
    "suggested": N_("Suggested: {area}"),
    "next": N_("Your question is next."),
    "news_next": N_("Your question, number {number}, is next."),
    "news_being_answered": N_("Your question, number {number}, is being answered now."),
    "news_answered": N_("Your question, number {number}, has been answered: see “Follow”."),
    "news_explained": N_("Your question, number {number}, has been explained: see “Follow”."),
    "correct": N_("Correct it"),
    "correct_send": N_("Send the correction"),
    "correct_not": N_("Leave it as it is"),
    "withdraw": N_("Withdraw it"),
    "withdraw_sure": N_("Withdraw this question? Nobody will read it any more."),
    "unname": N_("Take back my name"),
    "correction": N_("Correction of your question"),
    "withdrawal": N_("Withdrawal of your question"),
    "unnaming": N_("Your name taken back"),
    "done": N_("Recorded: {what}"),
    "looking": N_("Looking…"),
    "care_phone": N_("Your text seems to hold a phone number, which others could read."),
    "care_identity": N_("Your text seems to hold an identity number, which others could read."),
    "care_name": N_("Your text seems to name a person, which others could read."),
    "care_send": N_("Change it, or press Send once more to send it as it is."),
}
"""What the part with the list and following says; the words for what the record holds come from `wording`."""

BALLOT_WORDS = {
    "answered": N_("{count} of {all} answered"),
    "name_written": N_("Your name is written as your signature."),
}
"""What the part with the forms of votes says."""

_PARTS = {"rest": REST_WORDS, "ballots": BALLOT_WORDS}

LINKS = {
    Section.PROMPT: N_("Answer it"),
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


def first_words() -> dict[str, str]:
    """The sentences of the script in every page, in the current language."""
    return {key: _(message) for key, message in FIRST_WORDS.items()}


def part_words(part: str) -> dict[str, str]:
    """The sentences of a part of the script, in the current language."""
    own = {key: _(message) for key, message in _PARTS[part].items()}
    if part != "rest":
        return own
    found = {f"status_{status}": words for status, words in statuses().items()}
    found |= {f"link_{key}": words for key, words in link_words().items()}
    return own | found | {f"step_{step}": words for step, words in steps().items()}


def link_words() -> dict[str, str]:
    """What each link offers in the current language, by section and phase."""
    return {key: _(message) for key, message in LINKS.items()}
