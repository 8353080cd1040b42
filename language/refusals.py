"""The sentence for each refusal code: what was wrong, what was kept, what to do next."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext, minutes_refusals, vote_refusals

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
    "unknown-wifi-security": N_("The network's security is WPA, WEP or none."),
    "stage-by-number": N_("Choose the question to show by its number."),
    "bad-timer": N_("A timer runs from 1 second to {most} seconds."),
    "bad-duration": N_("An agenda item takes from 0 to {most} minutes."),
    "agenda-long": N_("An agenda has at most {most} items."),
    "no-such-template": N_("There is no agenda template “{name}”. Known ones: {known}."),
    "no-such-item": N_("There is no agenda item {number}."),
    "item-not-running": N_("Agenda item {number} is not running."),
    "bad-count": N_("This is not a possible count."),
    "check-in-closed": N_("Attendance is not being taken at the moment. What you typed is still here."),
    "attendance-full": N_("The attendance already has {limit} entries. Nothing was added."),
    "arrival-unclear": N_("Choose one check-in by phone and the one person it is. Nothing was changed."),
    "no-such-entry": N_("There is no entry {number}."),
    "in-the-register": N_("This is in the register already, as entry {number}. Change it there."),
    "no-addressee": N_("Entry {number} is not a referral and has no addressee."),
    "bad-direction": N_("A letter is either sent or received."),
    "not-a-rehearsal": N_("This is no rehearsal. Its record stays as it is."),
    "nothing-to-undo": N_("There is nothing to undo."),
    "changed-since": N_(
        "This step cannot be undone: something later was built on it. Undo the later step first."
    ),
    "bad-pairing-code": N_("A pairing code has {length} letters and digits. Please check what you typed."),
    "not-the-host": N_(
        "The computer at {address} is not the host's: the pairing code does not fit. Nothing was sent."
    ),
    "link-refused": N_(
        "No meeting lets us in at {address}. Ask the host for a new pairing code and try again."
    ),
    "no-desk-link": N_("The link to another laptop could not be opened: {reason}."),
    "bad-command": N_("The request was not understood: {why}"),
    **vote_refusals.SENTENCES,
    **minutes_refusals.SENTENCES,
    "bad-period": N_("A period has from 0 to {limit} working days."),
    "bad-holiday-table": N_("The holiday table cannot be read at: {where}. Nothing was changed."),
    "too-many-holidays": N_("A holiday table has at most {limit} days."),
    "too-much-carried": N_("Earlier meetings left more than {limit} matters. Nothing was brought in."),
    "record-refuses": N_("Nothing was recorded. {why}"),
    "register-read-only": N_("This register can only be read here."),
    "letters-sent": N_(
        "Letters were already sent or received for question {number}. "
        "Set the status of its entry in the register instead."
    ),
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
    "unwritable": N_(
        "Nothing can be recorded at the moment: the laptop's disk refuses ({reason}). What you typed is still here."
    ),
    "place-refused": N_(
        "The record could not go on in {folder} ({reason}). It stays as it was; please choose another place."
    ),
    "server-gone": N_("The meeting's server does not answer. Start it again; nothing recorded is lost."),
    "server-did-not-start": N_("The meeting's server did not start: {why}"),
    "server-error": N_("Something went wrong on the laptop. What you typed is still here; please try again."),
    "no-such-meeting": N_("There is no meeting “{text}” on this laptop."),
    "several-meetings": N_("“{text}” could be several meetings: {ids}."),
    "port-taken": N_("Port {port} on {host} is used by another program. Choose another port."),
    "desk-held": N_(
        "Another console on this laptop commands (process {holder}, since {since}); this one only shows. "
        "Nothing was done. Press H in the console to command from here."
    ),
    "no-such-address": N_("This laptop has no address {host}."),
    "no-pass": N_(
        "This phone has not joined, or the code has changed. Please scan the code on the screen again."
    ),
    "wrong-code": N_("That is not the code on the screen. Please check it and try again."),
    "too-many-streams": N_(
        "Too many phones listen live at the moment. New questions appear here every few seconds."
    ),
    "too-many-guesses": N_("Too many wrong codes at the moment. Please try again in {seconds} seconds."),
    "too-fast": N_(
        "You are sending rather fast. Your text is kept; it can be sent again in {seconds} seconds."
    ),
    "votes-off": N_("Supporting questions is switched off in this meeting."),
    "vote-closed": N_("This vote has closed."),
    "unknown-receipt": N_("This meeting does not know that receipt code."),
    "bad-json": N_("The request was not readable JSON in UTF-8."),
    "bad-field": N_("The field “{field}” does not fit."),
    "body-too-long": N_("The request is longer than {limit} bytes."),
    "wrong-type": N_("The request must be of type {type}."),
    "wrong-host": N_("This address is not served here. Please scan the code on the screen again."),
    "wrong-origin": N_("Requests from other sites are not accepted."),
    "no-such-page": N_("There is no such page. Please scan the code on the screen again."),
    "not-this-method": N_("This cannot be done here."),
    "as-said": "{sentence}",
    "record-moved": N_("The record goes on in {folder}. From now on, open the meeting from there."),
    "many-devices": N_(
        "{devices} devices took part, many more than the phones listening. One person may be using several; "
        "for a binding vote use printed slips."
    ),
    "little-disk": N_("Only {megabytes} MB are free on this laptop's disk. Free some space."),
    "no-hall-address": N_(
        "This laptop has no network that phones can reach (only {host}). Connect it to the hall's Wi-Fi."
    ),
    "address-silent": N_(
        "The address {host}:{port} does not answer. Allow this program in the firewall, or choose another address."
    ),
}
"""Rooms that refuse with codes of their own add their sentences here."""

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
    **vote_refusals.FIELDS,
}
"""What people call the fields that refusals name."""


def sentence(code: str, params: dict[str, str | int]) -> str:
    """The sentence for `code` in the current language, with its parameters; the bare code if nobody wrote one."""
    template = SENTENCES.get(code)
    if template is None:
        return code
    shown = dict(params)
    if (field := shown.get("field")) is not None:
        shown["field"] = gettext(FIELDS.get(str(field), str(field)))
    if why := shown.get("reason"):
        shown["reason"] = gettext(str(why))
    try:
        return gettext(template).format(**shown)
    except (KeyError, IndexError):
        return gettext(template)
