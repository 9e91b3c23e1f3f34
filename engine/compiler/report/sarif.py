"""Diagnostics as SARIF 2.1.0 (OASIS), for code scanning and editors.

Every rule is described once, results name it; places are characters of files from the repository's root on.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

import msgspec

from engine.compiler.report.excerpt import lines_of
from engine.journey.codes import CODES, Code
from engine.journey.diagnostics import Diagnostic, Label

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"


class Origin(msgspec.Struct, frozen=True):
    """What a run is about.

    `locate`: the path from the repository's root for the path of a diagnostic. `pages`: code → the text of
    its page. `rules_url`: where the pages are published ("" nowhere); gives every rule its `helpUri`.
    """

    version: str
    locate: Callable[[str], str] = str
    pages: Mapping[str, str] = {}
    rules_url: str = ""


def as_sarif(found: Iterable[Diagnostic], sources: Mapping[str, str], origin: Origin) -> str:
    """A SARIF log with one run. `sources`: path → text, from which the fingerprints are made."""
    listed = list(found)
    codes = list(CODES)
    seen: Counter[str] = Counter()
    driver = {
        "name": "Careloom",
        "semanticVersion": origin.version,
        "rules": [_rule(CODES[name], origin) for name in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(one, codes, sources, origin, seen) for one in listed],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code, origin: Origin) -> dict[str, Any]:
    page = origin.pages.get(code.name, "")
    sentence = _sentence(code.template)
    why = _first_paragraph(page) or sentence
    rule: dict[str, Any] = {
        "id": code.name,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": why if why.endswith(".") else f"{why}."},
        "defaultConfiguration": {"level": code.severity},
        "properties": {"precision": "very-high", "problem.severity": code.severity, "tags": _tags(code)},
    }
    rule["help"] = {"text": " ".join(part for part in (why, code.source) if part)}
    if page:
        rule["help"]["markdown"] = page
    if origin.rules_url:
        rule["helpUri"] = f"{origin.rules_url.rstrip('/')}/{quote(code.name)}.md"
    return rule


def _sentence(template: str) -> str:
    """The rule's one line with its blanks as an ellipsis, as a sentence."""
    words = template
    while "{" in words:
        before, _, rest = words.partition("{")
        words = f"{before}…{rest.partition('}')[2]}"
    return f"{words[:1].upper()}{words[1:]}."


def _first_paragraph(page: str) -> str:
    """The reason a page gives: what stands between the line with the rule's sentence and the bad example."""
    before = page.partition("\n## ")[0]
    paragraphs = [part.strip() for part in before.split("\n\n")]
    return " ".join(paragraphs[2].split()) if len(paragraphs) > 2 else ""


def _tags(code: Code) -> list[str]:
    return ["care-journey", *(["law"] if "CFR" in code.source or "USC" in code.source else [])]


def _result(
    one: Diagnostic, codes: list[str], sources: Mapping[str, str], origin: Origin, seen: Counter[str]
) -> dict[str, Any]:
    hint = f"\n{one.hint[:1].upper()}{one.hint[1:]}" if one.hint else ""
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": one.severity,
        "message": {"text": f"{one.message}.{hint}"},
        "locations": [_location(one, origin)],
        "partialFingerprints": {"primaryLocationLineHash": _fingerprint(one, sources, seen)},
    }
    related = [
        {"id": number, "message": {"text": label.text}, **_location(label, origin)}
        for number, label in enumerate((label for label in one.labels if label.line), 1)
    ]
    if related:
        result["relatedLocations"] = related
    return result


def _location(one: Diagnostic | Label, origin: Origin) -> dict[str, Any]:
    region = {
        "startLine": one.line, "startColumn": one.column, "endLine": one.line, "endColumn": one.end_column,
    }  # fmt: skip
    artifact = {"uri": quote(origin.locate(one.path)), "uriBaseId": ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _fingerprint(one: Diagnostic, sources: Mapping[str, str], seen: Counter[str]) -> str:
    """The line without its indentation, and the how manieth such problem: lines above may come and go."""
    lines = lines_of(one.path, sources.get(one.path, ""))
    line = lines[one.line - 1].strip() if one.line <= len(lines) else ""
    digest = hashlib.sha256("\n".join((one.code, one.path, line)).encode("utf-8", "replace")).hexdigest()[:16]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
