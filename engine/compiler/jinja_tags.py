"""Finds the Jinja tags of a template, stands tokens in for them, and puts them back.

MJML is compiled once, at publish, while the Jinja stays in it: each tag becomes a word no XML parser
minds. `{% segment "x" %}` is our own tag and becomes plain Jinja here.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, Literal

import msgspec
from jinja2 import Environment, TemplateSyntaxError

from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import Span

MOST_TAGS: Final = 1_000  # far more than any mail has
Kind = Literal["value", "statement", "comment"]

_LEXER: Final = Environment(autoescape=True, keep_trailing_newline=True)
_BEGIN: Final[dict[str, Kind]] = {
    "variable_begin": "value",
    "block_begin": "statement",
    "comment_begin": "comment",
    "raw_begin": "statement",
}
_KINDS: Final[dict[str, Kind]] = {"{": "value", "%": "statement", "#": "comment"}
_OPENING: Final = re.compile(r"\{[{%#]")
_QUOTED: Final = r"""'[^'\\{}%#\r\n]*+'|"[^"\\{}%#\r\n]*+\""""
_INSIDE: Final = rf"(?:[\w \n.|,=<>!:*/]|{_QUOTED}|\((?:[\w \n.|,=<>!:*/-]|{_QUOTED})*+\))*+"
# No blanks to trim, no brackets of their own, nothing escaped: what such a tag is, is clear without a lexer.
_USUAL: Final = re.compile(
    rf"\{{\{{{_INSIDE}\}}\}}|\{{%[ \n]*+(?P<raw>raw\b)?{_INSIDE}%\}}|\{{\#[^\#{{}}%+-]*+\#\}}", re.ASCII
)
_SEGMENT: Final = re.compile(r"\{%(-?)\s*segment\s+([\"'])([a-z][a-z0-9-]*)\2\s*(-?)%\}")
_END_SEGMENT: Final = re.compile(r"\{%(-?)\s*endsegment\s*(-?)%\}")
_FIRST_WORD: Final = re.compile(r"\{%-?\s*(\w+)")


class Tag(msgspec.Struct, frozen=True):
    """`text` is plain Jinja; `start` and `end` are offsets into the author's template."""

    kind: Kind
    text: str
    start: int
    end: int
    segment: str = ""


class Tagged(msgspec.Struct, frozen=True):
    """A template cut into its tags. `mark` begins every token and occurs nowhere in the template."""

    source: str
    tags: tuple[Tag, ...]
    mark: str

    def token(self, index: int) -> str:
        return f"{self.mark}{index}z"

    @property
    def pattern(self) -> re.Pattern[str]:
        return _token_pattern(self.mark)

    def tokenised(self) -> str:
        """The template with a token for each tag; comments are gone."""
        return self._join(lambda index, tag: "" if tag.kind == "comment" else self.token(index))

    def plain(self) -> str:
        """The template in plain Jinja, line for line as the author wrote it."""
        return self._join(lambda index, tag: tag.text)

    def skeleton(self) -> str:
        """The tags in plain Jinja, each in the line where the author wrote it, and nothing between them."""
        parts, at = [], 0
        for tag in self.tags:
            parts += ["\n" * self.source.count("\n", at, tag.start), tag.text]
            at = tag.end
        return "".join(parts)

    def _join(self, stand_in: Callable[[int, Tag], str]) -> str:
        parts, at = [], 0
        for index, tag in enumerate(self.tags):
            parts += [self.source[at : tag.start], stand_in(index, tag)]
            at = tag.end
        return "".join([*parts, self.source[at:]])

    def restore(self, text: str) -> str:
        """`text` with every token turned back into its tag."""
        return self.pattern.sub(lambda match: self.tags[int(match[1])].text, text)

    def original_offset(self, offset: int) -> int:
        """Where a place of `tokenised()` is in the author's template."""
        shift = 0
        for index, tag in enumerate(self.tags):
            length = 0 if tag.kind == "comment" else len(self.token(index))
            if tag.start - shift + length > offset:
                return min(offset + shift, tag.start) if offset >= tag.start - shift else offset + shift
            shift += tag.end - tag.start - length
        return offset + shift


@cache
def _token_pattern(mark: str) -> re.Pattern[str]:
    return re.compile(mark + r"(\d+)z")


@lru_cache(256)
def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return tuple(starts)


class Region(msgspec.Struct, frozen=True):
    """A stretch of a file that is a template, so that offsets become places.

    `whole`: the one place for everything in it, where it was folded over lines.
    """

    path: str
    text: str
    line: int = 1
    column: int = 1
    whole: Span | None = None

    def span(self, offset: int, length: int = 1) -> Span:
        if self.whole is not None:
            return self.whole
        starts = _line_starts(self.text)
        row = bisect_right(starts, offset, 0, len(starts) - 1) - 1
        column = offset - starts[row] + (1 if row else self.column)
        return Span(self.path, self.line + row, column, self.line + row, column + max(length, 1))

    def tag_span(self, number: int | None) -> Span:
        """The place of the last tag that begins in line `number` (from 1), else where that line begins."""
        starts = _line_starts(self.text)
        number = min(max(number or 1, 1), len(starts) - 1)
        line = self.text[starts[number - 1] : starts[number] - 1]
        begin = max(line.rfind(sign) for sign in ("{{", "{%", "{#"))
        if begin < 0 or self.whole is not None:
            return self.line_span(number)
        ends = [at + 2 for at in (line.find(sign, begin) for sign in ("}}", "%}", "#}")) if at >= 0]
        column = begin + (self.column if number == 1 else 1)
        length = min(ends, default=len(line)) - begin
        return Span(self.path, self.line + number - 1, column, self.line + number - 1, column + length)

    def line_span(self, number: int | None, word: str = "") -> Span:
        """The place of `word` in line `number` (from 1) of the text, else the beginning of that line."""
        starts = _line_starts(self.text)
        number = min(max(number or 1, 1), len(starts) - 1)
        line = self.text[starts[number - 1] : starts[number] - 1]
        found = line.find(word) if word else -1
        if found < 0:
            found = len(line) - len(line.lstrip())
        if self.whole is not None:
            return self.whole
        place, column = self.line + number - 1, found + (self.column if number == 1 else 1)
        return Span(self.path, place, column, place, column + max(len(word), 1))


def find_tags(region: Region, problems: Problems) -> Tagged | None:
    """The tags of a template; None when Jinja cannot read it, which is reported."""
    source = region.text
    opened = [match.start() for match in _OPENING.finditer(source)]
    if len(opened) > MOST_TAGS:
        what = f"more than {MOST_TAGS} tags in one template"
        problems.report(codes.TEMPLATE_REFUSED, region.span(opened[MOST_TAGS], 2), what=what)
        return None
    mark = "careloomtag"
    while mark in source:
        mark += "q"
    try:
        tags = _quick(source)
        tags = _group(source) if tags is None else tags
    except TemplateSyntaxError as error:
        problem = str(error.message or "it cannot be read").split(". ")[0].rstrip(".")
        problems.report(codes.TEMPLATE_SYNTAX, region.tag_span(error.lineno), problem=problem)
        return None
    tagged = Tagged(source, tags, mark)
    if _report_raw(region, tagged, problems):
        return None
    return tagged if _segments_close(region, tagged, problems) else None


def _report_raw(region: Region, tagged: Tagged, problems: Problems) -> bool:
    """`raw` would make tags of words again once the text part is made."""
    found = [
        tag for tag in tagged.tags if tag.kind == "statement" and _FIRST_WORD.findall(tag.text)[:1] == ["raw"]
    ]
    for tag in found:
        problems.report(codes.TEMPLATE_REFUSED, region.span(tag.start, 2), what="the Jinja “raw”")
    return bool(found)


def _quick(source: str) -> tuple[Tag, ...] | None:
    """The tags of a template whose tags are all of the usual kind; None where only Jinja's lexer can tell."""
    tags: list[Tag] = []
    at = 0
    while opened := _OPENING.search(source, at):
        start = opened.start()
        match = _USUAL.match(source, start)
        if match is None or match["raw"] is not None:
            return None
        at = match.end()
        tags.append(_tag(_KINDS[source[start + 1]], match[0], start, at))
    return tuple(tags)


def _group(source: str) -> tuple[Tag, ...]:
    """Jinja's lexer keeps every character but the blanks before a `{{-`, so offsets add up."""
    tags: list[Tag] = []
    at, start, kind = 0, 0, ""
    for _, token, text in _LEXER.lex(source):
        if not kind and token in _BEGIN:
            at = source.index(text, at)
            start, kind = at, _BEGIN[token]
        at = _advance(source, at, text)
        if kind and token.endswith("_end"):
            tags.append(_tag(kind, source[start:at], start, at))
            kind = ""
    if kind:  # Jinja's lexer comes to the end of the text and says nothing
        raise TemplateSyntaxError("what begins here is never closed", source.count("\n", 0, start) + 1)
    return tuple(tags)


def _advance(source: str, at: int, text: str) -> int:
    """Jinja reads every kind of line end as one "\\n"."""
    for char in text:
        at += 2 if char == "\n" and source[at : at + 2] == "\r\n" else 1
    return at


def _tag(kind: str, text: str, start: int, end: int) -> Tag:
    if kind != "statement":
        return Tag("value" if kind == "value" else "comment", text, start, end)
    opened = _SEGMENT.fullmatch(text)
    if opened:
        plain = f'{{%{opened[1]} if segments["{opened[3]}"] {opened[4]}%}}'
        return Tag("statement", plain, start, end, segment=opened[3])
    closed = _END_SEGMENT.fullmatch(text)
    if closed:
        return Tag("statement", f"{{%{closed[1]} endif {closed[2]}%}}", start, end, segment="/")
    return Tag("statement", text, start, end)


def _segments_close(region: Region, tagged: Tagged, problems: Problems) -> bool:
    """`segment` and `if` both become `if`, so that their ends must not be mixed up."""
    open_blocks: list[str] = []
    for tag in tagged.tags:
        word = _FIRST_WORD.match(tag.text) if tag.kind == "statement" else None
        if word is None:
            continue
        if word[1] == "if":
            open_blocks.append("segment" if tag.segment else "if")
        elif word[1] == "endif":
            wanted = open_blocks.pop() if open_blocks else "nothing"
            if wanted != ("segment" if tag.segment else "if"):
                problem = f"this does not close the {wanted} that is open"
                problems.report(codes.TEMPLATE_SYNTAX, region.span(tag.start), problem=problem)
                return False
    return True
