"""JSON at the edge, read strictly: whatever two readers could understand differently is refused.

Python's own parser lets NaN, 1e999, duplicate keys and lone surrogates through; the database would
stumble over them later. Refusals name a place, never a value.
"""

import json
import math
import re
from typing import Final, NoReturn, TypeVar

import msgspec

from engine.intake.text import UNWANTED
from engine.intake.untaken import Untaken

MAX_BYTES: Final = 2_097_152
MAX_DEPTH: Final = 64
MAX_DIGITS: Final = 18
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_]\w{0,40}", re.ASCII)
_PATH: Final = re.compile(r" - at `\$?([^`]*)`")

Path = tuple["Path", str] | None
Shape = TypeVar("Shape")


def decode_object(body: bytes) -> dict[str, object]:
    """The JSON object in `body`. Raises `Untaken` (codes `json-…`) for anything else."""
    if len(body) > MAX_BYTES:
        raise Untaken("json-too-large", f"The body is larger than {MAX_BYTES} bytes.")
    try:
        value = json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except UnicodeDecodeError as error:
        raise Untaken("json-not-utf8", "The body is not UTF-8.", f"byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise Untaken("json-malformed", "The body is not JSON.", f"character {error.pos}") from error
    except RecursionError as error:
        raise _too_deep() from error
    if not isinstance(value, dict):
        raise Untaken("json-not-an-object", "The body must be one JSON object.", "$")
    _inspect(value)
    return value


def convert(value: object, shape: type[Shape], root: str) -> Shape:
    """`value` as a msgspec struct. Raises `Untaken` (`wrong-shape`) with the path below `root`."""
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        where = root + (found[1] if found else "")
        raise Untaken("wrong-shape", "A value is missing or has the wrong type.", where) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Untaken("json-duplicate-key", "An object names the same key twice.")
    return result


def _refuse_constant(_: str) -> NoReturn:
    raise Untaken("json-not-a-number", "NaN and Infinity are not JSON.")


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise Untaken("json-number-too-large", f"A number has more than {MAX_DIGITS} digits.")
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise Untaken("json-number-too-large", "A number is too large.")
    return value


def _inspect(root: object) -> None:
    """No control character, no lone surrogate, no deeper than `MAX_DEPTH`; without recursion."""
    stack: list[tuple[object, int, Path]] = [(root, 1, None)]
    while stack:
        value, depth, path = stack.pop()
        if isinstance(value, str):
            if UNWANTED.search(value):
                raise _unwanted(path)
        elif isinstance(value, dict | list):
            if depth > MAX_DEPTH:
                raise _too_deep()
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, child in items:
                if isinstance(key, str) and UNWANTED.search(key):
                    raise _unwanted(path)
                if isinstance(child, str | dict | list):
                    stack.append((child, depth + 1, (path, _step(key))))


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else ".?"


def _unwanted(path: Path) -> Untaken:
    steps: list[str] = []
    while path is not None:
        path, step = path
        steps.append(step)
    where = "$" + "".join(reversed(steps))
    return Untaken("json-control-character", "A text holds a control character or half a character.", where)


def _too_deep() -> Untaken:
    return Untaken("json-too-deep", f"The body is nested deeper than {MAX_DEPTH} levels.")
