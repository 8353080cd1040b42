"""The agency's own form: a .docx with marks, filled from the same record as the built-in form.

Marks are docxtpl's (Jinja in Word): ``{{ name }}``, ``{% for … %}``, ``{% if … %}``, and ``{%p``, ``{%tr``, ``{%tc``,
``{%r`` for whole paragraphs, rows, cells and runs (docs/templates.md lists every name). docxtpl reads the marks; what
may be said in them is `language`, what they mean `facts`. A form that cannot be used is refused by name and place, and
the built-in form is printed instead.
"""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Any

import docx
import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from meeting.refusal import Refusal
from meeting.text.archives import UNREADABLE
from minutes.formats import word
from minutes.formats.word import package, styles
from minutes.formats.word.template import facts, language, lines, opening, placing
from minutes.formats.word.template.facts import source
from minutes.formats.word.template.shapes import Thing, filled_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.opc.part import Part as OpcPart

    from minutes.formats.word.template.facts import Source
    from minutes.outline.blocks import Annex, Minutes

__all__ = ["dress", "fill", "is_general", "source"]

LARGEST_FILLED = 40 * 1024 * 1024
"""Most characters of XML that one part of a form may become: more than 50,000 questions, each answered at length."""

STEPS = 2_000_000
"""Most turns of all loops together: a loop in a loop in a loop over a large meeting would run for hours."""


def fill(form: Path, found: Source) -> bytes:
    """The document in an agency's own form.

    Raises Refusal ``template-missing``, ``template-unreadable``, ``template-too-large``,
    ``template-unknown-placeholder``, ``template-without-content``, ``template-not-alone``, ``template-list``,
    ``template-no-list``, ``template-forbidden``, ``template-syntax``, ``template-unfinished`` or ``template-failed``,
    each naming the file and, where it is one mark, its place.
    """
    filling = _Filling(form)
    placed = filling.run(found)
    document = filling.document
    if placing.SEAL not in placed:
        placing.append(document, placing.seal(found.minutes))
    if placing.ANNEXES not in placed:
        placing.append_annexes(document, found.minutes.annexes)
    return _saved(form, document, found.minutes)


CLOSING = "ket_thuc"
"""The name that stands for the closing line."""


def is_general(form: Path, minutes: Minutes) -> bool:
    """Whether a form fits another document than the minutes, here `minutes`, without losing a word of it.

    It takes its body whole, asks for nothing of the meeting's record and has a place for the closing line; of whom a
    letter is addressed to, and what it is about, no form says anything. Raises Refusal as `fill` does.
    """
    filling = _Filling(form)
    if minutes.addressees or minutes.about or placing.CONTENT not in filling.blocks:
        return False
    closes = not minutes.closing or CLOSING in {name.lower() for name in filling.used}
    return closes and not (filling.used & facts.MEETING.keys())


def dress(form: Path, found: Source, annex: Annex | None = None) -> bytes:
    """A document of the built-in form on the form's paper: its page, margins, styles, headers and footers.

    With `annex` that annex alone. Raises Refusal as `fill` does.
    """
    filling = _Filling(form, bare=True)
    filling.run(found)
    if annex is None:
        placing.append(filling.document, word.main(found.minutes))
        placing.append_annexes(filling.document, found.minutes.annexes)
    else:
        placing.lay_annex(filling.document, annex)
    return _saved(form, filling.document, found.minutes)


def _saved(form: Path, document: Document, minutes: Minutes) -> bytes:
    try:
        return package.saved(document, minutes.subject, minutes.dated)
    except (KeyError, ValueError, AttributeError) as problem:
        raise Refusal("template-unreadable", name=form.name) from problem


class _Filling(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A form, cleaned and looked through; `run` fills it.

    A `bare` one has headers and footers and no text. `blocks` are the names that stand alone in a paragraph, `used` the
    outermost names its marks read.
    """

    def __init__(self, form: Path, *, bare: bool = False) -> None:
        self._form = form
        self._bare = bare
        cleaned = opening.opened(form)
        try:
            self._given = docx.Document(io.BytesIO(cleaned))
            if bare:
                placing.clear(self._given)
            self._token = secrets.token_hex(12)
            self.blocks = self._mark()
            packed = io.BytesIO()
            self._given.save(packed)
        except (*UNREADABLE, AttributeError, etree.LxmlError) as problem:
            raise Refusal("template-unreadable", name=form.name) from problem
        super().__init__(packed)
        self._language = language.environment()
        self.used = self._checked()

    @property
    def document(self) -> Document:
        """The form as it stands: filled, after `run`."""
        filled: Document = self.docx
        return filled

    def _mark(self) -> set[str]:
        """Join cut marks, and give each block a mark of its own that nobody can have typed."""
        blocks: set[str] = set()
        for note, root in lines.notes(self._given):
            lines.join(self._form.name, lines.Part("notes", root))
            note._blob = etree.tostring(root)
        for part in lines.parts(self._given):
            lines.join(self._form.name, part)
            for line in lines.lines(part.root):
                if (name := lines.alone(line)) in facts.BLOCKS and part.where == "body":
                    blocks.add(name)
                    first, *others = lines.pieces(line)
                    first.text = self._marked(name)
                    for other in others:
                        other.text = ""
        return blocks

    def _marked(self, name: str) -> str:
        return f"{name}-{self._token}"

    def _checked(self) -> set[str]:
        used: set[str] = set()
        shapes = {name: fact.shape for name, fact in facts.EVERYTHING.facts.items()}
        self.render_init()
        notes = [lines.Part("notes", root) for _, root in lines.notes(self.docx)]
        for part in [*lines.parts(self.docx), *notes]:
            check = language.Check(
                self._form.name, part.where, self._source(self.xml_to_string(part.root)), shapes
            )
            check.run(self._language)
            used |= check.used
        if not self._bare and placing.CONTENT not in self.blocks and not (used & facts.MEETING.keys()):
            raise Refusal(
                "template-without-content", name=self._form.name, placeholder=placing.CONTENT.upper()
            )
        return used

    def _source(self, xml: str) -> str:
        """A part's XML with every mark plain, each paragraph on a line of its own, so that a line number is a place."""
        return str(self.patch_xml(xml)).replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")

    def run(self, found: Source) -> set[str]:
        """Fill the form; the blocks that had a place."""
        wanted = Thing({name: facts.EVERYTHING.facts[name] for name in self.used})
        steps = _Steps(STEPS)
        context = {name: _counted(value, steps) for name, value in filled_in(wanted, found).items()}
        try:
            self.render(context, self._language, autoescape=True)
        except (
            jinja2.TemplateError,
            etree.LxmlError,
            _TooLongError,
            ArithmeticError,
            TypeError,
            ValueError,
            AttributeError,
        ) as problem:
            raise Refusal("template-failed", name=self._form.name, why=str(problem)) from problem
        styles.install(self.docx, keep_existing=True)
        return placing.place(self.docx, found.minutes, {self._marked(name): name for name in self.blocks})

    def render_xml_part(
        self,
        src_xml: str,
        part: OpcPart,
        context: dict[str, Any],
        jinja_env: jinja2.Environment | None = None,
    ) -> str:
        """One part filled in. Raises _TooLongError, and lxml's XMLSyntaxError where marks cross each other."""
        assert jinja_env is not None, "forms are only ever filled in the language of forms"
        self.current_rendering_part = part
        made: list[str] = []
        length = 0
        for piece in jinja_env.from_string(src_xml).generate(context):
            made.append(piece)
            length += len(piece)
            if length > LARGEST_FILLED:
                raise _TooLongError("the filled form is too long")
        filled = "".join(made)
        etree.fromstring(filled.encode())
        return filled

    def render_footnotes(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> None:
        """Footnotes and endnotes filled in."""
        for note, root in lines.notes(self.docx):
            filled = self.render_xml_part(self._source(self.xml_to_string(root)), note, context, jinja_env)
            note._blob = filled.encode()

    def render_properties(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> None:
        """Nothing: the file's properties are the program's own (`package.saved`)."""


class _TooLongError(Exception):
    """A form would fill more than any meeting needs."""


class _Steps:
    """How many turns of loops are left, over all loops of a form."""

    def __init__(self, left: int) -> None:
        self._left = left

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooLongError("the loops of the form have no end in sight")


class _CountedList(list[Any]):
    """A list whose every turn is counted."""

    def __init__(self, values: list[Any], steps: _Steps) -> None:
        super().__init__(values)
        self._steps = steps

    def __iter__(self) -> Iterator[Any]:
        for value in super().__iter__():
            self._steps.take()
            yield value


def _counted(value: Any, steps: _Steps) -> Any:
    match value:
        case list():
            return _CountedList([_counted(one, steps) for one in value], steps)
        case dict():
            for name in value:
                value[name] = _counted(value[name], steps)
            return value
        case _:
            return value
