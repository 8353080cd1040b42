"""The annex of pledges: the text that was signed, who signed it, and what has been reached so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import OFFICIAL, using
from meeting.model.pledge import PledgePhase, Review, SignatureStatus, SignerKind
from meeting.pledges.achievement import Reached
from meeting.pledges.board import board, count_results, counts_as, signers
from minutes.outline import frame
from minutes.outline.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Minutes,
    Paragraph,
    Run,
    Signed,
    Table,
    attributed,
    filled,
    items,
    labelled,
    printable,
    text,
)
from wording import dates, figures, writing
from wording import pledges as pledge_words

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge, Signer, Target
    from meeting.pledges.board import Cell
    from meeting.state import State
    from minutes.seal import Seal

TARGETS = (
    Column("STT", 0.08, centred=True),
    Column("Chỉ tiêu", 0.28),
    Column("Mức được giao", 0.13, centred=True),
    Column("Mức kế hoạch", 0.13, centred=True),
    Column("Thời hạn", 0.13, centred=True),
    Column("Minh chứng, yêu cầu chất lượng", 0.25),
)
LEVELS = (Column("Đơn vị", 0.3), Column("Chỉ tiêu", 0.5), Column("Mức đăng ký", 0.2, centred=True))
RESULTS = (
    Column("Chỉ tiêu", 0.26),
    Column("Đơn vị", 0.18),
    Column("Kết quả", 0.12, centred=True),
    Column("So với chỉ tiêu", 0.11, centred=True),
    Column("So với kế hoạch", 0.11, centred=True),
    Column("% kế hoạch", 0.1, centred=True),
    Column("Minh chứng", 0.12),
)
REVIEWS = {Review.INTERIM: "Sơ kết", Review.FINAL: "Tổng kết"}
KIND = "BẢN GIAO ƯỚC THI ĐUA"
DRAWN, ON_PAPER, TO_SIGN = "(Đã ký trên điện thoại)", "(Đã ký)", "(Ký, ghi rõ họ tên)"


def opened(state: State) -> list[Pledge]:
    """The pledges brought to the meeting for signing, in number order."""
    return [pledge for _, pledge in sorted(state.pledges.items()) if pledge.phase is not PledgePhase.PREPARED]


def blocks(state: State) -> tuple[Block, ...]:
    """Every pledge that was opened for signing."""
    return tuple(
        block for pledge in opened(state) for block in (*wording_of(state, pledge), *results(state, pledge))
    )


def wording_of(state: State, pledge: Pledge) -> tuple[Block, ...]:
    """The text and the grid of signatures, in the customary order."""
    parties = [one for one in signers(state, pledge.number) if one.kind is not SignerKind.WITNESS]
    made: list[Block] = [Heading(2, f"{pledge.number}. {pledge.title}")]
    if pledge.slogan:
        made.append(labelled("Phương châm", pledge.slogan))
    made += _grounds(pledge)
    if parties:
        made.append(
            text(
                f"Chúng tôi gồm: {'; '.join(one.organisation for one in parties)} cùng nhau ký kết giao ước thi đua:"
            )
        )
    made += [Heading(2, "I. Nội dung, chỉ tiêu"), *_tasks(pledge)]
    if pledge.targets:
        made.append(filled(Table(TARGETS, tuple(_target_row(target) for target in pledge.targets))))
    made += _levels(pledge, parties)
    made += _part("II. Biện pháp", pledge.measures)
    made += _part("III. Cam kết", pledge.promises)
    made += _signatures(state, pledge)
    return tuple(made)


def _grounds(pledge: Pledge) -> list[Block]:
    """In italics, each line to a semicolon and the last to a full stop, as the decree has them."""
    ends = [";"] * (len(pledge.grounds) - 1) + ["."]
    return [
        Paragraph((Run(f"Căn cứ {line}{end}", italic=True),))
        for line, end in zip(pledge.grounds, ends, strict=False)
    ]


def _tasks(pledge: Pledge) -> list[Block]:
    said = writing.listed([task.text for task in pledge.tasks])
    return [text(f"{task.id}. {line}") for task, line in zip(pledge.tasks, said, strict=True)]


def _part(title: str, lines: tuple[str, ...]) -> list[Block]:
    return [Heading(2, title), *items(lines)] if lines else []


def _target_row(target: Target) -> tuple[str, ...]:
    proof = "; ".join(part for part in (target.evidence, target.quality) if part)
    return (
        target.id,
        target.text,
        pledge_words.official_level(target, target.indicator),
        pledge_words.official_level(target, target.plan),
        dates.official_day(target.deadline),
        proof,
    )


def _levels(pledge: Pledge, parties: list[Signer]) -> list[Block]:
    rows = [
        (one.organisation, target.text, pledge_words.official_level(target, level))
        for one in parties
        for target in pledge.targets
        if (level := one.levels.get(target.id, ""))
    ]
    return [text("Mức đăng ký của từng đơn vị:"), Table(LEVELS, tuple(rows))] if rows else []


def _signatures(state: State, pledge: Pledge) -> list[Block]:
    """The grid of those who signed, then the witnesses; and, in words, who has not.

    While signing is open whoever has not signed has a place too, to sign by pen on what is printed.
    """
    everyone = signers(state, pledge.number)
    has_place = [one for one in everyone if one.standing is SignatureStatus.SIGNED]
    awaited = [one.organisation for one in everyone if one not in has_place]
    if pledge.phase is PledgePhase.SIGNING:
        has_place, awaited = list(everyone), []
    parties = [one for one in has_place if one.kind is not SignerKind.WITNESS]
    witnesses = [one for one in has_place if one.kind is SignerKind.WITNESS]
    made: list[Block] = []
    if parties:
        made += [Heading(2, "Đại diện các đơn vị ký giao ước"), _grid(parties)]
    if witnesses:
        made += [Heading(2, "Chứng kiến"), _grid(witnesses)]
    if awaited:
        made.append(text(f"Chưa ký: {'; '.join(awaited)}."))
    return made


def _grid(signed: list[Signer]) -> Grid:
    return Grid(tuple(_signature(one) for one in signed))


def _signature(signer: Signer) -> Signed:
    """A place in the grid. What a phone only offers is nobody's signature yet: its place is empty."""
    organisation = signer.organisation.upper()
    if signer.standing is SignatureStatus.OFFERED:
        return Signed(organisation, post="", name="", strokes="", state=TO_SIGN)
    if signer.standing is SignatureStatus.AWAITED:
        return Signed(organisation, signer.post, signer.name, strokes="", state=TO_SIGN)
    return Signed(
        organisation=organisation,
        post=signer.post,
        name=signer.name,
        strokes=signer.signature,
        state=DRAWN if signer.by_phone else ON_PAPER,
    )


def results(state: State, pledge: Pledge) -> tuple[Block, ...]:
    """The progress board and the reviews held; nothing where nothing was reported."""
    cells = board(state, pledge)
    reported = [cell for cell in cells if cell.result is not None]
    made: list[Block] = []
    if reported:
        total = count_results(cells)
        made += [
            Heading(2, "Kết quả thực hiện"),
            text(
                f"Vượt {total.exceeded}, đạt {total.met}, chưa đạt {total.not_met}, chưa báo cáo {total.unreported} "
                f"trên tổng số {len(cells)} chỉ tiêu của các đơn vị."
            ),
            Table(RESULTS, tuple(_result_row(cell) for cell in reported)),
        ]
    for review in sorted(
        (one for one in state.reviews.values() if one.pledge == pledge.number), key=lambda one: one.on
    ):
        made += attributed(f"{REVIEWS[review.review]} ngày {dates.official_day(review.on)}", review.text)
    return tuple(made)


def _result_row(cell: Cell) -> tuple[str, ...]:
    result, meaning = cell.result, cell.achievement
    assert result is not None, "only reported cells are printed"
    assert meaning is not None, "a reported cell has its meaning"
    kept = result.good or counts_as(cell) is not Reached.NOT_MET
    proof = "; ".join(part for part in (result.evidence, "" if kept else "không bảo đảm chất lượng") if part)
    return (
        cell.target.text,
        cell.signer.organisation,
        figures.measured(result.value, cell.target.unit),
        pledge_words.REACHED[meaning.indicator],
        pledge_words.REACHED[meaning.plan],
        "" if meaning.percent is None else figures.percent(meaning.percent),
        proof,
    )


def _subject(title: str) -> str:
    """What the pledge is about: its title without the words that stand above it as the kind of document."""
    for said in (KIND, KIND.removeprefix("BẢN "), "BẢN GIAO ƯỚC", "GIAO ƯỚC"):
        for opening in (f"KÝ KẾT {said}", said):
            if title.upper().startswith(opening):
                rest = title[len(opening) :].lstrip(" :,.-–")
                return rest[:1].upper() + rest[1:]
    return title


@using(OFFICIAL)
def documents(state: State, seal: Seal) -> list[tuple[int, Minutes]]:
    """Each pledge as a document of its own (Bản giao ước thi đua): its number and the document.

    It is none of the decree's 29 types of administrative document, so it has no number and no signature table of its
    own: the grid holds the signatures.
    """
    return [(pledge.number, _document(state, seal, pledge)) for pledge in opened(state)]


def _document(state: State, seal: Seal, pledge: Pledge) -> Minutes:
    meeting = state.meeting
    on = pledge.signed_at or pledge.opened_at or meeting.planned_on
    dateline = frame.dateline(meeting, on)
    made = Minutes(
        letterhead=msgspec.structs.replace(frame.letterhead(meeting), number="", dateline=dateline),
        kind=KIND,
        subject=_subject(pledge.title),
        blocks=wording_of(state, pledge)[1:],
        closing="",
        secretary=None,
        chair=None,
        recipients=(),
        seal=frame.seal_lines(seal),
        annexes=(),
        mark=frame.mark(meeting, seal),
        dated=on,
    )
    return printable(made)
