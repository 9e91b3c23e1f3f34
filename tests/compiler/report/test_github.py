"""GitHub's workflow commands: one line each, whatever stands in a message."""

from engine.compiler.report import as_github
from engine.journey import codes
from engine.journey.diagnostics import Problems
from tests.compiler.report.problems import IN_MESSAGE, SENTENCE, problem, span


def test_a_problem_is_one_line_with_its_place_title_and_words() -> None:
    assert as_github([problem(IN_MESSAGE, SENTENCE, hint="ask")], lambda path: f"care/{path}") == (
        "::error file=care/clinic/visit/journey.yaml,line=8,endLine=8,col=11,endColumn=15,"
        'title=protected-needs-authorization::"hello" uses patient.age, which is specially protected'
        "%0Acare/clinic/visit/messages/hello.mjml:2: protected%0Athe message is sent here%0Ahelp: ask"
        "%0A42 CFR 2.31, 2.33 · docs/rules/protected-needs-authorization.md"
    )


def test_what_would_end_a_command_or_a_property_is_escaped() -> None:
    problems = Problems()
    problems.report(codes.UNKNOWN_EVENT, span("a,b:c%.yaml", 1, 1), name="100%\r\n::set-output::x")
    line = as_github(problems.sorted())
    assert line.startswith("::error file=a%2Cb%3Ac%25.yaml,line=1,")
    assert '"100%25%0D%0A::set-output::x" is not an event' in line
    assert "\n" not in line


def test_a_warning_is_a_warning() -> None:
    problems = Problems()
    problems.report(codes.UNUSED_MESSAGE, span("a.mjml", 1, 1))
    assert as_github(problems.sorted()).startswith("::warning file=a.mjml,line=1,")


def test_no_problems_are_no_lines() -> None:
    assert as_github([]) == ""
