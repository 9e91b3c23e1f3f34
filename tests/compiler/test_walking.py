"""What surely holds at a step: authorizations on every way there, sends before it, whether anyone comes."""

import pytest

from engine.compiler import Compiled
from tests.compiler.sources import JOURNEY, column, compiled, with_steps

NEWS = column('<mj-text>{{ organization.address }} <a href="{{ link.opt_out }}">Stop</a></mj-text>')
SIGNED = 'when: authorized("programs")'
SEND = "{send: hello, message: hello}"


def marketing(steps: str) -> Compiled:
    text = with_steps(steps).replace("purpose: treatment", "purpose: marketing\ntopic: programs")
    return compiled(text, hello=NEWS)


def allowed(steps: str) -> bool:
    found = [one.code for one in marketing(steps).diagnostics if one.severity == "error"]
    assert set(found) <= {"marketing-needs-authorization"}
    return not found


@pytest.mark.parametrize(
    ("steps", "answer"),
    [
        (f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: [{SEND}]}}]\n", True),
        (f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: []}}]\n    otherwise: [{SEND}]\n", False),
        (f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: []}}]\n  - {SEND}\n", False),
        (
            f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: []}}]\n    otherwise: [{{exit: x}}]\n"
            f"  - {SEND}\n",
            True,
        ),
        (
            f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: []}}]\n    otherwise: [{{exit: x}}]\n"
            f"    unknown: []\n  - {SEND}\n",
            False,
        ),
        (
            f"  - branch: b\n    cases:\n      - {{name: s, {SIGNED}, steps: []}}\n"
            f"      - {{name: t, when: confirmed(), steps: []}}\n    otherwise: [{{exit: x}}]\n  - {SEND}\n",
            False,
        ),
        (
            f"  - branch: b\n    cases: [{{name: s, {SIGNED}, steps: []}}]\n    otherwise: [{{exit: x}}]\n"
            f"  - repeat: r\n    every: 1d\n    at_most: 2\n    steps:\n      - {SEND}\n",
            True,
        ),
        (
            f"  - split: z\n    paths:\n      a:\n        weight: 50\n        steps:\n          - branch: b\n"
            f"            cases: [{{name: s, {SIGNED}, steps: []}}]\n            otherwise: [{{exit: x}}]\n"
            f"      b: {{weight: 50}}\n  - {SEND}\n",
            False,
        ),
    ],
)
def test_every_way_to_marketing_leads_through_the_authorization(steps: str, answer: bool) -> None:
    assert allowed(steps) is answer


def test_a_condition_of_the_enrollment_is_a_gate_for_all() -> None:
    text = with_steps(f"  - {SEND}\n").replace("purpose: treatment", "purpose: marketing\ntopic: programs")
    text = text.replace("once_per: appointment}", "once_per: appointment, when: 'authorized(\"programs\")'}")
    assert compiled(text, hello=NEWS).plan is not None


def test_an_authorization_nobody_described_is_no_gate() -> None:
    found = marketing(
        f"  - branch: b\n    cases: [{{name: s, when: 'authorized(\"x\")', steps: [{SEND}]}}]\n"
    )
    assert {one.code for one in found.diagnostics} == {
        "unknown-authorization",
        "marketing-needs-authorization",
    }


def codes(steps: str) -> list[str]:
    return [one.code for one in compiled(with_steps(steps)).diagnostics]


ASK = "{branch: b, cases: [{name: c, when: 'clicked(\"hello\")', steps: []}]}"


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (f"  - {SEND}\n  - {ASK}\n", []),
        (f"  - {ASK}\n  - {SEND}\n", ["step-comes-later"]),
        (
            f"  - repeat: r\n    every: 1d\n    at_most: 2\n    until: {{on: clicked}}\n"
            f"    steps:\n      - {ASK}\n      - {SEND}\n",
            [],
        ),
        (
            f"  - split: s\n    paths:\n      x: {{weight: 50, steps: [{SEND}]}}\n      y: {{weight: 50}}\n"
            f"  - {ASK}\n",
            [],
        ),
    ],
)
def test_a_mail_can_be_asked_about_once_it_may_have_been_sent(steps: str, found: list[str]) -> None:
    assert codes(steps) == found


@pytest.mark.parametrize(
    "steps",
    [
        f"  - {{exit: x}}\n  - {SEND}\n",
        "  - split: s\n    paths:\n      x: {weight: 50, steps: [{exit: x}]}\n"
        f"      y: {{weight: 50, steps: [{{exit: y}}]}}\n  - {SEND}\n",
        "  - await: a\n    for: [care_gap.closed]\n    timeout: 1d\n    on: {care_gap.closed: [{exit: x}]}\n"
        f"    on_timeout: [{{exit: y}}]\n  - {SEND}\n",
        f"  - repeat: r\n    every: 1d\n    at_most: 2\n    steps: [{{exit: x}}]\n  - {SEND}\n",
    ],
)
def test_behind_ways_that_all_leave_nothing_is_reached(steps: str) -> None:
    assert codes(steps) == ["unreachable-step"]


def test_only_the_beginning_of_an_unreached_stretch_is_reported() -> None:
    steps = f"  - {{exit: x}}\n  - {SEND}\n  - {{wait: w, for: 1d}}\n"
    assert codes(steps) == ["unreachable-step"]


def test_the_small_journey_is_fine() -> None:
    assert compiled(JOURNEY).diagnostics == ()


def test_the_evidence_of_a_send_says_why_on_what_basis_and_with_which_data() -> None:
    found = marketing(
        "  - branch: b\n    cases:\n      - name: s\n"
        '        when: \'authorized("programs") && segment("over-65")\'\n'
        f"        steps: [{SEND}]\n    unknown: []\n"
    )
    (row,) = found.evidence
    assert (row.step, row.purpose, row.basis) == ("hello", "marketing", "45 CFR 164.508(a)(3) authorization")
    assert (row.gates, row.decided_by, row.topic) == (("programs",), ("patient.age",), "programs")
    assert (row.fields, row.data_class, row.opt_out) == (("organization.address",), "identifier", True)
