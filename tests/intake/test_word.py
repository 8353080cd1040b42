"""Word documents are read as a person sees the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

import intake
from meeting.areas import REFORM_AREAS
from tests.intake.word_files import (
    NUMBERING,
    STYLES,
    alternative,
    box,
    cell,
    code,
    control,
    document,
    mark,
    numbered,
    paragraph,
    row,
    run,
    table,
)

HEADER = row("STT", "Nội dung câu hỏi", "Đơn vị", "Họ và tên")


def planned(path: Path) -> intake.ImportPlan:
    sheet = intake.read(path)
    return intake.plan(sheet, sheet.columns, (), REFORM_AREAS)


def texts(path: Path) -> list[str]:
    return [one.item.text for one in planned(path).questions]


def asked(path: Path) -> list[tuple[str, str, str]]:
    return [(one.item.text, one.item.unit, one.item.name) for one in planned(path).questions]


def codes(path: Path) -> list[str]:
    return [problem.code for problem in planned(path).problems]


def test_content_controls_around_rows_cells_paragraphs_and_runs_shift_nothing(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        control(
            table(
                HEADER,
                control(row("1", "Vì sao máy chậm?", control(cell("Đội 1")), "An")),
                control(control(row("2", control(cell("Bao giờ sửa trụ sở?")), "Đội 2", "Bình"))),
                row("3", cell(control(paragraph(control(run("Khi nào có xe?"))))), "Đội 3", "Chi"),
            )
        ),
    )
    assert asked(path) == [
        ("Vì sao máy chậm?", "Đội 1", "An"),
        ("Bao giờ sửa trụ sở?", "Đội 2", "Bình"),
        ("Khi nào có xe?", "Đội 3", "Chi"),
    ]


def test_the_prompt_of_a_control_nobody_filled_in_is_no_text(tmp_path: Path) -> None:
    prompt = control(cell("Chọn một đơn vị"), "<w:showingPlcHdr/>")
    path = document(tmp_path / "a.docx", table(HEADER, row("1", "Vì sao máy chậm?", prompt, "An")))
    assert asked(path) == [("Vì sao máy chậm?", "", "An")]


@pytest.mark.parametrize("requires", ["wps", "unheardof"])
def test_a_text_box_is_said_once_and_is_part_of_no_question(tmp_path: Path, requires: str) -> None:
    shape = f"<w:drawing><wps:wsp><wps:txbx>{box('Đã trả lời')}</wps:txbx></wps:wsp></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{box('Đã trả lời')}</v:textbox></v:shape></w:pict>"
    beside = f"<w:r>{alternative(shape, older, requires)}</w:r>"
    path = document(tmp_path / "a.docx", paragraph("1. Vì sao chậm?", beside), paragraph("2. Bao giờ có xe?"))
    assert texts(path) == ["Vì sao chậm?", "Bao giờ có xe?"]
    assert [(p.code, p.found) for p in planned(path).problems] == [("text-box", "Đã trả lời")]


def test_a_page_of_nothing_but_text_boxes_is_read_from_them(tmp_path: Path) -> None:
    shape = f"<w:r><w:pict><v:textbox>{box('Vì sao chậm?', 'Bao giờ có xe?')}</v:textbox></w:pict></w:r>"
    assert texts(document(tmp_path / "a.docx", paragraph(shape))) == ["Vì sao chậm?", "Bao giờ có xe?"]


def test_alternatives_around_paragraphs_and_rows_are_read_once(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx", alternative(paragraph("Vì sao?"), paragraph("Vì sao?")), paragraph("Khi nào?")
    )
    assert texts(path) == ["Vì sao?", "Khi nào?"]
    rows = alternative(row("1", "Vì sao?", "", ""), row("1", "Vì sao?", "", ""))
    assert texts(document(tmp_path / "b.docx", table(HEADER, rows))) == ["Vì sao?"]


def test_what_is_inserted_stands_and_what_is_deleted_or_moved_away_is_gone(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>không </w:delText></w:r></w:del>"
    path = document(
        tmp_path / "a.docx",
        paragraph("1. Vì sao ", deleted, f"<w:ins>{run('lại ')}</w:ins>", "chậm?"),
        paragraph(
            f"<w:moveFrom>{run('2. Chuyển đi?')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
        ),
        paragraph("2. Còn đây?"),
        paragraph(f"<w:moveTo>{run('3. Chuyển đi?')}</w:moveTo>"),
    )
    assert texts(path) == ["Vì sao lại chậm?", "Còn đây?", "Chuyển đi?"]


def test_rows_that_are_deleted_or_hidden_are_gone_and_inserted_ones_stand(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        table(
            HEADER,
            row("1", "Còn?", "", ""),
            row("2", "Xóa?", "", "", properties="<w:del/>"),
            row("2", "Chèn?", "", "", properties="<w:ins/>"),
            row("3", "Ẩn?", "", "", properties="<w:hidden/>"),
        ),
    )
    assert texts(path) == ["Còn?", "Chèn?"]
    assert codes(path) == ["rows-hidden"]


def test_hidden_text_is_left_out_whatever_hides_it_and_that_is_said(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        paragraph(
            "1. Vì sao? ", run("Nguyễn Kín", "<w:vanish/>"), run("Trần Giấu", '<w:rStyle w:val="Deeper"/>')
        ),
        paragraph("2. Lê Ẩn", properties='<w:pStyle w:val="HiddenP"/>'),
        paragraph("2. Bao giờ ", run("có xe?", "<w:webHidden/>")),
        paragraph("3. Khi ", properties="<w:rPr><w:vanish/></w:rPr>"),
        paragraph("nào?"),
        styles=STYLES,
    )
    assert texts(path) == ["Vì sao?", "Bao giờ có xe?", "Khi nào?"]
    assert codes(path) == ["text-hidden", "text-hidden"]


def test_signs_that_are_elements_are_read_as_the_page_shows_them(tmp_path: Path) -> None:
    signs = (
        "<w:r><w:t>Nghị định 30/NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t><w:tab/><w:t>hai</w:t>"
        "<w:softHyphen/><w:t>việc:</w:t>"
        '<w:br/><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>một</w:t><w:cr/>'
        "<w:t>hai</w:t><w:ptab/><w:t>ba</w:t></w:r>"
    )
    assert texts(document(tmp_path / "a.docx", paragraph(signs))) == [
        "Nghị định 30/NĐ-CP haiviệc:\n✓một\nhai ba"
    ]


def test_fields_are_read_by_their_result(tmp_path: Path) -> None:
    nested = (
        mark("begin"), code("IF "), mark("begin"), code("MERGEFIELD a"), mark("separate"), run("giấu"), mark("end"),
        code(" = 1"), mark("separate"), run("Thông tư 5"), mark("end"),
    )  # fmt: skip
    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    listed = (
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Đội 1"/><w:listEntry w:val="Đội 2"/></w:ddList>'
    )
    path = document(
        tmp_path / "a.docx",
        paragraph("Theo ", *nested, f'<w:fldSimple w:instr="DATE">{run(" ngày 12/3")}</w:fldSimple>', " thì sao?"),
        paragraph("Chọn ", mark("begin", ticked), code("FORMCHECKBOX"), mark("end"), " ở ",
                  mark("begin", listed), code("FORMDROPDOWN"), mark("end"), "?"),
        paragraph("Gõ ", mark("begin", "<w:textInput/>"), code("FORMTEXT"), mark("separate"), "vào đây?", mark("end")),
    )  # fmt: skip
    assert texts(path) == ["Theo Thông tư 5 ngày 12/3 thì sao?", "Chọn ☒ ở Đội 2?", "Gõ vào đây?"]


def test_automatic_numbers_tell_titles_questions_and_their_parts_apart(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        paragraph("BẢN TỔNG HỢP Ý KIẾN"),
        numbered("LĨNH VỰC THỂ CHẾ"),
        numbered("Vì sao chậm?", 1),
        numbered("Đề nghị trang bị:", 1),
        numbered("máy tính;", 2),
        numbered("máy in.", 2),
        numbered("Tài chính công"),
        numbered("Bao giờ có kinh phí?", 1),
        numbered("loại một", 3),
        paragraph("NGƯỜI TỔNG HỢP"),
        numbering=NUMBERING,
    )
    plan = planned(path)
    assert [(one.item.text, one.item.area) for one in plan.questions] == [
        ("Vì sao chậm?", "institutions"),
        ("Đề nghị trang bị:\nmáy tính;\nmáy in.", "institutions"),
        ("Bao giờ có kinh phí?\n- loại một", "public_finance"),
    ]
    assert [one.row.number for one in plan.left_out] == [1, 2, 7, 10]


def test_a_title_above_each_list_names_the_unit_of_its_questions(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        paragraph("Ý kiến của Đội Tham mưu"),
        numbered("Vì sao chậm?", list_=2),
        numbered("Đề nghị cấp xe.", list_=2),
        paragraph("Xe cũ đã hỏng nhiều."),
        paragraph("Phòng Hậu cần"),
        numbered("Khi nào có xăng?", list_=3),
        numbering=NUMBERING,
    )
    assert asked(path) == [
        ("Vì sao chậm?", "Đội Tham mưu", ""),
        ("Đề nghị cấp xe.\nXe cũ đã hỏng nhiều.", "Đội Tham mưu", ""),
        ("Khi nào có xăng?", "Phòng Hậu cần", ""),
    ]


def test_a_style_may_number_head_or_be_told_not_to_number(tmp_path: Path) -> None:
    listed = '<w:pStyle w:val="Listed"/>'
    path = document(
        tmp_path / "a.docx",
        paragraph("Thể chế", properties='<w:pStyle w:val="H1"/>'),
        paragraph("Vì sao?", properties=listed),
        paragraph("Khi nào có xe", properties=listed),
        paragraph("và xăng?", properties=f'{listed}<w:numPr><w:numId w:val="0"/></w:numPr>'),
        styles=STYLES,
        numbering=NUMBERING,
    )
    plan = planned(path)
    assert [(one.item.text, one.item.area) for one in plan.questions] == [
        ("Vì sao?", "institutions"),
        ("Khi nào có xe", "institutions"),
        ("và xăng?", "institutions"),
    ]


def test_numbers_that_stand_in_cells_by_themselves_count_the_rows(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.docx",
        table(
            HEADER,
            row(cell(numbered("", list_=2)), "Vì sao chậm", "", ""),
            row(cell(numbered("", list_=2)), "Đề nghị cấp xe", "", ""),
            row(
                cell(numbered("", list_=2)),
                cell(numbered("Có xe", list_=3) + numbered("Có xăng", list_=3)),
                "",
                "",
            ),
        ),
        numbering=NUMBERING,
    )
    assert texts(path) == ["Vì sao chậm", "Đề nghị cấp xe", "1. Có xe\n2. Có xăng"]


def test_typed_titles_over_typed_numbers_name_the_unit_too(tmp_path: Path) -> None:
    lines = (
        *("TỔNG HỢP Ý KIẾN", "I. Đội Tham mưu", "1. Vì sao?", "2. Đề nghị:", "- máy in", "- máy quét"),
        *("II. Đội Hậu cần", "1. Khi nào?", "2. Ở đâu?", "Trên đây là ý kiến của các đơn vị."),
    )
    path = document(tmp_path / "a.docx", *map(paragraph, lines))
    assert asked(path) == [
        ("Vì sao?", "Đội Tham mưu", ""),
        ("Đề nghị:\n- máy in\n- máy quét", "Đội Tham mưu", ""),
        ("Khi nào?", "Đội Hậu cần", ""),
        ("Ở đâu?", "Đội Hậu cần", ""),
    ]


def test_numbered_lines_within_one_paragraph_are_a_question_each(tmp_path: Path) -> None:
    lines = "<w:r><w:t>1. Vì sao?</w:t><w:br/><w:t>2. Khi nào?</w:t></w:r>"
    assert texts(document(tmp_path / "a.docx", paragraph(lines))) == ["Vì sao?", "Khi nào?"]


def test_a_footnote_stands_behind_its_text_and_comments_stay_out(tmp_path: Path) -> None:
    note = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'
    path = document(
        tmp_path / "a.docx",
        paragraph("1. Theo thông tư", '<w:r><w:footnoteReference w:id="2"/></w:r>', " thì sao?"),
        paragraph("2. Khi nào?"),
        footnotes=note.format(paragraph("Thông tư 58")),
        comments=f'<w:comment w:id="1">{paragraph("Trần B viết")}</w:comment>',
    )
    assert texts(path) == ["Theo thông tư thì sao?\n(Thông tư 58)", "Khi nào?"]
    assert codes(path) == ["note-joined", "comments-left-out"]


def test_a_table_within_the_layout_is_the_list_and_one_within_a_question_is_its_lines(tmp_path: Path) -> None:
    inner = table(HEADER, row("1", "Vì sao?", "Đội 1", "An"))
    path = document(tmp_path / "a.docx", table(row(cell(paragraph("x") + inner + paragraph()))))
    assert asked(path) == [("Vì sao?", "Đội 1", "An")]
    listed = cell(paragraph("Cần:") + table(row("xe", "2"), row("máy", "1")) + paragraph())
    path = document(tmp_path / "b.docx", table(HEADER, row("1", listed, "Đội 1", "An")))
    assert texts(path) == ["Cần:\nxe – 2\nmáy – 1"]


def test_a_number_merged_over_rows_makes_them_one_question(tmp_path: Path) -> None:
    begun, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    path = document(
        tmp_path / "a.docx",
        table(
            HEADER,
            row(
                cell("1", begun),
                "Đề nghị cấp",
                cell("Xã A", begun),
                "",
            ),
            row(cell("", goes_on), "máy in.", cell("", goes_on), ""),
            row("2", "Khi nào?", cell("", goes_on), ""),
            row(cell("II. Đội Hậu cần", '<w:gridSpan w:val="4"/>')),
            row("3", "Ở đâu?", "", ""),
        ),
    )
    assert asked(path) == [
        ("Đề nghị cấp\nmáy in.", "Xã A", ""),
        ("Khi nào?", "Xã A", ""),
        ("Ở đâu?", "Đội Hậu cần", ""),
    ]


@pytest.mark.parametrize("name", ["a.docx", "a.dotx", "a.docm", "a.doc", "a.xlsx"])
def test_a_document_is_known_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    for strict in (False, True):
        path = document(tmp_path / name, paragraph("Vì sao?"), paragraph("Khi nào?"), strict=strict)
        assert texts(path) == ["Vì sao?", "Khi nào?"]


def test_the_letterhead_and_the_closing_of_a_letter_are_left_out_and_can_be_taken_in(tmp_path: Path) -> None:
    lines = (
        *(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hà Nội, ngày 2 tháng 3 năm 2026",
        ),
        *("Kính gửi: Ban Giám đốc", "Vì sao chậm?", "Ngày 5 tháng 3 năm 2026 có họp không?"),
    )
    plan = planned(document(tmp_path / "a.docx", *map(paragraph, lines)))
    assert [one.item.text for one in plan.questions] == [*lines[4:]]
    taken = plan.command("a.docx", plan.chosen(changed={plan.left_out[3].place: True}))
    assert [one.text for one in taken.rows] == [lines[3], *lines[4:]]


def test_a_table_torn_in_two_goes_on_and_others_are_counted(tmp_path: Path) -> None:
    page = Document()
    head = page.add_table(rows=1, cols=2).rows[0].cells
    head[0].text, head[1].text = "CÔNG AN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    torn = (
        (("STT", "Nội dung", "Đơn vị"), ("1", "Vì sao chậm?", "Đội 1")),
        (("2", "Khi nào sửa?", "Đội 2"), ("3", "Ai chịu trách nhiệm?", "Đội 3")),
        (("Nơi nhận:", "", "TRƯỞNG PHÒNG"),),
    )
    for rows in torn:
        page.add_paragraph("")
        added = page.add_table(rows=0, cols=3)
        for texts in rows:
            for filled, text in zip(added.add_row().cells, texts, strict=True):
                filled.text = text
    path = tmp_path / "a.docx"
    page.save(str(path))
    assert asked(path) == [
        ("Vì sao chậm?", "Đội 1", ""),
        ("Khi nào sửa?", "Đội 2", ""),
        ("Ai chịu trách nhiệm?", "Đội 3", ""),
    ]
    found = [(one.code, one.found) for one in planned(path).problems]
    assert ("other-tables-left-out", "2") in found


def test_a_number_with_a_dash_is_one_and_a_span_of_numbers_is_not(tmp_path: Path) -> None:
    page = Document()
    for line in ("1- Vì sao chậm?", "2– Khi nào sửa?", "15- 20 phút chờ là quá lâu?"):
        page.add_paragraph(line)
    path = tmp_path / "a.docx"
    page.save(str(path))
    assert [text for text, _unit, _name in asked(path)] == [
        "Vì sao chậm?",
        "Khi nào sửa?",
        "15- 20 phút chờ là quá lâu?",
    ]
