"""The pledge wall: what is promised, who has signed, and later how the targets stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.pledge import PledgePhase, SignatureStatus, SignerKind
from meeting.phone_sections import Section
from meeting.pledges.achievement import Reached
from meeting.pledges.board import board, count_results, counts_as, signers, wall
from tui.screens.stage import scanning
from tui.screens.stage.page import BLANK, Line, Page, Span, more, paragraph, says, shortened, wrapped
from tui.widgets.measure import padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.pledge import Pledge, Signer
    from meeting.pledges.board import Cell
    from tui.screens.stage.scene import Scene

SIGNED, AWAITED = "✓", "·"
"""Signs before a signer, so that the standing does not hang on colour."""

COLUMN = 28
"""Narrowest column of signers; a wider wall has two."""


def page(scene: Scene) -> Page:
    """The staged pledge (the newest unless one is named): its tasks while there is room, then the wall."""
    pledge = scene.state.pledges.get(scene.state.stage.ref) or next(
        reversed(scene.state.pledges.values()), None
    )
    measure = scene.size.measure
    if pledge is None:
        body = paragraph(_("No pledge has been prepared."), measure, "quiet")
        return Page(body=body, top=(BLANK, says(_("Emulation pledge"), "title"), BLANK), measure=measure)
    if pledge.phase is PledgePhase.SIGNING:
        return _ceremony(scene, pledge)
    cells = board(scene.state, pledge)
    reported = any(cell.result for cell in cells)
    top = _heading(pledge, measure)
    bottom = _standing(cells) if reported else _counts(scene, pledge)
    room = scene.size.height - len(top) - len(bottom) - 1
    if reported:
        board_ = shortened(_board(pledge, cells, measure), room)
        return Page(body=board_, top=top, bottom=bottom, measure=measure)
    parties = signers(scene.state, pledge.number)
    signed = _wall(parties, measure, room)
    tasks = _tasks(pledge, measure)
    body = (*tasks, BLANK, *signed) if len(tasks) + len(signed) < room else signed or shortened(tasks, room)
    return Page(body=body, top=top, bottom=bottom, measure=measure)


def _ceremony(scene: Scene, pledge: Pledge) -> Page:
    """The wall filling, with the code that opens the text and its signature on a representative's phone."""
    code, measure = scanning.code_beside(scene, Section.PLEDGE, pledge.number)
    heading = _heading(pledge, measure)
    how = (
        BLANK,
        *_counts(scene, pledge),
        *scanning.how_to_answer(scene, measure, _("Scan the code to read and sign")),
    )
    room = scene.size.height - len(heading) - len(how)
    wall_ = _wall(signers(scene.state, pledge.number), measure, room)
    body = scanning.beside((*heading, *wall_), how, scene.size.height)
    return Page(body=body, code=code, measure=measure)


def _board(pledge: Pledge, cells: Sequence[Cell], measure: int) -> tuple[Line, ...]:
    """For each target, how many of its parties have met or exceeded it."""
    rows: list[Line] = []
    for target in pledge.targets:
        counted = [counts_as(cell) for cell in cells if cell.target.id == target.id]
        met = sum(one in {Reached.MET, Reached.EXCEEDED} for one in counted)
        sign = SIGNED if counted and met == len(counted) else AWAITED
        first, *rest = wrapped(target.text, measure - 12)
        figure = (Span(f"{met}/{len(counted)}", "strong"),)
        rows.append(Line((Span(f"{sign}  ", "accent"), Span(first)), figure))
        rows += [says(f"   {row}") for row in rest]
    return tuple(rows)


def _standing(cells: Sequence[Cell]) -> tuple[Line, ...]:
    total = count_results(tuple(cells))
    message = _("Exceeded {exceeded} · met {met} · not met {not_met} · not reported {unreported}").format(
        exceeded=total.exceeded, met=total.met, not_met=total.not_met, unreported=total.unreported
    )
    return (says(message, "strong"), BLANK)


def _heading(pledge: Pledge, measure: int) -> tuple[Line, ...]:
    slogan = paragraph(pledge.slogan, measure, "quiet") if pledge.slogan else ()
    return (
        BLANK,
        *paragraph(_("Emulation pledge"), measure, "accent"),
        *paragraph(pledge.title, measure, "strong"),
        *slogan,
        BLANK,
    )


def _tasks(pledge: Pledge, measure: int) -> tuple[Line, ...]:
    rows: list[Line] = []
    for place, task in enumerate(pledge.tasks, start=1):
        first, *rest = wrapped(task.text, measure - 4)
        rows.append(Line((Span(f"{place:>2}  ", "accent"), Span(first))))
        rows += [says(f"    {row}") for row in rest]
    return tuple(rows)


def _wall(parties: tuple[Signer, ...], measure: int, room: int) -> tuple[Line, ...]:
    """The signers in one column, or in two where the measure allows.

    Where they do not fit into `room` rows, those who signed last stand, and it is said how many more there are.
    """
    columns = 2 if measure >= 2 * COLUMN + 2 and len(parties) > 1 else 1
    width = (measure - 2) // columns if columns == 2 else measure
    if len(parties) > room * columns:
        fit = max(0, room - 1) * columns
        latest = sorted(parties, key=lambda one: one.signed_at, reverse=True)[:fit]
        kept = tuple(one for one in parties if one in latest)
        return (*_cells(kept, columns, width), more(len(parties) - fit))[: max(0, room)]
    return _cells(parties, columns, width)


def _cells(parties: tuple[Signer, ...], columns: int, width: int) -> tuple[Line, ...]:
    half = (len(parties) + columns - 1) // columns
    rows: list[Line] = []
    for place in range(half):
        beside = [
            parties[place + half * column]
            for column in range(columns)
            if place + half * column < len(parties)
        ]
        rows.append(Line(tuple(span for signer in beside for span in _cell(signer, width))))
    return tuple(rows)


def _cell(signer: Signer, width: int) -> tuple[Span, Span]:
    has_signed = signer.standing is SignatureStatus.SIGNED
    witness = _(" (witness)") if signer.kind is SignerKind.WITNESS else ""
    name = padded(f"{signer.organisation or signer.name}{witness}", width - 4) + " "
    sign = SIGNED if has_signed else AWAITED
    return Span(f"{sign}  ", "accent" if has_signed else "quiet"), Span(
        name, "text" if has_signed else "quiet"
    )


def _counts(scene: Scene, pledge: Pledge) -> tuple[Line, ...]:
    counted = wall(scene.state, pledge.number)
    if not counted.expected:
        return ()
    message = _("{signed} of {expected} have signed").format(signed=counted.signed, expected=counted.expected)
    return (says(message, "strong"), BLANK)
