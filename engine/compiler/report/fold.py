"""Problems with one cause are shown as one: a name that nothing bears is one mistake, wherever it is used.

For people only: programs that mark places want every place.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from engine.journey import codes
from engine.journey.diagnostics import Diagnostic, Label

_MOST_PLACES: Final = 4
_NAMES: Final = frozenset(
    code.name
    for code in (
        codes.UNKNOWN_FIELD,
        codes.UNKNOWN_SEGMENT,
        codes.UNKNOWN_TOPIC,
        codes.UNKNOWN_AUTHORIZATION,
        codes.UNKNOWN_MESSAGE,
        codes.UNKNOWN_STEP,
        codes.UNKNOWN_EVENT,
        codes.UNKNOWN_FORM,
        codes.UNKNOWN_CONNECTOR,
        codes.FIELD_NEVER_PRESENT,
        codes.PURPOSE_MISSING,
    )
)


def folded(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """One for each cause, at its first place; the other places are labels."""
    groups: dict[object, list[Diagnostic]] = {}
    for one in found:
        key = (one.code, one.cause or one.message) if one.code in _NAMES else one
        groups.setdefault(key, []).append(one)
    return [_one_of(group) for group in groups.values()]


def _one_of(group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    labels = [Label("and here", one.path, one.line, one.column, one.end_column) for one in others]
    more = len(labels) - _MOST_PLACES
    rest = [Label(f"and in {more} more place{'s' if more > 1 else ''}")] if more > 0 else []
    return msgspec.structs.replace(first, labels=(*first.labels, *labels[:_MOST_PLACES], *rest))
