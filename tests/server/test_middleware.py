"""The middleware: exact hosts, own origins, safe headers, no host powers on the hall's port."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from server import limits
from server.access.headers import BARE
from server.access.middleware import HEADERS, PROBES
from tests.loopback import LOOPBACK
from tests.server.served import QUESTION, Phone, Served, a_receipt
from tests.waiting import wait_until


@pytest.mark.parametrize("path", ["/", "/pulse", "/api/meeting", "/no/such/page", "/ask", "/favicon.ico"])
def test_every_reply_carries_the_safe_headers(served: Served, path: str) -> None:
    answer = served.phone().get(path)
    is_page = answer.headers.get_content_type() == "text/html" and answer.body
    for name, value in (HEADERS if is_page else BARE).items():
        if not (path == "/favicon.ico" and name == "Cache-Control"):
            assert answer.headers[name] == value
    for never in ("Set-Cookie", "Server", "Strict-Transport-Security", "Access-Control-Allow-Origin", "Date"):
        assert answer.headers[never] is None


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "127.0.0.1.evil.example:80"]
)
def test_another_host_name_is_misdirected(served: Served, host: str) -> None:
    assert served.phone().get("/api/meeting", Host=host).status == 421


@pytest.mark.parametrize("path", ["/a/b/c/d", "/CODE/xx99"])
def test_a_refusal_is_a_page_for_a_browser_and_json_for_a_client(served: Served, path: str) -> None:
    phone = served.phone()
    page = phone.get(path, Accept="text/html,application/xhtml+xml")
    assert page.status == 404
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Không có trang này" in page.text
    assert phone.get(path).code == "no-such-page"


def test_a_browser_that_comes_under_another_name_learns_nothing_of_the_meeting(served: Served) -> None:
    answer = served.phone().get("/", Host="evil.example", Accept="text/html")
    assert (answer.status, answer.code) == (421, "wrong-host")
    assert "Phòng Thử nghiệm" not in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://evil.example", "null", "http://127.0.0.1:1"]
)
def test_another_sites_script_is_refused(served: Served, origin: str) -> None:
    phone = served.phone()
    answer = phone.post("/api/questions", {"text": QUESTION, "receipt": a_receipt()}, {"Origin": origin})
    assert (answer.status, answer.code) == (403, "wrong-origin")


def test_the_pages_own_origin_is_accepted(served: Served) -> None:
    phone = served.phone()
    own = {"Origin": f"http://{served.authority}"}
    assert phone.post("/api/questions", {"text": QUESTION, "receipt": a_receipt()}, own).status == 201


def test_a_form_from_another_site_has_no_pass_and_gets_nowhere(served: Served) -> None:
    stranger = served.phone()
    stranger.given_pass = ""
    for origin in ("null", "http://evil.example"):
        answer = stranger.form(
            "/ask", {"Origin": origin}, text=QUESTION, receipt=a_receipt(), **{"pass": "x"}
        )
        assert answer.status == 403


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b"{}", 415),
        ("application/json; charset=utf-16", "{}".encode("utf-16"), 415),
        ("application/json", "{}".encode("utf-16"), 400),
        ("application/json", b"\xef\xbb\xbf{}", 400),
        ("application/json", b'{"code":"\xff"}', 400),
        ("application/json", b'{"code":"\\ud800"}', 400),
        ("application/json", b'{"code":NaN}', 400),
        ("application/json", b"[" * 9000, 400),
        ("application/json", b'{"code":"a","code":"b"}', 422),
        ("application/json", b'{"code":"a","__proto__":{}}', 422),
        ("application/json", b'{"code":["a"]}', 422),
        ("application/json", b'{"code":null}', 422),
        ("application/json", b'{"code":true}', 422),
        ("application/json", b'"code"', 422),
        ("application/json", b'{"code":"a","\x07more":1}', 400),
    ],
)
def test_bodies_that_are_not_strict_json_are_refused(
    served: Served, content_type: str, body: bytes, status: int
) -> None:
    answer = served.phone().send("POST", "/api/join", body, {"Content-Type": content_type})
    assert answer.status == status, answer.text


def test_a_compressed_body_is_refused(served: Served) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert served.phone().send("POST", "/api/join", b"\x1f\x8b", headers).status == 415


def test_a_flood_of_wrong_codes_opens_nothing_and_keeps_nobody_out(serve: Callable[..., Served]) -> None:
    served = serve()

    def guess(number: int) -> str:
        return Phone(served.authority).post("/api/join", {"code": f"{number:08d}"}).code

    with ThreadPoolExecutor(60) as guessing:
        guesses = [guessing.submit(guess, number) for number in range(120)]
        joined = [Phone.join(served).get("/api/meeting").status for _ in range(5)]
        told = {one.result() for one in guesses}
    assert joined == [200] * 5
    assert told == {"wrong-code", "too-many-guesses"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND"])
def test_methods_no_page_uses_are_refused(served: Served, method: str) -> None:
    assert served.phone().send(method, "/api/questions").status in {400, 405}


@pytest.mark.parametrize(
    "path",
    ["/command", "/health", "/rotate", "/resume", "/stop", "/commits", "/alive", "/docs", "/openapi.json"],
)
def test_the_halls_port_has_no_host_powers(served: Served, path: str) -> None:
    phone = served.phone()
    control = {"Authorization": f"Bearer {served.live.token}"}
    assert phone.post(path, {"command": "close-meeting"}, control).status in {404, 405}
    page = phone.get(path, **control)
    assert page.status == 404
    assert page.headers["Content-Type"].startswith("text/html") or page.code == "no-such-page"


@pytest.mark.parametrize("path", sorted(PROBES))
def test_captive_portal_probes_get_the_answer_that_keeps_the_phone_here(served: Served, path: str) -> None:
    status, body = PROBES[path]
    answer = served.phone().get(path, Host="connectivitycheck.gstatic.com")
    assert (answer.status, answer.body) == (status, body)


@pytest.mark.parametrize("path", sorted(PROBES))
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PROPFIND"])
def test_probes_answer_reading_only_and_say_so(served: Served, path: str, method: str) -> None:
    answer = served.phone().send(method, path, b"x" if method == "POST" else None)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert answer.headers["Content-Security-Policy"] == BARE["Content-Security-Policy"]
    told = served.phone().send("HEAD", path)
    assert (told.status, told.body) == (PROBES[path][0], b"")
    assert told.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/api/polls/", "/api/surveys/", "/api/pledges/", "/api/questions/{}/support", "/", "/a/", "/x/g"]
)
def test_a_number_or_name_that_goes_on_and_on_is_no_page(served: Served, path: str) -> None:
    phone, long = served.phone(), "9" * 6000
    whole = path.format(long) if "{" in path else path + long
    for answer in (phone.get(whole), phone.post(whole, {})):
        assert (answer.status, answer.code) in {(404, "no-such-page"), (405, "not-this-method")}
    assert served.host.health_now().errors == 0


def test_whoever_reads_page_after_page_is_slowed_down(served: Served) -> None:
    phone = served.phone()
    answers = [phone.get("/api/questions") for _ in range(limits.READ_BURST)]
    assert {answer.status for answer in answers} == {200}

    def is_refused() -> bool:
        answer = phone.get("/api/questions")
        return answer.status != 200 and answer.code == "too-fast"

    wait_until(is_refused)  # the slower the machine, the more pages have become free meanwhile
    assert served.phone().get("/api/questions").status == 200


def test_a_thousand_ranges_are_ignored(served: Served) -> None:
    answer = served.phone().get("/pulse", Range="bytes=" + ",".join(["0-"] * 1000))
    assert answer.status == 204


def test_paths_and_codes_ignore_case(served: Served) -> None:
    phone = served.phone()
    assert phone.get(f"/{served.live.short_code.lower()}").status == 200
    assert phone.get("/API/MEETING").status == 200


def test_the_address_for_the_qr_is_short_and_in_capitals_after_its_scheme(served: Served) -> None:
    assert served.live.phone_url == "http" + served.live.phone_url[4:].upper()
    longest = served.live.phone_url.replace(LOOPBACK, "192.168.137.100").replace(
        served.live.address.rsplit(":", 1)[1], "8000"
    )
    assert len(longest) <= 38, "38 alphanumeric characters are what a version 2 QR code holds at level M"


def test_the_control_link_wants_its_token_and_its_own_name(served: Served) -> None:
    control = type(served.phone())(served.live.control.removeprefix("http://"))
    assert control.get("/health").status == 403
    good = {"Authorization": f"Bearer {served.live.token}"}
    assert control.get("/health", **good).status == 200
    assert control.get("/health", Host="evil.example", **good).status == 403


def test_a_phone_cannot_speak_as_the_desk_nor_the_desk_as_a_phone(served: Served) -> None:
    control = type(served.phone())(served.live.control.removeprefix("http://"))
    good = {"Authorization": f"Bearer {served.live.token}", "X-Role": "phone"}
    refused = control.post("/command", {"command": "close-meeting"}, good)
    assert refused.json["refusal"] == "not-for-this-role"
