"""From bytes to a tree with a line and a column for every node. Never raises on what it is given.

Size and depth are checked on the event stream: composing a deeply nested document in the C library
overflows its stack, so nothing here composes.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from engine.compiler.tree import Entry, Items, Mapping, Node, Text, shorten, without_end, yaml_lines
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import Span, whole_file

MOST_BYTES: Final = 256 * 1024
MOST_DEPTH: Final = 32
_LINES_IN_DOUBT: Final = 2
_CORE_DIRECTIVE_TAGS: Final = (None, "!")  # "!" is YAML's own word for "plain text, not typed"


class _Stopped(Exception):
    """Reading cannot go on; what is wrong has been reported."""


def decode(raw: bytes, path: str, problems: Problems) -> str | None:
    """The text of a file, or None with a diagnostic."""
    if len(raw) > MOST_BYTES:
        problems.report(codes.FILE_TOO_LARGE, whole_file(path), most=MOST_BYTES // 1024)
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.report(codes.FILE_NOT_UTF8, _place_of(raw, error.start, path), byte=error.start)
        return None


def _place_of(raw: bytes, offset: int, path: str) -> Span:
    line = raw.count(b"\n", 0, offset) + 1
    column = len(raw[raw.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    return Span(path, line, column, line, column + 1)


def load(text: str, path: str, problems: Problems, *, first_line: int = 1) -> Node | None:
    """The tree of one YAML document; None when there is nothing to go on with.

    `first_line`: where the text begins in its file (the front matter of a message begins in line 2).
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        decode(text.encode("utf-8", "replace"), path, problems)
        return None
    if text.startswith("\ufeff"):
        problems.report(codes.YAML_BOM, whole_file(path), hint="save the file as UTF-8 without a BOM")
        text = text[1:]
    return _Loader(text, path, problems, first_line).document()


class _Loader:
    def __init__(self, text: str, path: str, problems: Problems, first_line: int) -> None:
        self.lines = yaml_lines(text)
        self.path = path
        self.problems = problems
        self.before = first_line - 1
        self.depth = 0
        self.cut = False
        self.twice: set[Span] = set()  # the first keys of mappings in which a key comes twice
        self.events: Iterator[Any] = iter(())
        self.text = text

    def document(self) -> Node | None:
        self.events = self._read()
        try:
            return self._document()
        except _Stopped:
            return None

    def _read(self) -> Iterator[Any]:
        """The events of the parser; after a mistake none, and what is still open ends there."""
        try:
            yield from yaml.parse(self.text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            self.cut = True
            self._report_syntax(error)
        except UnicodeEncodeError as error:
            self.cut = True
            self._report_at(self.text[: error.start], "a character that is no Unicode text")

    def _document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            match event:
                case yaml.StreamStartEvent() | yaml.StreamEndEvent() | yaml.DocumentEndEvent():
                    continue
                case yaml.DocumentStartEvent():
                    if root is not None:
                        self.problems.report(codes.YAML_DOCUMENTS, self._span(event))
                        return root
                case _:
                    root = self._node(event)
        if self.cut and root is not None:
            root = without_end(root)
        if root is None or (isinstance(root, Text) and root.empty):
            if not self.cut:
                self.problems.report(codes.FILE_EMPTY, whole_file(self.path))
            return None
        return root

    def _node(self, event: Any) -> Node:
        if self.problems.full:
            raise _Stopped
        self._refuse_anchor_and_tag(event)
        match event:
            case yaml.SequenceStartEvent():
                return self._items(event)
            case yaml.MappingStartEvent():
                return self._mapping(event)
            case yaml.ScalarEvent():
                return self._text(event)
            case _:
                return Text("", True, self._span(event))

    def _refuse_anchor_and_tag(self, event: Any) -> None:
        if getattr(event, "anchor", None) is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.problems.report(codes.YAML_ALIAS, self._span(event), name=mark + shorten(event.anchor))
        tag = getattr(event, "tag", None)
        if tag not in _CORE_DIRECTIVE_TAGS:
            self.problems.report(codes.YAML_TAG, self._span(event), tag=shorten(str(tag)))

    def _deeper(self, event: Any) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            self.problems.report(codes.YAML_TOO_DEEP, self._span(event), most=MOST_DEPTH)
            raise _Stopped

    def _items(self, start: Any) -> Items:
        self._deeper(start)
        items: list[Node] = []
        event = start
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event))
        self.depth -= 1
        return Items(tuple(items), self._between(start, event))

    def _mapping(self, start: Any) -> Mapping:
        self._deeper(start)
        entries: dict[str, Entry] = {}
        event = start
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event)
            value = next(self.events, None)
            if value is None:
                break
            self._enter(key, self._node(value), entries)
        self.depth -= 1
        return Mapping(tuple(entries.values()), self._between(start, event))

    def _enter(self, key: Node, value: Node, entries: dict[str, Entry]) -> None:
        if self._is_new(key, entries) and isinstance(key, Text):
            entries[key.value] = Entry(key, value)

    def _is_new(self, key: Node, entries: dict[str, Entry]) -> bool:
        if not isinstance(key, Text):
            self.problems.report(codes.WRONG_TYPE, key.span, expected="a word as key", found="a structure")
            return False
        if key.plain and key.value == "<<":
            self.problems.report(codes.YAML_ALIAS, key.span, name="<<")
            return False
        if key.value in entries:
            self._report_twice(key, entries)
            return False
        return True

    def _report_twice(self, key: Text, entries: dict[str, Entry]) -> None:
        """Only the first in a mapping: where a line between two mappings is lost, every key comes twice."""
        first = next(iter(entries.values())).key.span
        if first not in self.twice:
            hint = f"it is first written in line {entries[key.value].key.span.line}"
            self.problems.report(codes.YAML_DUPLICATE, key.span, key=shorten(key.value), hint=hint)
        self.twice.add(first)

    def _text(self, event: Any) -> Text:
        first, last = event.start_mark, event.end_mark
        lines = self.lines[first.line : last.line + 1]
        if len(lines) == 1:
            written = lines[0][first.column : last.column]
        else:
            end = lines.pop()[: last.column] if last.line < len(self.lines) else ""
            written = "\n".join([*(lines[:1] and [lines[0][first.column :]]), *lines[1:], end])
        return Text(event.value, event.style in (None, ""), self._span(event), written)

    def _span(self, event: Any) -> Span:
        return self._between(event, event)

    def _between(self, start: Any, end: Any) -> Span:
        line, column = self._inside(start.start_mark)
        end_line, end_column = self._inside(end.end_mark)
        before = self.before + 1
        return Span(self.path, line + before, column + 1, end_line + before, end_column + 1)

    def _inside(self, mark: Any) -> tuple[int, int]:
        """The parser ends a file that lacks its last line's end a line too late."""
        line = min(mark.line, len(self.lines) - 1)
        if mark.line == line and (self.lines[line].strip() or line < len(self.lines) - 1):
            return line, mark.column
        while line and not self.lines[line].strip():
            line -= 1
        return line, len(self.lines[line])

    def _report_syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None)
        if mark is None or problem is None:
            read = self.text.encode("utf-8")[: getattr(error, "position", 0) or 0]
            self._report_at(read.decode("utf-8", "ignore"), "a control character")
            return
        opened = getattr(error, "context_mark", None)
        if opened is not None and "end of stream" in problem:
            mark = opened  # where the quote or bracket begins that is never closed
        line, column = self._inside(mark)
        hint = "indent with spaces, not tabs" if "\t" in self.lines[line][: column + 1] else ""
        number = line + 1 + self.before
        place = Span(self.path, number, column + 1, number, column + 2)
        self._report_break(place, problem, hint)

    def _report_at(self, before: str, problem: str) -> None:
        """At the character behind `before`."""
        lines = yaml_lines(before)
        line, column = len(lines) + self.before, len(lines[-1]) + 1
        self._report_break(Span(self.path, line, column, line, column + 1), problem)

    def _report_break(self, place: Span, problem: str, hint: str = "") -> None:
        """The mistake itself often stands a line or two before the place where the parser gives up."""
        self.problems.report(codes.YAML_SYNTAX, place, problem=problem, hint=hint)
        self.problems.doubt(self.path, place.line - _LINES_IN_DOUBT)
