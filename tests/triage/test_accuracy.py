"""The packaged model is as good as it is said to be: on five sets it never saw, and in its own training's test."""

from __future__ import annotations

import pytest

from meeting.text.folding import fold
from tests.thoroughness import some_of
from tools.areas import EVALUATION, written_lines
from triage.duplicates import DuplicateIndex
from triage.lines import STYLES, read_jsonl
from triage.quality import Quality, measured
from triage.suggester import PACKAGED_MODEL, Suggester

SETS = ("sample", "dev", "aside", "fresh", "counted")


def judged(name: str) -> Quality:
    suggester = Suggester.load()
    lines = read_jsonl(EVALUATION / f"{name}.jsonl")
    return measured((line, suggester.suggest(line.text)) for line in lines)


@pytest.fixture(scope="module")
def quality() -> dict[str, Quality]:
    return {name: judged(name) for name in SETS}


@pytest.mark.parametrize(
    ("name", "floor"), [("sample", 0.84), ("dev", 0.90), ("aside", 0.90), ("fresh", 0.83), ("counted", 0.82)]
)
def test_the_first_choice_is_right(quality: dict[str, Quality], name: str, floor: float) -> None:
    assert quality[name].all.first_share >= floor


@pytest.mark.parametrize(
    ("name", "floor"), [("sample", 0.93), ("dev", 0.95), ("aside", 0.95), ("fresh", 0.94), ("counted", 0.93)]
)
def test_the_right_area_is_within_two(quality: dict[str, Quality], name: str, floor: float) -> None:
    assert quality[name].all.two_share >= floor


@pytest.mark.parametrize(
    ("name", "covered"),
    [("sample", 0.55), ("dev", 0.65), ("aside", 0.60), ("fresh", 0.60), ("counted", 0.60)],
)
def test_a_claim_of_confidence_is_right_95_times_in_100(
    quality: dict[str, Quality], name: str, covered: float
) -> None:
    assert quality[name].sure.first_share >= 0.95
    assert quality[name].sure.lines >= covered * quality[name].all.lines


@pytest.mark.parametrize("name", SETS)
def test_a_line_without_diacritics_is_read_nearly_as_well(quality: dict[str, Quality], name: str) -> None:
    suggester = Suggester.load()
    lines = read_jsonl(EVALUATION / f"{name}.jsonl")
    bare = measured((line, suggester.suggest(fold(line.text))) for line in lines)
    assert bare.all.first_share >= quality[name].all.first_share - 0.06


def test_every_style_and_area_is_served(quality: dict[str, Quality]) -> None:
    """No group is left to chance, though each is small in one set: all sets together."""
    for table in ("styles", "areas"):
        shares = [getattr(found, table) for found in quality.values()]
        for key in shares[0]:
            lines = sum(share[key].lines for share in shares if key in share)
            right = sum(share[key].first for share in shares if key in share)
            assert right / lines >= 0.75, key


def test_no_line_that_is_tested_nor_a_close_paraphrase_was_trained_on() -> None:
    index = DuplicateIndex()
    lines = written_lines()
    for number, line in enumerate(lines):
        index.add(number, line.text)
    near = [
        (line.text, lines[match.id].text, match.score)
        for name in SETS
        for line in some_of(read_jsonl(EVALUATION / f"{name}.jsonl"))
        for match in index.similar(line.text)
    ]
    assert near == []


def test_the_written_lines_are_many_varied_and_well_formed() -> None:
    from meeting.areas import OTHER, REFORM_AREAS

    areas = {area.id for area in REFORM_AREAS} | {OTHER}
    lines = written_lines()
    assert len({line.text for line in lines}) >= 10_500
    assert {line.area for line in lines} == areas
    assert {line.second for line in lines} <= areas | {None}
    assert {line.style for line in lines} == set(STYLES)
    assert not [line.text for line in lines if len(line.text) > 300 or line.second == line.area]


@pytest.mark.long
def test_training_again_gives_the_same_model_byte_for_byte() -> None:
    from triage.teaching import teach

    stored = PACKAGED_MODEL.read_bytes()
    areas = Suggester.load().areas
    result = teach(written_lines(), areas)
    assert result.model.to_bytes() == stored
    assert result.quality.sure.first_share >= 0.945
    assert result.quality.all.first_share >= 0.76
    assert result.quality.all.two_share >= 0.90
