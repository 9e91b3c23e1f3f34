"""From text to a document with its comments, each attached to what it stands by.

A comment above something belongs to it and moves with it; one on the same line stays on that line; one
behind the last entry of a block, as deep as its entries, stays at the end of that block.
"""

from typing import Any, Final

import yaml

from engine.compiler.formatting.comments import find_comments
from engine.compiler.formatting.concrete import Comment, Entry, Group, Node, Word

_ENDS: Final = (
    yaml.SequenceEndEvent,
    yaml.MappingEndEvent,
    yaml.DocumentEndEvent,
    yaml.StreamEndEvent,
    yaml.StreamStartEvent,
    yaml.DocumentStartEvent,
)


def parse(text: str, events: list[Any]) -> Group | None:
    """The document's mapping; None when its root is something else.

    `text` is YAML that `engine.compiler.load` has accepted, with line feeds only; `events` are PyYAML's.
    """
    return _Parser(text, events).root()


class _Parser:
    def __init__(self, text: str, events: list[Any]) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.events = events
        self.at = 0
        self.comments = find_comments(text, events)
        self.taken = 0  # how many comments have found their place
        self.last_line = -1  # the last line something of the document stands on

    def root(self) -> Group | None:
        while isinstance(self._event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            self.at += 1
        start = self._event.start_mark.index
        if not isinstance(self._event, yaml.MappingStartEvent):
            return None
        first = self._before(start)
        group = self._group(-1)
        group.foot += self._before(len(self.text) + 1)
        if group.entries:
            group.entries[0].before = first + group.entries[0].before
        return group

    @property
    def _event(self) -> Any:
        return self.events[self.at]

    def _node(self, parent_column: int) -> Node:
        if isinstance(self._event, yaml.ScalarEvent):
            return self._word()
        return self._group(parent_column)

    def _group(self, parent_column: int) -> Group:
        event = self._event
        start, flow = event.start_mark, bool(event.flow_style)
        group = Group(isinstance(event, yaml.MappingStartEvent), flow, start.line, start.column)
        self.at += 1
        while not isinstance(self._event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            group.entries.append(self._entry(group))
        end = self.events[self.at]
        self.at += 1
        if group.flow:
            group.foot += self._before(end.end_mark.index)
            self.last_line = max(self.last_line, end.end_mark.line)
        else:
            group.foot += self._feet(group.column, parent_column)
        return group

    def _entry(self, group: Group) -> Entry:
        """One item or pair; comments between a key and its scalar come to stand above the pair."""
        start = self._event.start_mark
        before = self._before(start.index)
        blank = self._blank_before(start.line)
        key = self._word() if group.is_mapping else None
        behind, between = None, []
        if key is not None:
            behind = self._behind(key.end_line, self._next_start())
            between = self._before(self._next_start())
        node = self._node(group.column)
        if isinstance(node, Word) or node.flow:
            header = behind
            behind = self._header(node) or self._behind(self.last_line, self._next_start())
            if header is not None and behind is not None:
                between.insert(0, header)
            behind = behind or header
            if isinstance(node, Group) and not node.entries:
                between += node.foot
                node.foot = []
            before += between
        elif between:
            node.entries[0].before[:0] = between
        return Entry(node, key, before, behind, blank)

    def _word(self) -> Word:
        event = self._event
        start, end = event.start_mark, event.end_mark
        raw = self.text[start.index : end.index]
        style = event.style or ""
        end_line = end.line
        if style in ("|", ">"):
            kept = "+" in raw.partition("\n")[0].partition("#")[0]
            content = raw.removesuffix("\n") if kept else raw.rstrip()
            end_line = start.line + content.count("\n")
        self.at += 1
        self.last_line = max(self.last_line, end_line)
        return Word(event.value, raw, style, start.line, end_line)

    # Comments, each taken once and in order.

    def _next_start(self) -> int:
        """Where the next scalar or collection begins; a flow collection's end counts as well."""
        for number in range(self.at, len(self.events)):
            event = self.events[number]
            start, end = event.start_mark.index, event.end_mark.index
            if not isinstance(event, _ENDS) or end > start:
                return int(start)
        return len(self.text) + 1

    def _peek(self, before: int) -> Comment | None:
        if self.taken < len(self.comments) and self.comments[self.taken].index < before:
            return self.comments[self.taken]
        return None

    def _take(self, comment: Comment) -> Comment:
        self.taken += 1
        comment.blank_before = self._blank_before(comment.line)
        self.last_line = max(self.last_line, comment.line)
        return comment

    def _before(self, index: int) -> list[Comment]:
        found = []
        while (comment := self._peek(index)) is not None:
            found.append(self._take(comment))
        return found

    def _behind(self, line: int, before: int) -> Comment | None:
        comment = self._peek(before)
        return self._take(comment) if comment and comment.line == line and not comment.alone else None

    def _header(self, node: Node) -> Comment | None:
        """The comment behind the `|` of a block scalar."""
        if isinstance(node, Group) or node.style not in ("|", ">"):
            return None
        comment = self._peek(len(self.text) + 1)
        return self._take(comment) if comment and comment.line == node.line else None

    def _feet(self, column: int, parent_column: int) -> list[Comment]:
        """Comments at the end of a block, until one stands less deep than its entries."""
        found = []
        while (comment := self._peek(self._next_start())) is not None:
            if not comment.alone or comment.column < column or comment.column <= parent_column:
                break
            found.append(self._take(comment))
        return found

    def _blank_before(self, line: int) -> bool:
        return any(not one.strip() for one in self.lines[self.last_line + 1 : line])
