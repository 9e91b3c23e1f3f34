"""The canonical text of a document, case by case."""

from pathlib import Path

import pytest

from engine.compiler.formatting import format_text, kind_of

JOURNEYS = Path(__file__).parents[3] / "journeys"


def formatted(text: str, kind: str = "journey") -> str:
    found = format_text(text, kind, "visit/journey.yaml")
    assert not found.diagnostics
    return found.text


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(JOURNEYS.rglob("*")) if kind_of(path)],
    ids=lambda path: path.relative_to(JOURNEYS).as_posix(),
)
def test_what_we_ship_is_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(text, kind_of(path), path.name).text == text


def test_words_come_in_the_order_of_the_language_and_unknown_ones_last() -> None:
    text = "steps: []\ncolour: red\ntitle: Visit\njourney: visit\n"
    assert formatted(text) == "journey: visit\ntitle: Visit\nsteps: []\ncolour: red\n"


def test_the_kind_of_a_step_comes_first() -> None:
    text = "steps:\n- message: hello\n  send: a\n  at: {by: 7d, before: appointment.start}\n"
    wanted = "steps:\n  - send: a\n    message: hello\n    at: {before: appointment.start, by: 7d}\n"
    assert formatted(text) == wanted


def test_names_the_author_chose_keep_their_order() -> None:
    text = (
        "steps:\n  - split: s\n    paths:\n      late: {steps: [], weight: 40}\n      at-once: {weight: 60}\n"
    )
    wanted = text.replace("late: {steps: [], weight: 40}", "late:    {weight: 40, steps: []}")
    assert formatted(text) == wanted


def test_words_lose_their_quotes_and_times_of_day_get_them() -> None:
    text = "title: 'Visit'\nsend_window: {from: 08:00, to: '19:30', days: \"mon-sat\"}\n\"steps\": []\n"
    wanted = 'title: Visit\nsend_window: {days: mon-sat, from: "08:00", to: "19:30"}\nsteps: []\n'
    assert formatted(text) == wanted


@pytest.mark.parametrize("text", ["'no'", "'5'", "'null'", "'~'", "'12:30'", "'a: b'", "'#'", "''"])
def test_quotes_stay_where_the_text_would_be_read_as_something_else(text: str) -> None:
    assert formatted(f"title: {text}\n") == f'title: "{text[1:-1]}"\n'


def test_quotes_are_double_unless_that_needs_more_escapes() -> None:
    text = "a: 'it is so'\nb: \"!engaged(\\\"x\\\")\"\nc: 'it''s'\nd: \"\\u00e9 \\t\"\n"
    wanted = 'a: "it is so"\nb: \'!engaged("x")\'\nc: "it\'s"\nd: "\\u00e9 \\t"\n'
    assert formatted(text, "") == wanted


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("? >-\n  word\n: x", "word: x"),
        ("? |\n  word\n: x", '"word\\n": x'),
        ("? 'a\\\n  b'\n: x", "'a\\ b': x"),
        ("? ''\n: x", '"": x'),
        ("?\n: x", '"": x'),
    ],
)
def test_keys_take_one_line(key: str, wanted: str) -> None:
    assert formatted(f"{key}\n", "") == f"{wanted}\n"
    assert formatted(f"{wanted}\n", "") == f"{wanted}\n"


def test_comments_move_with_what_they_stand_by() -> None:
    text = "# about the title\ntitle: Visit   # shown to staff\n\n# the name\njourney: visit\n"
    wanted = "# the name\njourney: visit\n# about the title\ntitle: Visit   # shown to staff\n"
    assert formatted(text) == wanted


def test_comments_about_the_file_stay_at_its_top() -> None:
    text = "# yaml-language-server: $schema=x\n# Ours.\n\n# about the title\ntitle: Visit\njourney: visit\n"
    wanted = "# yaml-language-server: $schema=x\n# Ours.\n\njourney: visit\n# about the title\ntitle: Visit\n"
    assert formatted(text) == wanted


def test_comments_at_the_end_of_a_block_stay_in_it() -> None:
    text = "steps:\n    - exit: a\n      # of the step\n    # of the steps\n# of the file\n"
    assert formatted(text) == "steps:\n  - exit: a\n    # of the step\n  # of the steps\n# of the file\n"


def test_comments_inside_a_flow_collection_make_it_a_block() -> None:
    text = "a: [one, # first\n  two]  # both\n"
    assert formatted(text, "") == "a:  # both\n  - one # first\n  - two\n"


def test_comments_between_a_key_and_its_value_go_above() -> None:
    assert formatted("a: # one\n  # two\n  b # three\n", "") == "# one\n# two\na: b # three\n"


def test_comments_before_a_step_go_above_its_dash() -> None:
    text = "steps:\n  - # why\n    message: m\n    # the id\n    send: a\n"
    assert formatted(text) == "steps:\n  # why\n  # the id\n  - send: a\n    message: m\n"


def test_one_empty_line_is_kept_of_many_and_none_at_the_start_of_a_block() -> None:
    assert formatted("\n\na: b\n\n\n\nc:\n\n  - d\n\n  - e\n\n\n", "") == "a: b\n\nc:\n  - d\n\n  - e\n"


def test_short_flow_collections_take_one_line_and_long_ones_become_blocks() -> None:
    assert formatted("a: [\n  b,\n  c ]\n", "") == "a: [b, c]\n"
    words = ", ".join(f"word-{number}" for number in range(20))
    assert formatted(f"a: [{words}]\n", "").splitlines()[:2] == ["a:", "  - word-0"]


def test_short_mappings_below_one_another_are_a_table() -> None:
    text = (
        "patient:\n  age: {class: demographic, type: int}\n  first_name: {type: string, class: identifier}\n"
    )
    wanted = (
        "patient:\n  age:        {type: int, class: demographic}\n"
        "  first_name: {type: string, class: identifier}\n"
    )
    assert formatted(text, "dictionary") == wanted


def test_block_scalars_keep_their_lines_at_a_new_depth() -> None:
    text = (
        "notes: >-\n      folded\n       more\n\n      end\nother: |+\n  kept\n\n\nlast: |2\n    two more\n"
    )
    wanted = "notes: >-\n  folded\n   more\n\n  end\nother: |+\n  kept\n\n\nlast: |2\n    two more\n"
    assert formatted(text, "") == wanted


def test_scalars_of_several_lines_keep_their_lines() -> None:
    text = "when: patient.age >= 45 &&\n         patient.age <= 75   # grown up\nb: x\n"
    assert formatted(text, "") == "when: patient.age >= 45 &&\n  patient.age <= 75   # grown up\nb: x\n"


def test_line_ends_stay_those_of_the_file() -> None:
    assert formatted("b:   1\r\n# c\r\nd: |\r\n  x\r\n", "") == "b: 1\r\n# c\r\nd: |\r\n  x\r\n"


def test_a_file_gets_a_line_end_and_loses_document_markers() -> None:
    assert formatted("---\na: b\n...", "") == "a: b\n"
    assert formatted("a: |\n  no end", "") == "a: |-\n  no end\n"


def test_only_the_front_matter_of_a_message_is_touched() -> None:
    body = "<mjml>  <mj-body># {{ a }}\n  </mj-body></mjml>"
    text = f"---\nclass: identifier\nsubject: 'Hello'   # short\n---\n{body}"
    assert formatted(text, "message") == f"---\nsubject: Hello   # short\nclass: identifier\n---\n{body}"


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x\n", "a: b\na: c\n", "a: [\n", "\ufeffa:   b\n", "a: !!int 5\n"]
)
def test_what_cannot_be_read_is_left_alone_with_its_diagnostic(text: str) -> None:
    found = format_text(text, "journey", "visit/journey.yaml")
    assert found.text == text
    assert found.diagnostics[0].path == "visit/journey.yaml"


@pytest.mark.parametrize(
    "text", ["- a\n-  b\n", "%YAML 1.1\n---\na:   b\n", "a:   'b\u2028c'\n", "a:   ! b\n", "{}\n"]
)
def test_what_has_no_canonical_form_is_left_alone(text: str) -> None:
    assert formatted(text) == text
