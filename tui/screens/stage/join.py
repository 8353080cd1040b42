"""The join view: the code to scan, the address for those who type, and how to get onto the hall's network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from language import gettext as _
from meeting.model.profile import Phase
from tui.screens.stage import closing, scanning
from tui.screens.stage.figures import figure_width, figures
from tui.screens.stage.page import BLANK, Line, Page, Span, paragraph, says, wrapped

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """How to take part by phone; without a server, on paper; once the meeting is closed, what came of it."""
    if scene.state.meeting.phase is Phase.CLOSED:
        return closing.page(scene)
    if scene.live is None or not scene.live.phone_url:
        return Page(body=_on_paper(scene), measure=scene.size.measure)
    height = scene.size.height
    code, measure = scanning.code_beside(scene)
    body = _invitation(scene, measure, height)
    if code is not None and len(body) > height:
        body = _steps(scene, measure, large=False)
    return Page(body=body[:height], code=code, measure=measure)


def _invitation(scene: Scene, measure: int, height: int) -> tuple[Line, ...]:
    """Title and steps, as much of them as fits the height, the steps always whole."""
    title = paragraph(scene.state.meeting.title, measure, "title")
    prompt = _prompt(scene, measure)
    steps, low_steps = _steps(scene, measure, large=True), _steps(scene, measure, large=False)
    notes = _notes(scene, measure)
    for lines in (
        (*title, *prompt, BLANK, *steps, BLANK, *notes),
        (*title, *prompt, BLANK, *steps),
        (*title, *prompt, BLANK, *low_steps),
        (*title, BLANK, *low_steps),
    ):
        if len(lines) <= height - 2:
            return lines
    return _steps(scene, measure, large=False)


def _prompt(scene: Scene, measure: int) -> tuple[Line, ...]:
    """The newest open question of the host to the hall, if there is one."""
    prompt = next((one for one in reversed(scene.state.prompts.values()) if one.open), None)
    return (BLANK, *paragraph(prompt.text, measure, "accent")) if prompt is not None else ()


def _steps(scene: Scene, measure: int, *, large: bool) -> tuple[Line, ...]:
    """What to do, in order: the network if it is named, the code or the address, the question."""
    address = scanning.address_of(scene)
    number = 0
    lines: list[Line] = []
    wifi = scene.state.meeting.wifi
    if wifi is not None:
        number += 1
        lines += _step(number, _("Join the Wi-Fi: {name}").format(name=wifi.name), measure)
        if wifi.password:
            lines += _set_in(_("Password: {password}").format(password=wifi.password), measure)
        lines.append(BLANK)
    number += 1
    lines += _step(number, _("Scan the code, or open this address:"), measure)
    lines += _address(address, measure, large=large)
    if scene.live is not None and scene.live.short_code:
        lines += _code(scene.live.short_code, measure)
    lines.append(BLANK)
    lines += _step(number + 1, _("Write your question. No name is asked."), measure)
    return tuple(lines)


def _step(number: int, text: str, measure: int) -> list[Line]:
    first, *rest = wrapped(text, measure - 3)
    return [Line((Span(f"{number}  ", "accent"), Span(first))), *(says(f"   {row}") for row in rest)]


def _address(address: str, measure: int, *, large: bool) -> tuple[Line, ...]:
    if large and figure_width(address) <= measure and not set(address) - set("0123456789.:"):
        return figures(address)
    return _set_in(address, measure)


def _set_in(text: str, measure: int) -> tuple[Line, ...]:
    """A value under its step."""
    return tuple(says(f"   {row}", "strong") for row in wrapped(text, measure - 3))


def _code(code: str, measure: int) -> tuple[Line, ...]:
    """The code to type, its letters apart where there is room, and never broken over two rows."""
    spaced = _("Code: {code}").format(code=" ".join(code))
    message = spaced if cell_len(spaced) <= measure - 3 else _("Code: {code}").format(code=code)
    return _set_in(message, measure)


def _notes(scene: Scene, measure: int) -> tuple[Line, ...]:
    meeting = scene.state.meeting
    notes: list[str] = []
    if meeting.phase is Phase.OPEN and not meeting.intake_open:
        notes.append(_("Questions are not being taken just now."))
    notes.append(_("No account, no internet, nothing that tells who you are."))
    notes.append(_("Please do not send state secrets."))
    return tuple(line for note in notes for line in paragraph(note, measure, "quiet"))


def _on_paper(scene: Scene) -> tuple[Line, ...]:
    measure = scene.size.measure
    return (
        *paragraph(scene.state.meeting.title, measure, "title"),
        BLANK,
        *paragraph(_("Please write your question on a slip and hand it to the secretary."), measure),
    )
