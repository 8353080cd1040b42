"""An agency measures its own questions and teaches its own areas from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from demonstration import story
from doithoai.commands.areas import areas
from meeting.state import ONLY, State
from server.triage_service import TriageService
from triage import Suggester

if TYPE_CHECKING:
    from pathlib import Path

FOREST = [
    "Cháy rừng ở khe Thơi",
    "Lâm tặc chặt gỗ lim",
    "Trồng rừng keo năm nay",
    "Kiểm lâm ít đi tuần",
    "Rừng thông bị sâu",
]
FISH = [
    "Tàu cá neo ở cảng Lạch",
    "Lưới vây bị rách",
    "Đánh bắt xa bờ lỗ",
    "Cảng cá bồi lắng",
    "Cá chết ở lồng bè",
]


def labelled(path: Path, rows: dict[str, list[str]]) -> Path:
    lines = [{"text": text, "area": area} for area, texts in rows.items() for text in texts]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_a_set_of_own_areas_is_taught_and_then_used(tmp_path: Path) -> None:
    file = labelled(tmp_path / "own.jsonl", {"forest": FOREST, "fish": FISH})
    result = CliRunner().invoke(areas, ["train", str(file), "--language", "en"])
    assert result.exit_code == 0, result.output
    assert "Right at first choice" in result.output
    suggester = Suggester.load(tmp_path / "own.model")
    assert suggester.suggest("Rừng keo cháy").ranking[0][0] == "forest"
    assert suggester.suggest("Tàu cá rách lưới").ranking[0][0] == "fish"


def test_the_report_has_styles_areas_and_the_confusion_table(tmp_path: Path) -> None:
    rows = {
        "modernisation": ["Phần mềm treo", "Mạng rớt"],
        "public_finance": ["Công tác phí chưa thanh toán"],
    }
    result = CliRunner().invoke(
        areas, ["check", str(labelled(tmp_path / "own.jsonl", rows)), "--language", "en"]
    )
    assert result.exit_code == 0, result.output
    for part in (
        "Lines: 3",
        "Claims confidence",
        "By style",
        "informal",
        "By area",
        "Confusion",
        "A institutions",
    ):
        assert part in result.output


def test_too_few_lines_are_refused_with_the_number_needed(tmp_path: Path) -> None:
    file = labelled(tmp_path / "own.jsonl", {"forest": FOREST, "fish": FISH[:2]})
    result = CliRunner().invoke(areas, ["train", str(file), "--language", "en"])
    assert result.exit_code == 1
    assert "fish has 2 lines; at least 5" in result.output
    assert not (tmp_path / "own.model").exists()


def test_a_wrong_line_is_named_by_number(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text('{"text": "a", "area": "b"}\n{"text": 3}\n', encoding="utf-8")
    result = CliRunner().invoke(areas, ["check", str(tmp_path / "own.jsonl"), "--language", "en"])
    assert result.exit_code == 1
    assert "line 2" in result.output


def test_a_file_of_one_area_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(areas, ["train", str(labelled(tmp_path / "own.jsonl", {"forest": FOREST}))])
    assert result.exit_code == 1
    assert "ít nhất hai lĩnh vực" in result.output


def test_areas_that_the_model_does_not_know_are_named(tmp_path: Path) -> None:
    file = labelled(tmp_path / "own.jsonl", {"forest": FOREST, "procedures": FISH})
    result = CliRunner().invoke(areas, ["check", str(file), "--language", "en"])
    assert "knows no area called: forest" in result.output
    assert "procedures" not in result.output.splitlines()[-1]


def test_a_line_ends_where_json_says_it_ends(tmp_path: Path) -> None:
    rows = {"forest": [f"{text}\u2028{text}\x85" for text in FOREST], "fish": FISH}
    result = CliRunner().invoke(
        areas, ["check", str(labelled(tmp_path / "own.jsonl", rows)), "--language", "en"]
    )
    assert "Lines: 10" in result.output


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ('{"text": "a", "area": "b"}'.encode("utf-16"), "not UTF-8"),
        (b'{"text": "a", "area": " "}', "line 1"),
        (b'{"text": "a", "area": "%s"}' % (b"b" * 99), "line 1"),
        (b'{"text": "%s", "area": "b"}' % (b"a" * 9999), "line 1"),
        (b"[" * 100_000, "line 1"),
        (b"", "at least two areas"),
        (b"\n".join(b'{"text": "a", "area": "area %d"}' % n for n in range(99)), "at most 30"),
    ],
)
def test_what_is_no_set_of_areas_is_refused_in_a_sentence(tmp_path: Path, stored: bytes, told: str) -> None:
    (tmp_path / "own.jsonl").write_bytes(stored)
    result = CliRunner().invoke(areas, ["train", str(tmp_path / "own.jsonl"), "--language", "en"])
    assert result.exit_code == 1
    assert told in result.output
    assert not (tmp_path / "own.model").exists()


def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.model").write_text("x", encoding="utf-8")
    file = labelled(tmp_path / "own.jsonl", {"forest": FOREST, "fish": FISH})
    result = CliRunner().invoke(areas, ["check", str(file), "--model", str(tmp_path / "broken.model")])
    assert result.exit_code == 1


def ran_for(data: Path, command: str) -> bool:
    return CliRunner(env={"DOITHOAI_DATA": str(data)}).invoke(areas, [command]).exit_code == 0


def test_suggestions_can_be_switched_off_and_on_for_the_whole_laptop(tmp_path: Path) -> None:
    state = State()
    state.meetings[ONLY] = story.opening().meeting

    def suggested() -> bool:
        return TriageService(state, tmp_path).suggestion("Phần mềm hay treo") is not None

    assert suggested()
    for command, then in (("off", False), ("off", False), ("on", True), ("on", True)):
        assert ran_for(tmp_path, command)
        assert suggested() is then


def test_what_the_laptop_learnt_can_be_forgotten(tmp_path: Path) -> None:
    lessons = tmp_path / "corrections.json"
    Suggester.load(corrections=lessons).correct("Cái quạt ở phòng chờ kêu to quá", "institutions")
    assert lessons.exists()
    for _ in range(2):
        assert ran_for(tmp_path, "forget")
        assert not lessons.exists()
