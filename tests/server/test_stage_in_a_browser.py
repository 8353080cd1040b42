"""The stage in a browser: let in by a one-time code, shows what the wall shows, and nothing the hall may not see."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from link import control
from link.health import WallReading
from meeting.commands.asking import Ask
from meeting.commands.running import SetModeration
from meeting.commands.sorting import Approve, Hide
from meeting.commands.staging import Blank, ShowView, StageQuestion, StartTimer
from meeting.model.stage import View
from meeting.refusal import Refusal
from server.stage.passes import StagePasses
from tests.server.served import Phone, Served, a_free_port
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BETWEEN_CALLS = 60
"""Seconds between two calls on the busiest machine; the record's time is up to five minutes early."""

SECRET = "Chuyện này không ai được biết"


def invited(served: Served) -> control.StageInvitation:
    return served.host.call_now(control.INVITE_STAGE_SCREEN)


def let_in(served: Served) -> str:
    reply = Phone(served.authority).post("/api/stage", {"code": invited(served).code})
    assert reply.status == 200, reply.text
    return str(reply.json["pass"])


def picture(served: Served, given: str) -> Any:
    reply = Phone(served.authority).get(f"/api/stage/{given}/now")
    assert reply.status == 200, reply.text
    return reply.json


def ask(served: Served, text: str) -> int:
    result = served.host.send_now(Ask(text=text)).result
    assert result is not None
    return int(result["number"])


@contextmanager
def stream(served: Served, given: str) -> Iterator[http.client.HTTPResponse]:
    host, _, port = served.authority.partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
    try:
        connection.request("GET", f"/api/stage/{given}/live")
        yield connection.getresponse()
    finally:
        connection.close()


def next_picture(reply: http.client.HTTPResponse) -> Any:
    while line := reply.readline():
        if line.startswith(b"data: {"):
            return json.loads(line[6:])
    raise AssertionError("the stream ended")


def test_a_code_lets_one_screen_in_and_only_one(served: Served) -> None:
    code = invited(served).code
    door = Phone(served.authority)
    assert door.post("/api/stage", {"code": f" {code.lower()[:4]}-{code[4:]} "}).status == 200
    again = door.post("/api/stage", {"code": code})
    assert (again.status, again.code) == (404, "wrong-code")


def test_a_newer_code_takes_the_place_of_the_older(served: Served) -> None:
    older = invited(served).code
    newer = invited(served).code
    door = Phone(served.authority)
    assert door.post("/api/stage", {"code": older}).status == 404
    assert door.post("/api/stage", {"code": newer}).status == 200


async def test_a_code_nobody_used_opens_nothing_any_more(tmp_path: Path) -> None:
    now = 0.0
    passes = StagePasses(tmp_path, lambda: now)
    code = passes.invite()
    now = 601.0
    with pytest.raises(Refusal, match="wrong-code"):
        await passes.exchange(code)


@pytest.mark.parametrize("given", ["00", "zz", "ab" * 24, "é"])
def test_without_a_pass_there_is_nothing_to_see(served: Served, given: str) -> None:
    invited(served)
    door = Phone(served.authority)
    for path in (
        f"/api/stage/{given.encode().hex() if not given.isascii() else given}/{what}"
        for what in ("now", "live")
    ):
        assert door.get(path).status == 403


def test_a_phones_pass_and_the_halls_code_show_no_stage(served: Served) -> None:
    joined = Phone.join(served)
    assert joined.get(f"/api/stage/{joined.given_pass.encode().hex()}/now").status == 403
    hall_code = served.live.short_code
    assert joined.post("/api/stage", {"code": hall_code}).status == 404


def test_a_screens_pass_opens_nothing_of_the_phones(served: Served) -> None:
    given = let_in(served)
    screen = Phone(served.authority, given)
    assert screen.get("/api/meeting").status == 403
    assert screen.get(f"/api/live/{given}").status == 403


def test_the_screen_shows_what_the_wall_shows(served: Served) -> None:
    given = let_in(served)
    joining = picture(served, given)
    assert joining["slide"]["view"] == "join"
    assert joining["code"]["size"] >= 25
    number = ask(served, "Bao giờ có máy in mới cho Đội 3?")
    served.host.send_now(StageQuestion(number))
    shown = picture(served, given)
    assert shown["slide"]["view"] == "question"
    assert "Bao giờ có máy in mới" in json.dumps(shown, ensure_ascii=False)
    served.host.send_now(Blank(on=True))
    assert picture(served, given) == {"slide": None, "code": None}
    served.host.send_now(Blank(on=False))


def test_a_countdown_is_counted_from_the_moment_it_began_not_from_the_records_rounded_time(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    given = let_in(served)
    served.host.send_now(StartTimer(3600))
    served.host.send_now(StageQuestion(ask(served, "Bao giờ có máy in mới?")))
    served.host.send_now(StartTimer(3600))
    assert picture(served, given)["slide"]["seconds_left"] > 3600 - BETWEEN_CALLS


def test_what_is_hidden_is_in_no_picture_of_any_view(served: Served) -> None:
    given = let_in(served)
    number = ask(served, SECRET)
    for command in (Approve(number), StageQuestion(number), Hide(number), Blank(on=False)):
        served.host.send_now(command)
    for view in (View.BOARD, View.AREAS, View.JOIN, View.CLOSING, View.AGENDA, View.PLEDGES):
        served.host.send_now(ShowView(view))
        assert SECRET not in json.dumps(picture(served, given), ensure_ascii=False)


def test_the_stream_follows_the_host_and_never_sends_what_stays_hidden(served: Served) -> None:
    given = let_in(served)
    served.host.send_now(ShowView(View.JOIN))
    with stream(served, given) as reply:
        assert next_picture(reply)["slide"]["view"] == "join"
        wait_until(lambda: served.host.health_now().stage_screens >= 1)
        served.host.send_now(SetModeration(on=True))
        assert Phone.join(served).ask(SECRET).status == 201
        served.host.send_now(ShowView(View.BOARD))
        seen = [next_picture(reply)]
        while (seen[-1]["slide"] or {}).get("view") != "board":
            seen.append(next_picture(reply))
        served.host.send_now(Blank(on=True))
        while seen[-1]["slide"] is not None:
            seen.append(next_picture(reply))
        assert SECRET not in json.dumps(seen, ensure_ascii=False)
    for command in (Blank(on=False), SetModeration(on=False)):
        served.host.send_now(command)


def test_screens_that_are_shut_out_see_nothing_more(serve: Callable[..., Served]) -> None:
    served = serve()
    given = let_in(served)
    unused = invited(served).code
    with stream(served, given) as reply:
        next_picture(reply)
        served.host.call_now(control.SHUT_STAGE_SCREENS)
        while reply.readline():
            pass
    door = Phone(served.authority)
    assert door.get(f"/api/stage/{given}/now").status == 403
    assert door.post("/api/stage", {"code": unused}).status == 404
    assert picture(served, let_in(served))["slide"]["view"] == "join"


def test_a_screen_comes_back_by_itself_after_a_restart(serve: Callable[..., Served]) -> None:
    port = a_free_port()
    served = serve(port=port)
    given = let_in(served)
    served.kill()
    again = Served.start(served.folder, port=port)
    try:
        assert picture(again, given)["slide"]["view"] == "join"
    finally:
        again.stop()


def test_the_page_holds_nothing_of_the_meeting_and_names_no_other_host(served: Served) -> None:
    door = Phone(served.authority)
    for path in ("/stage", "/stage/stage.css", "/stage/stage.js"):
        reply = door.get(path)
        assert reply.status == 200
        assert "https://" not in reply.text
        assert served.live.short_code not in reply.text
        assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_a_window_that_says_it_is_there_is_counted_until_it_leaves(served: Served) -> None:
    assert served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4711)).stage_windows == 1
    assert served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4712)).stage_windows == 2
    assert (
        served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4712, leaves=True)).stage_windows == 1
    )
    wait_until(lambda: served.host.health_now().stage_windows == 0)


def test_the_console_is_told_how_a_window_reads_while_it_is_there(served: Served) -> None:
    reads = WallReading(80, 24, 83, 21, legible=True)
    told = served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4713, reads=reads))
    assert told.walls == (reads,)
    assert served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4713)).walls == ()
    served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4713, reads=reads))
    gone = served.host.call_now(control.STAGE_WINDOW, control.StageWindow(4713, leaves=True))
    assert gone.walls == ()
