"""The syntax tree of a checked condition: the same words for the same condition, and nothing left out."""

import pytest

from engine.expressions.check import Checker

FIELDS = {
    "patient.age": "int",
    "patient.tags": "list(string)",
    "a.b": "bool",
    "a.d": "double",
    "a.s": "string",
}


def says(text: str) -> str:
    tree = Checker(FIELDS).check(text).tree
    assert tree is not None
    return tree.says


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("patient.age>=18 && ! a.b", "((patient.age >= 18) && !a.b)"),
        ("patient.age == -3", "(patient.age == -3)"),
        ("a.d > 1.5", "(a.d > 1.5)"),
        ("'x' in patient.tags", '("x" in patient.tags)'),
        ('a.s.startsWith("a\\"b")', 'a.s.startsWith("a\\"b")'),
        ("authorized('programs')", 'authorized("programs")'),
        ("[1, 2].size() == 2", "([1, 2].size() == 2)"),
        ("a.b == false", "(a.b == false)"),
        ("b'x' == b'y'", "(b'x' == b'y')"),
    ],
)
def test_a_condition_is_told_in_the_same_words_however_it_is_written(text: str, words: str) -> None:
    assert says(text) == words


def test_every_name_in_a_loop_a_list_and_a_map_is_seen() -> None:
    text = "[patient.age].exists(x, x > 3) && {a.s: a.b}[a.s]"
    tree = Checker(FIELDS).check(text).tree
    assert tree is not None
    assert {"patient.age", "a.s", "a.b"} <= {one.name for one in tree.each() if one.kind == "name"}


def test_a_broken_condition_has_no_tree() -> None:
    assert Checker(FIELDS).check("patient.age >=").tree is None
