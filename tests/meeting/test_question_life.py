"""The state table in the docs is what the rules do, and the rules do what the table is for."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from meeting.model.question import ModerationStatus, Outcome
from tools import question_life
from tools.question_life import COLUMNS, ROWS, Life, after

PAGE = Path(__file__).resolve().parents[2] / "docs" / "question-life.md"


def test_the_page_is_what_the_rules_do() -> None:
    assert PAGE.read_text(encoding="utf-8") == question_life.document()


def test_the_page_is_printed_by_the_module_itself(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(question_life.__file__, run_name="__main__")
    assert capsys.readouterr().out == question_life.document()


def test_every_standing_and_outcome_has_a_row() -> None:
    assert {life.status for life in ROWS} == set(ModerationStatus)
    assert {life.outcome for life in ROWS} == {None, *Outcome}


def test_nothing_can_be_done_with_a_question_that_is_gone_but_to_bring_it_back() -> None:
    for standing in (ModerationStatus.MERGED, ModerationStatus.SPLIT, ModerationStatus.ROUTED_OUT):
        allowed = [
            name for name, command in COLUMNS.items() if isinstance(after(Life(standing), command()), Life)
        ]
        ways_back = {ModerationStatus.MERGED: ["separate"], ModerationStatus.SPLIT: ["rejoin"]}
        assert allowed == ways_back.get(standing, [])


def test_a_hidden_question_comes_out_only_by_being_approved() -> None:
    for name, command in COLUMNS.items():
        reached = after(Life(ModerationStatus.HIDDEN), command())
        if isinstance(reached, Life) and reached.status is ModerationStatus.LISTED:
            assert name == "approve"


def test_every_state_can_be_reached_and_every_outcome_taken_back() -> None:
    reached = {after(life, command()) for life in ROWS for command in COLUMNS.values()}
    assert set(ROWS) <= reached | {Life(ModerationStatus.RECEIVED)}
    for outcome in Outcome:
        assert after(Life(ModerationStatus.LISTED, outcome), COLUMNS["clear outcome"]()) == Life(
            ModerationStatus.LISTED
        )
