"""The JSON Schemas: fresh, sound, and of one mind with the reader about what a document looks like."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engine.compiler.formatting import kind_of
from engine.compiler.load import load
from engine.compiler.scalars import core_scalar
from engine.compiler.schemas import NAMES, schema, schema_text
from engine.compiler.tree import Items, Mapping, Node
from engine.journey.diagnostics import Problems
from tests.language.examples import lay_out, read_page

ROOT = Path(__file__).parents[2]
JOURNEYS = ROOT / "journeys"
SHAPE_CODES = (
    *("unknown-key", "missing-key", "wrong-type", "unknown-value", "malformed-text", "malformed-duration"),
    *("out-of-range", "step-kind-unknown", "unknown-event", "purpose-not-lawful"),
)


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schema(name))


def plain(node: Node) -> Any:
    """What an editor's YAML 1.2 reader makes of a tree."""
    match node:
        case Items():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.value: plain(entry.value) for entry in node.entries}
        case _ if node.empty:
            return None
        case _:
            return core_scalar(node)


def complaints(path: Path, kind: str) -> list[str]:
    text = path.read_text("utf-8")
    if kind == "message":
        text = text.split("---\n")[1]
    node = load(text, path.name, Problems())
    assert node is not None
    return [error.message for error in validator(kind).iter_errors(plain(node))]


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_that_is_checked_in_is_fresh(name: str) -> None:
    """`careloom schema` writes it anew."""
    assert (JOURNEYS / f"schema/{name}.json").read_text("utf-8") == schema_text(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_schema_and_tells_what_every_word_means(name: str) -> None:
    Draft7Validator.check_schema(schema(name))
    made = schema(name)
    for part in (made, *made.get("definitions", {}).values()):
        for key, word in part.get("properties", {}).items():
            assert word["description"], key


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(JOURNEYS.rglob("*")) if kind_of(path)],
    ids=lambda path: path.relative_to(JOURNEYS).as_posix(),
)
def test_what_we_ship_keeps_to_the_schema(path: Path) -> None:
    assert complaints(path, kind_of(path)) == []


@pytest.mark.parametrize("code", SHAPE_CODES)
def test_editors_frown_at_the_bad_example_of_a_rule_about_shape(code: str, tmp_path: Path) -> None:
    page = read_page(ROOT / "docs/rules" / f"{code}.md")
    for number, (fragments, good) in enumerate([(page.bad, False), (page.good, True)]):
        folder = lay_out(fragments, tmp_path / str(number))
        files = [path for path in sorted(folder.rglob("*")) if kind_of(path)]
        found = [one for path in files for one in complaints(path, kind_of(path))]
        assert (found == []) == good, found


def test_a_wrong_word_deep_inside_is_seen() -> None:
    document: Any = {
        "journey": "visit",
        "title": "Visit",
        "enroll": {"on": "appointment.booked"},
        "steps": [{"branch": "b", "cases": [{"name": "n", "when": "true", "steps": [{"send": "s"}]}]}],
    }
    assert [error.json_path for error in validator("journey").iter_errors(document)] == [
        "$.steps[0].cases[0].steps[0]"
    ]
    document["steps"][0]["cases"][0]["steps"][0]["message"] = "hello"
    assert validator("journey").is_valid(document)


def test_numbers_where_text_is_wanted_are_text() -> None:
    document = {"journey": "visit", "title": 2026, "enroll": {"on": "appointment.booked"}, "steps": []}
    assert validator("journey").is_valid(document)
