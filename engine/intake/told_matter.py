"""`data.<entity>` of an event → what it says of a matter, typed by the dictionary. Pure.

A field that no journey may speak of is dropped with a notice; a value of another type refuses the message,
with its place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from engine.intake.event import MatterFacts, Notice
from engine.intake.strict_json import convert
from engine.intake.text import tidy
from engine.intake.untaken import Untaken
from engine.journey.dictionary import Dictionary

MAX_TEXT: Final = 2_000
MAX_LIST: Final = 100
_TYPES: Final[Mapping[str, Any]] = {
    "string": str,
    "int": int,
    "bool": bool,
    "double": float,
    "timestamp": datetime,
    "list(string)": list[str],
}


class ToldMatter(msgspec.Struct, frozen=True):
    facts: MatterFacts
    notices: tuple[Notice, ...] = ()


def read_matter(
    kind: str, told: Mapping[str, object], dictionary: Dictionary, source: str, where: str
) -> ToldMatter:
    """`told` has `key`, the sender's own id of it, and fields; null deletes one. Raises `Untaken`."""
    key = told.get("key")
    if not isinstance(key, str) or not key.strip() or len(key) > 512:
        raise Untaken("cloudevent-key-missing", f"The {kind} needs a key of up to 512 characters.", where)
    values: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, value in told.items():
        if name == "key":
            continue
        field = dictionary.get(f"{kind}.{name}")
        if field is None:
            # The name is the sender's own text: told by its number, never repeated.
            notices.append(Notice("field-unknown", f"{where}[{list(told).index(name)}]"))
        else:
            values[name] = None if value is None else _typed(field.type, value, f"{where}.{name}")
    return ToldMatter(MatterFacts(kind, f"{source}|{key.strip()}", values), tuple(notices))


def _typed(kind: str, value: object, where: str) -> Any:
    known = convert(value, _TYPES[kind], where)
    if isinstance(known, datetime) and known.tzinfo is None:
        raise Untaken("cloudevent-time-without-offset", "A time needs its offset.", where)
    if isinstance(known, str):
        return _text(known, where)
    if isinstance(known, list):
        if len(known) > MAX_LIST:
            raise Untaken("cloudevent-list-too-long", f"At most {MAX_LIST} entries.", where)
        return [_text(each, where) for each in known]
    return known


def _text(value: str, where: str) -> str:
    if len(value) > MAX_TEXT:
        raise Untaken("cloudevent-text-too-long", f"At most {MAX_TEXT} characters.", where)
    return tidy(value)
