"""What a scenario expects and what happened: order, times, reasons, and what may never happen."""

import pytest

from tests.simulation.clinic import differences, played

STEPS = """  - send: hello
    message: hello
  - wait: a-day
    for: 1d
  - send: again
    message: hello
  - exit: done
"""
TOLD = """    appointment: {start: 2026-03-10T09:00}
    events:
      - {at: 2026-03-02T12:00, event: appointment.booked}
"""
MONDAY, TUESDAY = "Mon 2 Mar 2026 12:00", "Tue 3 Mar 2026 12:00"


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        ("[{send: hello}, {wait: a-day}, {send: again}, {exit: done}]", []),
        ("[{send: again}, {exit: done}]", []),  # what is not mentioned may happen
        ("[{send: hello, at: 2026-03-02T12:00}]", []),
        ("[{send: hello, at: '2026-03-02T12:00:00'}]", []),
        ("[{send: hello, at: 2026-03-02T17:00Z}]", []),
        (
            "[{send: hello, at: 2026-03-02T12:01}]",
            [("send hello at Mon 2 Mar 2026 12:01", f"send hello at {MONDAY}")],
        ),
        (
            "[{send: again}, {send: hello}]",
            [("send hello", f"only before, at {MONDAY}: the order is another")],
        ),
        (
            "[{skip: hello, reason: opted-out}]",
            [("skip hello because of opted-out", f"send hello at {MONDAY}")],
        ),
        ("[{exit: completed}]", [("exit completed", f"exit done at {TUESDAY}")]),
        ("[{send: hello, visit: 2}]", [("send hello for the 2. time", f"send hello at {MONDAY}")]),
        ("[{send: hello, language: es}]", [("send hello in es", "send hello in en")]),
        ("[{send: hello, method: portal}]", [("send hello by portal", "send hello by tls")]),
    ],
)
def test_expectations(expect: str, found: list[tuple[str, str]]) -> None:
    assert differences(played(STEPS, f"{TOLD}    expect: {expect}\n")) == found


def test_what_may_never_happen() -> None:
    assert differences(played(STEPS, f"{TOLD}    never: [again]\n")) == [
        ("never again", f"send again at {TUESDAY}")
    ]


def test_a_mail_that_was_not_sent_did_not_happen() -> None:
    told = f"    patient: {{no_contact: true}}\n{TOLD}    never: [hello, again]\n"
    assert differences(played(STEPS, told)) == []


def test_a_difference_stands_at_the_step_in_the_file() -> None:
    result = played(STEPS, f"{TOLD}    expect:\n      - send: hello\n      - send: hello\n")
    place = result.mismatches[0].span
    assert (place.line, place.column, place.end_column) == (8, 15, 20)
