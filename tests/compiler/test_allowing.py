"""`allow`: takes away one problem at one place while somebody answers for it, and nothing that is law."""

import pytest

from engine.compiler import Compiled
from tests.compiler.sources import codes_of, column, compiled, with_steps

UNTIL = "2099-12-31"
OPENS = "track: [clicks, opens]"


def allow(rule: str = "tracks-opens", until: str = UNTIL) -> str:
    return f"allow: [{{rule: {rule}, reason: A study., by: Dana Reyes, until: {until}}}]"


def send(name: str, *more: str) -> str:
    return f"  - send: {name}\n    message: hello\n" + "".join(f"    {line}\n" for line in more)


WAIT = "  - wait: some-days\n    for: 3d\n"


def check(steps: str, head: str = "", **messages: str) -> Compiled:
    return compiled(head + with_steps(steps), **messages)


def test_an_allow_takes_the_problem_away_at_its_step_and_nowhere_else() -> None:
    assert codes_of(check(send("a", OPENS, allow()))) == []
    found = check(send("a", OPENS, allow()) + WAIT + send("b", OPENS))
    assert [(one.code, one.message) for one in found.diagnostics] == [
        ("tracks-opens", '"b" tracks opens with a hidden picture')
    ]


def test_an_allow_of_the_journey_holds_everywhere_in_it() -> None:
    assert codes_of(check(send("a", OPENS) + WAIT + send("b", OPENS), allow() + "\n")) == []


def test_an_allow_of_a_block_holds_for_what_is_inside() -> None:
    steps = "  - repeat: r\n    every: 1d\n    at_most: 2\n    until: {on: viewed}\n"
    steps += f"    {allow()}\n    steps:\n"
    steps += "      - send: a\n        message: hello\n        track: [opens]\n"
    assert codes_of(check(steps)) == []


def test_an_error_that_is_allowed_lets_the_journey_be_planned() -> None:
    late = "at: {before: appointment.start, by: 2d, if_past: skip}"
    assert check(send("a", late)).plan is None
    assert check(send("a", late, allow("reminder-may-come-too-late"))).plan is not None


def test_in_a_message_an_allow_holds_only_where_every_step_that_sends_it_has_it() -> None:
    showing = column("<mj-text>Hello.</mj-text>").replace(
        'subject: "Your visit"', "subject: \"On {{ appointment.start | date('d MMMM') }}\""
    )
    rule = allow("envelope-too-revealing")
    assert codes_of(check(send("a", rule), hello=showing)) == []
    assert codes_of(check(send("a", rule) + WAIT + send("b"), hello=showing)) == [
        "allow-without-effect",
        "envelope-too-revealing",
    ]
    assert codes_of(check(send("a", rule) + WAIT + send("b", rule), hello=showing)) == []


def test_when_it_has_expired_the_problem_is_back_and_says_who_allowed_it() -> None:
    found = check(send("a", OPENS, allow(until="2020-01-31")))
    assert codes_of(found) == ["tracks-opens"]
    assert (
        found.diagnostics[0].hint == "it was allowed until 2020-01-31 by Dana Reyes: renew that, or mend it"
    )


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("purpose-missing", "allow-refused"),
        ("unknown-message", "allow-refused"),
        ("tracks-open", "unknown-rule"),
        ("tracks-opens", "allow-without-effect"),
    ],
)
def test_an_allow_that_cannot_do_anything_is_reported_itself(rule: str, code: str) -> None:
    assert codes_of(check(send("a", allow(rule)))) == [code]


def test_what_is_law_stays_reported_beside_its_refused_allow() -> None:
    text = with_steps(send("a", allow("purpose-missing"))).replace("purpose: treatment\n", "")
    assert sorted(codes_of(compiled(text))) == ["allow-refused", "purpose-missing"]
    assert compiled(text).plan is None


def test_the_audit_table_lists_what_is_allowed() -> None:
    (row,) = check(send("a", OPENS, allow())).evidence
    assert row.allows == ("tracks-opens (A study. Dana Reyes, until 2099-12-31)",)
