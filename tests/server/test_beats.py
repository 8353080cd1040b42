"""Beats: letters in pieces, replies likewise, and nothing to be seen from outside of who sent one."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import statistics
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.commands.balloting import OpenPoll
from meeting.commands.polling import AddPoll
from meeting.commands.sorting import Approve
from meeting.model.form import Form, FormKind
from meeting.refusal import Refusal
from server import limits
from server.letters import Letters
from tests.server.beating import BeatingPhone, letter
from tests.server.served import QUESTION, Served, a_receipt

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PHONES, ACTORS, ROUNDS = 50, 10, 24
EVERY_SECONDS = 0.7
DEVICE = b"device"


def beating(served: Served) -> BeatingPhone:
    """A phone that joined."""
    return BeatingPhone(served.authority, served.phone().given_pass)


async def echo(content: bytes) -> bytes:
    return b"200 " + content


async def put(
    letters: Letters, name: str, text: str, length: int, carry: Callable[[bytes], Awaitable[bytes]]
) -> None:
    """Put a letter in pieces of `length`."""
    of = -(-len(text) // length)
    for part in range(of):
        letters.take(DEVICE, name, part, of, text[part * length : (part + 1) * length], carry)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def reply_to(letters: Letters, name: str) -> bytes:
    """The whole reply, fetched piece by piece."""
    of = letters.tell(DEVICE, name, 0).of
    return base64.b64decode("".join(letters.tell(DEVICE, name, part).text for part in range(of)))


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_a_letter_in_any_pieces_arrives_whole_and_so_does_its_reply(content: bytes, length: int) -> None:
    async def send() -> bytes:
        letters = Letters()
        await put(letters, "A", base64.b64encode(content + b"!").decode(), length, echo)
        return reply_to(letters, "A")

    assert asyncio.run(send()) == b"200 " + content + b"!"


async def test_a_piece_sent_again_or_too_early_changes_nothing_and_a_letter_is_carried_once() -> None:
    letters, carried = Letters(), []

    async def carry(content: bytes) -> bytes:
        carried.append(content)
        return b"200 {}"

    text = base64.b64encode(b"/api/x {}").decode()
    letters.take(DEVICE, "A", 1, 2, text[6:], carry)
    assert letters.tell(DEVICE, "A", 0).taken == 0
    for _ in range(2):
        letters.take(DEVICE, "A", 0, 2, text[:6], carry)
        assert letters.tell(DEVICE, "A", 0).taken == 1
    for _ in range(2):
        letters.take(DEVICE, "A", 1, 2, text[6:], carry)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert carried == [b"/api/x {}"]
    assert letters.tell(DEVICE, "A", 0).of == 1


@pytest.mark.parametrize(("part", "of"), [(-1, 1), (2, 1), (0, 0), (0, -1)])
async def test_a_part_that_cannot_be_is_refused(part: int, of: int) -> None:
    with pytest.raises(Refusal, match="bad-field"):
        Letters().take(DEVICE, "A", part, of, "", echo)


async def test_what_is_not_base_64_or_too_long_is_refused_and_forgotten() -> None:
    letters = Letters()
    with pytest.raises(Refusal, match="bad-field"):
        letters.take(DEVICE, "A", 0, 1, "???", echo)
    with pytest.raises(Refusal, match="body-too-long"):
        letters.take(DEVICE, "B", 0, 2, "A" * 2 * limits.LETTER_BYTES, echo)
    letters.take(DEVICE, "C", 0, 2, "A", echo)
    with pytest.raises(Refusal, match="bad-field"):
        letters.take(DEVICE, "C", 1, 3, "A", echo)
    assert len(letters) == 1


async def test_letters_nobody_asks_about_are_forgotten_and_memory_is_bounded() -> None:
    now = 0.0
    letters = Letters(lambda: now)
    for name in "ABCDEF":
        letters.take(DEVICE, name, 0, 2, "AAAA", echo)
    assert len(letters) == limits.LETTERS_OF_A_PHONE
    piece = "A" * (limits.LETTER_BYTES // 2)
    for number in range(3 * limits.LETTERS_BYTES // len(piece)):
        letters.take(b"%d" % number, "A", 0, 3, piece, echo)
    assert len(letters) * len(piece) <= limits.LETTERS_BYTES
    now += limits.LETTERS_SECONDS + 1
    letters.take(DEVICE, "Z", 0, 2, "AAAA", echo)
    assert len(letters) == 1


async def test_a_question_a_ballot_and_support_are_recorded_by_beats_of_one_size(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    served.host.send_now(AddPoll("Đồng ý?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    phone = beating(served)
    receipt = a_receipt()
    long = "👨‍👩‍👧‍👦" * 400
    phone.outgoing = [
        letter("Q", "/api/questions", {"text": long, "receipt": receipt}),
        letter("V", "/take", f"pass={phone.given_pass}&section=b1&edition=1&round=1&lang=vi&o=yes"),
        letter("N", "/api/questions", {"text": "", "receipt": a_receipt()}),
        letter("P", "/no/such", "x=1"),
        letter("B", "/api/beat", {}),
    ]
    await phone.settle()
    served.host.send_now(Approve(1))
    phone.outgoing = [
        letter("S", "/api/questions/1/support", {"on": True}),
        letter("F", "/api/following", {"receipts": [receipt]}),
    ]
    await phone.settle()
    await phone.beat()
    await phone.close()
    assert phone.answers["Q"][1]["number"] == 1
    assert phone.answers["V"][0] == 200
    assert "taken" in phone.answers["V"][1]
    assert phone.answers["N"][1]["error"]["code"] == "empty"
    assert (
        phone.answers["P"][1]["error"]["code"] == phone.answers["B"][1]["error"]["code"] == "not-this-method"
    )
    assert phone.answers["S"] == (200, {"on": True})
    assert phone.answers["F"][1]["followed"][0]["question"]["text"] == long
    assert len({(seen.up, seen.down) for seen in phone.seen}) == 1


def test_a_beat_of_another_size_or_name_is_refused(served: Served) -> None:
    phone = served.phone()
    idle = {"letter": "", "part": 0, "of": 0, "piece": "", "got": 0, "pad": ""}
    assert phone.post("/api/beat", idle).code == "bad-field"
    bad = {**idle, "letter": "tên", "of": 1}
    bad["pad"] = "." * (limits.BEAT_BYTES - len(json.dumps(bad)))
    assert phone.post("/api/beat", bad).code == "bad-field"


async def test_among_fifty_phones_sizes_and_times_point_at_an_asker_no_better_than_chance(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    served.phone().ask(QUESTION)
    served.host.send_now(Approve(1))
    served.host.send_now(AddPoll("Đồng ý?", Form(FormKind.YES_NO)))
    served.host.send_now(OpenPoll(1))
    phones = [beating(served) for _ in range(PHONES)]
    chance = random.Random(14)
    acting: list[set[int]] = []

    async def beat_by_the_clock(phone: BeatingPhone, begins: float) -> None:
        loop = asyncio.get_running_loop()
        for number in range(ROUNDS):
            await asyncio.sleep(begins + number * EVERY_SECONDS - loop.time())
            await phone.beat()

    async def act() -> None:
        for number in range(ROUNDS):
            chosen = set(chance.sample(range(PHONES), ACTORS))
            acting.append(chosen)
            for place in chosen:
                phone = phones[place]
                act = chance.choice(["ask", "vote", "support"])
                name = f"{number}X{place}"
                phone.outgoing.append(
                    letter(name, "/api/questions", {"text": f"{QUESTION} {number}", "receipt": a_receipt()})
                    if act == "ask"
                    else letter(name, "/api/questions/1/support", {"on": bool(number % 2)})
                    if act == "support"
                    else letter(name, "/take", f"pass={phone.given_pass}&section=b1&edition=1&round=1&o=yes")
                )
            await asyncio.sleep(EVERY_SECONDS)

    await asyncio.gather(*(phone.beat() for phone in phones))
    for phone in phones:
        phone.seen.clear()
    now = asyncio.get_running_loop().time() + 0.1
    beats = [beat_by_the_clock(phone, now + chance.random() * EVERY_SECONDS) for phone in phones]
    await asyncio.gather(act(), *beats)
    for phone in phones:
        await phone.close()

    assert sum(len(phone.answers) for phone in phones) > PHONES
    assert len({(seen.up, seen.down) for phone in phones for seen in phone.seen}) == 1
    hits = 0
    for number in range(1, ROUNDS):
        # The listener knows when something was recorded, and takes the phones whose beat was then least as usual.
        unusual = sorted(range(PHONES), key=lambda place: -_strangeness(phones[place], number))[:ACTORS]
        hits += len(acting[number] & set(unusual))
    expected = (ROUNDS - 1) * ACTORS * ACTORS / PHONES
    assert hits <= 1.5 * expected


def _strangeness(phone: BeatingPhone, number: int) -> float:
    """How much a beat's times differ from what they are for this phone otherwise."""
    took = [seen.took for seen in phone.seen]
    apart = [after.at - before.at for before, after in zip(phone.seen, phone.seen[1:], strict=False)]
    return max(
        abs(took[number] - statistics.median(took)),
        abs(apart[number - 1] - statistics.median(apart)),
    )
