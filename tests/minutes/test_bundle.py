"""The JSON bundle: a whole meeting out and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from meeting.changes import put
from meeting.model.profile import Wifi
from meeting.model.question import Sealed
from meeting.refusal import Refusal
from minutes import Seal
from minutes.bundle import FORMAT, VERSION, from_json, to_json
from tests.minutes.ballots import balloted
from tests.minutes.conftest import state_with
from tools import bundle_schema

if TYPE_CHECKING:
    from meeting.state import State

SEAL = Seal("ab" * 32, 41)


def test_a_bundle_comes_back_as_an_equal_record(held: State) -> None:
    assert from_json(to_json(held, SEAL)).tables == held.tables
    assert to_json(from_json(to_json(held, SEAL)), SEAL) == to_json(held, SEAL)


def test_sealed_texts_and_the_halls_wifi_stay_at_home(held: State) -> None:
    held.apply([put("sealed", 4, Sealed("Đơn tố cáo ông X", "routed-out", ""))])
    content = to_json(held, SEAL).decode()
    assert "Đơn tố cáo ông X" not in json.dumps(json.loads(content)["tables"].get("sealed", {}))
    assert "sealed" not in json.loads(content)["tables"]
    assert "mật khẩu" not in to_json(state_with(wifi=Wifi("Hoi truong", "mật khẩu")), SEAL).decode()


def test_a_bundle_names_its_format_version_and_seal(held: State) -> None:
    bundle = json.loads(to_json(held, SEAL))
    assert (bundle["format"], bundle["version"]) == (FORMAT, VERSION)
    assert (bundle["digest"], bundle["n"], bundle["draft_at"]) == ("ab" * 32, 41, None)


def changed(held: State, **fields: Any) -> bytes:
    return json.dumps(json.loads(to_json(held, SEAL)) | fields).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "khác"},
        {"version": "1"},
        {"thêm": 1},
        {"tables": {}},
        {"tables": {"questions": {"một": {}}}},
        {"tables": {"questions": {"1": {"number": 1}}}},
        {"tables": {"meetings": {"1": []}}},
    ],
)
def test_what_is_no_bundle_is_refused(held: State, fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="bundle-unreadable"):
        from_json(changed(held, **fields))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format":"\xff"}', b"null", b"[" * 100_000]
)
def test_broken_json_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="bundle-unreadable"):
        from_json(content)


def test_a_newer_bundle_is_refused_by_name(held: State) -> None:
    with pytest.raises(Refusal, match="bundle-newer"):
        from_json(changed(held, version=VERSION + 1))


def test_the_schema_in_docs_is_that_of_the_types() -> None:
    assert bundle_schema.PATH.read_text(encoding="utf-8") == bundle_schema.text(), (
        "the types have changed: run python -m tools.bundle_schema"
    )


def test_the_schema_names_every_field_of_a_bundle(held: State) -> None:
    schema = bundle_schema.schema()
    bundle = json.loads(to_json(held, SEAL))
    assert set(bundle) == set(schema["required"])
    for name, rows in bundle["tables"].items():
        reference = schema["properties"]["tables"]["properties"][name]["additionalProperties"]["$ref"]
        fields = schema["$defs"][reference.removeprefix("#/$defs/")]["properties"]
        assert all(set(row) <= set(fields) for row in rows.values())


@pytest.mark.parametrize(
    ("table", "number", "values"),
    [
        ("meetings", 1, {"planned_on": "0001-01-01"}),
        ("meetings", 1, {"closed_at": "9999-12-31T23:59:59-12:00"}),
        ("questions", 1, {"at": "sáng nay"}),
        ("questions", 1, {"number": 2}),
        ("commitments", 1, {"deadline": "2024-02-30"}),
        ("referrals", 1, {"letters": [{"direction": "lost", "on": "2024-05-03"}]}),
        ("referrals", 1, {"letters": [{"direction": "sent", "on": "mai"}]}),
        ("results", 1, {"value": "nhiều"}),
        ("signers", 1, {"levels": {"1.1": "9e99"}}),
        ("signers", 1, {"signature": "M<b>"}),
    ],
)
def test_a_value_that_no_command_would_have_made_is_refused_by_its_place(
    held: State, table: str, number: int, values: dict[str, Any]
) -> None:
    if table in {"results", "signers"}:
        held = balloted()
    bundle = json.loads(to_json(held, SEAL))
    bundle["tables"][table][str(number)] |= values
    with pytest.raises(Refusal) as told:
        from_json(json.dumps(bundle).encode())
    assert f"{table} {number}: {next(iter(values)).replace('letters', '')}" in str(told.value.params["why"])


def test_a_meeting_with_every_kind_of_vote_and_pledge_comes_back_whole() -> None:
    whole = balloted()
    assert from_json(to_json(whole, SEAL)).tables == whole.tables
