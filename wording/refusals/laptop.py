"""The sentences for refusals around the running meeting: its server, addresses, consoles, disk; and its cautions."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows

SENTENCES = {
    "bad-pairing-code": N_("A pairing code has {length} letters and digits. Please check what you typed."),
    "not-the-host": N_(
        "The computer at {address} is not the host's: the pairing code does not fit. Nothing was sent."
    ),
    "link-refused": N_(
        "No meeting lets us in at {address}. Ask the host for a new pairing code and try again."
    ),
    "halls-silent": N_("Not heard from: {halls}. What is asked there is kept there, and its number follows."),
    "halls-awaited": N_(
        "A closed vote waits for the ballots of {halls}. "
        "To count it without them: Y and then w, or doithoai halls MEETING --count-without"
    ),
    "cut-from-main-hall": N_(
        "The main hall does not answer. {waiting} questions are kept here; their numbers follow."
    ),
    "no-such-hall": N_("No hall was named “{hall}”."),
    "too-many-halls": N_("A meeting has at most {most} halls."),
    "code-used": N_("The code for {hall} was used already. Ask the host for a new one."),
    "hall-link-refused": N_(
        "The main hall does not let this laptop in at {address}. Ask the host for a new code and try again."
    ),
    "no-hall-here": N_("This laptop has joined no meeting as a hall. Give --of ADDRESS and --code CODE."),
    "several-halls": N_("This laptop was a hall at several addresses. Give --of ADDRESS."),
    "no-desk-link": N_("The link to another laptop could not be opened: {reason}."),
    "bad-command": N_("The request was not understood: {why}"),
    "record-refuses": N_("Nothing was recorded. {why}"),
    "unwritable": N_(
        "Nothing can be recorded at the moment: the laptop's disk refuses ({reason}). What you typed is still here."
    ),
    "no-keeper": N_(
        "No server keeps this meeting just now; another takes over within seconds. Please try again: nothing that was "
        "recorded is lost."
    ),
    "no-postgresql": N_(
        'What speaks to PostgreSQL is not installed here. Install it: pip install "doithoai[postgres]".'
    ),
    "vote-still-open": N_("A vote is still open. Close it first: its ballots are on this laptop alone."),
    "file-exists": N_("{file} is there already and was not touched. Choose another name."),
    "place-refused": N_(
        "The record could not go on in {folder} ({reason}). It stays as it was; please choose another place."
    ),
    "no-terminal": N_(
        "No window can be opened from this terminal: it stands on no desktop. In another terminal, on the projector, "
        "type: {command}"
    ),
    "window-failed": N_(
        "{program} opened no window ({why}). In another terminal, on the projector, type: {command}"
    ),
    "no-stage-screens": N_("This server has no port for phones, so no browser can show the stage."),
    "server-gone": N_("The meeting's server does not answer. Start it again; nothing recorded is lost."),
    "server-did-not-start": N_("The meeting's server did not start: {why}"),
    "server-did-not-stop": N_(
        "The meeting's server was told to stop and is still writing. Nothing recorded is lost; try again in a minute."
    ),
    "no-such-meeting": N_("There is no meeting “{text}” on this laptop."),
    "several-meetings": N_("“{text}” could be several meetings: {ids}."),
    "port-taken": N_("Port {port} on {host} is used by another program. Choose another port."),
    "certificate-unusable": N_(
        "The certificate in {file} cannot be used ({why}). It must be PEM with its chain and a key without password, "
        "valid today, and name the host that phones use (--name)."
    ),
    "desk-held": N_(
        "Another console on this laptop commands (number {holder}, since {since}); this one only shows. "
        "Nothing was done. Press H in the console to command from here."
    ),
    "no-such-address": N_("This laptop has no address {host}."),
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
    "two-addresses": N_(
        "Phones may not reach {host}: this laptop is also in another network ({others}). Where they do not come in, "
        "press N for the other address; the first phone that joins ends this doubt."
    ),
    "address-silent": N_(
        "The address {host}:{port} does not answer. Allow this program in the firewall, or choose another address."
    ),
    "phones-failed": N_(
        "The simulated phones did not finish. The record of this demonstration is kept; please start another."
    ),
}
"""By code, as `wording.refusals` shows them."""
