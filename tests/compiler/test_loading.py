"""YAML is read with a place for everything; whatever it is given, it answers with diagnostics."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler.load import MOST_BYTES, MOST_DEPTH, decode, load
from engine.compiler.tree import Items, Mapping, Node, Text, yaml_lines
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.span import Span


def read(text: str) -> tuple[Node | None, list[str]]:
    problems = Problems()
    node = load(text, "a.yaml", problems)
    return node, [one.code for one in problems.sorted()]


def seconds_for(text: str) -> float:
    """Of the processor, the least of three: what else runs on it makes any one of them longer."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        read(text)
        taken.append(time.process_time() - begin)
    return min(taken)


def nodes_of(node: Node) -> list[Node]:
    match node:
        case Items(items=items):
            return [node, *(found for item in items for found in nodes_of(item))]
        case Mapping(entries=entries):
            inner = [
                found for entry in entries for part in (entry.key, entry.value) for found in nodes_of(part)
            ]
            return [node, *inner]
        case _:
            return [node]


@pytest.mark.parametrize(
    "word", ["10:30", "no", "on", "00123", "1e3", "2026-03-01", "0x1F", "yes", "~x", ".5"]
)
def test_a_plain_scalar_stays_what_was_written(word: str) -> None:
    node, found = read(f"key: {word}\n")
    assert isinstance(node, Mapping)
    assert node.entries[0].value.value == word  # type: ignore[union-attr]
    assert found == []


def test_every_node_knows_its_line_and_column() -> None:
    node, _ = read("a: 1\nb:\n  - 'é': x\n")
    assert node is not None
    places = {one.value: (one.span.line, one.span.column) for one in nodes_of(node) if isinstance(one, Text)}
    assert places == {"a": (1, 1), "1": (1, 4), "b": (2, 1), "é": (3, 5), "x": (3, 10)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\n", "yaml-alias-refused"),
        ("a: 1\nb: *x\n", "yaml-alias-refused"),
        ("a: {<<: {b: 1}}\n", "yaml-alias-refused"),
        ("a: !!python/object/apply:os.system [x]\n", "yaml-tag-refused"),
        ("a: 1\n---\nb: 2\n", "yaml-many-documents"),
        ("a: 1\na: 2\n", "yaml-duplicate-key"),
        ("\ufeffa: 1\n", "yaml-byte-order-mark"),
        ("a:\n\t- 1\n", "yaml-syntax"),
        ("a: [\n", "yaml-syntax"),
        ("a: \x00\n", "yaml-syntax"),
        ("a: \ud800\n", "yaml-syntax"),
        ("", "file-empty"),
        ("# only a comment\n", "file-empty"),
        ("~\n", "file-empty"),
    ],
)
def test_what_is_refused_has_its_code(text: str, code: str) -> None:
    assert read(text)[1][0] == code


def test_as_deep_as_allowed_is_read_and_one_more_is_not() -> None:
    assert read("[" * MOST_DEPTH + "]" * MOST_DEPTH)[1] == []
    assert read("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1))[1] == ["yaml-too-deep"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n ", "[a,", "- {a: b}\n"])
def test_bottomless_nesting_neither_crashes_nor_takes_long(opening: str) -> None:
    text = opening * (MOST_BYTES // len(opening) - 10)
    node, found = read(text)
    assert node is not None or found
    assert seconds_for(text) < 1


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "yaml-alias-refused" in read("\n".join(lines))[1]
    assert seconds_for("\n".join(lines)) < 1


def test_too_much_is_not_parsed() -> None:
    assert read("a: " + "x" * MOST_BYTES)[1] == ["file-too-large"]
    problems = Problems()
    assert decode(b"x" * (MOST_BYTES + 1), "a", problems) is None
    assert problems.sorted()[0].code == "file-too-large"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_diagnostic(raw: bytes) -> None:
    problems = Problems()
    text = decode(raw, "a.yaml", problems)
    if text is None:
        (found,) = problems.sorted()
        assert (found.code, found.path) == ("file-not-utf8", "a.yaml")
    else:
        load(text, "a.yaml", problems)


YAMLISH = st.text(
    alphabet=st.sampled_from(list("ab:- \n\t'\"[]{}#&*!|>%@`?,~0é\ufeff\x00\u2028")), max_size=80
)


@given(st.one_of(YAMLISH, st.text(max_size=200)))
def test_any_text_yields_a_tree_or_a_located_diagnostic(text: str) -> None:
    problems = Problems()
    node = load(text, "a.yaml", problems)
    lines = len(yaml_lines(text)) + 1
    assert node is not None or problems.has_errors()
    for found in problems.sorted():
        assert 1 <= found.line <= lines
        assert found.column >= 1
        assert found.end_column > found.column


def test_an_error_counts_even_when_no_more_problems_are_kept() -> None:
    problems = Problems()
    for line in range(1, Problems.MOST + 10):
        problems.report(codes.UNUSED_MESSAGE, Span("a", line, 1, line, 2))
    assert not problems.has_errors()
    problems.report(codes.FILE_EMPTY, Span("b", 1, 1, 1, 2))
    assert problems.has_errors()
    assert len(problems.sorted()) == Problems.MOST
