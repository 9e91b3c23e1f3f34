"""Problems made by hand for the tests of reports: places, labels, strange characters."""

from engine.journey import codes
from engine.journey.diagnostics import Diagnostic, Label, Problems, label
from engine.journey.span import Span

JOURNEY = "clinic/visit/journey.yaml"
MESSAGE = "clinic/visit/messages/hello.mjml"
SOURCES = {
    JOURNEY: "journey: visit\nsteps:\n  - branch: b\n    when: patient.age\n\n\n\n  - send: hello\n",
    MESSAGE: "---\nsubject: 你好 {{ patient.age }}\n---\n",
}


def span(path: str, line: int, column: int, length: int = 1) -> Span:
    return Span(path, line, column, line, column + length)


def problem(*labels: Label, hint: str = "") -> Diagnostic:
    """`protected-needs-authorization` at the send in line 8."""
    problems = Problems()
    place = span(JOURNEY, 8, 11, 5)
    problems.report(
        codes.PROTECTED_AUTHORIZATION, place, id="hello", what="patient.age", labels=labels, hint=hint
    )
    return problems.sorted()[0]


IN_JOURNEY = label(span(JOURNEY, 4, 11, 11), "protected")
IN_MESSAGE = label(span(MESSAGE, 2, 16, 11), "protected")
SENTENCE = Label(text="the message is sent here")
