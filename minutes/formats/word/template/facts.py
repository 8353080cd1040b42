"""Every name a form may use, with what it means and where in the record it is read.

Names are Vietnamese without tone marks, as the clerks who make forms write them. What a document must not tell (a
complaint routed out, a hidden question, a result that was not revealed) has no name here either: questions are read by
`minutes.question_summary` only, votes by their public results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.dialogue.fairness import fairness
from meeting.dialogue.roll import roll
from meeting.model.profile import Meeting, Phase
from minutes.formats.word.template.shapes import Fact, Many, Plain, Thing
from minutes.formats.word.template.things import (
    AREA,
    ATTENDANT,
    CARRIED,
    COMMITMENT,
    CONCLUSION,
    COUNTS,
    PART,
    PERSON,
    PLEDGE,
    POLL,
    PROMPT,
    QUESTION,
    REFERRAL,
    SURVEY,
    Group,
    clock,
)  # fmt: skip
from minutes.outline import dialogue, pledges, surveys, votes
from minutes.outline.attendance import in_order
from minutes.question_summary import question_summaries
from wording import dates
from wording.areas import official_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.register import Commitment, Referral
    from meeting.state import State
    from minutes.outline.blocks import Minutes
    from minutes.question_summary import QuestionSummary
    from minutes.seal import Seal


class Source(NamedTuple):
    """What the facts of a document are read from: the record, the document as outlined, its questions in words."""

    state: State
    minutes: Minutes
    seal: Seal
    summaries: tuple[QuestionSummary, ...]

    @property
    def meeting(self) -> Meeting:
        """The meeting's profile."""
        return self.state.meeting


def source(state: State, minutes: Minutes, seal: Seal, *, names: bool) -> Source:
    """What a document's facts are read from; `names` off leaves out the names askers offered."""
    return Source(state, minutes, seal, question_summaries(state, names=names))


def _in_full(found: Source) -> list[QuestionSummary]:
    return dialogue.in_full(found.summaries)


def _groups(found: Source) -> Iterator[Group]:
    """The areas in the agency's order, those that have something."""
    dealt = _in_full(found)
    names = official_names(found.state)
    names |= {one.area: one.area_name for one in dealt if one.area not in names}
    number = 0
    for area, name in names.items():
        if of_area := [one for one in dealt if one.area == area]:
            number += 1
            yield Group(number, name, of_area)


def _withheld(found: Source) -> set[int]:
    return {one.number for one in found.summaries if one.is_withheld}


def _commitments(found: Source) -> list[Commitment]:
    withheld = _withheld(found)
    return [one for _, one in sorted(found.state.commitments.items()) if one.question not in withheld]


def _referrals(found: Source) -> list[Referral]:
    withheld = _withheld(found)
    return [one for _, one in sorted(found.state.referrals.items()) if one.question not in withheld]


def _written(text: str) -> str:
    found = dates.parsed_date(text)
    return dates.written_date(found) if found else dates.BLANK_DATE


DOCUMENT: dict[str, Fact] = {
    "co_quan_chu_quan": Fact("the parent agency, in capitals", lambda f: f.minutes.letterhead.parent),
    "co_quan": Fact("the agency, in capitals", lambda f: f.minutes.letterhead.agency),
    "so_ky_hieu": Fact("the number line, left blank", lambda f: f.minutes.letterhead.number),
    "quoc_hieu": Fact("national title", lambda f: f.minutes.letterhead.nation),
    "tieu_ngu": Fact("motto", lambda f: f.minutes.letterhead.motto),
    "dia_danh_ngay": Fact(
        "place and date: *Nghệ An, ngày 17 tháng 4 năm 2024*",
        lambda f: f.minutes.letterhead.dateline or f.minutes.dateline,
    ),
    "loai_van_ban": Fact("BIÊN BẢN, or what the document is", lambda f: f.minutes.kind),
    "ten_hoi_nghi": Fact("the title", lambda f: f.minutes.subject),
    "ket_thuc": Fact("the closing line", lambda f: f.minutes.closing),
    "chuc_vu_chu_toa": Fact(
        "the chair's post, in capitals", lambda f: f.minutes.chair.post if f.minutes.chair else ""
    ),
    "du_thao": Fact("the draft mark; nothing on a finished document", lambda f: f.minutes.mark),
    "ma_sha256": Fact("the record's digest", lambda f: f.seal.digest),
    "ban_ghi_so": Fact("the commit it is the digest of", lambda f: f.seal.n, Plain.NUMBER),
    "danh_sach_noi_nhan": Fact(
        "the recipients, a line each", lambda f: f.minutes.recipients, Many(Plain.WORDS)
    ),
}
"""Names that every document has, whatever it is."""

MEETING: dict[str, Fact] = {
    "ten_co_quan": Fact("the agency as it is written", lambda f: f.meeting.agency),
    "ten_co_quan_chu_quan": Fact("the parent agency as it is written", lambda f: f.meeting.parent_agency),
    "dia_danh": Fact("locality", lambda f: f.meeting.locality),
    "dia_diem": Fact("where it was held", lambda f: f.meeting.place),
    "tieu_de": Fact("the meeting's title", lambda f: f.meeting.title),
    "ngay_hop": Fact(
        "*ngày 17 tháng 4 năm 2024*", lambda f: _written(f.meeting.opened_at or f.meeting.planned_on)
    ),
    "khai_mac": Fact(
        "*08 giờ 00, ngày 17 tháng 4 năm 2024*", lambda f: dates.started_at(f.meeting.opened_at)
    ),
    "gio_khai_mac": Fact("*08 giờ 00*", lambda f: clock(f.meeting.opened_at)),
    "be_mac": Fact("when it ended, with the date", lambda f: dates.started_at(f.meeting.closed_at)),
    "gio_be_mac": Fact("when it ended", lambda f: clock(f.meeting.closed_at)),
    "da_be_mac": Fact("whether it is closed", lambda f: f.meeting.phase is Phase.CLOSED, Plain.YES),
    "dien_tap": Fact("whether it is a rehearsal", lambda f: f.meeting.rehearsal, Plain.YES),
    "chu_toa": Fact("the chair", lambda f: f.meeting.chair, PERSON),
    "thu_ky": Fact("the secretary", lambda f: f.meeting.secretary, PERSON),
    "dong_chu_tri": Fact("co-chairs", lambda f: f.meeting.co_chairs, Many(PERSON)),
    "so_co_mat": Fact("heads present", lambda f: roll(f.state).present, Plain.NUMBER),
    "so_duoc_moi": Fact("heads invited", lambda f: roll(f.state).invited, Plain.NUMBER),
    "thanh_phan": Fact(
        "who was present", lambda f: [e for e in in_order(f.state) if e.present], Many(ATTENDANT)
    ),
    "vang_mat": Fact(
        "who was absent", lambda f: [e for e in in_order(f.state) if not e.present], Many(ATTENDANT)
    ),
    "chuong_trinh": Fact(
        "the agenda", lambda f: sorted(f.state.agenda.values(), key=lambda part: part.order), Many(PART)
    ),
    "linh_vuc": Fact("areas with the questions dealt with", _groups, Many(AREA)),
    "cau_hoi": Fact("every question dealt with, by number; none out of scope", _in_full, Many(QUESTION)),
    "chi_neu_so": Fact(
        "how many were out of scope or not made public, with their numbers, a sentence each",
        lambda f: dialogue.by_number_alone(f.summaries),
        Many(Plain.WORDS),
    ),
    "chua_tra_loi": Fact(
        "questions that wait",
        lambda f: [one for one in f.summaries if one.stands and not one.is_dealt_with],
        Many(QUESTION),
    ),
    "cau_hoi_goi_y": Fact(
        "prompts", lambda f: [one for _, one in sorted(f.state.prompts.items())], Many(PROMPT)
    ),
    "ket_luan": Fact(
        "the chair's conclusions",
        lambda f: [one for _, one in sorted(f.state.conclusions.items())],
        Many(CONCLUSION),
    ),
    "cam_ket": Fact("what this meeting owes", _commitments, Many(COMMITMENT)),
    "kien_nghi": Fact("recommendations beyond authority", _referrals, Many(REFERRAL)),
    "ky_truoc": Fact(
        "what earlier meetings left",
        lambda f: [one for _, one in sorted(f.state.carried.items())],
        Many(CARRIED),
    ),
    "bieu_quyet": Fact("polls", lambda f: votes.opened(f.state), Many(POLL)),
    "khao_sat": Fact("surveys", lambda f: surveys.opened(f.state), Many(SURVEY)),
    "giao_uoc": Fact("pledges", lambda f: [(f.state, one) for one in pledges.opened(f.state)], Many(PLEDGE)),
    "tong_hop": Fact("counts", lambda f: fairness(f.state).total, COUNTS),
}
"""Names of the meeting's record."""

BLOCKS = {
    "noi_dung": "the body of the document",
    "chu_ky": "the signature table with *Nơi nhận*",
    "noi_nhan": "the recipients alone",
    "ma_kiem_chung": "the digest in small print",
    "phu_luc": "the annexes",
}
"""Names that stand alone in their paragraph and become several paragraphs and tables."""

CAPITALS = ("co_quan_chu_quan", "co_quan", "so_ky_hieu", "quoc_hieu", "tieu_ngu", "dia_danh_ngay", "loai_van_ban",
            "ten_hoi_nghi", "ket_thuc", "thu_ky", "chu_toa", "chuc_vu_chu_toa", "du_thao")  # fmt: skip
"""Names that forms may also write in capitals."""

_SMALL = DOCUMENT | MEETING
EVERYTHING = Thing(_SMALL | {name.upper(): _SMALL[name] for name in CAPITALS})
"""The names of a form's outermost level."""
