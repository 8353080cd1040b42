"""A question with several in it falls into parts as a person would divide it, and loses no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.dialogue.splitting import proposed_parts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Bao giờ phần mềm được nâng cấp? Công tác phí quý I khi nào thanh toán?",
            ("Bao giờ phần mềm được nâng cấp?", "Công tác phí quý I khi nào thanh toán?"),
        ),
        (
            "Tôi xin hỏi hai ý: 1. Giảm số báo cáo giấy. 2. Cấp thêm máy in cho đội.",
            ("Tôi xin hỏi hai ý: 1. Giảm số báo cáo giấy.", "2. Cấp thêm máy in cho đội."),
        ),
        (
            "Thứ nhất, đề nghị sửa quy chế phối hợp. Thứ hai, đề nghị tập huấn lại phần mềm.",
            ("Thứ nhất, đề nghị sửa quy chế phối hợp.", "Thứ hai, đề nghị tập huấn lại phần mềm."),
        ),
        (
            "Đề nghị sửa nhà xe bị dột. Ngoài ra đề nghị xem lại lịch trực.",
            ("Đề nghị sửa nhà xe bị dột.", "Ngoài ra đề nghị xem lại lịch trực."),
        ),
        ("- Máy in hỏng đã lâu\n- Mạng chậm buổi sáng", ("- Máy in hỏng đã lâu", "- Mạng chậm buổi sáng")),
        ("Theo Điều 3.1 thì làm thế nào?", ("Theo Điều 3.1 thì làm thế nào?",)),
        ("Dạ?", ("Dạ?",)),
        ("", ()),
        ("Đề nghị cấp thêm máy tính? Cảm ơn", ("Đề nghị cấp thêm máy tính? Cảm ơn",)),
    ],
)
def test_it_falls_where_a_person_would_divide_it(text: str, pieces: tuple[str, ...]) -> None:
    assert proposed_parts(text) == pieces


@given(st.text(st.sampled_from("abđ 12.?:-\n"), max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(proposed_parts(text)).split() == text.split()
