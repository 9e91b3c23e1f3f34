"""What a condition may not say because it would never end or need all memory: CEL counts rounds, not work.

In a loop (`all`, `exists`, `exists_one`, `filter`, `map`) nothing may be made larger out of what it goes
through: forty doublings of one letter are a terabyte. Patterns of `matches` are short and literal, and no
loop in a loop looks for them.
"""

import re
from collections.abc import Iterator
from typing import Final

from engine.expressions.syntax import Expr

LONGEST_PATTERN: Final = 200
MOST_TIMES: Final = 100  # of one piece of a pattern, counts inside counts multiplied
_COUNT: Final = re.compile(r"\{(\d*),?(\d*)\}")
_NOW: Final = "now"

GROWS: Final = "a loop makes something larger out of what it goes through"
PATTERN_COMPUTED: Final = "a pattern is written as it is, in quotes"
PATTERN_LONG: Final = f"a pattern of more than {LONGEST_PATTERN} characters or {MOST_TIMES} repetitions"
PATTERN_LOOPED: Final = "a pattern is not looked for by a loop in a loop"
PATTERN_AGAIN: Final = "a loop looks for a pattern in one text again and again"


def beyond_bounds(tree: Expr) -> tuple[str, int] | None:
    """What goes too far, and where; None where nothing does."""
    return next(_each(tree, 0), None)


def _each(expr: Expr, loops: int) -> Iterator[tuple[str, int]]:
    if expr.kind == "call" and expr.name == "matches":
        yield from _pattern(expr, loops)
    if loops and _builds(expr) and any(map(_looped, expr.each())):
        yield GROWS, expr.offset
    if expr.kind == "loop":
        around, *inside = expr.parts
        yield from _each(around, loops)
        for part in inside:
            for own in _own(part):
                yield from _each(own, loops + 1)
    else:
        for part in expr.parts:
            yield from _each(part, loops)


def _own(step: Expr) -> Iterator[Expr]:
    """What the author wrote of one round, without how CEL adds it to what comes of the loop."""
    if step.kind == "call" and step.name == "_+_" and _gathers(step.parts[0]):
        added = step.parts[1]
        yield from added.parts if added.kind == "list" else (added,)
    elif step.kind == "call" and step.name == "_?_:_":
        for part in step.parts:
            yield from _own(part)
    else:
        yield step


def _builds(expr: Expr) -> bool:
    return expr.kind in ("list", "map") or (expr.kind == "call" and expr.name == "_+_")


def _gathers(expr: Expr) -> bool:
    return expr.kind == "name" and expr.name.startswith("@")


def _looped(expr: Expr) -> bool:
    """A variable of a loop: fields have a dot in their names."""
    return expr.kind == "name" and "." not in expr.name and expr.name != _NOW


def _pattern(call: Expr, loops: int) -> Iterator[tuple[str, int]]:
    pattern = call.parts[-1].value if call.parts else None
    if not isinstance(pattern, str):
        yield PATTERN_COMPUTED, call.offset
    elif len(pattern) > LONGEST_PATTERN or _times(pattern) > MOST_TIMES:
        yield PATTERN_LONG, call.offset
    elif loops > 1:
        yield PATTERN_LOOPED, call.offset
    elif loops and not any(map(_looped, call.parts[0].each())):
        yield PATTERN_AGAIN, call.offset


def _times(pattern: str) -> int:
    """At most so many times over; too many rather than too few."""
    times = 1
    for least, most in _COUNT.findall(pattern):
        times *= max(int(least[:4] or 1), int(most[:4] or 1), 1)
    return times
