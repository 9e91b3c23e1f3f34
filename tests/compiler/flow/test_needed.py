"""Which authorizations a mail needs once more when it leaves: those on every way to it that it rests on."""

import pytest

from engine.journey.plan import Send
from tests.compiler.sources import column, compiled, with_steps

NEWS = column('<mj-text>{{ organization.address }} <a href="{{ link.opt_out }}">Stop</a></mj-text>')


def required(when: str, *, marketing: bool = False) -> tuple[str, ...]:
    steps = (
        f"  - branch: b\n    cases:\n      - name: s\n        when: {when}\n"
        "        steps: [{wait: w, for: 30d}, {send: hello, message: hello}]\n    unknown: []\n"
    )
    text = with_steps(steps)
    if marketing:
        text = text.replace("purpose: treatment", "purpose: marketing\ntopic: programs")
    found = compiled(text, hello=NEWS)
    assert found.plan is not None, found.diagnostics
    (send,) = [node for node in found.plan.nodes if isinstance(node, Send)]
    return send.requires


@pytest.mark.parametrize(
    ("when", "marketing", "scopes"),
    [
        ("authorized('programs')", True, ("programs",)),
        ("authorized('records') && patient.sud_program", False, ("records",)),
        ("authorized('programs') && patient.age > 3", False, ()),
        ("patient.age > 3", False, ()),
    ],
)
def test_a_mail_needs_again_what_it_rests_on(when: str, marketing: bool, scopes: tuple[str, ...]) -> None:
    assert required(when, marketing=marketing) == scopes
