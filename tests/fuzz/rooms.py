"""The readers that are fuzzed: what they are fed, and that they answer with located problems, always."""

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from engine.compiler import JourneySource, compile_journey, compile_workspace, read_context
from engine.compiler.conditions import report_condition
from engine.compiler.context import Context, new_context
from engine.compiler.forms import read_forms
from engine.compiler.load import load
from engine.compiler.message import MessageFile, read_message
from engine.compiler.report import as_text
from engine.compiler.report.excerpt import lines_of
from engine.compiler.scenarios import read_scenarios
from engine.compiler.settled import (
    compile_consents,
    compile_dictionary,
    compile_organization,
    compile_segments,
)
from engine.compiler.templates import compile_message
from engine.compiler.tree import Text
from engine.journey.codes import CODES
from engine.journey.condition import Condition
from engine.journey.consents import Consents
from engine.journey.diagnostics import Problems
from engine.journey.plan import Plan
from tests.fuzz.changes import change
from tests.language.examples import HERE, WORKSPACE, cases, pages

SHIPPED: Final = HERE.parents[1] / "journeys"
JOURNEY: Final = "visit/journey.yaml"
SCENARIOS: Final = "visit/scenarios.yaml"
FORM: Final = "visit/forms/about-you.yaml"
MESSAGE: Final = "visit/messages/hello.mjml"


Read = tuple[str, str, Problems]


class Room(msgspec.Struct, frozen=True):
    """`read` puts one input into a file and compiles it: path and text of the file, and the problems."""

    name: str
    corpus: Callable[[], Sequence[str]]
    snippets: Sequence[str]
    read: Callable[[str], Read]

    def input(self, seed: int, index: int) -> str:
        """The same text for the same numbers, on every machine."""
        return change(random.Random(f"{self.name}:{seed}:{index}"), self.corpus(), self.snippets)

    def check(self, text: str) -> int:
        """The number of problems; AssertionError when one of them has no proper place or message."""
        path, file, problems = self.read(text)
        found = problems.sorted()
        lines = lines_of(path, file)
        for one in found:
            assert one.code in CODES, one.code
            assert one.path == path, one
            assert 1 <= one.line <= len(lines), (one, len(lines))
            assert 1 <= one.column <= len(lines[one.line - 1]) + 2, (one, lines[one.line - 1][:200])
            assert one.column < one.end_column, one
            assert len(one.message) <= 2_500, one.message[:200]
        as_text(found, {path: file}, colour=True)
        return len(found)


@cache
def context() -> Context:
    return read_context(WORKSPACE)[0]


def fresh() -> Context:
    """Conditions are checked once and kept, which a million of them must not be."""
    known = context()
    return new_context(known.organization, known.dictionary, known.segments, known.consents)


def _texts(*roots: Path, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for root in roots for path in sorted(root.glob(pattern))]


@cache
def _journeys() -> list[str]:
    written = _texts(SHIPPED, WORKSPACE, pattern="*/journey.yaml")
    head = written[-1].partition("steps:")[0]
    fragments = [part for page in pages() for part in (*page.bad, *page.good)]
    fragments += [part for case in cases() for part in case.fragments]
    small = [part.text for part in fragments if part.file == "journey.yaml" and len(part.text) < 3_000]
    return written + [head + text for text in small if "steps:" in text] + small


@cache
def _documents() -> list[str]:
    return _texts(SHIPPED, WORKSPACE, pattern="*.yaml")


@cache
def _messages() -> list[str]:
    return _texts(SHIPPED, WORKSPACE, pattern="*/messages/*.mjml")


@cache
def _bodies() -> list[str]:
    fragments = [part for page in pages() for part in (*page.bad, *page.good)]
    fragments += [part for case in cases() for part in case.fragments]
    small = [part.text for part in fragments if part.file.endswith(".mjml") and len(part.text) < 2_000]
    return [text.partition("<mjml>")[2] or text for text in (*_messages(), *small)]


def _read_journey(text: str) -> Read:
    problems = Problems()
    found = compile_journey(JourneySource("visit", JOURNEY, text, {}), fresh(), problems)
    assert (found.plan is None) == found.has_errors
    return JOURNEY, text, problems


def _read_document(text: str) -> Read:
    """Every one of the four documents, whatever the text was meant to be."""
    problems = Problems()
    node = load(text, "clinic.yaml", problems)
    if node is not None:
        compile_organization(node, problems)
        dictionary = compile_dictionary(node, problems)
        compile_consents(node, problems)
        compile_segments(node, dictionary or context().dictionary, Consents(), problems)
    return "clinic.yaml", text, problems


@cache
def _plan() -> Plan | None:
    return compile_workspace(SHIPPED).journey("visit-reminder").plan


@cache
def _scenarios() -> list[str]:
    return _texts(SHIPPED, WORKSPACE, pattern="*/scenarios.yaml") + _of_pages("scenarios.yaml")


@cache
def _forms() -> list[str]:
    return _texts(SHIPPED, WORKSPACE, pattern="*/forms/*.yaml") + _of_pages("forms/")


def _of_pages(file: str) -> list[str]:
    fragments = [part for page in pages() for part in (*page.bad, *page.good)]
    return [part.text for part in fragments if part.file.startswith(file)]


def _read_scenarios(text: str) -> Read:
    problems = Problems()
    read_scenarios(text, SCENARIOS, _plan(), context(), problems)
    return SCENARIOS, text, problems


def _read_form(text: str) -> Read:
    problems = Problems()
    read_forms({"about-you": (FORM, text)}, problems)
    return FORM, text, problems


_CONDITIONS: Final = (
    "appointment.start - now > duration('3h')",
    "patient.age >= 65 && !('screening-done' in patient.tags)",
    "patient.conditions.exists(code, code.startsWith('E11'))",
    "confirmed() || engaged(\"hello\")",
    "segment('over-65') && authorized(\"programs\") ? has_consent('visits') : happened('clicked')",
    "days_since(appointment.start) > 3 && patient.language in ['es', 'en']",
    "patient.tags.map(t, t + 'x').filter(t, size(t) > 2).size() > 0",
    "[1, 2u, 3.0, 0x1F].exists(n, n == 2) || {'a': 1}.a == 1 || b'x' == r'\\x'.matches('[a-z]+')",
    "timestamp('2026-03-01T00:00:00Z') < appointment.end && patient.age / 0 > 1 % 0",
    "",
)  # fmt: skip


def _read_condition(text: str) -> Read:
    """As authors write it: over several lines, or in quotes of either kind."""
    written = _STYLES[len(text) % len(_STYLES)](text)
    problems = Problems()
    node = load(written, JOURNEY, problems)
    if isinstance(node, Text):
        report_condition(Condition(node.value, node.span, node.written), fresh(), problems)
    return JOURNEY, written, problems


def _block(text: str) -> str:
    return "|2\n" + "".join(f"  {line}\n" for line in text.split("\n"))


def _folded(text: str) -> str:
    return ">2-\n" + "".join(f"  {line}\n" for line in text.split("\n"))


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_STYLES: Final = (_block, _folded, _single_quoted, json.dumps, str)


def _read_body(text: str) -> Read:
    return _compiled(f"---\nsubject: Hello\nclass: clinical\n---\n<mjml>{text}")


def _read_line(text: str) -> Read:
    quoted = text.replace("\\", "").replace('"', "'").replace("\n", " ")
    return _compiled(f'---\nsubject: "{quoted}"\nclass: clinical\n---\n<mjml></mjml>')


def _compiled(text: str) -> Read:
    problems = Problems()
    message = read_message(MessageFile("hello", "", MESSAGE, text), problems)
    if message is not None:
        compile_message(message, "en", context().dictionary, problems)
    return MESSAGE, text, problems


_JINJA: Final = (
    "{{ patient.first_name | default('you') }}", "{{ appointment.start | date('EEEE d MMMM') }}",
    "{% if patient.age > 65 and not patient.tags %}a{% elif patient.age in [1] %}b{% else %}c{% endif %}",
    '{% segment "over-65" %}x{% else %}y{% endsegment %}', "{{ patient.tags | join(', ') | upper }}",
    "{# a comment #}", "{%- raw -%}{{ x }}{%- endraw -%}", "{{ 'a' if patient.age else \"b\" }}",
    "{% for x in patient.tags %}{{ x }}{% endfor %}", "{{ link.confirm }} {{ link.opt_out }}",
    "{{ segments['over-65'] }}{{ [1,2][0] }}{{ x.y(z=1)|f(1) }}{{ 1 + 2 ** 3 ~ 'x' }}",
    "{% set a = 1 %}{% macro m() %}{% endmacro %}{% include 'x' %}{% extends 'y' %}{% import 'z' as q %}",
)  # fmt: skip
_IN_YAML: Final = (
    "\n  - send: s\n    message: hello", "\n  - wait: w\n    for: 1d", "{on: clicked}", "steps: []",
    "for: [clicked]",
    "timeout: {after: appointment.end, by: 3d}", "unknown: []", "when: |\n      patient.age > 3\n", "2bd",
    "at: {before: appointment.start, by: 7d, if_past: skip}", "patient.age", '"week-ahead"', "exit", "branch",
    "\n  - repeat: r\n    every: 1d\n    at_most: 2\n    steps: []", "\n  - task: t\n    queue: desk\n",
    "\n  - split: p\n    paths: {a: {weight: 50}, b: {weight: 50}}", "\n  - form: f\n    form: intake\n",
    "\n  - call: c\n    connector: crm\n    fields: [patient.age]\n", "allow: [{rule: x, reason: y, by: z}]",
)  # fmt: skip
_IN_SCENARIOS: Final = (
    "2026-03-01T09:00", "2026-02-30T25:61", "begin: ", "zone: Mars/Olympus", "by: 99999d", "never: [x]",
    "{at: 2026-03-01T12:00, event: clicked}", "patient: {age: -1}", "after: week-ahead", "expect: []",
    "split: {a: b}", "+14:00", "appointment: {start: 9999-12-31T23:59}", "0001-01-01T00:00",
    "step: day-before", "way: timeout", *_IN_YAML,
)  # fmt: skip
_IN_CEL: Final = (
    "patient.age", "now", "&&", "||", "!", "==", "in", "?:", ".exists(x, x)", ".all(a, a == a)", "'a'",
    '"b"', "(", ")",
    "[", "]", "segment(", "duration('1h')", "1.0e3", "u", "b''", "r''", "'''", "\\u00e9", "null", "dyn(",
    "//",
    "timestamp(", "has(patient.age)", ".map(", "{}", "{'a': b}", "type(", "9223372036854775808", "-", "%",
    "/",
)  # fmt: skip
_IN_MJML: Final = (
    "<mj-text>", "</mj-text>", "<mj-section>", "<mj-column>", "<mj-raw>",
    "<mj-button href=\"https://x.org\">", "<br/>",
    "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#x0;", "&nbsp;", "<img src=x>",
    "<mj-style>a{}</mj-style>", "<?x?>",
    "<a href='{{ link.portal }}'>", "<mj-attributes><mj-all color='red'/></mj-attributes>",
    "<!DOCTYPE x>", "<table>",
    "<mj-column width='50%'>", "<mj-spacer height='1px'/>", " css-class='a'", "</mjml>", "<mj-head>",
    "<mj-include/>",
    *_JINJA,
)  # fmt: skip
_IN_FRONT: Final = (
    "---\n",
    "subject: ",
    "class: protected\n",
    "preheader: |\n  x\n",
    "subject: >-\n  a\n  b\n",
    *_JINJA,
)

ROOMS: Final = {
    room.name: room
    for room in (
        Room("journey", _journeys, _IN_YAML, _read_journey),
        Room("documents", _documents, _IN_YAML, _read_document),
        Room("scenarios", _scenarios, _IN_SCENARIOS, _read_scenarios),
        Room("forms", _forms, _IN_YAML, _read_form),
        Room("cel", lambda: _CONDITIONS, _IN_CEL, _read_condition),
        Room("jinja", lambda: _JINJA, _JINJA, _read_line),
        Room("mjml", _bodies, _IN_MJML, _read_body),
        Room("front", _messages, _IN_FRONT, _compiled),
    )
}
