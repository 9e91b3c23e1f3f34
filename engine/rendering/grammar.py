"""What a template may say. Everything else is refused before it ever runs.

Jinja's sandbox is not a limit of resources, so the limit lies here: no loop, no call, no operator and no
filter that could make a value grow is allowed at all, and the renderer cuts what comes out. What remains is
linear in the template and in the values, so nothing needs a child process or a clock to be stopped. The
compiler refuses the same with a caret (engine.compiler.jinja_rules); this is the second lock.
"""

import math
from collections.abc import Iterator
from typing import Any, Final

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.exceptions import TemplateSyntaxError

from engine.errors import Refused

MOST_CHARACTERS: Final = 256 * 1024  # of template source
MOST_DEPTH: Final = 32  # of its tree: Python refuses to compile what is nested a hundred deep
SEGMENTS: Final = "segments"
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr,
)  # fmt: skip
FILTERS: Final = frozenset(("date", "default", "upper", "lower", "capitalize", "join"))
TESTS: Final = frozenset(("defined", "undefined"))


def parse(environment: Environment, source: str) -> nodes.Template:
    """The template's tree. Raises Refused `template-refused`, with the line."""
    if len(source) > MOST_CHARACTERS:
        raise Refused("template-refused", "The template is longer than 256 KB.")
    try:
        tree = environment.parse(source)
    except (TemplateSyntaxError, RecursionError, ValueError) as why:  # a number of thousands of digits
        line = getattr(why, "lineno", 0)
        raise Refused("template-refused", f"The template does not read as Jinja (line {line}).") from None
    for node, depth in _every(tree):
        reason = _objection(node) if depth <= MOST_DEPTH else f"more than {MOST_DEPTH} things in each other"
        if reason:
            raise Refused("template-refused", f"The template uses {reason} (line {node.lineno}).")
    return tree


def _every(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Each node with how deep it lies."""
    todo = [(tree, 0)]
    while todo:
        node, depth = todo.pop()
        yield node, depth
        todo.extend((child, depth + 1) for child in node.iter_child_nodes())


def _objection(node: Any) -> str:
    match node:
        case nodes.Filter():
            plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
            return "" if node.name in FILTERS and plain else f"the filter {node.name}"
        case nodes.Test():
            return "" if node.name in TESTS else f"the test {node.name}"
        case nodes.Const(value=float() as number) if not math.isfinite(number):
            return "a number without end"
        case nodes.Getattr():
            return "a name with an underscore in front" if node.attr.startswith("_") else ""
        case nodes.Getitem():
            known = isinstance(node.node, nodes.Name) and node.node.name == SEGMENTS
            return "" if known and isinstance(node.arg, nodes.Const) else "looking up an item"
    return "" if isinstance(node, _ALLOWED) else f"the Jinja {type(node).__name__.lower()}"
