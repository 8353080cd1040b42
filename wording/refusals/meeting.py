"""The sentences for refusals of the meeting: its questions, agenda, attendance, register."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "no-meeting": N_("This record has no meeting yet. Create one first."),
    "meeting-exists": N_("This record already has a meeting. Nothing was changed."),
    "not-for-this-role": N_("This can only be done at the host's or secretary's screen."),
    "meeting-prepared": N_(
        "The meeting has not been opened yet. Please keep this page and try again in a moment."
    ),
    "meeting-open": N_("This cannot be done while the meeting is open."),
    "meeting-closed": N_("The meeting has been closed. What you typed is still here; nothing was sent."),
    "meeting-full": N_("This meeting already has {limit} questions. Nothing was added."),
    "intake-closed": N_(
        "Questions are not being taken at the moment. What you typed is still here; try again later."
    ),
    "prompt-closed": N_("This prompt takes no more answers. What you typed is still here."),
    "no-such-prompt": N_("There is no prompt {number}."),
    "no-such-question": N_("There is no question {number}."),
    "question-gone": N_("Question {number} no longer stands for itself (merged, split or routed out)."),
    "question-hidden": N_("Question {number} was hidden. Approve it first if the hall may see it."),
    "no-such-area": N_("This meeting has no area “{area}”."),
    "areas-unclear": N_(
        "Each area needs its own name and its own key from 1 to 9. The areas were left as they were."
    ),
    "empty": N_("Please fill in “{field}”: there was nothing readable in it."),
    "too-long": N_(
        "“{field}” has {length} characters; at most {limit} fit. Nothing was lost: please shorten it."
    ),
    "bad-receipt": N_("A receipt has {length} letters and digits. Please check what you typed."),
    "receipt-used": N_("This receipt already belongs to question {number}. Your new text was not sent."),
    "nothing-to-import": N_("The file has no question that can be imported. Nothing was changed."),
    "nothing-to-mask": N_("These words do not stand in question {number}. Nothing was covered."),
    "merge-unclear": N_("Choose at least one other question to gather under this one."),
    "already-decided": N_("Question {number} already has an outcome. Take the outcome back first."),
    "split-unclear": N_("A question is split into 2 to {most} parts."),
    "not-split": N_("Question {number} has not been split."),
    "part-taken-up": N_("Part {number} was answered, decided, merged or split. Take that back first."),
    "part-rejoined": N_("Question {number} was put back into number {whole}. Split that one anew instead."),
    "question-silenced": N_(
        "The words of question {number} went with a complaint. Undo routing that out if it was a mistake."
    ),
    "not-merged": N_("Question {number} is not merged into another."),
    "bad-date": N_("“{field}” is not a date. Please write it as day/month/year."),
    "far-off-date": N_("“{day}” is too far off. A year is from {first} to {last}."),
    "no-answer": N_("Question {number} has no recorded answer yet."),
    "not-a-dismissal": N_("This outcome needs more than a reason."),
    "wifi-open-with-password": N_(
        "An open network has no password. Leave the password out, or choose the network's kind."
    ),
    "wifi-without-password": N_("A {given} network needs its password. Without one, choose an open network."),
    "unknown-wifi-security": N_("The network's security is WPA, WEP or none."),
    "stage-by-number": N_("Choose the question to show by its number."),
    "no-wall-page": N_("There is no page {page} of what the projector shows."),
    "bad-timer": N_("A timer runs from 1 second to {most} seconds."),
    "bad-duration": N_("An agenda item takes from 0 to {most} minutes."),
    "agenda-long": N_("An agenda has at most {most} items."),
    "no-such-template": N_("There is no agenda template “{name}”. Known ones: {known}."),
    "no-such-item": N_("There is no agenda item {number}."),
    "no-such-step": N_("The run of show has changed: that step is no longer in it."),
    "item-not-running": N_("Agenda item {number} is not running."),
    "bad-count": N_("This is not a possible count."),
    "check-in-closed": N_("Attendance is not being taken at the moment. What you typed is still here."),
    "attendance-full": N_("The attendance already has {limit} entries. Nothing was added."),
    "arrival-unclear": N_("Choose one check-in by phone and the one person it is. Nothing was changed."),
    "no-such-entry": N_("There is no entry {number}."),
    "in-the-register": N_("This is in the register already, as entry {number}. Change it there."),
    "no-reply-owed": N_("Entry {number} is not a written answer: there is nothing to reply."),
    "profile-long": N_("At most {most} recipients and {most} legal grounds fit into a meeting's profile."),
    "bad-copies": N_("The number of copies is from 0 to {most}."),
    "no-addressee": N_("Entry {number} is not a referral and has no addressee."),
    "bad-direction": N_("A letter is either sent or received."),
    "not-a-rehearsal": N_("This is no rehearsal. Its record stays as it is."),
    "nothing-to-undo": N_("There is nothing to undo."),
    "changed-since": N_(
        "This step cannot be undone: something later was built on it. Undo the later step first."
    ),
    "cannot-undo": N_("This step stands and cannot be taken back; nothing older was touched."),
    "undo-changes-wall": N_("Taking this back would change what the hall sees. Nothing was changed."),
    "stays-covered": N_("The projector stays covered until b uncovers it. Nothing was changed."),
    "nothing-to-redo": N_("There is nothing to do again."),
    "nothing-together": N_("Choose at least one question first."),
    "too-many-together": N_("At most {most} things can be done in one step."),
    "bad-period": N_("A period has from 0 to {limit} working days."),
    "bad-holiday-table": N_("The holiday table cannot be read at: {where}. Nothing was changed."),
    "too-many-holidays": N_("A holiday table has at most {limit} days."),
    "too-much-carried": N_("Earlier meetings left more than {limit} matters. Nothing was brought in."),
    "register-read-only": N_("This register can only be read here."),
    "letters-sent": N_(
        "Letters were already sent or received for question {number}. "
        "Set the status of its entry in the register instead."
    ),
}
"""By code, as `wording.refusals` shows them."""

FIELDS = {
    "text": N_("text"),
    "title": N_("meeting title"),
    "agency": N_("agency"),
    "parent_agency": N_("parent agency"),
    "place": N_("place"),
    "locality": N_("locality"),
    "symbol": N_("document symbol"),
    "chair": N_("chair"),
    "chair.post": N_("chair's post"),
    "chair.rank": N_("chair's rank"),
    "secretary": N_("secretary"),
    "secretary.post": N_("secretary's post"),
    "secretary.rank": N_("secretary's rank"),
    "co_chairs": N_("co-chairs"),
    "recipients": N_("recipients"),
    "wifi.name": N_("network name"),
    "name": N_("name"),
    "unit": N_("unit"),
    "organisation": N_("organisation"),
    "post": N_("post"),
    "answer": N_("answer"),
    "wording": N_("wording"),
    "speaker": N_("who answered"),
    "owner": N_("responsible unit"),
    "deadline": N_("deadline"),
    "addressee": N_("addressee"),
    "reason": N_("reason"),
    "private": N_("words to cover"),
    "parts": N_("parts"),
    "agenda": N_("agenda item"),
    "note": N_("note"),
    "number": N_("number"),
    "on": N_("date"),
}
"""What people call the fields that refusals name."""
