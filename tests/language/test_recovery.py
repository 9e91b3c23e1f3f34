"""A broken part hides no problem elsewhere, and one mistake is one problem."""

from pathlib import Path

import pytest

from engine.compiler import compile_workspace
from engine.compiler.report import folded
from engine.journey.diagnostics import Diagnostic
from tests.language.examples import Fragment, lay_out
from tests.language.mutations import outcomes

STEPS = """
steps:
  - send: hello
    message: hello
  - branch: who
    cases:
      - name: some
        when: engaged("hello") && patient.agee > 3
        steps: []
    unknown: []
"""


def found(tmp_path: Path, **files: str) -> list[Diagnostic]:
    """What is said about the small workspace with these fragments over it; `journey` for journey.yaml …"""
    fragments = [Fragment(f"{name}.yaml", [], text.lstrip("\n")) for name, text in files.items()]
    return list(compile_workspace(lay_out(fragments, tmp_path)).all_diagnostics)


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [one.code for one in diagnostics]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("  - wait: w\n    fro: 1d", "unknown-key"),
        ("  - wait: w\n    for: soon", "malformed-duration"),
        ("  - wiat: w\n    for: 1d", "step-kind-unknown"),
        ("  - somehow: w\n    for: 1d", "step-kind-unknown"),
        ("  - wait: A While\n    for: 1d", "malformed-text"),
        ("  - wait:\n    for: 1d", "wrong-type"),
        ("  - for: 1d\n    wait: w", "step-kind-not-first"),
        ("  - await: w\n    for: [clicked]", "await-without-timeout"),
        ("  - await: w\n    for: [clickde]\n    timeout: 1d\n    on: {clicked: []}", "unknown-event"),
        ("  - split: w\n    paths: {a: {weight: many}, b: {weight: 50}}", "wrong-type"),
        ("  - repeat: w\n    every: 1d\n    steps: []", "repeat-without-bound"),
        ("  - just words", "wrong-type"),
    ],
)
def test_a_broken_step_is_one_problem_and_the_steps_around_it_are_checked(
    tmp_path: Path, broken: str, code: str
) -> None:
    both = found(tmp_path, journey=f"{STEPS}{broken}\n")
    assert sorted(codes(both)) == sorted([code, "unknown-field"])


def test_steps_inside_a_broken_step_are_checked(tmp_path: Path) -> None:
    inside = "      - send: again\n        message: helo"
    steps = f"  - await: w\n    for: [clicked]\n    on_timeout:\n{inside}\n"
    assert codes(found(tmp_path, journey=STEPS + steps)) == [
        "unknown-field", "await-without-timeout", "unknown-message",
    ]  # fmt: skip


def test_a_broken_step_still_has_an_id_that_others_may_name(tmp_path: Path) -> None:
    journey = STEPS.replace("message: hello", "mess: hello").replace("agee", "age")
    assert codes(found(tmp_path, journey=journey)) == ["unknown-key"]


def test_what_stands_before_a_yaml_mistake_is_checked(tmp_path: Path) -> None:
    broken = "  - wait: a\n    for: 1d\n  - wait: b\n    for: 1d\n  - exit: [\n"
    assert codes(found(tmp_path, journey=STEPS + broken)) == ["unknown-field", "yaml-syntax"]


def test_a_yaml_mistake_in_one_file_leaves_the_others_checked(tmp_path: Path) -> None:
    both = found(tmp_path, journey=STEPS, consents="topics:\n  visits: {title: Visits\n\nx\n")
    assert sorted(codes(both)) == ["unknown-field", "yaml-syntax"]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("dictionary", "patient:\n  age: {type: integer, class: demographic}\n", "unknown-value"),
        ("dictionary", "patient:\n  age: {class: demographic}\n", "missing-key"),
        ("segments", "over-65:\nold: patient.age > 65\n", "wrong-type"),
        ("segments", "over-65: patient.age >\n", "expression-syntax"),
    ],
)
def test_a_broken_field_or_segment_keeps_its_name(tmp_path: Path, file: str, text: str, code: str) -> None:
    journey = STEPS.replace("agee > 3", "age > 3 && segment('over-65')")
    if file == "dictionary":
        journey += "  - update: u\n    set: {patient.age: 3}\n"
        text = text.replace("demographic", "preference")
        rest = "  conditions: {type: list(string), class: clinical}\n"
        text += rest + "appointment:\n  start: {type: timestamp, class: identifier}\n"
        segments = "over-65: patient.age >= 65\n"
        assert codes(found(tmp_path, journey=journey, dictionary=text, segments=segments)) == [code]
    else:
        assert codes(found(tmp_path, journey=journey, segments=text)) == [code]


@pytest.mark.parametrize("name", ["dictionary", "segments", "consents"])
def test_a_document_that_breaks_off_makes_no_name_unknown(tmp_path: Path, name: str) -> None:
    journey = "topic: visits\n" + STEPS.replace("agee > 3", "age > 3 && segment('over-65')")
    root = lay_out([Fragment("journey.yaml", [], journey)], tmp_path)
    path = root / f"{name}.yaml"
    path.write_text(path.read_text("utf-8")[:12] + "\n  x: [\n", "utf-8")
    assert codes(list(compile_workspace(root).all_diagnostics)) == ["yaml-syntax"]


def test_nothing_is_planned_while_names_are_not_known(tmp_path: Path) -> None:
    root = lay_out([], tmp_path)
    (root / "dictionary.yaml").write_text("patient: [", "utf-8")
    assert [journey.plan for journey in compile_workspace(root).journeys] == [None]


def test_a_name_that_nothing_bears_is_one_problem_wherever_it_is_used(tmp_path: Path) -> None:
    both = found(tmp_path, journey=STEPS.replace("> 3", "> 3 && patient.agee < 9 || patient.agee == 5"))
    (one,) = folded(both)
    assert len(both) == 3
    assert [each.text for each in one.labels] == ["and here", "and here"]
    assert (one.line, one.labels[0].line) == (13, 13)


def test_single_mistakes_in_shipped_files_are_single_problems() -> None:
    """98.9 % of 1,200 when measured by hand: `python -m tests.language.mutations`."""
    single = [len(one.errors) <= 1 for one in outcomes(150, 7)]
    assert sum(single) / len(single) >= 0.94
