"""What CEL's parser says about a slip, in an author's words, with a hint for habits of other languages."""

import re
from typing import Final

import msgspec

_END: Final = "<EOF>"
_MISSING: Final = re.compile(r"missing (.+) at '(.*?)'?$")
_UNEXPECTED: Final = re.compile(
    r"(?:mismatched input|extraneous input|no viable alternative at input) '(.*?)'?$"
)
_STRANGE: Final = re.compile(r"token recognition error at: '(.*?)'?$")
_NO_PARTS: Final = re.compile(r"expression of type '(.+?)' cannot be the operand of a select operation")
_HABITS: Final = {
    "and": "write &&",
    "or": "write ||",
    "not": "write !",
    "=": "write ==",
    "&": "write &&",
    "|": "write ||",
    "is": "write ==",
    "like": "write .contains('…') or .startsWith('…')",
}


class Said(msgspec.Struct, frozen=True):
    """`length`: of the word that is pointed at."""

    problem: str
    hint: str = ""
    length: int = 1


def in_words(detail: str) -> Said:
    """CEL's sentence about a slip of syntax; what is not known here stays as CEL says it."""
    missing = _MISSING.match(detail)
    if missing:
        where = "at the end" if missing[2] == _END else f"before {missing[2].strip()}"
        return Said(f"{missing[1]} is missing {where}")
    unexpected = _UNEXPECTED.match(detail)
    if unexpected:
        return _at(unexpected[1], "is not expected here")
    strange = _STRANGE.match(detail)
    if strange and strange[1][:1] in "'\"":
        return Said("a quote is not closed", length=len(strange[1]))
    if strange:
        return _at(strange[1].strip(), "is no part of a condition")
    return Said(detail)


def about_types(detail: str) -> str:
    """CEL's sentence about types, where it has no better words."""
    parts = _NO_PARTS.match(detail)
    return f"{parts[1]} has no fields" if parts else detail


def _at(word: str, rest: str) -> Said:
    if word == _END:
        return Said("something is missing at the end")
    return Said(f'"{word}" {rest}' if word else f"this {rest}", _HABITS.get(word, ""), max(1, len(word)))
