"""The suggester names an area only where it may, learns reversibly, and keeps no text."""

from __future__ import annotations

import subprocess
import sys
import zlib
from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.areas import OTHER, REFORM_AREAS, UNCLASSIFIED
from tests.waiting import PATIENCE
from triage import Suggester
from triage.model import LARGEST_UNPACKED, AreaModel, ModelHeader
from triage.suggester import PACKAGED_MODEL

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {area.id for area in REFORM_AREAS} | {OTHER, UNCLASSIFIED}
LARGEST_MODEL = 3 * 1024 * 1024


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester.load()


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Mạng cơ quan chậm quá, phần mềm treo hoài", "modernisation"),
        ("mang co quan cham qua phan mem treo hoai", "modernisation"),
        ("Tiền công tác phí ba tháng chưa thanh toán", "public_finance"),
        ("hoof sow nooopj 2 tuaafn roofi chuwa cos keets quar", "procedures"),
        ("Hai phòng cùng làm một nhiệm vụ, sao không nhập?", "apparatus"),
        ("Staff at the counter are rude", "civil_service"),
        ("Thông tư và nghị định mâu thuẫn nhau thì theo cái nào?", "institutions"),
        ("Chúc hội nghị thành công tốt đẹp", "other"),
    ],
)
def test_plain_cases_are_filed_right(suggester: Suggester, text: str, area: str) -> None:
    assert suggester.suggest(text).area == area


@pytest.mark.parametrize("text", ["", "   ", "?", "🙂"])
def test_a_text_without_words_is_never_a_confident_reform_area(suggester: Suggester, text: str) -> None:
    suggestion = suggester.suggest(text)
    assert suggestion.area in {OTHER, UNCLASSIFIED} or not suggestion.confident


@given(st.text(max_size=600))
def test_any_text_gets_a_known_area_and_a_confidence_between_0_and_1(text: str) -> None:
    suggestion = _shared().suggest(text)
    assert suggestion.area in KNOWN
    assert 0.0 <= suggestion.confidence <= 1.0
    assert suggestion.second in KNOWN
    assert abs(sum(share for _, share in suggestion.ranking) - 1.0) < 1e-9


_loaded: list[Suggester] = []


def _shared() -> Suggester:
    if not _loaded:
        _loaded.append(Suggester.load())
    return _loaded[0]


def test_under_the_threshold_it_says_unclassified(suggester: Suggester) -> None:
    model = AreaModel.from_file(PACKAGED_MODEL)
    evenly = [(area, 1 / len(model.header.areas)) for area in model.header.areas]
    doubtful = model.judged(evenly)
    assert doubtful.area == UNCLASSIFIED
    assert not doubtful.confident


def test_the_same_text_always_gets_the_same_suggestion(suggester: Suggester) -> None:
    assert suggester.suggest("Chờ ký lâu quá") == Suggester.load().suggest("Chờ ký lâu quá")


def test_the_model_is_a_small_file() -> None:
    assert PACKAGED_MODEL.stat().st_size <= LARGEST_MODEL


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    stored = PACKAGED_MODEL.read_bytes()
    for damaged in (b"", b"zip", stored[:2000], stored[:-40], stored.replace(b'"areas"', b'"area$"')):
        (tmp_path / "broken.model").write_bytes(damaged)
        with pytest.raises(ValueError, match="model"):
            Suggester.load(tmp_path / "broken.model")


def test_a_model_that_unpacks_to_more_than_a_model_is_refused(tmp_path: Path) -> None:
    header = PACKAGED_MODEL.read_bytes().split(b"\n", 2)
    bomb = zlib.compress(bytes(LARGEST_UNPACKED + 12), 9)
    (tmp_path / "bomb.model").write_bytes(b"\n".join([*header[:2], bomb]))
    with pytest.raises(ValueError, match="damaged"):
        AreaModel.from_file(tmp_path / "bomb.model")


def test_a_model_without_areas_is_refused() -> None:
    with pytest.raises(ValueError, match="whole"):
        AreaModel.from_bytes(AreaModel(ModelHeader((), 1.0, 1.0, (), 0.0, 1.0), array("I"), b"").to_bytes())


def test_nothing_heavy_is_loaded() -> None:
    heavy = ["numpy", "scipy", "sklearn", "torch", "textual", "starlette", "tinydb"]
    script = f"import sys, triage; triage.Suggester.load(); print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
    )
    assert run.stdout.strip() == "[]"


def test_a_correction_wins_for_the_same_text_and_can_be_undone(suggester: Suggester) -> None:
    text = "Cái quạt ở phòng chờ kêu to quá"
    learning = Suggester.load()
    before = learning.suggest(text)
    learning.correct(text, "institutions")
    assert learning.suggest(text).area == "institutions"
    assert learning.suggest(text.upper()).area == "institutions"
    learning.forget(text)
    assert learning.suggest(text) == before


@pytest.mark.parametrize("area", [area.id for area in REFORM_AREAS])
def test_a_persons_decision_wins_whatever_the_model_is_sure_of(area: str) -> None:
    learning = Suggester.load()
    learning.correct("Chúc hội nghị thành công tốt đẹp", area)
    assert learning.suggest("chuc hoi nghi thanh cong tot dep").area == area


def test_corrections_are_kept_in_the_named_file_without_the_text(tmp_path: Path) -> None:
    path = tmp_path / "corrections.json"
    learning = Suggester.load(corrections=path)
    learning.correct("Bàn tiếp dân Hoàng Thị Lan ngồi lệch", "public_finance")
    stored = path.read_text(encoding="utf-8").lower()
    assert "lan" not in stored
    assert "bàn" not in stored
    again = Suggester.load(corrections=path)
    assert again.suggest("Bàn tiếp dân Hoàng Thị Lan ngồi lệch").area == "public_finance"
    again.forget()
    assert len(Suggester.load(corrections=path).corrections) == 0


def test_a_damaged_corrections_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corrections.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match="damaged"):
        Suggester.load(corrections=tmp_path / "corrections.json")


def test_only_the_newest_corrections_are_kept() -> None:
    from triage.corrections import MAX_CORRECTIONS, Corrections

    kept = Corrections()
    for number in range(MAX_CORRECTIONS + 5):
        kept.add(f"câu số {number}", "procedures", "other")
    assert len(kept) == MAX_CORRECTIONS


def test_an_area_the_model_does_not_know_is_not_learnt() -> None:
    learning = Suggester.load()
    learning.correct("Mạng chậm", "forestry")
    assert len(learning.corrections) == 0


def test_a_correction_barely_moves_unrelated_lines() -> None:
    learning = Suggester.load()
    learning.correct("Cái quạt ở phòng chờ kêu to quá", "institutions")
    assert learning.suggest("Phần mềm lỗi, đăng nhập không được").area == "modernisation"
