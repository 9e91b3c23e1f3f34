"""How a scalar is quoted: words plainly, times of day in quotes, sentences as the author wrote them.

A quote never goes where the text would then be read as something else, by us or by YAML 1.1.
"""

import re
from typing import Final

from engine.compiler.formatting.concrete import Word

_SIMPLE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*([.-][A-Za-z0-9_]+)*")
_READ_OTHERWISE: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPE: Final = re.compile(r'\\[^"\\]')


def key_text(key: Word) -> str:
    """A word of the language is never quoted."""
    if key.known or (key.style == "" and key.value and "\n" not in key.value):
        return key.value
    return _quoted(key)


def is_one_line(word: Word) -> bool:
    return word.style not in ("|", ">") and "\n" not in word.raw


def one_line(word: Word) -> str:
    """The scalar of one line as it is written canonically; empty for nothing."""
    if word.time_of_day and word.value and word.value.isprintable():
        return double_quoted(word.value)
    return word.value if word.style == "" else _quoted(word)


def _quoted(word: Word) -> str:
    value = word.value
    if _SIMPLE.fullmatch(value) and value.lower() not in _READ_OTHERWISE:
        return value
    broken = "\n" in word.raw
    if not value.isprintable():
        return double_quoted(value) if broken else word.raw
    if not broken and word.style == '"' and _ESCAPE.search(word.raw.replace("\\\\", "")):
        return word.raw  # the author's own escapes
    to_escape = value.count('"') + value.count("\\")
    return single_quoted(value) if to_escape and value.count("'") <= to_escape else double_quoted(value)


def single_quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def double_quoted(value: str) -> str:
    """With every character that is not printable, and line ends, as an escape."""
    return '"' + "".join(_escape(char) for char in value) + '"'


def _escape(char: str) -> str:
    if char in ('"', "\\"):
        return "\\" + char
    if char.isprintable():
        return char
    if char in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
