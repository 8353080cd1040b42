"""The list others see, support for it, and the live stream."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from starlette.requests import Request

from meeting.commands.outcomes import RecordAnswer
from meeting.commands.running import CloseMeeting, ReopenMeeting
from meeting.commands.sorting import Approve, Hide, Merge, SetArea
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server import limits
from server.api import live
from server.api.endpoint import Call
from server.clock import LaptopClock
from server.hall import open_hall
from server.public.streams import OPENED, WOKEN_AT_ONCE, Subscribers
from server.writing.writer import apply_now, load_state
from store import BallotBox, Follower, NotFoundError, Record
from tests.server.served import Phone, Served, make_meeting
from tests.waiting import PATIENCE, wait_until


def listed_question(served: Served, text: str = "Câu hỏi trong danh sách") -> int:
    number: int = served.phone().ask(text).json["number"]
    served.host.send_now(Approve(number))
    return number


def votes(served: Served, number: int) -> int:
    row = Follower.open(served.folder / "record").db.table("votes").get(doc_id=number)
    return row["count"] if isinstance(row, dict) else 0


@contextmanager
def stream(phone: Phone, after: int | str = 0, **headers: str) -> Iterator[Callable[[], dict[str, Any]]]:
    """An open live stream; the function reads its next update."""
    connection = http.client.HTTPConnection(phone.authority, timeout=PATIENCE)
    connection.request("GET", f"{phone.live}?after={after}", headers=headers)
    reply = connection.getresponse()
    assert reply.status == 200

    def update() -> dict[str, Any]:
        while not (line := reply.readline()).startswith(b"data: "):
            assert line, "the stream ended"
        decoded: dict[str, Any] = json.loads(line[6:])
        return decoded

    yield update
    reply.close()
    connection.close()


@pytest.mark.parametrize("query", ["may in hong", "MÁY IN HỎNG", "máy hỏng", "may%20hong"])
def test_search_works_with_and_without_diacritics(served: Served, query: str) -> None:
    number = listed_question(served, "Máy in bị hỏng từ Tết, bao giờ sửa?")
    found = served.phone().listed(f"?sort=time&q={quote(unquote(query))}")
    assert number in [view["number"] for view in found]


def test_the_list_filters_by_area_and_sorts_by_time_or_votes(served: Served) -> None:
    first, second = listed_question(served), listed_question(served)
    served.host.send_now(SetArea(first, "procedures"))
    phone = served.phone()
    by_area = [view["number"] for view in phone.listed("?sort=time&area=procedures")]
    assert first in by_area
    assert second not in by_area
    newest = [view["number"] for view in phone.listed("?sort=time")]
    assert newest.index(second) < newest.index(first)


@pytest.mark.parametrize("query", ["?sort=random", "?from=-1", "?from=x", "?q=" + "a" * 101, "?from=9999999"])
def test_a_query_that_does_not_fit_is_refused_by_name(served: Served, query: str) -> None:
    assert served.phone().get(f"/api/questions{query}").code == "bad-field"


def test_one_phone_supports_a_question_once_and_can_take_it_back(served: Served) -> None:
    number = listed_question(served)
    one, other = served.phone(), served.phone()
    path = f"/api/questions/{number}/support"
    for phone, on in ((one, True), (one, True), (other, True)):
        assert phone.post(path, {"on": on}).json == {"on": on}
    wait_until(lambda: votes(served, number) == 2)
    one.post(path, {"on": False})
    wait_until(lambda: votes(served, number) == 1)


def test_support_for_merged_questions_counts_each_phone_once(served: Served) -> None:
    kept, repeat = listed_question(served), listed_question(served)
    both, one = served.phone(), served.phone()
    both.post(f"/api/questions/{kept}/support", {"on": True})
    both.post(f"/api/questions/{repeat}/support", {"on": True})
    one.post(f"/api/questions/{repeat}/support", {"on": True})
    served.host.send_now(Merge((repeat,), kept))
    wait_until(lambda: votes(served, kept) == 2)


def test_an_unseen_question_cannot_be_supported(served: Served) -> None:
    number = served.phone().ask().json["number"]
    answer = served.phone().post(f"/api/questions/{number}/support", {"on": True})
    assert answer.code == "no-such-question"


def test_many_phones_behind_one_address_are_all_counted(serve: Callable[..., Served]) -> None:
    running = serve()
    number = listed_question(running)
    for _ in range(40):
        assert running.phone().post(f"/api/questions/{number}/support", {"on": True}).status == 200
    wait_until(lambda: votes(running, number) == 40)
    warned = {caution.code for caution in running.host.health_now().warnings}
    assert "many-devices" in warned, "forty devices and nobody listening is unusual"


def test_at_the_close_the_last_votes_are_counted_and_the_box_is_destroyed(
    serve: Callable[..., Served],
) -> None:
    running = serve()
    number = listed_question(running)
    phones = [running.phone() for _ in range(3)]
    for phone in phones:
        phone.post(f"/api/questions/{number}/support", {"on": True})
    running.host.send_now(CloseMeeting())
    wait_until(lambda: votes(running, number) == 3)
    wait_until(lambda: not list((running.folder / "ballots").glob("upvotes*")))
    with pytest.raises(NotFoundError):
        BallotBox.open(running.folder, "upvotes")
    assert phones[0].post(f"/api/questions/{number}/support", {"on": False}).code == "meeting-closed"


def test_ballots_left_by_a_server_that_died_at_the_close_are_counted_and_destroyed_at_the_next_start(
    serve: Callable[..., Served],
) -> None:
    first = serve()
    number = listed_question(first)
    for _ in range(2):
        first.phone().post(f"/api/questions/{number}/support", {"on": True})
    first.kill()
    record = Record.open(first.folder / "record")
    state = load_state(record)
    apply_now(record, state, CloseMeeting(), Moment(datetime.now(UTC), Role.HOST))
    record.close()
    assert list((first.folder / "ballots").glob("upvotes*"))
    again = Served.start(first.folder)
    wait_until(lambda: not list((first.folder / "ballots").glob("upvotes*")))
    assert votes(again, number) == 2
    again.stop()


def test_a_meeting_closed_and_taken_up_again_at_once_takes_support(serve: Callable[..., Served]) -> None:
    running = serve()
    number = listed_question(running)
    running.phone().post(f"/api/questions/{number}/support", {"on": True})
    for _ in range(5):
        running.host.send_now(CloseMeeting())
        running.host.send_now(ReopenMeeting())
    running.look_again()

    def supported() -> bool:
        return running.phone().post(f"/api/questions/{number}/support", {"on": True}).status == 200

    wait_until(supported)
    assert running.host.health_now().errors == 0


def test_a_meeting_taken_up_again_keeps_the_support_counted_before(serve: Callable[..., Served]) -> None:
    running = serve()
    one, other = listed_question(running), listed_question(running)
    phones = [running.phone() for _ in range(3)]
    for phone in phones:
        phone.post(f"/api/questions/{one}/support", {"on": True})
    phones[0].post(f"/api/questions/{other}/support", {"on": True})
    running.host.send_now(CloseMeeting())
    wait_until(lambda: not list((running.folder / "ballots").glob("upvotes*")))
    running.host.send_now(ReopenMeeting())
    running.look_again()
    again = [running.phone() for _ in range(2)]
    for phone in again:
        phone.post(f"/api/questions/{one}/support", {"on": True})
    wait_until(lambda: votes(running, one) == 5)
    running.host.send_now(Merge((other,), one))
    again[0].post(f"/api/questions/{one}/support", {"on": False})
    wait_until(lambda: votes(running, one) == 4)


def test_support_survives_a_killed_server(serve: Callable[..., Served]) -> None:
    first = serve()
    number = listed_question(first)
    phone = first.phone()
    phone.post(f"/api/questions/{number}/support", {"on": True})
    first.kill()
    again = serve(first.folder)
    wait_until(lambda: votes(again, number) == 1)


def test_the_stream_tells_what_is_listed_and_what_is_gone(served: Served) -> None:
    phone = served.phone()
    now = phone.get("/api/meeting").json["n"]
    with stream(phone, now) as update:
        number = listed_question(served, "Trực tiếp")
        seen: list[int] = []
        while number not in seen:
            seen += [view["number"] for view in update().get("questions", [])]
        served.host.send_now(Hide(number))
        while number not in update().get("gone", []):
            pass


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_what_is_told_is_framed_as_the_version_of_http_has_it(served: Served, version: str) -> None:
    phone = served.phone()
    host, port = served.authority.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as listening:
        head = f"GET {phone.live}?after=0 HTTP/{version}\r\nHost: {served.authority}\r\n\r\n"
        listening.sendall(head.encode())
        with listening.makefile("rb") as reply:
            assert b" 200 " in reply.readline()
            headers = http.client.parse_headers(reply)
            number = listed_question(served)
            told = b""
            while f'"number":{number}'.encode() not in told:
                line = reply.readline()
                assert line, "the stream ended"
                told += line
    assert (headers["Transfer-Encoding"] == "chunked") == (version == "1.1")
    if version == "1.0":
        assert all(
            not line or line.startswith((b":", b"id: ", b"data: ", b"event: ")) for line in told.split(b"\n")
        )
    else:
        size, _, rest = told.partition(b"\r\n")
        assert rest[: int(size, 16)].startswith((b":", b"id: "))


async def test_a_crowd_is_told_in_turns_and_nobody_twice_or_never() -> None:
    row: list[int] = []

    def later(after: int) -> tuple[bytes, int]:
        return b"".join(b"%d;" % n for n in row if n > after), max(row, default=after)

    subscribers = Subscribers(later)
    got: dict[int, bytes] = {}
    many = WOKEN_AT_ONCE * 3 + 1
    tasks = []

    async def listen(place: int) -> None:
        subscriber = subscribers.enter(0)
        got[place] = b""

        def write(data: bytes) -> bool:
            if place % 2:
                return False  # its connection is full: the task waits for it
            got[place] += data
            return True

        subscriber.write = write
        async for data in subscriber.chunks():
            got[place] += data

    tasks = [asyncio.create_task(listen(place)) for place in range(many)]
    await asyncio.sleep(0)
    row.append(1)
    subscribers.wake()
    row.append(2)
    subscribers.wake()
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while any(not told.endswith(b"2;") for told in got.values()):
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0)
    assert {told.removeprefix(OPENED) for told in got.values()} == {b"1;2;"}
    subscribers.close()
    await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE)


def test_the_stream_never_tells_of_an_unseen_question(served: Served) -> None:
    phone = served.phone()
    with stream(phone, phone.get("/api/meeting").json["n"]) as update:
        hidden = phone.ask("Chưa ai được thấy").json["number"]
        shown = listed_question(served)
        told = update()
        while shown not in [view["number"] for view in told.get("questions", [])]:
            told = update()
        assert str(hidden) not in json.dumps(told.get("gone", []))
        assert "Chưa ai được thấy" not in json.dumps(told, ensure_ascii=False)


def test_a_reconnecting_phone_gets_what_it_missed(served: Served) -> None:
    phone = served.phone()
    now = phone.get("/api/meeting").json["n"]
    number = listed_question(served, "Bị lỡ")
    wait_until(lambda: phone.get(f"{phone.live.replace('live', 'changes')}?after={now}").json["updates"])
    with stream(phone, 0, **{"Last-Event-ID": str(now)}) as update:
        assert number in [view["number"] for view in update()["questions"]]


def test_a_phone_that_missed_too_much_is_told_to_read_everything_again(served: Served) -> None:
    phone = served.phone()
    with stream(phone, 999_999_999) as update:
        assert update()["reload"] is True
    assert (
        phone.get(f"{phone.live.replace('live', 'changes')}?after=0").json["updates"][0].get("reload") is True
    )


def test_a_wrong_ticket_opens_nothing(served: Served) -> None:
    phone = served.phone()
    phone.live = "/api/live/" + "0" * 32
    assert phone.get(phone.live).code == "no-pass"


def test_the_host_sees_how_many_phones_listen(serve: Callable[..., Served]) -> None:
    running = serve()
    with stream(running.phone()), stream(running.phone()):
        wait_until(lambda: running.host.health_now().phones == 2)
    wait_until(lambda: running.host.health_now().phones == 0)


def test_a_phone_that_polls_misses_nothing_that_was_still_waiting_to_be_told(served: Served) -> None:
    number, phone = listed_question(served), served.phone()
    path, after = phone.live.replace("live", "changes"), phone.get("/api/meeting").json["n"]
    answers = [""]

    def told(answer: str) -> bool:
        nonlocal after
        changes = phone.get(f"{path}?after={after}").json
        after = changes["n"]
        answers.extend(
            view.get("answer", "") for update in changes["updates"] for view in update.get("questions", ())
        )
        return answers[-1] == answer

    for answer in ("Lần một", "Lần hai", "Lần ba"):
        served.host.send_now(RecordAnswer(number, answer, "Nguyễn Văn An"))
        wait_until(lambda answer=answer: told(answer))  # type: ignore[misc]  # bound now


async def test_when_every_stream_is_taken_a_phone_is_told_to_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STREAMS", 1)
    folder = make_meeting(tmp_path / "phien")
    hall = open_hall(folder, Record.open(folder / "record"), LaptopClock())
    assert hall.access.credentials is not None
    request = Request(
        {
            "type": "http",
            "headers": [],
            "query_string": b"",
            "path_params": {"ticket": hall.access.credentials.ticket},
        }
    )
    first = hall.updates.subscribers.enter(0)
    with pytest.raises(Refusal, match="too-many-streams"):
        await live.live(Call(hall, request))
    assert (await live.changes(Call(hall, request))).n == hall.updates.n
    hall.updates.subscribers.leave(first)
    assert (await live.live(Call(hall, request))).status_code == 200
    await hall.leave()
