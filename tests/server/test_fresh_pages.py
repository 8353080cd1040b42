"""The page of a phone that comes in: made once for all of them, and each one's own."""

from __future__ import annotations

import gzip
import http.client
import re
import secrets
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from meeting.commands.asking import AddPrompt
from meeting.commands.sorting import Approve
from meeting.commands.staging import StageQuestion
from server.page.fresh import KINDS, FreshPage, FreshPages, Own

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.served import Served

PASS = re.compile(r'name="pass" value="([^"]+)"')
RECEIPT = re.compile(r'name="receipt" value="([0-9A-Z]+)"')


def fetched(served: Served, path: str, *, packed: bool) -> str:
    connection = http.client.HTTPConnection(served.authority, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"} if packed else {})
        reply = connection.getresponse()
        content = reply.read()
        assert reply.status == 200
        assert (reply.headers["Content-Encoding"] == "gzip") == packed
        return (gzip.decompress(content) if packed else content).decode()
    finally:
        connection.close()


def own_of(page: str) -> Own:
    [given_pass] = set(PASS.findall(page))
    [receipt] = set(RECEIPT.findall(page))
    return Own(given_pass, receipt)


def without(page: str, own: Own) -> str:
    return page.replace(own.given_pass, "PASS").replace(own.receipt, "RECEIPT")


def test_each_phone_has_a_pass_and_a_receipt_of_its_own_on_the_same_page(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    code = served.live.short_code
    pages = [fetched(served, f"/{code}", packed=number % 2 == 0) for number in range(6)]
    owns = [own_of(page) for page in pages]
    assert len(set(owns)) == len(pages)
    assert len({without(page, own) for page, own in zip(pages, owns, strict=True)}) == 1
    for own, page in zip(owns, pages, strict=True):
        assert f'"pass":"{own.given_pass}"' in page
    phone = served.phone()
    for own in owns:
        phone.given_pass = own.given_pass
        assert phone.ask().status == 201


def test_the_page_tells_what_is_so_by_the_time_a_phone_comes(serve: Callable[..., Served]) -> None:
    served = serve()
    code = served.live.short_code
    before = fetched(served, f"/{code}", packed=True)
    number = served.phone().ask("Bao giờ sửa đường?").json["number"]
    served.host.send_now(Approve(number))
    served.host.send_now(StageQuestion(number))
    served.host.send_now(AddPrompt("Việc gì gấp nhất?"))
    after = fetched(served, f"/{code}", packed=True)
    assert "Bao giờ sửa đường?" not in before
    assert "Bao giờ sửa đường?" in after
    prompt = fetched(served, f"/{code}/g1", packed=True)
    assert "Việc gì gấp nhất?" in prompt
    english = fetched(served, f"/{code}?lang=en", packed=True)
    assert 'lang="en"' in english
    assert 'lang="vi"' in after


LETTERS = st.text("ABCXYZabcxyz0189-_", min_size=16, max_size=40)
WORDS = st.text("<>\"'= abcéđ\n", max_size=200)


@given(st.lists(WORDS, min_size=4, max_size=4), LETTERS, LETTERS)
def test_letters_are_exchanged_in_what_is_compressed_or_it_is_not_tried(
    words: list[str], given_pass: str, receipt: str
) -> None:
    own, other = Own(f"p{given_pass}", f"R{receipt}"), Own(f"p{given_pass[::-1]}", f"R{receipt.swapcase()}")
    text = f"{words[0]}{own.given_pass}{words[1]}{own.receipt}{words[2]}{own.given_pass}{words[3]}"
    page = FreshPage(text, own)
    expected = f"{words[0]}{other.given_pass}{words[1]}{other.receipt}{words[2]}{other.given_pass}{words[3]}"
    assert page.fits(other)
    assert page.plain(other).decode() == expected
    packed = page.gzipped(other)
    assert packed is None or gzip.decompress(packed).decode() == expected


def test_real_letters_can_always_be_exchanged_and_cost_a_few_bytes() -> None:
    for _ in range(50):
        own, other = (Own(secrets.token_urlsafe(28), secrets.token_hex(8).upper()) for _ in range(2))
        field = '<input type="hidden" name="pass" value="{0.given_pass}"><input name="receipt" value="{0.receipt}">'
        text = f"{'<p>Ý kiến</p>' * 200}{field}{'<p>Danh sách</p>' * 100}{field}".format(own)
        packed = FreshPage(text, own).gzipped(other)
        assert packed is not None
        assert gzip.decompress(packed).decode() == text.replace(own.given_pass, other.given_pass).replace(
            own.receipt, other.receipt
        )
        assert len(packed) <= len(gzip.compress(text.encode(), 9)) + 40


def test_a_page_is_made_anew_for_another_commit_kind_or_length_of_letters() -> None:
    pages, made = FreshPages(), list[str]()
    own = Own("p" * 38, "R" * 16)

    def render() -> str:
        made.append(f"{own.given_pass} {own.receipt} {len(made)}")
        return made[-1]

    first = pages.page("vi", 1, own, render)
    assert pages.page("vi", 1, Own("q" * 38, "S" * 16), render) is first
    assert pages.page("vi", 2, own, render) is not first
    assert pages.page("en", 2, own, render) is not first
    assert pages.page("en", 2, Own("q" * 40, "S" * 16), render) is not first
    assert len(made) == 4


def test_made_up_kinds_fill_no_memory() -> None:
    pages = FreshPages()
    own = Own("p" * 38, "R" * 16)
    for number in range(1_000):
        pages.page(f"g{number}", 1, own, lambda: f"{own.given_pass} {own.receipt}")
        assert len(pages._pages) <= KINDS
