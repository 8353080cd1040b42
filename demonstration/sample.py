"""The questions attendees ask: a sample in the styles people really use, each with its area."""

from __future__ import annotations

from importlib.resources import files

import msgspec


class SampleQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the sample: its area, a second area where two units would have to act, and its style.

    `wording` is how a secretary writes out what was typed without marks or as bare keystrokes, empty for the rest.
    """

    text: str
    area: str
    second: str = ""
    style: str = ""
    wording: str = ""


def questions() -> list[SampleQuestion]:
    """The whole sample, in its own order."""
    data = files("demonstration").joinpath("data/questions.jsonl").read_bytes()
    return msgspec.json.decode(
        b"[" + b",".join(data.split(b"\n")).rstrip(b",") + b"]", type=list[SampleQuestion]
    )
