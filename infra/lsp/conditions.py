"""The names in a condition as it stands in the file, with the YAML quotes and escapes around it."""

import re
from collections.abc import Iterator
from typing import Final

from engine.compiler.glossary import FUNCTIONS
from engine.compiler.glossary.references import Sort
from infra.lsp.names import Name

# What the quoted argument of a function names.
ARGUMENTS: Final[dict[str, Sort]] = {
    "engaged": "step",
    "clicked": "step",
    "opened": "step",
    "viewed": "step",
    "replied": "step",
    "has_consent": "topic",
    "authorized": "authorization",
    "segment": "segment",
    "happened": "event",
}
_QUOTE: Final = r"(?:\\?\"|''?)"
_CALL: Final = re.compile(rf"\b({'|'.join(FUNCTIONS)})\s*\((?:\s*{_QUOTE}([A-Za-z0-9_.-]+){_QUOTE})?")
_TEXT: Final = re.compile(rf"{_QUOTE}.*?{_QUOTE}", re.DOTALL)
_FIELD: Final = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\b(?!\s*\()")


def names_in_condition(written: str) -> Iterator[Name]:
    """Functions, what their arguments name, and fields; offsets are within `written`."""
    for match in _CALL.finditer(written):
        yield Name(match.start(1), match.end(1), "function", match[1])
        if match[2] and match[1] in ARGUMENTS:
            yield Name(match.start(2), match.end(2), ARGUMENTS[match[1]], match[2])
    shift = 1 if written[:1] in ('"', "'") else 0
    inside = written[shift : len(written) - shift]
    bare = _TEXT.sub(lambda match: " " * len(match[0]), inside)
    for match in _FIELD.finditer(bare):
        yield Name(match.start() + shift, match.end() + shift, "field", match[0])
