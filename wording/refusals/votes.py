"""The sentences for refusals of polls, surveys and pledges."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "no-such-poll": N_("There is no poll {number}."),
    "poll-frozen": N_(
        "Somebody has voted in poll {number}, or it has been counted, so what it asks can no longer change."
        " Make a new one."
    ),
    "poll-corrected": N_("What is asked was put right just now. Please read it again and vote."),
    "poll-opened-before": N_(
        "Poll {number} has been opened before. It can be asked again once it is counted."
    ),
    "poll-not-open": N_("Poll {number} is not open. Your vote was not counted."),
    "poll-not-counting": N_("Poll {number} is not being counted."),
    "poll-not-counted": N_("Poll {number} has not been counted yet."),
    "too-many-polls": N_("A meeting keeps at most {limit} polls. Nothing was added."),
    "no-slips": N_("Poll {number} is binding and needs printed slips first. Print them, then open it."),
    "slip-count": N_("A binding vote has from {least} to {most} different slips."),
    "poll-other-round": N_("Voting has begun anew, round {round}. Please read it again and vote."),
    "page-outdated": N_(
        "This page does not say what was read on it, so nothing was recorded."
        " Please load it again, read what is asked, and vote."
    ),
    "slip-used": N_(
        "This slip was already used, on another phone or at the desk."
        " Its vote stands; if it was not you, tell the desk."
    ),
    "slip-votes-by-phone": N_(
        "This slip has already voted on a phone. That vote stands; the one on paper was not recorded."
    ),
    "poll-without-slips": N_("Poll {number} has no slips: everybody votes by phone. Nothing was recorded."),
    "slip-unclear": N_("This slip is not valid for this vote. Please check the code on the slip."),
    "slips-printed": N_(
        "Poll {number} already has printed slips. Add --again to print new ones; the old ones are worth nothing then."
    ),
    "slip-needed": N_("This vote is binding: please type the code on your slip."),
    "no-such-scale": N_("There is no scale “{scale}”."),
    "rating-out-of-range": N_("The highest mark of a rating is from {least} to {most}."),
    "bounds-crossed": N_("The least value ({lower}) must be below the greatest ({upper})."),
    "option-count": N_("A choice has from {least} to {most} options; {given} were given."),
    "option-twice": N_("The option “{option}” stands there twice."),
    "choice-bounds": N_("The number of choices must lie between 1 and the {options} options."),
    "choice-unclear": N_("Please choose or write one answer."),
    "abstention-mixed": N_(
        "“No opinion” stands alone: take it away, or the other answer. Nothing was recorded."
    ),
    "no-abstention": N_("This vote does not offer “No opinion”."),
    "no-such-option": N_("One of the options chosen does not exist. Please load the page again."),
    "option-chosen-twice": N_("An option was chosen twice."),
    "too-many-choices": N_("Please choose at most {most}."),
    "too-few-choices": N_("Please choose at least {least}."),
    "number-unclear": N_("“{field}” must be a number such as 12 or 3.5."),
    "number-ambiguous": N_(
        "“{typed}” can be read as {grouped} or as {pointed}. Nothing was recorded: please write {grouped} or {pointed}."
    ),
    "number-in-other-unit": N_(
        "“{field}”: “{given}” is another unit than {unit}. Please write the number in {unit}."
    ),
    "number-out-of-range": N_("The number is outside what was asked for ({lower} to {upper})."),
    "too-many-decimals": N_("At most {decimals} places after the point, please."),
    "typed-unclear": N_("Type the number of the answer, from 1 to {most}, or 0 for “No opinion”."),
    "target-unclear": N_(
        "Target {place}: write task; target; unit; direction; assigned level; plan; deadline; evidence; quality, "
        "with semicolons."
    ),
    "direction-unclear": N_(
        "Target {place}: the direction is tăng (more is better) or giảm (less is better)."
    ),
    "places-unclear": N_("Please give each option a place of its own: 1, 2, 3 …"),
    "choose-place": N_("Please choose the team or organisation you sign for."),
    "no-such-text": N_("There is no such answer in the list."),
    "no-such-survey": N_("There is no survey {number}."),
    "survey-frozen": N_(
        "Survey {number} has been opened, so its items can no longer change. Make a new one instead."
    ),
    "survey-opened-before": N_("Survey {number} has been opened before and is not opened twice."),
    "survey-not-open": N_("Survey {number} is not open. What you filled in is still on this page."),
    "survey-not-counting": N_("Survey {number} is not being counted."),
    "survey-not-counted": N_("Survey {number} has not been counted yet."),
    "too-many-surveys": N_("A meeting keeps at most {limit} surveys. Nothing was added."),
    "item-count": N_("A survey has from {least} to {most} items; {given} were given."),
    "item-id-unclear": N_(
        "Item {place}: its short name needs small letters, digits and underscores, a letter first."
    ),
    "item-twice": N_("Item {place}: its short name stands there twice."),
    "item-required": N_("Please answer the items marked as required."),
    "no-such-survey-item": N_(
        "The survey has changed. Please load the page again; what you filled in is kept."
    ),
    "response-empty": N_("Please answer at least one item."),
    "no-such-unit": N_("Please choose a unit from the list, or none."),
    "units-unclear": N_("Each unit is listed once, at most {limit} of them."),
    "file-unclear": N_("The file could not be read: {why}. Nothing was changed."),
    "file-key-unknown": N_("The file has “{key}”, which is none of its keys. Nothing was changed."),
    "file-key-missing": N_("The key “{key}” is missing in the file. Nothing was changed."),
    "file-value-unfit": N_("The value of “{key}” in the file does not fit. Nothing was changed."),
    "survey-file-too-large": N_("The file is larger than {limit} KiB. Nothing was changed."),
    "no-such-pledge": N_("There is no pledge {number}."),
    "no-such-signer": N_("There is no signer {number}."),
    "no-such-target": N_("The pledge has no such target."),
    "no-such-result": N_("There is no result {number}."),
    "pledge-frozen": N_("Pledge {number} is being signed, so its text can no longer change."),
    "pledge-signed": N_("Pledge {number} has been signed; nobody can be added."),
    "pledge-not-signed": N_("Pledge {number} has not been opened for signing yet."),
    "pledge-ids-unclear": N_("Each task and target needs a number of its own, such as 1 or 1.2."),
    "target-without-task": N_("A target belongs to no task of the pledge."),
    "task-count": N_("A pledge names from {least} to {most} tasks."),
    "too-many-targets": N_("A pledge has at most {limit} targets."),
    "too-many-lines": N_("“{field}” has at most {limit} paragraphs."),
    "too-many-pledges": N_("A meeting keeps at most {limit} pledges."),
    "too-many-signers": N_("A pledge has at most {limit} signers and witnesses."),
    "no-signers": N_("Pledge {number} has nobody to sign it yet. Add the teams and organisations first."),
    "not-being-signed": N_("Pledge {number} is not being signed at the moment."),
    "signed-already": N_("{organisation} has already signed."),
    "not-signed": N_("{organisation} has not signed."),
    "not-offered": N_("{organisation} has no signature waiting."),
    "signatures-offered": N_("{count} signatures from phones are still waiting. Take or refuse them first."),
    "signature-unclear": N_("The signature could not be read. Please clear it and sign again."),
    "signature-too-small": N_("Please sign larger, across the box."),
    "signature-too-long": N_("The signature has too many strokes. Please clear it and sign again."),
    "witness-has-no-results": N_("A witness has no targets to report on."),
}
"""By code, as `wording.refusals` shows them."""

FIELDS = {
    "option": N_("option"),
    "amount": N_("number"),
    "lower": N_("least value"),
    "upper": N_("greatest value"),
    "decimals": N_("decimal places"),
    "section": N_("section"),
    "template": N_("template"),
    "meeting": N_("earlier meeting"),
    "held_on": N_("date of the earlier meeting"),
    "slogan": N_("slogan"),
    "grounds": N_("grounds"),
    "tasks": N_("tasks"),
    "targets": N_("targets"),
    "measures": N_("measures"),
    "promises": N_("promises"),
    "indicator": N_("indicator"),
    "plan": N_("plan"),
    "quality": N_("quality"),
    "evidence": N_("evidence"),
    "level": N_("registered level"),
    "value": N_("result"),
    "origin": N_("earlier meeting"),
    "area": N_("area"),
}
"""What people call the fields that these refusals name."""
