"""A journey's text cut where steps begin and end, so that the pieces put together are the text again.

Comments and empty lines above a step belong to it. What is not written one step a line is not cut.
"""

from typing import Final

import msgspec

from engine.compiler.load import load
from engine.compiler.tree import Items, Mapping, Node, Text
from engine.journey.diagnostics import Problems
from engine.journey.steps import KINDS

_KINDS: Final = frozenset(KINDS)


class Block(msgspec.Struct, frozen=True):
    """A list of steps, and where it stands in its step: `otherwise`, `cases.late.steps`."""

    key: str
    pieces: tuple["Piece", ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Piece(msgspec.Struct, frozen=True):
    """A step by its id, or a field of the journey by its name: its own lines, and the blocks in between."""

    key: str
    parts: tuple[str | Block, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def own(self) -> tuple[str, ...]:
        """Its own lines, with the names of blocks in their places."""
        return tuple(part if isinstance(part, str) else f"\0{part.key}" for part in self.parts)

    @property
    def blocks(self) -> dict[str, Block]:
        return {part.key: part for part in self.parts if isinstance(part, Block)}


def pieces_of(text: str) -> Piece | None:
    """None where the text cannot be read, or is not cut at ends of lines alone."""
    problems = Problems()
    lines = text.splitlines(keepends=True)
    if "\n".join(text.splitlines()) != "\n".join(_yaml_like(text)):
        return None
    root = load(text, "journey.yaml", problems)
    if not isinstance(root, Mapping) or root.cut or any(one.severity == "error" for one in problems.sorted()):
        return None
    return _Cutter(lines).document(root)


def _yaml_like(text: str) -> list[str]:
    """Lines as the YAML parser and every editor count them alike: other separators are not cut at."""
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


class _Cutter:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def document(self, root: Mapping) -> Piece | None:
        """Every field of the journey is a piece; what stands behind the last is the end of the text."""
        pieces, start = [], 0
        for entry in root.entries:
            end = self.last_line(entry.value, entry.key.span.line)
            if entry.key.span.line <= start:
                return None  # two fields in one line
            pieces.append(Piece(entry.key.value, self.parts(entry.value, entry.key, start, end)))
            start = end
        return Piece("", (Block("", tuple(pieces)), "".join(self.lines[start:])))

    def parts(self, node: Node, key: Text, start: int, end: int) -> tuple[str | Block, ...]:
        """The lines from `start` (from 0) up to `end`, cut at the lists of steps inside `node`."""
        found: list[str | Block] = []
        for name, items, above in self.blocks(node, "", key.span.line):
            pieces, at = [], above
            found.append("".join(self.lines[start:above]))
            for item in items.items:
                last = self.last_line(item, item.span.line)
                pieces.append(Piece(_id_of(item), self.parts(item, key, at, last)))
                at = last
            found.append(Block(name, tuple(pieces)))
            start = at
        return (*found, "".join(self.lines[start:end]))

    def blocks(self, node: Node, name: str, above: int) -> list[tuple[str, Items, int]]:
        """The outermost lists of steps: name, list, and the number of lines up to where it begins."""
        match node:
            case Mapping(entries=entries):
                inner = [(f"{name}.{one.key.value}", one.value, one.key.span.line) for one in entries]
            case Items(items=items) if self.is_block(node, above):
                return [(name.strip("."), node, above)]
            case Items(items=items):
                inner = [(f"{name}.{_name_of(one, at)}", one, one.span.line) for at, one in enumerate(items)]
            case _:
                inner = []
        return [found for one in inner for found in self.blocks(one[1], one[0], one[2])]

    def is_block(self, node: Items, above: int) -> bool:
        """Steps with ids of their own, each beginning a line of its own."""
        ids = [_id_of(item) for item in node.items]
        if not ids or "" in ids or len(set(ids)) != len(ids) or node.span.line <= above:
            return False
        return all(self._starts_line(item) for item in node.items)

    def _starts_line(self, item: Node) -> bool:
        line = self.lines[item.span.line - 1]
        return line[: item.span.column - 1].strip() == "-"

    def last_line(self, node: Node, least: int) -> int:
        """The number of the last line that says something of this node."""
        match node:
            case Mapping(entries=(*_, last)) if not self._is_flow(node):
                return self.last_line(last.value, max(least, last.key.span.line))
            case Items(items=(*_, item)) if not self._is_flow(node):
                return self.last_line(item, max(least, item.span.line))
            case _:
                end = node.span.end_line - (node.span.end_column == 1 and node.span.end_line > node.span.line)
                while end > least and not self.lines[end - 1].strip():
                    end -= 1
                return max(least, end)

    def _is_flow(self, node: Node) -> bool:
        line = self.lines[node.span.line - 1]
        return line[node.span.column - 1 : node.span.column] in ("[", "{")


def _id_of(item: Node) -> str:
    if not isinstance(item, Mapping):
        return ""
    for entry in item.entries:
        if entry.key.value in _KINDS and isinstance(entry.value, Text):
            return entry.value.value
    return ""


def _name_of(item: Node, at: int) -> str:
    """Cases of a branch are known by their names, since their numbers shift."""
    entries = item.entries if isinstance(item, Mapping) else ()
    for entry in entries:
        if entry.key.value == "name" and isinstance(entry.value, Text):
            return entry.value.value
    return str(at)
