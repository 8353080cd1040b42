"""An agency's own form: filled, or refused by name with the built-in form in its place."""

from __future__ import annotations

import io
import posixpath
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from msgspec.structs import replace

from language import using
from meeting.changes import put
from meeting.model.agenda import Conclusion
from meeting.model.pledge import Pledge, PledgePhase, Task
from meeting.refusal import Refusal
from minutes import Edition, Seal, outline, write
from minutes.formats import office
from minutes.formats.catalogue import FORMATS
from minutes.formats.word import template
from minutes.formats.word.elements import element
from minutes.formats.word.template import opening
from minutes.gallery import GALLERY, gallery_file
from minutes.outline.papers import letters, notice
from minutes.printing import as_word
from tools import template_names
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document

    from meeting.state import State
    from minutes.formats.word.template.facts import Source

SEAL = Seal("ab" * 32, 41)


def form(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "mau-cua-toi.docx"
    document.save(str(path))
    return path


def told(state: State) -> Source:
    return template.source(state, outline(state, SEAL), SEAL, names=True)


def filled(path: Path, state: State) -> Document:
    return docx.Document(io.BytesIO(template.fill(path, told(state))))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_placeholders_are_filled_wherever_they_stand(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{CO_QUAN}}"
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "Chủ tọa: {{ CHU_TOA }}, {{CHUC_VU_CHU_TOA}}"
    split = document.add_paragraph()
    split.add_run("{{TEN_").bold = True
    split.add_run("HOI_NGHI}}")
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{{MA_KIEM_CHUNG}}")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    assert made.sections[0].header.paragraphs[0].text == "PHÒNG AN NINH NỘI ĐỊA"
    assert made.tables[0].rows[0].cells[0].text == "Chủ tọa: Thượng tá Nguyễn Văn An, TRƯỞNG PHÒNG"
    assert made.paragraphs[0].text == "Đối thoại về công tác cải cách hành chính năm 2024"
    assert made.paragraphs[0].runs[0].bold
    assert any("Câu hỏi số 1" in text for text in texts(made))
    assert sum("ab" * 32 in text for text in texts(made)) == 1


def test_a_placeholder_in_a_question_is_text(held: State, tmp_path: Path) -> None:
    from tests.minutes.conftest import question

    held.questions[6] = question(6, "{{NOI_DUNG}} và {{THU_KY}}")
    made = filled(form(tmp_path, "{{NOI_DUNG}}"), held)
    assert any("{{NOI_DUNG}} và {{THU_KY}}" in line for line in texts(made))


def test_a_title_that_looks_like_a_placeholder_or_an_annex_is_a_title(held: State, tmp_path: Path) -> None:
    path = form(tmp_path, "{{TEN_HOI_NGHI}}", "{{NOI_DUNG}}")
    for title in ("{{PHU_LUC}}", "{{NOI_DUNG}}", "{{MA_KIEM_CHUNG}}"):
        held.meetings[1] = replace(held.meeting, title=title)
        found = texts(filled(path, held))
        assert found[0] == title
        assert found.count("Phụ lục") == 1
    held.conclusions[2] = Conclusion(2, "a\nTỔNG HỢP CÂU HỎI, Ý KIẾN VÀ NỘI DUNG TRẢ LỜI")
    assert "Phụ lục" in texts(filled(path, held))


def test_a_form_without_a_place_for_digest_and_annexes_carries_them_at_its_end(
    held: State, tmp_path: Path
) -> None:
    found = texts(filled(form(tmp_path, "{{NOI_DUNG}}"), held))
    assert any("ab" * 32 in text for text in found)
    assert "Phụ lục" in found


def test_the_forms_own_styles_win(held: State, tmp_path: Path) -> None:
    path = form(tmp_path, "{{NOI_DUNG}}")
    before = docx.Document(str(path)).styles["Normal"].font.name
    assert filled(path, held).styles["Normal"].font.name == before


def broken_forms(folder: Path) -> dict[str, Path]:
    """Forms that cannot be used, by the refusal each deserves."""
    damaged = folder / "hong.docx"
    damaged.write_bytes(b"PK\x03\x04 not a zip")
    text = folder / "van-ban.docx"
    text.write_text("{{NOI_DUNG}}", encoding="utf-8")
    bomb = form(folder, "{{NOI_DUNG}}").rename(folder / "bom.docx")
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"\0" * (opening.LARGEST_UNPACKED + 1))
    large = folder / "lon.docx"
    large.write_bytes(b"\0" * (opening.LARGEST_BYTES + 1))
    headless = folder / "xml.docx"
    with zipfile.ZipFile(form(folder, "{{NOI_DUNG}}")) as good, zipfile.ZipFile(headless, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<w:document" if name == "word/document.xml" else good.read(name))
    return {
        "template-unreadable": damaged,
        "template-unreadable ": text,
        "template-unreadable  ": headless,
        "template-too-large": bomb,
        "template-too-large ": large,
        "template-missing": folder / "khong-co.docx",
        "template-without-content": form(folder, "Không có gì").rename(folder / "trong.docx"),
        "template-without-content ": form(folder, "Câu {{NOI_DUNG}}").rename(folder / "giua.docx"),
        "template-unknown-placeholder ": form(folder, "{{NOI_DUNG}}", "{{ chu_toa.luong }}").rename(
            folder / "luong.docx"
        ),
        "template-not-alone": form(folder, "{{NOI_DUNG}}", "Ký: {{CHU_KY}}").rename(folder / "ky.docx"),
        "template-list": form(folder, "{{NOI_DUNG}}", "{{ cau_hoi }}").rename(folder / "ds.docx"),
        "template-no-list": form(folder, "{%p for x in dia_diem %}", "{{NOI_DUNG}}", "{%p endfor %}").rename(
            folder / "lap.docx"
        ),
        "template-forbidden": form(folder, "{{NOI_DUNG}}", "{{ ''.join(dia_diem) }}").rename(
            folder / "goi.docx"
        ),
        "template-forbidden ": form(folder, "{{NOI_DUNG}}", "{% include 'a' %}").rename(folder / "inc.docx"),
        "template-forbidden  ": form(folder, "{{NOI_DUNG}}", "{{ dia_diem|safe }}").rename(
            folder / "safe.docx"
        ),
        "template-syntax": form(folder, "{{NOI_DUNG}}", "{% if dia_diem %}x").rename(folder / "if.docx"),
        "template-unfinished": form(folder, "{{NOI_DUNG}}", "{{ dia_diem").rename(folder / "ho.docx"),
        "template-failed": crossed(folder),
        "template-unknown-placeholder": form(folder, "{{NOI_DUNG}}", "{{TEN_KHAC}}").rename(
            folder / "la.docx"
        ),
    }


def crossed(folder: Path) -> Path:
    """A form whose condition begins outside a table and ends in it."""
    document = docx.Document()
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{% if dien_tap %}a")
    document.add_table(1, 1).rows[0].cells[0].text = "b{% endif %}"
    document.save(str(folder / "cheo.docx"))
    return folder / "cheo.docx"


def test_a_broken_form_is_refused_by_name(held: State, tmp_path: Path) -> None:
    for code, path in broken_forms(tmp_path).items():
        with pytest.raises(Refusal) as refused:
            template.fill(path, told(held))
        assert refused.value.code == code.strip(), path.name
        assert refused.value.params["name"] == path.name


def test_the_built_in_form_takes_a_broken_ones_place(held: State, tmp_path: Path) -> None:
    told: list[Refusal] = []
    edition = Edition(held, SEAL, template=form(tmp_path, "Không có gì"), refused=told.append)
    [made] = FORMATS["docx"].documents(edition)
    assert [refusal.code for refusal in told] == ["template-without-content"]
    assert made.content == FORMATS["docx"].documents(Edition(held, SEAL))[0].content


def test_blocks_can_stand_in_a_cell_and_a_section_that_ends_there_still_does(
    held: State, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{{NOI_NHAN}}"
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{{CHU_KY}}")
    document.add_paragraph("{{PHU_LUC}}")
    document.add_section()
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    assert [bool(section.orientation) for section in made.sections] == [False, True, False, False]
    assert "- Lưu: VT, Hồ sơ." in made.tables[0].rows[0].cells[0].text
    assert texts(made).count("Phụ lục") == 1


def test_a_refusal_says_where_the_mark_stands(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{NOI_DUNG}}")
    document.sections[0].footer.paragraphs[0].text = "Trang của {{ TEN_LA }} tại đây"
    path = tmp_path / "mau.docx"
    document.save(str(path))
    with pytest.raises(Refusal) as refused:
        template.fill(path, told(held))
    assert refused.value.params["field"] == "form-footer"
    assert refused.value.params["line"] == "Trang của {{ TEN_LA }} tại đây"
    with using("vi"):
        words = sentence(refused.value.code, refused.value.params)
    assert "{{TEN_LA}} ở phần chân trang: “Trang của {{ TEN_LA }} tại đây”" in words


def test_an_unknown_name_in_a_loop_that_will_be_empty_is_found_before_any_meeting(
    held: State, tmp_path: Path
) -> None:
    held.tables["conclusions"].clear()
    path = form(tmp_path, "{%p for k in ket_luan %}", "{{ k.noi_dnug }}", "{%p endfor %}")
    with pytest.raises(Refusal) as refused:
        template.fill(path, told(held))
    assert refused.value.params["placeholder"] == "k.noi_dnug"


def test_questions_are_told_by_area_with_conditions(held: State, tmp_path: Path) -> None:
    path = form(
        tmp_path,
        "{%p for lv in linh_vuc %}",
        "{{ lv.so }}. {{ lv.ten|upper }} ({{ lv.so_luong }} nội dung)",
        "{%p for ch in lv.cau_hoi %}",
        "{{ ch.loai }} {{ ch.so }}{% if ch.nguoi_neu %} của {{ ch.nguoi_neu }}{% endif %}: {{ ch.noi_dung }}",
        "{%p if ch.co_tra_loi %}",
        "Trả lời: {{ ch.tra_loi }}",
        "{%p else %}",
        "{{ ch.xu_ly }}.",
        "{%p endif %}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p for k in ket_luan %}",
        "{{ loop.index }}/{{ loop.length }} {{ k }}",
        "{%p endfor %}",
    )
    found = texts(filled(path, held))
    assert found[:6] == [
        "1. CẢI CÁCH THỂ CHẾ (1 nội dung)",
        "Câu hỏi 3: Quy trình nội bộ có rõ không?",
        "Trả lời: Đã ban hành quy trình số 5.",
        "2. CẢI CÁCH THỦ TỤC HÀNH CHÍNH (1 nội dung)",
        "Câu hỏi 1 của Lê Chi, Đội 1: Làm sao giảm số báo cáo?",
        "Trả lời: Sẽ kiến nghị cấp trên.",
    ]
    assert "1/1 Giao Đội Tham mưu theo dõi." in found
    assert not any("tố cáo" in text or "không phù hợp" in text for text in found[:12])


def test_rows_of_a_table_repeat_and_keep_their_look(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 2)
    table.rows[0].cells[0].text = "Kiến nghị"
    table.rows[1].cells[0].text = "{%tr for k in kien_nghi %}"
    table.rows[2].cells[0].paragraphs[0].add_run("{{ k.noi_dung }}").bold = True
    table.rows[2].cells[1].text = "{{ k.co_quan }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = tmp_path / "mau.docx"
    document.save(str(path))
    [head, row] = filled(path, held).tables[0].rows
    assert head.cells[0].text == "Kiến nghị"
    assert [cell.text for cell in row.cells] == ["Đề nghị cắt giảm 30% báo cáo", "Giám đốc Công an tỉnh"]
    assert row.cells[0].paragraphs[0].runs[0].bold


TEXT_BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:r><w:t>Trước </w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Hộp {{ dia</w:t></w:r>"
    "<w:r><w:rPr><w:b/></w:rPr><w:t>_diem }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    "<w:r><w:t> sau {{ dia_danh }}</w:t></w:r></w:p>"
)


def test_breaks_tabs_bold_and_text_boxes_around_marks_stay(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    line = document.add_paragraph()
    line.add_run("Nơi: ").italic = True
    mark = line.add_run("{{ dia")
    mark.bold = True
    line.add_run("_diem }}").font.size = Pt(20)
    line.add_run("\tsau\n").underline = True
    line.add_run("hết {{ dia_danh }}.")
    document.element.body.insert(0, parse_xml(TEXT_BOX))
    document.add_paragraph("{{NOI_DUNG}}")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    box, kept, *_ = made.paragraphs
    assert kept.text == "Nơi: Hội trường tầng 2\tsau\nhết Nghệ An."
    assert [run.text for run in kept.runs if run.italic] == ["Nơi: "]
    assert [run.text for run in kept.runs if run.bold] == ["Hội trường tầng 2"]
    assert [run.text for run in kept.runs if run.underline] == ["\tsau\n"]
    assert "".join(run.text for run in box.runs) == "Trước  sau Nghệ An"
    assert [p.findtext(f".//{qn('w:t')}") for p in box._p.iter(qn("w:txbxContent"))] == [
        "Hộp Hội trường tầng 2"
    ]


def test_lines_and_tabs_of_a_value_become_words_own_and_markup_in_it_stays_text(
    held: State, tmp_path: Path
) -> None:
    held.meetings[1] = replace(held.meeting, place="Tầng 2\n<w:br/>\t& {{ dia_danh }} {_{ x }_}")
    found = texts(filled(form(tmp_path, "Tại {{ dia_diem }}!", "{{NOI_DUNG}}"), held))
    assert found[0] == "Tại Tầng 2\n<w:br/>\t& {{ dia_danh }} {_{ x }_}!"


def test_headers_of_every_kind_and_footnotes_are_filled(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ ten_co_quan }}"
    section.footer.paragraphs[0].text = "{{ du_thao }}{% if dien_tap %}DIỄN TẬP{% endif %}"
    document.add_paragraph("{{NOI_DUNG}}")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    assert made.sections[0].first_page_header.paragraphs[0].text == "Phòng An ninh nội địa"
    assert made.sections[0].footer.paragraphs[0].text == ""


EXTERNAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "[Content_Types].xml"


def armed(folder: Path, spelled: Callable[[str], str]) -> Path:
    """A form with a macro project, a template elsewhere, a linked picture, a link and fields that read files."""
    document = docx.Document()
    document.add_paragraph("{{NOI_DUNG}}")
    line = document.add_paragraph("Xem ")
    for kind in ("begin", "", "", "separate", "end"):
        run = line.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
    for place, code in ((2, " INCLUDE"), (3, 'TEXT "http://noi-khac/x" ')):
        instruction = element("instrText")
        instruction.text = code
        line.runs[place]._r.append(instruction)
    line.add_run("chữ cũ của trường")
    link = element("hyperlink", element("r", element("t")))
    link.set(qn("r:id"), "rId901")
    link[0][0].text = "trang đơn vị"
    line._p.append(link)
    path = folder / "vu-trang.docx"
    document.save(str(path))
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    rels = "word/_rels/document.xml.rels"
    extra = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"{mode}/>'
        for n, kind, target, mode in (
            (901, f"{EXTERNAL}/hyperlink", "http://noi-khac/", ' TargetMode="External"'),
            (902, f"{EXTERNAL}/image", "http://noi-khac/a.png", spelled(' TargetMode="External"')),
            (903, f"{EXTERNAL}/attachedTemplate", "file:///noi-khac.dotm", ' TargetMode="External"'),
            (
                904,
                spelled("http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
                spelled("vbaProject.bin"),
                "",
            ),
        )
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", extra.encode() + b"</Relationships>")
    parts[f"word/{spelled('vbaProject.bin')}"] = b"MACRO"
    types = parts["[Content_Types].xml"].decode()
    main = "openxmlformats-officedocument.wordprocessingml.document.main"
    parts["[Content_Types].xml"] = (
        types.replace(main, "ms-word.document.macroEnabled.main")
        .replace(
            "</Types>",
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        )
        .encode()
    )
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "spelled", [str, str.upper, str.lower, str.title], ids=["usual", "upper", "lower", "title"]
)
def test_macros_and_what_reaches_outside_are_gone_however_they_are_spelled(
    held: State, tmp_path: Path, spelled: Callable[[str], str]
) -> None:
    made = template.fill(armed(tmp_path, spelled), told(held))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        names = [name.lower() for name in archive.namelist()]
    assert not any("vba" in name or name.endswith(".bin") for name in names)
    for trace in (b"MACRO", b"noi-khac", b"INCLUDE", b"acroEnabled"):
        assert trace not in whole
    assert any(
        "Xem chữ cũ của trường" in text and "trang đơn vị" in text
        for text in texts(docx.Document(io.BytesIO(made)))
    )


@pytest.mark.parametrize(
    "target",
    [
        "http://noi-khac/a.png",
        "//noi-khac/a.png",
        "file:///noi-khac/a.png",
        "\\\\noi-khac\\a.png",
        "a.png?noi-khac",
    ],
)
def test_a_part_named_like_an_address_does_not_let_the_address_through(
    held: State, tmp_path: Path, target: str
) -> None:
    path = form(tmp_path, "{{NOI_DUNG}}")
    rels = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    relation = f'<Relationship Id="rId901" Type="{EXTERNAL}/image" Target="{target}"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    parts[TYPES] = parts[TYPES].replace(
        b"</Types>", b'<Default Extension="png?noi-khac" ContentType="image/png"/></Types>'
    )
    if b'Extension="png"' not in parts[TYPES]:
        parts[TYPES] = parts[TYPES].replace(
            b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
        )
    named = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
    with zipfile.ZipFile(path, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
        after.writestr(named, b"\x89PNG")
    made = template.fill(path, told(held))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(b"noi-khac" in archive.read(name) for name in archive.namelist())


DRAWN = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>
  <v:shape {shape}><v:fill {fill}/><v:imagedata {picture}/></v:shape></w:pict></w:r></w:p>"""


@pytest.mark.parametrize(
    "where",
    [
        {"picture": 'src="http://noi-khac/a.png"'},
        {"picture": 'o:href="file:////noi-khac/a.png"'},
        {"picture": 'o:althref="http://noi-khac/a.emz"'},
        {"fill": 'type="frame" src="\\\\noi-khac\\a.png"'},
        {"fill": 'type="frame" o:href="http://noi-khac/a.png"'},
        {"shape": 'href="http://noi-khac/"'},
    ],
    ids=str,
)
def test_a_drawing_of_the_old_kind_fetches_nothing(
    held: State, tmp_path: Path, where: dict[str, str]
) -> None:
    document = docx.Document()
    document.add_paragraph("{{NOI_DUNG}}")
    document.element.body.insert(
        0, parse_xml(DRAWN.format(**{"shape": "", "fill": "", "picture": ""} | where))
    )
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = template.fill(path, told(held))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(b"noi-khac" in archive.read(name) for name in archive.namelist())
        assert b"imagedata" in archive.read("word/document.xml")


def test_loops_without_an_end_in_sight_are_stopped(held: State, tmp_path: Path) -> None:
    inner = "".join(f"{{% for a{n} in cau_hoi %}}" for n in range(20))
    path = form(tmp_path, "{{NOI_DUNG}}", inner + "{% endfor %}" * 20)
    with pytest.raises(Refusal) as refused:
        template.fill(path, told(held))
    assert refused.value.code == "template-failed"


def test_annexes_lie_on_their_side_in_sections_of_the_forms_own_paper(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{NOI_DUNG}}")
    document.add_paragraph("{{PHU_LUC}}")
    document.add_paragraph("Hết.")
    document.sections[0].left_margin = Mm(35)
    path = tmp_path / "mau.docx"
    document.save(str(path))
    made = filled(path, held)
    lying = [bool(section.orientation) for section in made.sections]
    assert lying == [False, True, False]
    assert {round(section.left_margin.mm) for section in made.sections if section.left_margin} == {35}
    assert made.paragraphs[-1].text.startswith(("Hết", "Mã kiểm chứng"))


def test_pledges_and_the_list_of_recommendations_follow_the_form(held: State, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Mẫu riêng của {{ ten_co_quan }}"
    document.sections[0].left_margin = Mm(35)
    document.add_paragraph("{{ LOAI_VAN_BAN }}")
    document.add_paragraph("{{ NOI_DUNG }}")
    general = tmp_path / "chung.docx"
    document.save(str(general))
    document.add_paragraph("{{ dia_diem }}")
    particular = tmp_path / "rieng.docx"
    document.save(str(particular))
    held.apply([put("pledges", 1, pledge())])
    for path in (general, particular):
        edition = Edition(held, SEAL, template=path)
        [annex] = FORMATS["annex"].documents(edition)
        [signed] = [one for one in FORMATS["pledge"].documents(edition) if one.suffix == ".docx"]
        for one in (annex, signed):
            made = docx.Document(io.BytesIO(one.content))
            assert made.sections[0].header.paragraphs[0].text == "Mẫu riêng của Phòng An ninh nội địa"
            assert made.sections[0].left_margin is not None
            assert round(made.sections[0].left_margin.mm) == 35
        assert "BẢN GIAO ƯỚC THI ĐUA" in texts(docx.Document(io.BytesIO(signed.content)))


@pytest.mark.parametrize("name", list(GALLERY))
def test_a_form_of_the_gallery_tells_what_waits_in_full_and_what_is_out_of_scope_by_its_number(
    name: str, held: State
) -> None:
    made = docx.Document(io.BytesIO(template.fill(gallery_file(name), told(held))))
    words = "\n".join(paragraph.text for paragraph in made.element.body.iter(qn("w:p")))
    assert "Quy trình nội bộ có rõ không?" in words
    assert "Còn 01 nội dung chưa trả lời tại hội nghị:" in words
    assert "Máy chậm quá" in words
    assert "Có 01 nội dung không thuộc phạm vi đối thoại: số 8." in words
    assert "Có 02 nội dung không công bố hoặc đã chuyển bộ phận tiếp công dân: số 4, 5." in words
    assert "Đường lầy lội" not in words


@pytest.mark.parametrize("name", list(GALLERY))
def test_no_letter_loses_whom_it_addresses_nor_its_last_line_in_a_form_of_the_gallery(
    name: str, held: State
) -> None:
    edition = Edition(held, SEAL, template=gallery_file(name))
    papers = [*letters.documents(held, SEAL, names=True), *notice.documents(held, SEAL, names=True)]
    assert papers
    for paper in papers:
        made = as_word(edition, paper.part, paper.document)
        words = "\n".join(texts(docx.Document(io.BytesIO(made.content))))
        assert paper.document.closing in words
        assert all(one in words for one in paper.document.addressees)


def test_a_pledge_takes_a_form_of_its_own_name_beside_the_minutes(held: State, tmp_path: Path) -> None:
    held.apply([put("pledges", 1, pledge())])
    form(tmp_path, "Mẫu giao ước: {{ TEN_HOI_NGHI }}", "{{NOI_DUNG}}").rename(tmp_path / "giao-uoc.docx")
    edition = Edition(held, SEAL, template=form(tmp_path, "{{NOI_DUNG}}"))
    [signed] = [one for one in FORMATS["pledge"].documents(edition) if one.suffix == ".docx"]
    assert texts(docx.Document(io.BytesIO(signed.content)))[0] == "Mẫu giao ước: Thi đua cải cách"


def test_the_same_record_and_form_give_the_same_bytes(held: State, tmp_path: Path) -> None:
    path = form(tmp_path, "{{NOI_DUNG}}", "{{PHU_LUC}}")
    assert template.fill(path, told(held)) == template.fill(path, told(held))


def test_the_page_of_names_is_what_the_program_knows() -> None:
    assert template_names.PATH.read_text(encoding="utf-8") == template_names.page()


def pledge() -> Pledge:
    return Pledge(1, "Thi đua cải cách", tasks=(Task("1", "Giảm báo cáo"),), phase=PledgePhase.SIGNED)


def test_without_libreoffice_it_is_said_before_anything_is_written(
    held: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    told: list[tuple[str, int]] = []
    out = tmp_path / "out"

    def refused(refusal: Refusal) -> None:
        told.append((refusal.code, len(list(out.glob("*"))) if out.exists() else 0))

    path = form(tmp_path, "Mẫu của đơn vị", "{{NOI_DUNG}}")
    common: dict[str, Any] = {
        "digest": SEAL.digest,
        "n": SEAL.n,
        "at": datetime.now(UTC),
        "template": path,
        "refused": refused,
    }
    write(held, out, ["docx", "pdf"], **common)
    assert told == [("template-pdf-without-office", 0)]
    told.clear()
    write(held, out, ["docx"], **common)
    assert told == []
