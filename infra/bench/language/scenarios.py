"""How long a thousand scenarios of three-year journeys take, on one core."""

import tempfile
import time
from pathlib import Path
from typing import Final

from engine.compiler import compile_workspace
from engine.compiler.scenarios import read_scenarios
from engine.journey.diagnostics import Problems
from engine.journey.scenarios import Scenario
from engine.simulation.stage import Stage
from engine.simulation.suite import run_scenario, run_scenarios

SCENARIOS: Final = 1000
_DOCUMENTS: Final = {
    "organization.yaml": """organization: bench
name: Bench Clinic
phone: "+1 555 0100"
address: 1 Bench Road, Springfield, NY 10001
zone: America/New_York
sender: {name: Bench Clinic, address: care@bench.example.org}
domains: [bench.example.org]
holidays: {country: US, subdivision: NY}
send_window: {days: mon-sat, from: "08:00", to: "19:30", zone: patient, holidays: skip}
contact_budget: {count: 5, per: 7d}
""",
    "dictionary.yaml": """patient:
  first_name: {type: string, class: identifier}
  age: {type: int, class: demographic, from: birth_date}
  tags: {type: list(string), class: operational}
""",
    "segments.yaml": "over-65: patient.age >= 65\n",
    "consents.yaml": "topics:\n  checks: {title: Check-ups, opt: out}\n",
}
_JOURNEY: Final = """journey: three-years
title: Three years of monthly letters
purpose: treatment
topic: checks
enroll: {on: patient.registered, again: never}
steps:
  - repeat: monthly
    every: 30d
    at_most: 36
    steps:
      - send: letter
        message: letter
      - await: reaction
        for: [viewed, clicked]
        timeout: 5d
      - branch: who
        cases:
          - name: looked
            when: engaged("letter") && patient.age >= 65
            steps:
              - update: note-looked
                tag: looked
        otherwise:
          - wait: some-days
            for: 3d
  - exit: over
"""
_MESSAGE: Final = """---
subject: A letter
preheader: For you
class: identifier
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>Hello {{ patient.first_name | default("there") }}</mj-text>
<mj-text>{% segment "over-65" %}Take your time.{% else %}See you soon.{% endsegment %}</mj-text>
<mj-button href="{{ link.portal }}">Read it</mj-button>
<mj-text><a href="{{ link.opt_out }}">Stop these mails</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
"""


def measure(scenarios: int = SCENARIOS) -> dict[str, float]:
    """`seconds` for all, `per_second`, and how many visits one scenario has on average."""
    stage, prepared = _prepare(scenarios)
    begin = time.process_time()
    played = run_scenarios(stage, prepared)
    seconds = time.process_time() - begin
    if played.failed:
        raise RuntimeError("a scenario of the bench failed")
    visits = sum(len(one.visits) for one in run_scenario(stage, prepared[0]).story.passages)
    return {
        "scenarios": float(scenarios),
        "seconds": round(seconds, 3),
        "per_second": round(scenarios / seconds, 1),
        "visits_each": float(visits),
    }


def _prepare(scenarios: int) -> tuple[Stage, tuple[Scenario, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        messages = root / "three-years" / "messages"
        messages.mkdir(parents=True)
        for name, text in _DOCUMENTS.items():
            (root / name).write_text(text, encoding="utf-8")
        (root / "three-years" / "journey.yaml").write_text(_JOURNEY, encoding="utf-8")
        (messages / "letter.mjml").write_text(_MESSAGE, encoding="utf-8")
        workspace = compile_workspace(root)
    journey = workspace.journey("three-years")
    if journey.plan is None or workspace.organization is None:
        raise RuntimeError("the bench's own journey does not compile")
    problems = Problems()
    made: list[Scenario] = []
    for part in range(0, scenarios, 250):  # a file of scenarios holds 256 KB
        many = "".join(_scenario(number) for number in range(part, min(part + 250, scenarios)))
        made += read_scenarios("scenarios:\n" + many, "s.yaml", journey.plan, workspace.context, problems)
    stage = Stage(
        journey.plan, journey.version, workspace.organization, workspace.consents, journey.templates
    )
    return stage, tuple(made)


def _scenario(number: int) -> str:
    return f"""  - name: person {number}
    patient: {{first_name: Ana, birth_date: {1940 + number % 60}-03-01}}
    events:
      - {{at: 2026-01-05T10:{number % 60:02}, event: patient.registered}}
      - {{after: letter, visit: {1 + number % 36}, by: 2h, event: viewed}}
      - {{after: letter, visit: {1 + number % 30}, by: 1d, event: clicked}}
    expect:
      - {{send: letter, visit: 36}}
      - exit: over
"""
