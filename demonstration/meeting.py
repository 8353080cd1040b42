"""One demonstration meeting from its making to its minutes: starts the real server and lets people and phones act."""

from __future__ import annotations

import subprocess
from random import Random
from typing import TYPE_CHECKING

import msgspec

from demonstration import story
from demonstration.following import Followed
from demonstration.host import ScriptedHost
from demonstration.phones import Report
from demonstration.sample import questions
from link.client import Client
from link.own_process import own_command
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.text.folding import fold

if TYPE_CHECKING:
    from link.library import MeetingFolder

LOOPBACK = "127.0.0.1"
PHONES_SECONDS = 600.0
"""Longest the simulated hall may take before it is given up."""


def attendees(
    url: str, phones: int, seed: int, pace: float = 0.0, act: str = "both"
) -> subprocess.Popen[bytes]:
    """Start the simulated phones as a process of its own: they `act` by "ask", "support", "vote" or "both" (the
    first two).

    Its standard output is one JSON line.
    """
    options = ["--phones", str(phones), "--seed", str(seed), "--pace", str(pace), "--act", act]
    command = own_command("demonstration.phones", url, *options)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def areas_by_text() -> dict[str, str]:
    """The area of every question the story may bring, by folded text."""
    known = {fold(text): line.area for line in questions() for text in (line.text, line.wording) if text}
    return known | {fold(text): area for text, area in story.AREAS_OF_OTHERS}


def wordings() -> dict[str, str]:
    """How the secretary writes out what phones typed without marks or as bare keystrokes, by folded text."""
    return {fold(line.text): line.wording for line in questions() if line.wording}


def play(entry: MeetingFolder, phones: int, seed: int) -> Report:
    """Play the whole meeting of `entry` and close it; return what the phones did.

    The server runs on loopback under a scripted clock and everything happens in an order fixed by `seed`, so the same
    seed gives the same record. Raises Refusal; ``phones-failed`` if the simulated hall did not finish.
    """
    live = ensure_serving(entry.folder, "--host", LOOPBACK, "--scripted-clock", story.STARTS)
    host, secretary = Client(live), Client(live, Role.SECRETARY)
    try:
        followed = Followed(entry.record)
        scripted = ScriptedHost(host, secretary, followed, areas_by_text(), wordings(), Random(seed))
        scripted.bring_in_beforehand(entry.folder)
        scripted.open()
        asked = _hall(live.phone_url, phones, seed, "ask")
        scripted.read_slips()
        scripted.write_out()
        scripted.let_be_seen()
        supported = _hall(live.phone_url, phones, seed, "support")
        scripted.hold_dialogue()
        scripted.conclude()
        scripted.open_votes()
        voted = _hall(live.phone_url, phones, seed, "vote")
        scripted.close_votes()
        scripted.close()
    finally:
        stop_serving(entry.folder)
    refused = asked.refused + supported.refused + voted.refused
    return msgspec.structs.replace(asked, votes=supported.votes, refused=refused)


def _hall(url: str, phones: int, seed: int, act: str) -> Report:
    process = attendees(url, phones, seed, act=act)
    try:
        output, _ = process.communicate(timeout=PHONES_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Refusal("phones-failed") from None
    if process.returncode:
        raise Refusal("phones-failed")
    return msgspec.json.decode(output, type=Report)
