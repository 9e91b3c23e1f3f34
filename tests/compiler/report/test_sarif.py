"""SARIF 2.1.0: the right shape, rules with their reasons, places from the repository's root, fingerprints."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.compiler.report import Origin, as_sarif
from engine.journey.codes import CODES
from engine.journey.diagnostics import Diagnostic
from infra.cli.rule_pages import rule_pages
from tests.compiler.report.problems import IN_JOURNEY, IN_MESSAGE, JOURNEY, SENTENCE, SOURCES, problem
from tests.compiler.report.sarif_parts import LOG


def log(*found: Diagnostic, sources: dict[str, str] = SOURCES) -> Any:
    origin = Origin("1.2.3", lambda path: f"the care/{path}", rule_pages(), "https://example.org/rules/")
    return json.loads(as_sarif(found, sources, origin))


def test_a_log_with_everything_in_it_has_the_shape_of_the_standard() -> None:
    document = log(problem(IN_JOURNEY, IN_MESSAGE, SENTENCE, hint="ask"), problem())
    jsonschema.Draft202012Validator(LOG).validate(document)


@pytest.mark.skipif("CARELOOM_SARIF_SCHEMA" not in os.environ, reason="needs the schema of OASIS")
def test_a_log_with_everything_in_it_fits_the_schema_of_oasis() -> None:
    schema = json.loads(Path(os.environ["CARELOOM_SARIF_SCHEMA"]).read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator({**schema, "id": ""}).validate(log(problem(IN_JOURNEY, IN_MESSAGE, SENTENCE, hint="ask")))


def test_every_rule_is_described_with_its_reason_level_and_page() -> None:
    rules = log()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    for rule in rules:
        assert rule["helpUri"] == f"https://example.org/rules/{rule['id']}.md"
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity
        assert rule["help"].get("markdown") == rule_pages().get(rule["id"])
        assert "{" not in rule["shortDescription"]["text"]
        assert len(rule["fullDescription"]["text"]) > 20
        assert "##" not in rule["fullDescription"]["text"]


def test_without_an_address_for_the_pages_rules_have_none() -> None:
    document = json.loads(as_sarif([], {}, Origin("1.2.3")))
    assert all("helpUri" not in rule for rule in document["runs"][0]["tool"]["driver"]["rules"])
    jsonschema.Draft202012Validator(LOG).validate(document)


def test_a_result_names_its_rule_its_place_and_the_related_places() -> None:
    run = log(problem(IN_JOURNEY, IN_MESSAGE, SENTENCE))["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "the%20care/clinic/visit/journey.yaml"
    assert place["region"] == {"startLine": 8, "startColumn": 11, "endLine": 8, "endColumn": 16}
    related = [one["physicalLocation"]["region"]["startLine"] for one in result["relatedLocations"]]
    assert related == [4, 2]


def fingerprints(*found: Diagnostic, sources: dict[str, str] = SOURCES) -> list[str]:
    results = log(*found, sources=sources)["runs"][0]["results"]
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]


def moved(one: Diagnostic, lines: int) -> Diagnostic:
    return Diagnostic(
        one.code, one.severity, one.message, one.path, one.line + lines, one.column, one.end_column
    )


def test_a_fingerprint_stays_when_the_line_moves_or_is_indented() -> None:
    below = {JOURNEY: "# a\n# b\n" + SOURCES[JOURNEY].replace("  - send", "    - send")}
    assert fingerprints(problem()) == fingerprints(moved(problem(), 2), sources=below)


def test_a_fingerprint_changes_with_the_line_and_two_on_alike_lines_differ() -> None:
    changed = {JOURNEY: SOURCES[JOURNEY].replace("send: hello", "send: goodbye")}
    assert fingerprints(problem()) != fingerprints(problem(), sources=changed)
    assert len(set(fingerprints(problem(), problem()))) == 2
