"""Results as JUnit XML, the form that CI systems read, and as JSON."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import msgspec

from engine.simulation.suite import Played, Result
from engine.simulation.verdict import local

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


class Tested(msgspec.Struct, frozen=True):
    """The scenarios of one file, played."""

    journey: str
    path: str
    text: str
    played: Played


def as_junit(tested: Sequence[Tested]) -> str:
    """One suite a file, one case a scenario; a failure holds what was expected and what happened."""
    results = [result for one in tested for result in one.played.results]
    root = ElementTree.Element("testsuites", _counts(results))
    for one in tested:
        suite = ElementTree.SubElement(
            root, "testsuite", {"name": one.journey, **_counts(one.played.results)}
        )
        for result in one.played.results:
            _case(suite, one, result)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counts(results: Iterable[Result]) -> dict[str, str]:
    listed = list(results)
    failed = sum(not result.passed for result in listed)
    seconds = sum(result.seconds for result in listed)
    return {"tests": str(len(listed)), "failures": str(failed), "errors": "0", "time": f"{seconds:.3f}"}


def _case(suite: ElementTree.Element, one: Tested, result: Result) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        {
            "classname": one.journey,
            "name": _clean(result.scenario.name),
            "file": one.path,
            "line": str(result.scenario.span.line),
            "time": f"{result.seconds:.3f}",
        },
    )
    if result.mismatches:
        first = result.mismatches[0]
        failure = ElementTree.SubElement(case, "failure", {"message": _clean(f"expected {first.expected}")})
        failure.text = _clean(
            "\n".join(
                f"{one.path}:{each.span.line}: expected {each.expected}; happened: {each.happened}"
                for each in result.mismatches
            )
        )


def _clean(text: str) -> str:
    return _NO_XML.sub("·", text)


def as_json(tested: Sequence[Tested], seconds: float) -> str:
    failed = sum(one.played.failed for one in tested)
    document = {
        "journeys": [
            {
                "journey": one.journey,
                "file": one.path,
                "scenarios": [_result(result) for result in one.played.results],
                "coverage": {
                    "percent": round(one.played.coverage.percent, 1),
                    "unreached": list(one.played.coverage.unreached),
                    "missed": [list(way) for way in one.played.coverage.missed],
                },
            }
            for one in tested
        ],
        "passed": sum(len(one.played.results) for one in tested) - failed,
        "failed": failed,
        "seconds": round(seconds, 3),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _result(result: Result) -> dict[str, Any]:
    return {
        "name": result.scenario.name,
        "line": result.scenario.span.line,
        "passed": result.passed,
        "seconds": round(result.seconds, 4),
        "mismatches": [
            {
                "line": one.span.line,
                "column": one.span.column,
                "expected": one.expected,
                "happened": one.happened,
            }
            for one in result.mismatches
        ],
        "timeline": timeline(result),
    }


def timeline(result: Result) -> list[dict[str, Any]]:
    """The moments, each with its local time in words."""
    zone = ZoneInfo(result.scenario.zone)
    return [{"local": local(one.at, zone), **msgspec.to_builtins(one)} for one in result.story.moments]
