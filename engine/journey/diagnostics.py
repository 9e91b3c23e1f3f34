"""Diagnostics are values: what is wrong (or doubtful) in a document, where, and what to do.

All are collected and reported, never only the first. Messages come from `codes`, nowhere else.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from engine.journey.codes import Code
from engine.journey.span import Span

Severity = Literal["error", "warning"]


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """A second place that matters, with a few words. Lines and columns from 1, end exclusive."""

    text: str
    path: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One problem. `line` and `column` count from 1 in characters; `end_column` is exclusive.

    `source` is the law or standard behind the rule, `labels` further places or facts, `pack` the
    policy pack that asks for it, if any does. `cause`: what several
    problems of one code have in common, when one change would mend them all.
    `words`: what stands in the holes of its code's template, so that it can be told in another language.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_column: int
    hint: str = ""
    source: str = ""
    labels: tuple[Label, ...] = ()
    cause: str = ""
    pack: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def page(self) -> str:
        return f"docs/rules/{self.code}.md"


class Problems:
    """Collects diagnostics during one compile; the same problem at the same place is kept once.

    At most `MOST` are kept: nobody reads more, and a hostile file must not make millions.
    """

    MOST = 500

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int, int, str], Diagnostic] = {}
        self._errors = False
        self._muted: set[str] = set()
        self._doubtful: dict[str, int] = {}

    def mute(self, codes: Iterable[Code]) -> None:
        """Says nothing more about these: what they would be judged by could itself not be read."""
        self._muted |= {code.name for code in codes}

    def doubt(self, path: str, line: int) -> None:
        """Says nothing more about what stands in a file from this line on: it may be part of a mistake."""
        self._doubtful[path] = min(line, self._doubtful.get(path, line))

    def report(
        self,
        code: Code,
        span: Span,
        *,
        hint: str = "",
        labels: Iterable[Label] = (),
        cause: str = "",
        **words: object,
    ) -> None:
        """`words` fill the code's one-line template."""
        if self.full and (self._errors or code.severity != "error"):
            return
        end = span.end_column if span.end_line == span.line else span.column + 1
        found = Diagnostic(
            code=code.name,
            severity=code.severity,
            message=code.template.format(**words),
            path=span.path,
            line=span.line,
            column=span.column,
            end_column=max(end, span.column + 1),
            hint=hint,
            source=code.source,
            labels=tuple(labels),
            cause=cause,
            words=tuple((name, str(word)) for name, word in words.items()),
        )
        self.extend([found])

    def extend(self, found: Iterable[Diagnostic]) -> None:
        for one in found:
            if one.code in self._muted or one.line >= self._doubtful.get(one.path, one.line + 1):
                continue
            self._errors = self._errors or one.severity == "error"
            if self.full:
                continue
            self._found.setdefault((one.path, one.code, one.line, one.column, one.message), one)

    @property
    def full(self) -> bool:
        return len(self._found) >= self.MOST

    def has_errors(self) -> bool:
        """Whether any was reported, kept or not."""
        return self._errors

    def sorted(self) -> tuple[Diagnostic, ...]:
        """By path, then by place."""
        return tuple(sorted(self._found.values(), key=lambda one: (one.path, one.line, one.column, one.code)))


def label(span: Span, text: str) -> Label:
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Label(text=text, path=span.path, line=span.line, column=span.column, end_column=end)
