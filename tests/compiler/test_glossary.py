"""The glossary says something about every word, event and function, and about nothing else."""

from pathlib import Path

import pytest

from engine.compiler.formatting.documents import SHAPES
from engine.compiler.glossary import (
    CLASSES,
    EVENTS,
    FUNCTIONS,
    LINKS,
    NAMES,
    NAMES_OF_KEYS,
    WORDS,
    meaning,
    summary,
)
from engine.compiler.jinja_rules import LINKS as ALLOWED_LINKS
from engine.compiler.reference import reference
from engine.compiler.shapes import AnyStep, Many, Named, OneOf, Record, Shape, record_slots, shape_of
from engine.expressions import environment
from engine.journey import dictionary
from engine.journey.part import Part
from engine.journey.scenarios import SCENARIO_EVENTS
from engine.journey.steps import KINDS

ROOT = Path(__file__).parents[2]


def structs() -> set[type[Part]]:
    """Every struct a document may hold."""
    found: set[type[Part]] = set()

    def walk(shape: Shape) -> None:
        match shape:
            case Many() | Named():
                walk(shape.member)
            case OneOf():
                for one in shape.members:
                    walk(one)
            case AnyStep():
                for kind in KINDS.values():
                    walk(Record(kind))
            case Record() if shape.kind not in found:
                found.add(shape.kind)
                for slot in record_slots(shape.kind).values():
                    walk(shape_of(slot.type))

    for shape in SHAPES.values():
        walk(shape)
    return found


@pytest.mark.parametrize(
    "kind", sorted(structs(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__
)
def test_every_word_has_its_sentence_and_no_sentence_is_left_over(kind: type[Part]) -> None:
    assert summary(kind)
    assert [key for key in record_slots(kind) if not meaning(kind, key)] == []
    assert set(WORDS[kind][1]) <= set(record_slots(kind))


def test_no_struct_is_told_that_no_document_has() -> None:
    assert set(WORDS) == structs()


def test_events_functions_links_and_classes_are_all_told() -> None:
    assert set(EVENTS) == SCENARIO_EVENTS
    assert set(FUNCTIONS) == set(environment.FUNCTIONS)
    assert set(LINKS) >= {f"link.{name}" for name in ALLOWED_LINKS}
    assert tuple(CLASSES) == dictionary.CLASSES


def test_what_names_something_is_a_word_of_its_struct() -> None:
    for kind, key in (*NAMES, *NAMES_OF_KEYS):
        assert key in record_slots(kind)


def test_the_reference_that_is_checked_in_is_fresh() -> None:
    """`careloom schema --reference docs/language/reference.md` writes it anew."""
    assert (ROOT / "docs/language/reference.md").read_text("utf-8") == reference()
