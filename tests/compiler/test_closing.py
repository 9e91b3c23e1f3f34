"""What follows for segments from the segments they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler import new_context
from engine.compiler.closing import closed, naming_themselves
from engine.compiler.context import Context
from engine.journey.condition import Condition
from engine.journey.consents import Consents
from engine.journey.dictionary import Field
from engine.journey.segments import Segment, Segments
from engine.journey.span import whole_file

DICTIONARY = {
    "patient.age": Field("int", "demographic"),
    "patient.conditions": Field("list(string)", "clinical"),
    "patient.tags": Field("list(string)", "operational"),
}


def written(**texts: str) -> tuple[Segments, Context]:
    span = whole_file("segments.yaml")
    found = {name: Segment(name, Condition(text, span)) for name, text in texts.items()}
    return found, new_context(None, DICTIONARY, found, Consents())


def test_a_segment_looks_at_what_those_it_names_look_at() -> None:
    segments, context = written(
        a='patient.age > 3 && segment("b")',
        b='!segment("c")',
        c='"x" in patient.conditions',
        d="'x' in patient.tags",
    )
    found = closed(segments, context)
    assert found["a"].fields == {"patient.age", "patient.conditions"}
    assert found["a"].data_class == found["b"].data_class == "clinical"
    assert found["d"].data_class == "operational"


@pytest.mark.parametrize(
    ("a", "b", "scopes"),
    [
        ('segment("b")', 'authorized("x")', {"x"}),
        ('segment("b") || patient.age > 3', 'authorized("x")', set()),
        ('segment("b")', 'authorized("x") || patient.age > 3', set()),
        ('(segment("b") || patient.age > 3) && segment("b")', 'authorized("x")', {"x"}),
        ('!segment("b")', 'authorized("x")', set()),
    ],
)
def test_an_authorization_holds_only_where_every_way_to_it_must_be_true(
    a: str, b: str, scopes: set[str]
) -> None:
    segments, context = written(a=a, b=b)
    assert closed(segments, context)["a"].authorizes == scopes


def test_only_those_that_come_back_to_themselves_name_themselves() -> None:
    segments, context = written(
        a='segment("b")', b='segment("c")', c='segment("b")', d='segment("d")', e="true"
    )
    assert [one.name for one in naming_themselves(segments, context)] == ["b", "c", "d"]


@given(st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=8, max_size=8))
def test_what_is_reached_is_what_a_walk_reaches(named: list[list[int]]) -> None:
    texts = {
        f"s{at}": " || ".join(
            ["false", f"patient.age > {at}" if at % 2 else "true", *(f'segment("s{to}")' for to in each)]
        )
        for at, each in enumerate(named)
    }
    segments, context = written(**texts)
    found = closed(segments, context)
    themselves = {one.name for one in naming_themselves(segments, context)}
    for at in range(8):
        seen: set[int] = set()
        todo = list(named[at])
        while todo:
            to = todo.pop()
            if to not in seen:
                seen.add(to)
                todo += named[to]
        assert (f"s{at}" in themselves) == (at in seen)
        assert bool(found[f"s{at}"].fields) == any(one % 2 for one in seen | {at})
