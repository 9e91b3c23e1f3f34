"""What follows for a segment from the segments it names, and those they name: fields, classes, scopes.

Reports nothing; a segment that names itself is told apart so that its author hears of it.
"""

from collections.abc import Callable, Iterator

from engine.compiler.context import Context
from engine.expressions.tree import Call
from engine.journey.segments import Segment, Segments

Sets = list[int]  # for each segment a set of segments, one bit each


def closed(written: Segments, context: Context) -> Segments:
    """Every segment with all that it looks at, and the authorizations that hold for everyone in it."""
    calls = _calls(written, context)
    anyhow = _reached(written, calls, lambda call: True)
    surely = _reached(written, calls, lambda call: call.required)
    looks = [context.check(one.condition).fields() for one in written.values()]
    scopes = [
        frozenset(
            call.argument for call in each if call.name == "authorized" and call.required and call.argument
        )
        for each in calls
    ]
    found: Segments = {}
    for at, one in enumerate(written.values()):
        fields = frozenset[str]().union(*(looks[other] for other in _members(anyhow[at] | 1 << at)))
        holds = frozenset[str]().union(*(scopes[other] for other in _members(surely[at] | 1 << at)))
        found[one.name] = Segment(one.name, one.condition, fields, context.most_closed(fields), holds)
    return found


def naming_themselves(written: Segments, context: Context) -> list[Segment]:
    """Those that follow from themselves, however long the way round is."""
    reached = _reached(written, _calls(written, context), lambda call: True)
    return [one for at, one in enumerate(written.values()) if reached[at] >> at & 1]


def _calls(written: Segments, context: Context) -> list[tuple[Call, ...]]:
    return [context.check(one.condition).calls for one in written.values()]


def _reached(written: Segments, calls: list[tuple[Call, ...]], counts: Callable[[Call], bool]) -> Sets:
    """By Warshall: the segments that each names, through others too, by calls that count."""
    place = {name: at for at, name in enumerate(written)}
    reached = [0] * len(calls)
    for at, each in enumerate(calls):
        for call in each:
            if call.name == "segment" and call.argument in place and counts(call):
                reached[at] |= 1 << place[call.argument]
    for between in range(len(calls)):
        if reached[between]:
            through = reached[between]
            reached = [ways | through if ways >> between & 1 else ways for ways in reached]
    return reached


def _members(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
