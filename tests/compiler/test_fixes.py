"""A fix that the compiler offers, done as it says, takes its problem away and changes nothing else."""

import pytest

from engine.compiler.fixes import Fix, fixes_of
from engine.compiler.report.excerpt import lines_of
from tests.compiler.sources import compiled, with_steps

HELLO = "  - send: hello\n    message: hello\n"
BRANCH = HELLO + "  - branch: read\n    cases:\n      - name: Read\n        when: {when}\n        steps: []\n"
GOES_ON = "    unknown: []\n"


def offered(text: str) -> list[Fix]:
    journey = compiled(text)
    return [fix for fix in fixes_of(journey.diagnostics, journey.sources) if fix]


def mended(text: str, fix: Fix) -> str:
    lines = lines_of(fix.path, text)
    line = lines[fix.line - 1]
    assert line[fix.column - 1 : fix.end_column - 1] == fix.was
    lines[fix.line - 1] = line[: fix.column - 1] + fix.replacement + line[fix.end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("  - sned: hello\n    message: hello\n", HELLO),
        ("  - send: hello\n    mesage: hello\n", HELLO),
        ("  - send: hello\n    message: helo\n", HELLO),
        (BRANCH.format(when="'engaged(\"helo\")'"), BRANCH.format(when="'engaged(\"hello\")'")),
        (
            BRANCH.format(when="patient.age > 3 and confirmed()") + GOES_ON,
            BRANCH.format(when="patient.age > 3 && confirmed()") + GOES_ON,
        ),
        (BRANCH.format(when="patient.agee > 3"), BRANCH.format(when="patient.age > 3")),
        (BRANCH.format(when="patient.age > 3"), BRANCH.format(when="patient.age > 3") + GOES_ON),
        (
            BRANCH.format(when="patient.age > 3")
            + "    # the young\n    otherwise: []\n\n  # bye\n  - exit: bye\n",
            BRANCH.format(when="patient.age > 3")
            + "    # the young\n    otherwise: []\n"
            + GOES_ON
            + "\n  # bye\n  - exit: bye\n",
        ),
        (
            HELLO + "  - await: answer # soon\n    for: [replied]\n",
            HELLO + "  - await: answer # soon\n    timeout: 7d\n    for: [replied]\n",
        ),
        (
            HELLO + "    at: {before: appointment.start, by: 7d, if_past: now}\n",
            HELLO.replace("    m", "    expires: appointment.start\n    m")
            + "    at: {before: appointment.start, by: 7d, if_past: now}\n",
        ),
    ],
)
def test_a_fix_writes_what_was_meant(wrong: str, right: str) -> None:
    text = with_steps(wrong)
    (fix,) = offered(text)
    assert mended(text, fix) == with_steps(right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "  once_per: appointment # each\n",
            "  once_per: appointment # each\n\nexit:\n  - on: appointment.cancelled\n",
        ),
        (
            "  once_per: appointment\nexit:\n  - on: patient.deceased\n",
            "  once_per: appointment\nexit:\n  - on: appointment.cancelled\n  - on: patient.deceased\n",
        ),
    ],
)
def test_a_journey_towards_a_visit_is_offered_its_end(wrong: str, right: str) -> None:
    head = "journey: visit\ntitle: Visit\npurpose: treatment\ntopic: visits\nowner: access-team\nenroll:\n"
    enroll, steps = "  on: appointment.booked\n", "\n# What they get.\nsteps:\n" + HELLO
    (fix,) = offered(head + enroll + wrong + steps)
    assert mended(head + enroll + wrong + steps, fix) == head + enroll + right + steps


def test_where_nothing_is_surely_meant_nothing_is_offered() -> None:
    assert offered(with_steps("  - send: hello\n    message: something-else\n")) == []
    assert offered(with_steps("  - {await: answer, for: [replied]}\n")) == []


def test_a_dotted_name_is_offered_whole_and_changed_in_its_last_part() -> None:
    (fix,) = offered(with_steps(BRANCH.format(when="patient.agee > 3")))
    assert fix.offer == "patient.age"
