"""Hints point, with a reason, at what needs care, and leave normal words alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import language
from tests.thoroughness import repeated, some_of
from tools.areas import EVALUATION, written_lines
from triage import hints

LINES = EVALUATION / "hints.jsonl"


class Hinted(msgspec.Struct):
    """A line and the hint it should raise; "" for none at all."""

    text: str
    kind: str


def written() -> list[Hinted]:
    return [msgspec.json.decode(raw, type=Hinted) for raw in LINES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tôi xin tố cáo ông Nguyễn Văn A nhận tiền của dân.", "complaint"),
        ("toi xin to cao ong pho phong", "complaint"),
        ("Em làm đơn khiếu nại quyết định kỷ luật số 12.", "complaint"),
        ("Bà Hoa ở quầy 2 đòi tiền dân 500 nghìn.", "complaint"),
        ("Liên hệ tôi qua số 0912 345 678.", "personal_data"),
        ("goi +84912345678 gap Lan", "personal_data"),
        ("Căn cước của tôi 040123456789 bị sai.", "personal_data"),
        ("Gửi về lan.nguyen@example.vn giúp em", "personal_data"),
        ("Chuyển vào STK 0011223344 nhé", "personal_data"),
        ("Xe biển 37A-123.45 của anh ấy", "personal_data"),
        ("Làm ăn như đồ ngu.", "insult"),
        ("lũ ăn hại ngồi mát", "insult"),
        ("Kế hoạch phá án tuần sau thế nào?", "state_secret"),
        ("Nội dung công văn mật số 15 sao lộ ra?", "state_secret"),
        ("Bao giờ sửa mái nhà trụ sở? Và bao giờ có tiền công tác phí?", "several"),
        ("Thứ nhất, xin sửa nhà trực. Thứ hai, xin thêm người.", "several"),
    ],
)
def test_what_needs_care_is_pointed_at_with_a_reason(text: str, kind: str) -> None:
    found = [hint for hint in hints(text) if hint.kind == kind]
    assert found
    assert found[0].reason
    start, end = found[0].span
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị tập huấn kỹ năng giải quyết khiếu nại, tố cáo cho cán bộ xã.",
        "Luật Khiếu nại sửa đổi khi nào có hiệu lực?",
        "Mật khẩu bắt đổi mỗi tháng, bảo mật thì có mà phiền quá.",
        "Mật độ dân cư đông, mật ong bán ở chợ.",
        "Ngủ trưa, buồn ngủ quá.",
        "Nghị định 118/2025/NĐ-CP ngày 09/6/2025 có hiệu lực từ 01/7/2025.",
        "Dự toán 1.250.000.000 đồng, giải ngân 35 %.",
        "Đồng chí Lan ở một cửa rất tận tình.",
        "Công tác bảo vệ bí mật nhà nước cần kinh phí.",
        "Con tôi học lớp 5, bố mẹ đi làm xa.",
        "Đường vào thôn 3 hỏng, bao giờ sửa?",
        "Ngân sách xã mới vẫn cấp theo ĐM cũ.",
        "Bọn lừa đảo qua mạng đã bắt hết chưa?",
    ],
)
def test_normal_words_are_not_punished(text: str) -> None:
    assert hints(text) == []


def test_lines_with_dangerous_looking_words_raise_nothing() -> None:
    clean = [line.text for line in written() if not line.kind]
    assert len(clean) >= 300
    assert [text for text in clean if hints(text)] == []


def test_lines_that_need_care_nearly_all_raise_their_hint() -> None:
    careful = [line for line in written() if line.kind]
    missed = [line.text for line in careful if line.kind not in {hint.kind for hint in hints(line.text)}]
    assert len(careful) >= 90
    assert len(missed) <= 2, missed


def test_an_excuse_covers_only_the_words_it_stands_over() -> None:
    assert hints("Tập huấn giải quyết khiếu nại quyết định hành chính khi nào?") == []
    complaint = "Tôi khiếu nại quyết định số 45, đề nghị giải quyết khiếu nại đúng hạn."
    assert [hint.kind for hint in hints(complaint)] == ["complaint"]
    secret = "Tập huấn bảo vệ bí mật nhà nước mà tài liệu tuyệt mật để trên bàn."
    assert [hint.kind for hint in hints(secret)] == ["state_secret"]


@pytest.mark.parametrize("number", ["０９１２３４５６７８", "٠٩١٢٣٤٥٦٧٨", "０９１２ 345 678"])
def test_a_phone_number_in_other_digits_is_one_too(number: str) -> None:
    found = hints(f"gọi {number} nhé")
    assert [hint.kind for hint in found] == ["personal_data"]
    assert f"gọi {number} nhé"[slice(*found[0].span)] == number


def test_thousands_of_clean_lines_raise_next_to_nothing() -> None:
    raised = [line.text for line in some_of(written_lines()) if hints(line.text)]
    assert len(raised) <= repeated(10), raised


def test_reasons_follow_the_language() -> None:
    with language.using("en"):
        assert "phone" in hints("0912345678")[0].reason
    assert "điện thoại" in hints("0912345678")[0].reason


def test_an_agency_may_bring_its_own_list(tmp_path: Path) -> None:
    rules = tmp_path / "hints.toml"
    rules.write_text(  # as Notepad saves it, with a byte order mark
        '[[rule]]\nkind = "forest"\nreason = "Rừng"\npatterns = ["gỗ lậu"]\n', encoding="utf-8-sig"
    )
    assert [hint.kind for hint in hints("có xe chở gỗ lậu", rules)] == ["forest"]


@pytest.mark.parametrize(
    "text", ["nonsense", '[[rule]]\nkind = "x"\n', '[[rule]]\nkind="x"\nreason="y"\npatterns=["("]']
)
def test_a_wrong_list_is_refused(tmp_path: Path, text: str) -> None:
    rules = tmp_path / "wrong.toml"
    rules.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.toml"):
        hints("gì đó", rules)


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(hint.reason for hint in hints(text))


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(.*)*x", r"(\w+\s?)*!"])
def test_an_agencys_pattern_that_would_look_for_hours_raises_nothing_and_hangs_nothing(
    tmp_path: Path, pattern: str
) -> None:
    rules = tmp_path / "hints.toml"
    rules.write_text(
        f"[[rule]]\nkind = 'slow'\nreason = 'x'\npatterns = ['{pattern}']\nunless = ['{pattern}']\n"
        "[[rule]]\nkind = 'other'\nreason = 'y'\npatterns = ['aaaa?']\n",
        encoding="utf-8",
    )
    assert "other" in {hint.kind for hint in hints("aaa " + "a" * 3900, rules)}
