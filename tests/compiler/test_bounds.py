"""Nasty files of half the largest size: each is answered with a problem at a place, and soon.

They are compiled in a process of their own, so that one that overflows a stack fails nothing but its test.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import pytest

from tests.language.examples import WORKSPACE

SIZE: Final = 120_000
MOST_SECONDS: Final = 5.0  # of processor time; alone on a machine each takes less than one
MOST_MB: Final = 256

_STEPS: Final = (WORKSPACE / "visit/journey.yaml").read_text("utf-8").partition("steps:")[0] + "steps:\n"
_FRONT: Final = '---\nsubject: "x"\nclass: identifier\n---\n'
_COLUMN: Final = "<mjml><mj-body><mj-section><mj-column>{}</mj-column></mj-section></mj-body></mjml>"

_PROGRAM: Final = """
import json, sys, time
from pathlib import Path
from engine.compiler import JourneySource, compile_journey, read_context
from tests.compiler.test_bounds import NASTY, texts
context = read_context(Path(sys.argv[1]))[0]
told = {}
for name in NASTY:
    journey, message = texts(name)
    began = time.process_time()
    messages = {"hello.mjml": message, "hello.es.mjml": message}
    source = JourneySource("visit", "visit/journey.yaml", journey, messages)
    found = compile_journey(source, context)
    spent = time.process_time() - began
    told[name] = [spent, len(found.diagnostics), min((one.line for one in found.diagnostics), default=1)]
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
told["memory"] = int(peak.split()[1]) / 1024
print(json.dumps(told))
"""


def _many(line: Callable[[int], str]) -> str:
    lines: list[str] = []
    size = 0
    while size < SIZE:
        lines.append(line(len(lines)))
        size += len(lines[-1]) + 1
    return "\n".join(lines[:-1]) + "\n"


def _filled(unit: str) -> str:
    return unit * (SIZE // len(unit))


# name → (journey, None) or (None, body of the message)
NASTY: Final[dict[str, tuple[Callable[[], str] | None, Callable[[], str] | None]]] = {
    "seven thousand sends": (
        lambda: _STEPS + _many(lambda n: f"  - {{send: s{n}, message: hello}}"),
        None,
    ),
    "unknown kinds of steps": (lambda: _STEPS + _many(lambda n: f"  - exti: e{n}"), None),
    "keys that are nearly right": (lambda: _many(lambda n: f"titel{n}: v"), None),
    "a list of words as steps": (lambda: _STEPS.replace("steps:", "steps: [" + _filled("a,") + "]"), None),
    "fields that are nearly right": (
        lambda: (
            _STEPS
            + "  - branch: b\n    cases:\n"
            + _many(lambda n: f'      - {{name: a{n}, when: "patint.age{n} > {n}", steps: []}}')
        ),
        None,
    ),
    "brackets": (lambda: _filled("["), None),
    "elements in elements": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('<div>')}</mj-text>")),
    "list items never closed": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('<li>')}</mj-text>")),
    "wrappers in wrappers": (None, lambda: f"<mjml><mj-body>{_filled('<mj-wrapper>')}</mj-body></mjml>"),
    "ends of nothing": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('</b>')}</mj-text>")),
    "very many tags": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('{{ patient.agee }}')}</mj-text>")),
    "very many ands": (
        None,
        lambda: _COLUMN.format(f"<mj-text>{{{{ {_filled('patient.age and ')} 1 }}}}</mj-text>"),
    ),
    "very many dots": (None, lambda: _COLUMN.format(f"<mj-text>{{{{ x{_filled('.x')} }}}}</mj-text>")),
    "very many filters": (None, lambda: _COLUMN.format(f"<mj-text>{{{{ x{_filled('|x')} }}}}</mj-text>")),
    "tags that are never closed": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('{{')}</mj-text>")),
    "comments that are never closed": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('<!--')}</mj-text>")),
    "heads that are never closed": (None, lambda: _filled("<mj-head>")),
    "an element without end": (None, lambda: f"<mj-{_filled('a-')}"),
    "signs that open": (None, lambda: _COLUMN.format(f"<mj-text>{_filled('<')}</mj-text>")),
}


def texts(name: str) -> tuple[str, str]:
    """The journey and the message of one case; the other is the small workspace's own."""
    journey, body = NASTY[name]
    own = (WORKSPACE / "visit/journey.yaml").read_text("utf-8")
    message = (WORKSPACE / "visit/messages/hello.mjml").read_text("utf-8")
    return journey() if journey else own, _FRONT + body() if body else message


@cache
def measured() -> dict[str, Any]:
    argv = [sys.executable, "-c", _PROGRAM, str(WORKSPACE)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_answered_soon_with_a_problem_at_a_place(name: str) -> None:
    seconds, problems, line = measured()[name]
    assert problems
    assert line >= 1
    assert seconds < MOST_SECONDS


def test_nasty_files_need_little_memory() -> None:
    assert measured()["memory"] < MOST_MB
