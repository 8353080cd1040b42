"""The things a form may loop over or look into (a person, a question, a poll …), each with the names of its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.model.pledge import SignatureStatus, SignerKind
from meeting.model.vote import VotePhase
from meeting.pledges.board import signers, wall
from minutes.formats.word.template.shapes import Fact, Many, Plain, Thing
from minutes.outline import votes
from wording import dates, meetings, register
from wording import pledges as pledge_words
from wording.votes import kind_name, result_rows, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from meeting.model.attendance import AttendanceEntry
    from meeting.model.form import Form, Tally
    from meeting.model.pledge import Pledge, Signer
    from meeting.model.poll import Poll
    from meeting.model.profile import Person
    from meeting.model.survey import Survey
    from meeting.state import State
    from minutes.question_summary import QuestionSummary
    from wording.votes import ResultRow


class Group(NamedTuple):
    """The questions of one area that were dealt with."""

    number: int
    name: str
    summaries: list[QuestionSummary]


class Counted(NamedTuple):
    """A form with the public result of one round or item; `tally` is None where nothing is public."""

    text: str
    form: Form
    tally: Tally | None


def clock(text: str) -> str:
    """A time of the record as documents write it, *08 giờ 00*; empty for what is no time."""
    found = dates.parsed_time(text)
    return dates.written_clock(found) if found else ""


def _signed(person: Person) -> str:
    return f"{person.rank} {person.name}".strip()


def _attendance_line(entry: AttendanceEntry) -> str:
    return ", ".join(part for part in (entry.name, entry.post, entry.organisation) if part)


def _poll(poll: Poll) -> Counted:
    return Counted(poll.text, poll.form, None if votes.unpublished(poll) else poll.tally)


def _items(survey: Survey) -> Iterator[Counted]:
    public = survey.result if survey.phase is VotePhase.REVEALED else None
    for item in survey.items:
        given = public.item(item.id) if public else None
        yield Counted(item.text, item.form, given.tally if given else None)


def _rows(counted: Counted) -> Sequence[ResultRow]:
    return result_rows(counted.form, counted.tally) if counted.tally else ()


def _verdict(poll: Poll) -> str:
    shown = _poll(poll)
    return verdict(poll.form, shown.tally, poll.majority) if shown.tally else ""


def _signers(state: State, pledge: Pledge) -> list[Signer]:
    return [one for one in signers(state, pledge.number) if one.kind is not SignerKind.WITNESS]


PERSON = Thing(
    {
        "ho_ten": Fact("name", lambda p: p.name),
        "cap_bac": Fact("rank", lambda p: p.rank),
        "chuc_vu": Fact("post", lambda p: p.post),
        "ky_ten": Fact("rank and name, as under a signature", _signed),
        "day_du": Fact("rank, name and post", meetings.named),
    },
    said="ky_ten",
)
ATTENDANT = Thing(
    {
        "ten": Fact("person or organisation", lambda e: e.name),
        "don_vi": Fact("unit", lambda e: e.organisation),
        "chuc_vu": Fact("post", lambda e: e.post),
        "so_nguoi": Fact("heads", lambda e: e.count, Plain.NUMBER),
        "day_du": Fact("name, post and unit", _attendance_line),
    },
    said="day_du",
)
PART = Thing(
    {
        "so": Fact("place in the agenda", lambda a: a.order, Plain.NUMBER),
        "noi_dung": Fact("title", lambda a: a.title),
        "loai": Fact("what it is for", lambda a: meetings.AGENDA_ITEMS[a.kind].official),
        "so_phut": Fact("minutes planned", lambda a: a.planned_minutes, Plain.NUMBER),
        "bat_dau": Fact("when it began, *08 giờ 00*", lambda a: clock(a.started_at)),
        "ket_thuc": Fact("when it ended", lambda a: clock(a.ended_at)),
        "da_dien_ra": Fact("whether it was held", lambda a: bool(a.started_at), Plain.YES),
    },
    said="noi_dung",
)
QUESTION = Thing(
    {
        "so": Fact("its number", lambda q: q.number, Plain.NUMBER),
        "loai": Fact("*Câu hỏi*, *Ý kiến* or *Kiến nghị*", lambda q: q.kind),
        "noi_dung": Fact("its words", lambda q: q.text),
        "nguoi_neu": Fact("who asked, where a name was offered", lambda q: q.asker),
        "hinh_thuc_gui": Fact("how it came in", lambda q: q.channel),
        "linh_vuc": Fact("its area", lambda q: q.area_name),
        "so_ung_ho": Fact("how many supported it", lambda q: q.votes, Plain.NUMBER),
        "nguoi_tra_loi": Fact("who answered", lambda q: q.answered_by),
        "tra_loi": Fact("the answer", lambda q: q.answer),
        "co_tra_loi": Fact("whether there is an answer", lambda q: bool(q.answer), Plain.YES),
        "nguyen_van": Fact("whether word for word", lambda q: q.is_verbatim, Plain.YES),
        "ket_qua": Fact("the outcome", lambda q: q.outcome_name),
        "xu_ly": Fact("the outcome with owner, deadline, reason", lambda q: q.decision),
        "don_vi": Fact("who is to act", lambda q: q.owner),
        "thoi_han": Fact("by when, *05/3/2024*", lambda q: dates.official_day(q.deadline)),
        "tien_do": Fact("how it stands", lambda q: q.status),
        "ly_do": Fact("the reason", lambda q: q.reason),
        "nguon_goc": Fact("merged into, split from", lambda q: q.lineage),
        "ghi_chu": Fact("remarks", lambda q: q.note),
    },
    said="noi_dung",
)
AREA = Thing(
    {
        "so": Fact("1, 2, 3 …", lambda g: g.number, Plain.NUMBER),
        "ten": Fact("the area's name", lambda g: g.name),
        "so_luong": Fact("how many questions", lambda g: len(g.summaries), Plain.NUMBER),
        "cau_hoi": Fact("its questions", lambda g: g.summaries, Many(QUESTION)),
    },
    said="ten",
)
PROMPT = Thing(
    {
        "so": Fact("its number", lambda p: p.number, Plain.NUMBER),
        "noi_dung": Fact("its words", lambda p: p.text),
    },
    said="noi_dung",
)
CONCLUSION = Thing(
    {
        "so": Fact("its number", lambda c: c.number, Plain.NUMBER),
        "noi_dung": Fact("its words", lambda c: c.text),
    },
    said="noi_dung",
)
COMMITMENT = Thing(
    {
        "so": Fact("its number", lambda c: c.number, Plain.NUMBER),
        "cau_hoi_so": Fact("the question's number, 0 if none", lambda c: c.question, Plain.NUMBER),
        "noi_dung": Fact("what is owed", lambda c: c.text),
        "hinh_thuc": Fact("kind of promise", lambda c: register.OBLIGATIONS[c.kind.value].official),
        "don_vi": Fact("who owes it", lambda c: c.owner),
        "thoi_han": Fact("by when", lambda c: dates.official_day(c.deadline)),
        "tien_do": Fact("how it stands", lambda c: register.STATUSES[c.status].official),
    },
    said="noi_dung",
)
REFERRAL = Thing(
    {
        "so": Fact("its number", lambda r: r.number, Plain.NUMBER),
        "cau_hoi_so": Fact("the question's number, 0 if none", lambda r: r.question, Plain.NUMBER),
        "noi_dung": Fact("what is recommended", lambda r: r.text),
        "noi_giai_quyet": Fact(
            "superior or specialised", lambda r: register.OBLIGATIONS[r.destination.value].official
        ),
        "co_quan": Fact("whom it is addressed to", lambda r: r.addressee),
        "ly_do": Fact("why beyond authority", lambda r: r.reason),
        "don_vi_theo_doi": Fact("who follows it up", lambda r: r.owner),
        "thoi_han": Fact("the date set", lambda r: dates.official_day(r.deadline)),
        "tien_do": Fact("how it stands", lambda r: register.STATUSES[r.status].official),
    },
    said="noi_dung",
)
CARRIED = Thing(
    {
        "phien": Fact("the earlier meeting", lambda c: c.title),
        "ngay": Fact("its date", lambda c: dates.official_day(c.held_on)),
        "noi_dung": Fact("what was left", lambda c: c.text),
        "don_vi": Fact("who owes it", lambda c: c.to),
        "thoi_han": Fact("by when", lambda c: dates.official_day(c.deadline)),
        "tien_do": Fact("how it stands", lambda c: register.STATUSES[c.status].official),
    },
    said="noi_dung",
)
OPTION = Thing(
    {
        "noi_dung": Fact("the answer", lambda r: r.text),
        "so_phieu": Fact("how many, or its points", lambda r: r.figure),
        "ty_le": Fact("share, where it has one", lambda r: r.share),
    },
    said="noi_dung",
)
POLL = Thing(
    {
        "so": Fact("its number", lambda p: p.number, Plain.NUMBER),
        "noi_dung": Fact("what was asked", lambda p: p.text),
        "hinh_thuc": Fact("kind of answer", lambda p: kind_name(p.form)),
        "lan": Fact("the round", lambda p: p.round, Plain.NUMBER),
        "da_cong_bo": Fact("whether the result is public", lambda p: _poll(p).tally is not None, Plain.YES),
        "so_phieu": Fact("ballots cast", lambda p: t.cast if (t := _poll(p).tally) else 0, Plain.NUMBER),
        "khong_y_kien": Fact(
            "abstentions", lambda p: t.abstained if (t := _poll(p).tally) else 0, Plain.NUMBER
        ),
        "ket_luan": Fact("what follows", _verdict),
        "phuong_an": Fact("the answers", lambda p: _rows(_poll(p)), Many(OPTION)),
    },
    said="noi_dung",
)
ITEM = Thing(
    {
        "noi_dung": Fact("what was asked", lambda i: i.text),
        "hinh_thuc": Fact("kind of answer", lambda i: kind_name(i.form)),
        "so_phieu": Fact("answers", lambda i: i.tally.cast if i.tally else 0, Plain.NUMBER),
        "phuong_an": Fact("the answers", _rows, Many(OPTION)),
    },
    said="noi_dung",
)
SURVEY = Thing(
    {
        "so": Fact("its number", lambda s: s.number, Plain.NUMBER),
        "ten": Fact("its title", lambda s: s.title),
        "so_phieu": Fact("forms filled in", lambda s: s.result.responses if s.result else 0, Plain.NUMBER),
        "muc": Fact("its items", _items, Many(ITEM)),
    },
    said="ten",
)
SIGNER = Thing(
    {
        "don_vi": Fact("organisation", lambda s: s.organisation),
        "ho_ten": Fact("name", lambda s: "" if s.standing is SignatureStatus.OFFERED else s.name),
        "chuc_vu": Fact("post", lambda s: "" if s.standing is SignatureStatus.OFFERED else s.post),
        "da_ky": Fact("whether signed", lambda s: s.standing is SignatureStatus.SIGNED, Plain.YES),
    },
    said="don_vi",
)
TARGET = Thing(
    {
        "ma": Fact("its code", lambda t: t.id),
        "noi_dung": Fact("its words", lambda t: t.text),
        "muc_giao": Fact("level set", lambda t: pledge_words.official_level(t, t.indicator)),
        "muc_ke_hoach": Fact("level planned", lambda t: pledge_words.official_level(t, t.plan)),
        "thoi_han": Fact("by when", lambda t: dates.official_day(t.deadline)),
    },
    said="noi_dung",
)
PLEDGE = Thing(
    {
        "so": Fact("its number", lambda p: p[1].number, Plain.NUMBER),
        "ten": Fact("its title", lambda p: p[1].title),
        "khau_hieu": Fact("its motto", lambda p: p[1].slogan),
        "so_don_vi": Fact("organisations to sign", lambda p: wall(p[0], p[1].number).expected, Plain.NUMBER),
        "so_da_ky": Fact("signed", lambda p: wall(p[0], p[1].number).signed, Plain.NUMBER),
        "noi_dung": Fact("its tasks", lambda p: [task.text for task in p[1].tasks], Many(Plain.WORDS)),
        "chi_tieu": Fact("its targets", lambda p: p[1].targets, Many(TARGET)),
        "bien_phap": Fact("its measures", lambda p: p[1].measures, Many(Plain.WORDS)),
        "cam_ket": Fact("its promises", lambda p: p[1].promises, Many(Plain.WORDS)),
        "nguoi_ky": Fact("who signs", lambda p: _signers(*p), Many(SIGNER)),
    },
    said="ten",
)
COUNTS = Thing(
    {
        "tiep_nhan": Fact("received", lambda t: t.received, Plain.NUMBER),
        "noi_dung": Fact("items after splitting", lambda t: t.items, Plain.NUMBER),
        "da_tra_loi": Fact("answered or explained", lambda t: t.answered + t.explained, Plain.NUMBER),
        "hen_tra_loi": Fact("promised", lambda t: t.promised, Plain.NUMBER),
        "vuot_tham_quyen": Fact("beyond authority", lambda t: t.escalated, Plain.NUMBER),
        "khong_tiep_thu": Fact("not taken up, out of scope", lambda t: t.dismissed, Plain.NUMBER),
        "chua_tra_loi": Fact("not answered", lambda t: t.unanswered, Plain.NUMBER),
        "da_gop": Fact("merged", lambda t: t.merged, Plain.NUMBER),
        "tiep_cong_dan": Fact("routed out", lambda t: t.routed_out, Plain.NUMBER),
    }
)
