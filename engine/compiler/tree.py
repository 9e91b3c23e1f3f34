"""The YAML tree: text, lists and mappings that know their place. Nothing is typed here.

YAML 1.2 with the failsafe idea: every scalar is text until a document's field wants more, so that
`10:30`, `no`, `on` and `00123` stay what the author wrote.
"""

import re

import msgspec

from engine.journey.span import Span


class Text(msgspec.Struct, frozen=True):
    """`plain`: written without quotes. `written`: as it stands in the file, over several lines as well."""

    value: str
    plain: bool
    span: Span
    written: str = ""

    @property
    def empty(self) -> bool:
        return self.plain and self.value in ("", "~", "null")


class Entry(msgspec.Struct, frozen=True):
    key: Text
    value: "Node"


class Items(msgspec.Struct, frozen=True):
    items: tuple["Node", ...]
    span: Span


class Mapping(msgspec.Struct, frozen=True):
    """`cut`: the file cannot be read from somewhere inside it on, so what is missing may be there."""

    entries: tuple[Entry, ...]
    span: Span
    cut: bool = False


Node = Text | Items | Mapping


def without_end(node: Node) -> Node | None:
    """What can be relied on of a tree whose file breaks off: its last word may be part of the mistake.

    Every mapping around the end is `cut`. None when nothing remains.
    """
    match node:
        case Mapping(entries=(*others, Entry(key=key, value=value))):
            rest = without_end(value)
            last = () if rest is None else (Entry(key, rest),)
            return Mapping((*others, *last), node.span, cut=True)
        case Items(items=(*others, last_item)):
            rest = without_end(last_item)
            return Items((*others, *(() if rest is None else (rest,))), node.span)
        case Mapping() | Items():
            return msgspec.structs.replace(node, cut=True) if isinstance(node, Mapping) else node
        case _:
            return None


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def yaml_lines(text: str) -> list[str]:
    """The lines of a YAML file as its parser counts them."""
    return _LINE_END.split(text)


def describe(node: Node) -> str:
    """What a node is, for diagnostics."""
    match node:
        case Items():
            return "a list"
        case Mapping():
            return "a mapping"
        case Text() if node.empty:
            return "nothing"
        case Text():
            return f'"{shorten(node.value)}"'


def shorten(text: str, most: int = 40) -> str:
    """One line of at most `most` characters, safe to show in a terminal."""
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return line if len(line) <= most else line[: most - 1] + "…"
