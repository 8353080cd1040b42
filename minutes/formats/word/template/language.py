"""The language of forms: the part of Jinja that docxtpl's users know and that can only read and repeat.

Before anything is filled in, every name is looked up in the shapes of the facts, also inside loops that will be empty:
a name that is unknown is told with the paragraph it stands in, not found out at the next meeting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from meeting.refusal import Refusal
from minutes.formats.word.template.facts import BLOCKS
from minutes.formats.word.template.lines import shown
from minutes.formats.word.template.shapes import Many, Plain, Shape, Thing
from wording.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

FILTERS = ("upper", "lower", "capitalize", "title", "trim", "join", "length", "count", "first", "last", "default", "d",
           "selectattr", "rejectattr", "int", "round", "hai_chu_so")  # fmt: skip
"""Jinja's own, and `hai_chu_so`: a count as documents write it, *05 nội dung*."""
TESTS = ("defined", "none", "odd", "even", "divisibleby", "eq", "ne", "gt", "ge", "lt", "le", "in", "equalto",
         "greaterthan", "lessthan", "==", "!=", ">", ">=", "<", "<=")  # fmt: skip

LOOP = Thing({})
"""What `loop` is inside a loop; its facts are Jinja's own."""

LOOP_FACTS = {"index": Plain.NUMBER, "index0": Plain.NUMBER, "revindex": Plain.NUMBER, "length": Plain.NUMBER,
              "first": Plain.YES, "last": Plain.YES}  # fmt: skip

BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
CONTENT = "noi_dung"


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja with nothing to call, nothing to load, and every value escaped; line ends and tabs become Word's own."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_in_word)
    made.globals.clear()
    made.filters["hai_chu_so"] = quantity
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def _in_word(value: Any) -> Any:
    if isinstance(value, Markup | int) or value is None:
        return "" if value is None else value
    return escape(str(value)).replace("\n", BREAK).replace("\t", TAB)


class Check:
    """One part of a form, looked through before it is filled. `used` gathers the outermost names it reads."""

    def __init__(self, form: str, where: str, source: str, names: Mapping[str, Shape]) -> None:
        self._form, self._where, self._names = form, where, names
        self._lines = source.split("\n")
        self._source = source
        self.used: set[str] = set()

    def run(self, language: jinja2.Environment) -> None:
        """Look the part through. Raises Refusal ``template-unknown-placeholder``, ``template-not-alone``,
        ``template-without-content``, ``template-forbidden`` or ``template-syntax``, each with its place.
        """
        try:
            tree = language.parse(self._source)
        except jinja2.TemplateSyntaxError as problem:
            raise self._refusal_at("template-syntax", problem.lineno, why=problem.message or "") from problem
        self._body(tree.body, dict(self._names))

    def _refusal_at(self, code: str, line: int, **params: str) -> Refusal:
        words = self._lines[min(line, len(self._lines)) - 1] if line else ""
        plain = re.sub(r"<[^>]+>", "", words)
        return Refusal(code, name=self._form, field=f"form-{self._where}", line=shown(plain), **params)

    def _body(self, body: list[nodes.Node], scope: dict[str, Shape]) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self._printed(part, scope)
            case nodes.For(target=nodes.Name() as target) if not node.recursive:
                inner = scope | {target.name: self._element(node.iter, scope), "loop": LOOP}
                if node.test is not None:
                    self._shape(node.test, inner)
                self._body(node.body, inner)
                self._body(node.else_, scope)
            case nodes.If():
                self._shape(node.test, scope)
                self._body(node.body, dict(scope))
                for other in node.elif_:
                    self._statement(other, scope)
                self._body(node.else_, dict(scope))
            case _:
                raise self._refusal_at("template-forbidden", node.lineno, what=type(node).__name__.lower())

    def _printed(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        shape = self._shape(node, scope)
        if isinstance(shape, Many) or (isinstance(shape, Thing) and not shape.said):
            raise self._refusal_at("template-list", node.lineno, placeholder=_written(node))

    def _element(self, node: nodes.Node, scope: dict[str, Shape]) -> Shape:
        shape = self._shape(node, scope)
        if not isinstance(shape, Many):
            raise self._refusal_at("template-no-list", node.lineno, placeholder=_written(node))
        return shape.of

    def _shape(self, node: nodes.Node | None, scope: dict[str, Shape]) -> Shape:
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, scope)
            case nodes.Const():
                return Plain.NUMBER if isinstance(node.value, int | float) else Plain.WORDS
            case nodes.TemplateData():
                return Plain.WORDS
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Test():
                for part in (node.node, *node.args):
                    self._shape(part, scope)
                self._known("test", node.name, TESTS, node.lineno)
                return Plain.YES
            case nodes.Compare():
                for part in (node.expr, *(operand.expr for operand in node.ops)):
                    self._shape(part, scope)
                return Plain.YES
            case nodes.And() | nodes.Or():
                self._shape(node.left, scope)
                return self._shape(node.right, scope)
            case nodes.Not():
                self._shape(node.node, scope)
                return Plain.YES
            case nodes.CondExpr():
                self._shape(node.test, scope)
                if node.expr2 is not None:
                    self._shape(node.expr2, scope)
                return self._shape(node.expr1, scope)
            case nodes.Concat():
                for part in node.nodes:
                    self._shape(part, scope)
                return Plain.WORDS
            case nodes.Add() | nodes.Sub():
                self._shape(node.left, scope)
                return self._shape(node.right, scope)
            case _:
                line = node.lineno if node is not None else 0
                raise self._refusal_at("template-forbidden", line, what=type(node).__name__.lower())

    def _name(self, node: nodes.Name, scope: dict[str, Shape]) -> Shape:
        if node.name in scope:
            if node.name in self._names:
                self.used.add(node.name)
            return scope[node.name]
        block = node.name.lower()
        if block == CONTENT:
            raise self._refusal_at("template-without-content", node.lineno, placeholder=node.name)
        code = "template-not-alone" if block in BLOCKS else "template-unknown-placeholder"
        raise self._refusal_at(code, node.lineno, placeholder=node.name)

    def _attribute(self, node: nodes.Getattr, scope: dict[str, Shape]) -> Shape:
        base = self._shape(node.node, scope)
        if base is LOOP and node.attr in LOOP_FACTS:
            return LOOP_FACTS[node.attr]
        if isinstance(base, Thing) and node.attr in base.facts:
            return base.facts[node.attr].shape
        raise self._refusal_at("template-unknown-placeholder", node.lineno, placeholder=_written(node))

    def _filtered(self, node: nodes.Filter, scope: dict[str, Shape]) -> Shape:
        base = self._shape(node.node, scope)
        for part in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(part, scope)
        self._known("filter", node.name, FILTERS, node.lineno)
        if node.name in {"length", "count", "int", "round"}:
            return Plain.NUMBER
        if node.name in {"selectattr", "rejectattr"}:
            self._attribute_named(node, base)
            return base
        if node.name in {"first", "last"} and isinstance(base, Many):
            return base.of
        return base if node.name in {"default", "d"} else Plain.WORDS

    def _attribute_named(self, node: nodes.Filter, base: Shape) -> None:
        """The fact that `selectattr("…")` picks by, looked up like any other."""
        given = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else ""
        known = base.of.facts if isinstance(base, Many) and isinstance(base.of, Thing) else {}
        if given not in known:
            raise self._refusal_at(
                "template-unknown-placeholder", node.lineno, placeholder=f"{_written(node.node)}.{given}"
            )

    def _known(self, what: str, name: str, known: tuple[str, ...], line: int) -> None:
        if name not in known:
            raise self._refusal_at("template-forbidden", line, what=f"{what} {name}")


def _written(node: nodes.Node | None) -> str:
    """A name as it stands in the form: lv.cau_hoi."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Filter():
            return _written(node.node)
        case _:
            return "…"
