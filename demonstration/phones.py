"""The attendees of the story: a process of its own that speaks to the real phone API over HTTP, as phones do.

Run it as `python -m demonstration.phones URL --phones N --seed S`; it prints one JSON line about what it did.
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

import msgspec

from demonstration.listening import Listening
from demonstration.phone import Phone, PhoneRefused
from demonstration.sample import SampleQuestion, questions

SUPPORT_CHANCE = 0.35
"""How often a phone supports a question it sees."""

OFFERS_AREA = 0.3
OFFERS_NAME = 0.12
"""How many askers choose an area, and how many offer their name: few, as in real halls."""

NAMES = ("Hồ Thị Mai", "Phan Văn Đức", "Nguyễn Thị Lan", "Đặng Hữu Phúc", "Võ Thanh Sơn", "Cao Thị Ngọc")
UNITS = ("Đội 1", "Đội 2", "Đội 3", "Đội 4", "Đoàn Thanh niên", "Hội Phụ nữ")


class Report(msgspec.Struct, frozen=True):
    """What the attendees did: phones that joined, questions recorded, votes given, refusals met."""

    phones: int
    asked: int
    votes: int
    refused: int


NOTHING = Report(0, 0, 0, 0)


def _ask(phone: Phone, line: SampleQuestion, chance: Random) -> int:
    """Ask one question as this person would; return its number."""
    area = line.area if line.area != "other" and chance.random() < OFFERS_AREA else ""
    named = chance.random() < OFFERS_NAME
    name = chance.choice(NAMES) if named else ""
    unit = chance.choice(UNITS) if named else ""
    return phone.ask(line.text, area=area, name=name, unit=unit)


class Hall:
    """Everybody with a phone. Requests follow one another in an order fixed by `seed`: the same seed, the same record.

    `pace` is the mean pause between requests in seconds; 0 for none.
    """

    def __init__(self, url: str, phones: int, seed: int, pace: float) -> None:
        self._chance = Random(seed)
        self._pace = pace
        self._phones = [Phone(url, self._chance) for _ in range(phones)]
        if pace:  # somebody watches: the console should see the phones that are there
            listening = Listening()
            for phone in self._phones:
                listening.hold(phone.host, phone.live)

    def ask(self) -> Report:
        """Ask one question each from the sample; phones beyond the sample only listen."""
        lines = questions()
        self._chance.shuffle(lines)
        asked = refused = 0
        for phone, line in zip(self._phones, lines, strict=False):
            _rest(self._pace, self._chance)
            try:
                _ask(phone, line, self._chance)
                asked += 1
            except PhoneRefused:
                refused += 1
        return Report(len(self._phones), asked, 0, refused)

    def support(self) -> Report:
        """Support some of the questions that others may see."""
        votes = refused = 0
        for phone in self._phones:
            for number in phone.listed():
                if self._chance.random() < SUPPORT_CHANCE:
                    _rest(self._pace, self._chance)
                    try:
                        votes += phone.support(number)
                    except PhoneRefused:
                        refused += 1
        return Report(len(self._phones), 0, votes, refused)

    def vote(self) -> Report:
        """Vote in what is open and fill in the surveys; who does not care votes "No opinion"."""
        ballots = refused = 0
        for phone in self._phones:
            for section in phone.open_votes():
                _rest(self._pace, self._chance)
                try:
                    ballots += phone.take_part(section)
                except PhoneRefused:
                    refused += 1
        return Report(len(self._phones), 0, ballots, refused)


def _rest(pace: float, chance: Random) -> None:
    """People do not all act at once; a scripted meeting needs no rest, and draws nothing from chance for it."""
    if pace:
        time.sleep(min(4 * pace, chance.expovariate(1 / pace)))


def main() -> int:
    """Read the arguments, attend, and print the report as one JSON line."""
    parser = argparse.ArgumentParser(description="Simulated attendees of a demonstration meeting.")
    parser.add_argument("url", help="the address that the QR carries")
    parser.add_argument("--phones", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=0.0)
    parser.add_argument("--act", choices=["ask", "support", "vote", "both"], default="both")
    given = parser.parse_args()
    hall = Hall(given.url, given.phones, given.seed, given.pace)
    asked = hall.ask() if given.act in {"ask", "both"} else NOTHING
    supported = hall.support() if given.act in {"support", "both"} else NOTHING
    voted = hall.vote() if given.act == "vote" else NOTHING
    report = Report(
        given.phones, asked.asked, supported.votes, asked.refused + supported.refused + voted.refused
    )
    sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
