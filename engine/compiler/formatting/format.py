"""Formats one file's text: a YAML document, or the front matter of a message."""

import re
from typing import Any, Final

import msgspec
import yaml

from engine.compiler.formatting.concrete import Comment, Entry, Group
from engine.compiler.formatting.documents import SHAPES
from engine.compiler.formatting.order import put_in_order
from engine.compiler.formatting.parse import parse
from engine.compiler.formatting.write import write
from engine.compiler.load import load
from engine.compiler.scalars import core_scalar
from engine.compiler.tree import Items, Mapping, Node, Text
from engine.journey.diagnostics import Diagnostic, Problems

_LINE_END: Final = re.compile("\r\n|[\r\x85]")
_FOR_EDITORS: Final = "# yaml-language-server:"
_FENCE: Final = "---"
_LONGEST_KEY: Final = 1_000  # YAML reads a key without "?" up to 1,024 characters


class Formatted(msgspec.Struct, frozen=True):
    """`diagnostics` say why a broken file was left as it is."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def format_text(text: str, kind: str, path: str) -> Formatted:
    """The canonical text. `kind`: of `documents.SHAPES`, or "" for YAML of no known sort.

    A file that cannot be read is answered unchanged, with the diagnostics of reading it. Line ends stay
    those of the file's first line.
    """
    if kind == "message":
        return _front_matter(text, path)
    return _document(text, kind, path, 1)


def _front_matter(text: str, path: str) -> Formatted:
    """The body of a message is not touched."""
    lines = text.split("\n")
    bare = [line.removesuffix("\r").rstrip() for line in lines]
    end = next((number for number, line in enumerate(bare[1:], 1) if line == _FENCE), 0)
    if bare[0] != _FENCE or not end:
        return Formatted(text)
    found = _document("\n".join(lines[1:end]) + "\n", "message", path, 2)
    fence = _FENCE + ("\r" if lines[0].endswith("\r") else "")
    front = f"{fence}\n{found.text}{fence}\n"
    body = "\n".join(lines[end + 1 :]) if end + 1 < len(lines) else None
    return Formatted(front + body if body is not None else front.rstrip("\r\n"), found.diagnostics)


def _document(text: str, kind: str, path: str, first_line: int) -> Formatted:
    problems = Problems()
    tree = load(text, path, problems, first_line=first_line)
    if tree is None or problems.has_errors():
        return Formatted(text, problems.sorted())
    written = reprint(text, kind)
    if written is None:
        return Formatted(text)
    again = Problems()
    if not same_meaning(tree, load(written, path, again)) or again.has_errors():
        return Formatted(text)
    return Formatted(written)


def reprint(text: str, kind: str) -> str | None:
    """The canonical text of YAML that can be read; None for what is left as it is.

    Left alone are roots that are no mapping, directives, tags, and Unicode's own line separators.
    """
    plain = _LINE_END.sub("\n", text)
    events = list(yaml.parse(plain, Loader=yaml.CSafeLoader))
    root = None if _left_alone(plain, events) else parse(plain, events)
    if root is None or not root.entries or _has_long_key(root):
        return None
    head, apart = _head(root.entries[0])
    put_in_order(root, SHAPES.get(kind))
    written = write(root, head, apart)
    first = text.find("\n")
    return written.replace("\n", "\r\n") if first > 0 and text[first - 1] == "\r" else written


def same_meaning(one: Node, other: Node | None) -> bool:
    """Whether two trees say the same; the order of a mapping's keys says nothing."""
    return other is not None and _essence(one) == _essence(other)


def _essence(node: Node) -> Any:
    match node:
        case Text():
            return (core_scalar(node), node.empty)
        case Items():
            return [_essence(item) for item in node.items]
        case Mapping():
            return {entry.key.value: _essence(entry.value) for entry in node.entries}


def _left_alone(text: str, events: list[Any]) -> bool:
    if "\u2028" in text or "\u2029" in text:
        return True
    return any(
        getattr(event, "tag", None) or getattr(event, "tags", None) or getattr(event, "version", None)
        for event in events
    )


def _has_long_key(root: Group) -> bool:
    keys = (entry.key for entry in root.entries if entry.key is not None)
    inner = (entry.node for entry in root.entries if isinstance(entry.node, Group))
    return any(len(key.raw) > _LONGEST_KEY for key in keys) or any(_has_long_key(one) for one in inner)


def _head(first: Entry) -> tuple[list[Comment], bool]:
    """Takes off the comments about the whole file: above an empty line, or for editors.

    Answers also whether an empty line followed them, which stays there whatever comes first.
    """
    size = len(first.before)
    if not first.blank_before:
        size = max((number for number, one in enumerate(first.before) if one.blank_before), default=0)
    while size < len(first.before) and first.before[size].text.startswith(_FOR_EDITORS):
        size += 1
    head, first.before = first.before[:size], first.before[size:]
    if not head:
        return [], False
    below = first.before[0] if first.before else first
    apart, below.blank_before = below.blank_before, False
    return head, apart


__all__ = ["Formatted", "format_text", "reprint", "same_meaning"]
