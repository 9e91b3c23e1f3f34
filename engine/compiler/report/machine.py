"""Diagnostics as JSON, for the designer and for scripts."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from engine.compiler.report.counts import count
from engine.journey.diagnostics import Diagnostic


def as_json(found: Iterable[Diagnostic]) -> str:
    """`{"diagnostics": […], "errors": n, "warnings": n}`, keys as in `Diagnostic` but for its `words`."""
    listed = [msgspec.structs.replace(one, words=()) for one in found]
    document: dict[str, Any] = {"diagnostics": [msgspec.to_builtins(one) for one in listed], **count(listed)}
    return json.dumps(document, ensure_ascii=False, indent=2)
