"""What a message's Jinja may say, and which fields it says: an allow-list over the syntax tree.

No loops, no calls, no attributes but declared fields, no arithmetic: a message is bounded before it is
ever rendered. Everything not listed here is refused by name.
"""

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import msgspec
from babel.dates import format_datetime
from jinja2 import Environment, TemplateSyntaxError, nodes

from engine.compiler.jinja_tags import Region
from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import shorten
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.dictionary import Dictionary

LINKS: Final = ("confirm", "opt_out", "portal", "form")
SEGMENTS_NAME: Final = "segments"
LINK_NAME: Final = "link"
LONGEST_TEXT: Final = 400
MOST_DEPTH: Final = 32  # of the syntax tree; the renderer holds the same
FILTERS: Final[dict[str, tuple[int, int]]] = {  # name → least and most arguments
    "date": (1, 1),
    "default": (1, 1),
    "upper": (0, 0),
    "lower": (0, 0),
    "capitalize": (0, 0),
    "join": (0, 1),
}
_PLAIN: Final = (nodes.Template, nodes.Output, nodes.If, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr)
_OPERATORS: Final = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"})
_SPELLED: Final = {  # what an author wrote for a refused node, so that the caret finds it
    "For": "for", "Import": "import", "FromImport": "from", "Include": "include", "Extends": "extends",
    "Assign": "set", "AssignBlock": "set", "Macro": "macro", "Block": "block", "CallBlock": "call",
    "FilterBlock": "filter", "With": "with", "Mul": "*", "Pow": "**", "Div": "/", "FloorDiv": "//",
    "Mod": "%", "Add": "+", "Sub": "-", "Concat": "~", "Getitem": "[", "Test": "is",
}  # fmt: skip
_SYNTAX: Final = Environment(autoescape=True)
_FORMATTED: Final = {
    "timestamp": "say how to write it: | date('EEEE d MMMM')",
    "list(string)": "| join(', ')",
}


class Use(msgspec.Struct, frozen=True):
    """A field or link a template speaks of, and the line (from 1) of the template."""

    name: str
    line: int


class Uses(msgspec.Struct):
    """`readable`: whether it is Jinja at all; what is not uses nothing we know of."""

    fields: list[Use] = []
    links: list[Use] = []
    segments: list[Use] = []
    readable: bool = True


def read_uses(plain: str, region: Region, dictionary: Dictionary, problems: Problems) -> Uses:
    """What the template uses; what it may not say is reported. `plain`: its tags in plain Jinja."""
    if not plain.strip():
        return Uses()
    walker = _Walker(region, dictionary, problems)
    try:
        walker.walk(_SYNTAX.parse(plain))
    except TemplateSyntaxError as error:
        problem = str(error.message or "it cannot be read").split(". ")[0].rstrip(".")
        problems.report(codes.TEMPLATE_SYNTAX, region.tag_span(error.lineno), problem=problem)
        return Uses(readable=False)
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        deep = isinstance(error, RecursionError)
        problem = "it is nested too deeply" if deep else "it cannot be read"
        problems.report(codes.TEMPLATE_SYNTAX, region.line_span(1), problem=problem)
        return Uses(readable=False)
    return walker.uses


class _Walker:
    def __init__(self, region: Region, dictionary: Dictionary, problems: Problems) -> None:
        self.region = region
        self.dictionary = dictionary
        self.problems = problems
        self.uses = Uses()

    def walk(self, node: nodes.Node, depth: int = 0) -> None:
        if depth > MOST_DEPTH:
            self._refuse(node, f"more than {MOST_DEPTH} things in each other")
            return
        match node:
            case nodes.TemplateData():
                return
            case nodes.Getattr() | nodes.Getitem() | nodes.Name():
                self._use(node)
                return
            case nodes.Const():
                self._constant(node)
                return
            case nodes.Filter():
                self._filter(node)
            case nodes.Compare() if all(one.op in _OPERATORS for one in node.ops):
                pass
            case nodes.Operand():
                pass
            case nodes.Test() if node.name == "defined":
                pass
            case _ if isinstance(node, _PLAIN):
                self._output(node)
            case _:
                self._refuse(node, _called(node))
                return
        for child in _children(node):
            self.walk(child, depth + 1)

    def _output(self, node: nodes.Node) -> None:
        """A bare timestamp or list in a sentence is never what the author meant."""
        for child in node.nodes if isinstance(node, nodes.Output) else []:
            name = _dotted(child)
            field = self.dictionary.get(name or "")
            if field is not None and field.type in _FORMATTED:
                problem = f"{name} is a {field.type} and cannot be written as it is"
                place = self.region.line_span(child.lineno, name or "")
                self.problems.report(
                    codes.EXPRESSION_TYPE, place, problem=problem, hint=_FORMATTED[field.type]
                )

    def _use(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Getitem):
            self._segment(node)
            return
        name = _dotted(node)
        if name is None or name.count(".") != 1 or "__" in name:
            self._refuse(node, _called(node))
            return
        root, _, rest = name.partition(".")
        if root == LINK_NAME:
            self._link(rest, node.lineno)
        elif name in self.dictionary:
            self.uses.fields.append(Use(name, node.lineno))
        else:
            hint = did_you_mean(name, self.dictionary)
            self.problems.report(
                codes.UNKNOWN_FIELD, self.region.line_span(node.lineno, name), name=name, hint=hint
            )

    def _segment(self, node: nodes.Getitem) -> None:
        if _dotted(node.node) == SEGMENTS_NAME and isinstance(node.arg, nodes.Const):
            self.uses.segments.append(Use(str(node.arg.value), node.lineno))
        else:
            self._refuse(node, "looking up an item with [ ]")

    def _link(self, name: str, line: int) -> None:
        if name in LINKS:
            self.uses.links.append(Use(name, line))
            return
        hint = did_you_mean(name, LINKS) or f"the links are {', '.join('link.' + one for one in LINKS)}"
        place = self.region.line_span(line, f"{LINK_NAME}.{name}")
        self.problems.report(codes.UNKNOWN_LINK, place, name=name, hint=hint)

    def _constant(self, node: nodes.Const) -> None:
        if isinstance(node.value, str) and len(node.value) > LONGEST_TEXT:
            self._refuse(node, f"a text of more than {LONGEST_TEXT} characters in a tag")
        elif isinstance(node.value, float) and not math.isfinite(node.value):
            self._refuse(node, "a number without end")

    def _filter(self, node: nodes.Filter) -> None:
        limits = FILTERS.get(node.name)
        if limits is None:
            hint = did_you_mean(node.name, FILTERS) or f"the filters are {', '.join(FILTERS)}"
            place = self.region.line_span(node.lineno, node.name)
            self.problems.report(codes.TEMPLATE_REFUSED, place, what=f"the filter {node.name}", hint=hint)
            return
        least, most = limits
        if not least <= len(node.args) <= most or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self._refuse(node, f"{node.name} with {len(node.args)} arguments")
        elif not all(isinstance(argument, nodes.Const) for argument in node.args):
            self._refuse(node, f"{node.name} with something computed")
        elif node.name == "date":
            self._date(node)

    def _date(self, node: nodes.Filter) -> None:
        name = _dotted(node.node) if node.node is not None else None
        field = self.dictionary.get(name or "")
        if field is not None and field.type not in ("timestamp", "unknown"):
            problem = f"{name} is {field.type}, not a timestamp"
            place = self.region.line_span(node.lineno, name or "")
            self.problems.report(codes.EXPRESSION_TYPE, place, problem=problem)
        pattern = node.args[0].value if isinstance(node.args[0], nodes.Const) else ""
        if not isinstance(pattern, str) or not is_written(pattern):
            self._refuse(node, f"the date pattern {shorten(str(pattern))}")

    def _refuse(self, node: nodes.Node, what: str) -> None:
        word = _dotted(node) or _SPELLED.get(type(node).__name__, "")
        if isinstance(node, nodes.Call):
            word = _dotted(node.node) or ""
        self.problems.report(codes.TEMPLATE_REFUSED, self.region.line_span(node.lineno, word), what=what)


@lru_cache(1024)
def is_written(pattern: str) -> bool:
    """Whether a moment can be written by this pattern. What cannot would be found when the mail is due."""
    try:
        format_datetime(datetime(2026, 3, 10, 14, 30, tzinfo=UTC), pattern, locale="en")
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return True


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    return node.iter_child_nodes()


def _dotted(node: nodes.Node | None) -> str | None:
    """`a.b` of a chain of attributes; a single name stands alone."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return f"{before}.{node.attr}" if before else None
    return None


def _called(node: nodes.Node) -> str:
    """What an author would call a refused piece of Jinja."""
    name = _dotted(node)
    if name is not None:
        return f'"{name}"'
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(node).__name__).lower()
    return {"for": "a loop", "call": "calling a function"}.get(words, f"the Jinja “{words}”")
