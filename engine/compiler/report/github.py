"""Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Callable, Iterable

from engine.journey.diagnostics import Diagnostic

Locate = Callable[[str], str]


def as_github(found: Iterable[Diagnostic], locate: Locate = str) -> str:
    """One `::error …::…` or `::warning …::…` a line; empty for none.

    `locate` answers the path from the repository's root for the path of a diagnostic. Lines and columns count
    from 1; `endColumn` is inclusive there.
    """
    return "\n".join(_command(one, locate) for one in found)


def _command(one: Diagnostic, locate: Locate) -> str:
    properties = {
        "file": locate(one.path),
        "line": str(one.line),
        "endLine": str(one.line),
        "col": str(one.column),
        "endColumn": str(one.end_column - 1),
        "title": one.code,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{one.severity} {written}::{_data(_words(one, locate))}"


def _words(one: Diagnostic, locate: Locate) -> str:
    lines = [one.message]
    for label in one.labels:
        where = f"{locate(label.path)}:{label.line}: " if label.line else ""
        lines.append(where + label.text)
    if one.hint:
        lines.append(f"help: {one.hint}")
    lines.append(" · ".join(part for part in (one.source, one.page) if part))
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
