"""A value as its author would write it in YAML: plain values, for whoever tells a change in their own words.

The words of `meaning.in_words` are English. Another language, or a form, tells the same from these.
"""

from typing import Any

import msgspec

from engine.compiler.drawing.words import condition_words
from engine.compiler.read import slots
from engine.journey.condition import Condition
from engine.journey.duration import Duration
from engine.journey.duration import in_words as unit_of
from engine.journey.part import Part, Step


def as_written(value: Any) -> Any:
    """Durations as `7d`, conditions as CEL on one line; what is at its default is left out of a part."""
    match value:
        case Duration():
            return _duration(value)
        case Condition():
            return condition_words(value)
        case Part():
            return _part(value)
        case dict():
            return {key: as_written(one) for key, one in value.items()}
        case tuple() | list():
            return [as_written(one) for one in value if not isinstance(one, Step)]
        case _:
            return value


def _duration(value: Duration) -> str:
    """Days as days, as most authors write them: whether it was `7d` or `1w` is not kept."""
    if value.business:
        return f"{value.business}bd"
    return f"{value.days}d" if value.days else unit_of(value.seconds)


def step_as_written(step: Step) -> dict[str, Any]:
    """Every field but its id; what stands inside its blocks is not said again."""
    return {name: one for name, one in _part(step).items() if name != "id"}


def _part(part: Part) -> dict[str, Any]:
    """Fields under the author's own words."""
    defaults = {field.name: field for field in msgspec.structs.fields(type(part))}
    written = [(slot, getattr(part, slot.name)) for slot in slots(type(part))]
    return {
        slot.key: as_written(value)
        for slot, value in written
        if value is not None and value != _usual(defaults[slot.name])
    }


def _usual(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return None if field.default_factory is msgspec.NODEFAULT else field.default_factory()
