"""One scalar of a document, by its annotation: text, a condition, a duration, a number, a choice."""

import re
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from engine.compiler.suggest import did_you_mean
from engine.compiler.tree import Node, Text, describe, shorten
from engine.journey import codes
from engine.journey.condition import Condition
from engine.journey.diagnostics import Problems
from engine.journey.duration import Duration, parse_duration
from engine.journey.part import Range, Spelling

MISSING: Final[Any] = msgspec.UNSET


def read_scalar(annotation: Any, extras: tuple[Any, ...], node: Node, problems: Problems) -> Any:
    """A value of one scalar type; UNSET, after a report, when the text is none."""
    blank = annotation is Condition and isinstance(node, Text) and not node.value.strip()
    if not isinstance(node, Text) or node.empty or blank:
        expected = _in_words(annotation, extras)
        problems.report(codes.WRONG_TYPE, node.span, expected=expected, found=describe(node))
        return MISSING
    if annotation is Condition:
        return Condition(node.value, node.span, node.written)
    if annotation is Duration:
        return _duration(node, problems)
    if get_origin(annotation) is Literal:
        return _literal(annotation, node, problems)
    if annotation in (int, bool):
        return _number(annotation, extras, node, problems)
    return _spelled(extras, node, problems)


def _spelled(extras: tuple[Any, ...], node: Text, problems: Problems) -> Any:
    for extra in extras:
        if isinstance(extra, Spelling) and not re.fullmatch(extra.pattern, node.value):
            value = shorten(node.value)
            problems.report(codes.MALFORMED_TEXT, node.span, value=value, expected=extra.words)
            return MISSING
    return node.value


def _literal(annotation: Any, node: Text, problems: Problems) -> Any:
    known = get_args(annotation)
    if node.value in known:
        return node.value
    hint = did_you_mean(node.value, known)
    problems.report(
        codes.UNKNOWN_VALUE, node.span, hint=hint, value=shorten(node.value), known=", ".join(known)
    )
    return MISSING


def _duration(node: Text, problems: Problems) -> Any:
    duration = parse_duration(node.value)
    if duration is not None:
        return duration
    hint = "write 90s, 15m, 4h, 7d, 2w or 2bd (business days); at most five years"
    problems.report(codes.MALFORMED_DURATION, node.span, value=shorten(node.value), hint=hint)
    return MISSING


def _number(annotation: Any, extras: tuple[Any, ...], node: Text, problems: Problems) -> Any:
    value = core_scalar(node)
    if type(value) is not annotation:
        expected = _in_words(annotation, extras)
        problems.report(codes.WRONG_TYPE, node.span, expected=expected, found=describe(node))
        return MISSING
    for extra in extras:
        if isinstance(extra, Range) and not extra.least <= int(value) <= extra.most:
            problems.report(codes.OUT_OF_RANGE, node.span, value=value, least=extra.least, most=extra.most)
            return MISSING
    return value


def core_scalar(node: Text) -> str | int | bool:
    """YAML 1.2 core: only plain `true`, `false` and decimal integers are more than text."""
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    if node.plain and re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", node.value, re.ASCII):
        return int(node.value)
    return node.value


def _in_words(annotation: Any, extras: tuple[Any, ...]) -> str:
    for extra in extras:
        if isinstance(extra, Spelling):
            return extra.words
    if annotation is int:
        return "a whole number"
    if annotation is bool:
        return "true or false"
    if annotation is Duration:
        return "a duration such as 7d"
    return "a condition" if annotation is Condition else "text"
