"""What follows from conditions: facts are added going on, and only common ones are left where ways meet."""

import pytest

from engine.compiler.context import new_context
from engine.compiler.flow.facts import NOBODY, NOTHING, Facts
from engine.compiler.flow.implied import Implications
from engine.journey.condition import Condition
from engine.journey.consents import Consents
from engine.journey.dictionary import Field
from engine.journey.segments import Segment
from engine.journey.span import whole_file

DICTIONARY = {
    "patient.age": Field("int", "demographic"),
    "patient.active": Field("bool", "clinical"),
    "patient.weight": Field("double", "clinical"),
    "patient.tags": Field("list(string)", "operational"),
}


def asked(text: str) -> Condition:
    return Condition(text, whole_file("segments.yaml"))


SEGMENTS = {
    "adults": Segment("adults", asked("patient.age >= 18"), frozenset({"patient.age"})),
    "signed": Segment("signed", asked('authorized("programs") && segment("adults")')),
    "loop": Segment("loop", asked('segment("loop") && patient.active')),
}
IMPLIED = Implications(new_context(None, DICTIONARY, SEGMENTS, Consents()))


def true(text: str) -> Facts:
    return IMPLIED.when_true(asked(text))


def false(text: str) -> Facts:
    return IMPLIED.when_false(asked(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("patient.age >= 18 && patient.active", ("patient.active", "patient.age >= 18")),
        ("patient.age > 17 || patient.age >= 30", ("patient.age >= 18",)),
        ("18 <= patient.age && patient.age < 65", ("patient.age <= 64", "patient.age >= 18")),
        ("!(patient.age < 18 || patient.active)", ("not patient.active", "patient.age >= 18")),
        (
            "patient.active ? patient.age >= 20 : patient.age >= 30",
            (
                "not patient.active and patient.age >= 30 or patient.active and patient.age >= 20",
                "patient.age >= 20",
            ),
        ),
        ("patient.active == true", ("patient.active",)),
        ("false != patient.active", ("patient.active",)),
        ("patient.active == false", ("not patient.active",)),
        ("!(patient.age != 3)", ("patient.age == 3",)),
        ("patient.weight > 2.5", ("patient.weight >= 2.5",)),
        ("patient.active || !patient.active", ("not patient.active or patient.active",)),
        ("'vip' in patient.tags", ('"vip" in patient.tags',)),
        ('segment("adults")', ("patient.age >= 18", 'segment("adults")')),
        ("days_since(now) <= 90", ("days_since(now) <= 90",)),
    ],
)
def test_what_follows_from_a_condition_being_true(text: str, words: tuple[str, ...]) -> None:
    assert true(text).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("patient.age < 18", ("patient.age >= 18",)),
        ("patient.age < 18 || patient.active", ("not patient.active", "patient.age >= 18")),
        ("patient.age < 18 && patient.active", ("not patient.active or patient.age >= 18",)),
        ('segment("adults")', ('not segment("adults")', "patient.age <= 17")),
    ],
)
def test_what_follows_from_a_condition_being_false(text: str, words: tuple[str, ...]) -> None:
    assert false(text).words == words


def test_of_an_or_is_kept_that_one_of_its_ways_is_true() -> None:
    facts = true("patient.active || patient.age >= 18 || patient.weight > 3.0")
    assert facts.words == ("patient.active or patient.age >= 18 or patient.weight >= 3",)
    assert facts.proves(lambda way: way.holds("patient.active") or way.least("patient.age") >= 18) is False
    assert facts.proves(lambda way: bool(way.names()))
    assert facts.without(frozenset({"patient.weight"})).words == ()


def test_two_conditions_that_read_alike_are_not_the_same() -> None:
    one = true("patient.active || patient.tags.exists(tag, tag == 'a')")
    other = true("patient.active || patient.tags.exists(tag, tag == 'b')")
    assert one.words == other.words == ("a condition on patient.tags or patient.active",)
    assert one.meet(other) == NOTHING


def test_long_facts_are_shown_short_and_still_told_apart() -> None:
    many = ", ".join(['"x"'] * 80)
    texts = [f"patient.tags == [{many}, '{last}']" for last in "ab"]
    one, other = map(true, texts)
    assert len(one.words[0]) <= 200
    assert one.words == other.words
    assert one.meet(other) == NOTHING


def test_facts_come_through_segments_that_name_segments() -> None:
    facts = true('segment("signed")')
    assert facts.arguments("authorized") == {"programs"}
    assert facts.least("patient.age") == 18


def test_a_segment_that_names_itself_is_thought_through_once() -> None:
    assert true('segment("loop")').holds("patient.active")


def test_of_a_broken_condition_anything_follows_so_that_nothing_else_is_reported() -> None:
    assert true("patient.age >=") == NOBODY


def test_nobody_is_neutral_where_ways_meet_and_nothing_is_known_where_nothing_is_common() -> None:
    some = true("patient.active")
    assert NOBODY.meet(some) == some.meet(NOBODY) == some
    assert some.meet(false("patient.active")) == NOTHING


def test_what_was_asked_of_a_field_is_forgotten_once_the_field_may_have_changed() -> None:
    facts = true("patient.age >= 18 && 'vip' in patient.tags && segment('adults')")
    assert facts.without(frozenset({"patient.tags"})).words == ("patient.age >= 18", 'segment("adults")')
    assert facts.without(frozenset({"patient.age"})).words == ('"vip" in patient.tags',)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('clicked("a") || happened("viewed")', True),
        ('authorized("programs")', True),
        ("patient.active", False),
        ('segment("adults")', False),
        ("patient.age >= 18", False),
    ],
)
def test_whether_a_condition_may_be_unknown(text: str, known: bool) -> None:
    assert IMPLIED.always_known(asked(text)) is known
