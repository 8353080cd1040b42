"""The packaged model is as good as it is said to be: on the sample, and on situations held aside in training."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.duplicates import LIKELY, DuplicateIndex
from triage.lines import STYLES, read_jsonl
from triage.quality import Quality, measured
from triage.suggester import PACKAGED_MODEL, Suggester
from triage.training import written_lines

SAMPLE = Path(__file__).parents[2] / "triage" / "evaluation" / "sample.jsonl"


@pytest.fixture(scope="module")
def sample() -> Quality:
    suggester = Suggester.load()
    return measured((line, suggester.suggest(line.text)) for line in read_jsonl(SAMPLE))


def test_three_of_four_are_right_at_first_choice(sample: Quality) -> None:
    assert sample.all.first_share >= 0.80


def test_nine_of_ten_are_right_within_two(sample: Quality) -> None:
    assert sample.all.two_share >= 0.91


def test_a_claim_of_confidence_is_right_95_times_in_100(sample: Quality) -> None:
    assert sample.sure.first_share >= 0.95
    assert sample.sure.lines >= 0.35 * sample.all.lines


def test_no_line_of_the_sample_nor_a_close_paraphrase_was_trained_on() -> None:
    index = DuplicateIndex()
    lines = written_lines()
    for number, line in enumerate(lines):
        index.add(number, line.text)
    near = [
        (line.text, lines[match.id].text, match.score)
        for line in read_jsonl(SAMPLE)
        for match in index.similar(line.text)
        if match.score >= LIKELY
    ]
    assert near == []


def test_the_written_lines_are_many_varied_and_well_formed() -> None:
    from meeting.areas import OTHER, REFORM_AREAS

    areas = {area.id for area in REFORM_AREAS} | {OTHER}
    lines = written_lines()
    assert len({line.text for line in lines}) >= 5000
    assert {line.area for line in lines} == areas
    assert {line.second for line in lines} <= areas | {None}
    assert {line.style for line in lines} == set(STYLES)
    assert not [line.text for line in lines if len(line.text) > 300 or line.second == line.area]


@pytest.mark.long
def test_training_again_gives_the_same_model_byte_for_byte() -> None:
    from triage.teaching import teach

    stored = PACKAGED_MODEL.read_bytes()
    areas = Suggester.load().areas
    taught = teach(written_lines(), areas)
    assert taught.model.to_bytes() == stored
    assert taught.quality.sure.first_share >= 0.95
    assert taught.quality.all.two_share >= 0.85
