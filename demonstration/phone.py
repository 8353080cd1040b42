"""One simulated phone: what the page's script does, over plain HTTP."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from meeting import limits
from meeting.dialogue import receipts

if TYPE_CHECKING:
    from random import Random

REPLY_SECONDS = 15.0
USER_AGENT = "doithoai-attendee"
RECEIPT_BYTES = limits.RECEIPT_CHARACTERS * 5 // 8
ABSTAINS = 0.1
"""How often somebody has no opinion."""

REFUSED = 400
"""Statuses from here on are refusals."""


class PhoneRefused(Exception):  # noqa: N818  a refusal is an ordinary answer
    """The server said no: `status` and its reply."""

    def __init__(self, status: int, reply: bytes) -> None:
        super().__init__(status, reply)
        self.status = status


class Phone:
    """A phone that scanned the QR at `url`. `chance` makes its receipts. Raises PhoneRefused or OSError throughout."""

    def __init__(self, url: str, chance: Random) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self._chance = chance
        self._pass = ""
        joined = self._request("POST", "/api/join", {"code": parts.path.strip("/")})
        self._pass = joined["pass"]
        self.live: str = joined["live"]

    def ask(self, text: str, *, area: str = "", name: str = "", unit: str = "") -> int:
        """Have a question recorded; return its number."""
        receipt = receipts.from_bytes(self._chance.randbytes(RECEIPT_BYTES))
        body = {"text": text, "receipt": receipt, "area": area, "name": name, "unit": unit}
        number: int = self._request("POST", "/api/questions", body)["number"]
        return number

    def listed(self) -> list[int]:
        """The numbers of the first page of questions that others may see."""
        page = self._request("GET", "/api/questions")
        return [question["number"] for question in page["questions"]]

    def support(self, number: int) -> bool:
        """Support a question; True once that is on the disk."""
        on: bool = self._request("POST", f"/api/questions/{number}/support", {"on": True})["on"]
        return on

    def open_votes(self) -> list[str]:
        """The sections of the polls and surveys that are open now, polls first."""
        votes = self._request("GET", "/api/meeting")["meeting"]["votes"]
        return sorted(vote["section"] for vote in votes if vote["phase"] == "open")

    def take_part(self, section: str) -> bool:
        """Vote in a poll, or fill in a survey, by chance; True once that is on the disk."""
        number = section[1:]
        if section.startswith("b"):
            poll = self._request("GET", f"/api/polls/{number}")
            read = {"edition": poll["edition"], "round": poll["round"]}
            self._request("POST", f"/api/polls/{number}/ballot", self._choice(poll["form"]) | read)
            return True
        survey = self._request("GET", f"/api/surveys/{number}")
        answers = {
            item["id"]: self._choice(item["form"])
            for item in survey["items"]
            if item["form"]["kind"] != "text"
        }
        unit = self._chance.choice([*survey["units"], ""])
        self._request("POST", f"/api/surveys/{number}/response", {"answers": answers, "unit": unit})
        return True

    def _choice(self, form: dict[str, Any]) -> dict[str, Any]:
        """One option of a form, the first more often than the last; now and then no opinion."""
        if form["abstain"] and self._chance.random() < ABSTAINS:
            return {"abstain": True}
        options = [option["id"] for option in form["options"]]
        return {"options": [options[int(len(options) * self._chance.random() ** 2)]]}

    def _request(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self.host, timeout=REPLY_SECONDS)
        headers = {"User-Agent": USER_AGENT, "X-Pass": self._pass}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, msgspec.json.encode(body) if body is not None else None, headers)
            answer = connection.getresponse()
            reply = answer.read()
        finally:
            connection.close()
        if answer.status >= REFUSED:
            raise PhoneRefused(answer.status, reply)
        decoded: dict[str, Any] = msgspec.json.decode(reply)
        return decoded
