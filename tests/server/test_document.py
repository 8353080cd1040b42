"""docs/phone-api.md and the server say the same: endpoints, bodies, errors, limits."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from meeting import limits as meeting_limits
from server import limits
from server.access import refusals
from server.api.endpoint import Endpoint
from server.page import assets
from server.phones import ENDPOINTS

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "phone-api.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", DOCUMENT, flags=re.MULTILINE | re.DOTALL))


def heading(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def test_the_document_has_exactly_the_servers_endpoints() -> None:
    assert list(SECTIONS) == [heading(endpoint) for endpoint in ENDPOINTS]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=heading)
def test_a_section_says_what_the_endpoint_does_and_takes(endpoint: Endpoint) -> None:
    text = SECTIONS[heading(endpoint)]
    said = " ".join(text.split())
    assert endpoint.does.rstrip(".") in said
    assert ("Needs a pass" in said) == (endpoint.needs_pass or endpoint.path == "/api/questions")
    for field in endpoint.body.__struct_fields__ if endpoint.body else ():
        assert f"`{field}`" in text, field


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=heading)
def test_every_example_in_the_document_is_json(endpoint: Endpoint) -> None:
    for example in re.findall(r"```json\n(.*?)```", SECTIONS[heading(endpoint)], flags=re.DOTALL):
        assert msgspec.json.decode(example)


def test_the_document_lists_every_error_with_its_status() -> None:
    rows = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \| (\d{3}) \|", DOCUMENT, flags=re.MULTILINE)
    told = {code: int(status) for codes, status in rows for code in re.findall(r"`([a-z-]+)`", codes)}
    assert told == refusals._STATUSES


def test_the_document_gives_the_limits_the_server_keeps() -> None:
    table = DOCUMENT[DOCUMENT.index("### Limits") : DOCUMENT.index("### Errors")]
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, flags=re.MULTILINE))
    numbers = {what: [int(n) for n in re.findall(r"\d+", limit)] for what, limit in rows.items()}
    assert numbers["request head"][0] == limits.HEADER_BYTES
    assert numbers["path"][0] == limits.PATH_CHARACTERS
    assert f"{limits.STREAMS} streams" in DOCUMENT
    assert numbers["request body"][0] == limits.BODY_BYTES
    assert numbers["nesting of a JSON body"] == [limits.JSON_DEPTH]
    assert numbers["time for a request to arrive whole"] == [limits.REQUEST_SECONDS]
    assert numbers["idle connection"] == [limits.IDLE_SECONDS]
    assert numbers["a reader that takes nothing"] == [limits.READER_SECONDS]
    assert numbers["a question's text"] == [meeting_limits.QUESTION_GRAPHEMES]
    assert numbers["name, unit"] == [meeting_limits.NAME_GRAPHEMES]
    assert numbers["questions in a page of the list"] == [limits.PAGE_QUESTIONS]
    assert numbers["receipts in one look-up"] == [limits.RECEIPTS_AT_ONCE]
    assert numbers["search text"] == [limits.QUERY_CHARACTERS]
    assert numbers["questions from one phone"] == [limits.ASK_BURST, limits.ASK_EVERY_SECONDS]
    assert numbers["votes from one phone"][0] == limits.VOTE_BURST
    assert limits.VOTE_EVERY_SECONDS == 1


def test_the_page_speaks_only_of_documented_endpoints() -> None:
    script = assets.every_script()
    known = {re.sub(r"\{.*", "", endpoint.path) for endpoint in ENDPOINTS}
    used = {path.rstrip("?") for path in re.findall(r"'(/api/[a-z/]*)", script)}
    assert used
    assert {path for path in used if path not in known and path.rstrip("/") not in known} == set()
