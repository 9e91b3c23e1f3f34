"""A large repository of synthetic journeys, as an organisation with two hundred of them would keep it.

No two journeys, messages or conditions are alike in text, so that nothing is fast only by repetition.
"""

from pathlib import Path
from typing import Final

from infra.bench.language.message import message_text

STEPS_A_BLOCK: Final = 10

_ORGANIZATION: Final = """\
organization: bench
name: Bench Clinic
phone: "+1 555 0100"
address: |
  Bench Clinic
  1 Measure Street
  Springfield, NY 10001
zone: America/New_York
language: en
languages: [en]
sender:
  name: Bench Clinic
  address: care@bench.example.org
domains: [bench.example.org]
holidays: {country: US, subdivision: NY}
send_window: {days: mon-sat, from: "08:00", to: "19:30", zone: patient}
contact_budget: {count: 1000, per: 7d}
"""

_DICTIONARY: Final = """\
patient:
  first_name: {type: string, class: identifier}
  last_name: {type: string, class: identifier}
  age: {type: int, class: demographic, from: birth_date}
  sex: {type: string, class: demographic}
  language: {type: string, class: preference}
  zone: {type: string, class: preference}
  tags: {type: list(string), class: clinical}
  conditions: {type: list(string), class: clinical, codes: icd-10-cm}
appointment:
  start: {type: timestamp, class: identifier}
  end: {type: timestamp, class: identifier}
  kind: {type: string, class: clinical}
  service: {type: string, class: clinical}
  location: {type: string, class: clinical}
  provider: {type: string, class: clinical}
  status: {type: string, class: clinical}
care_gap:
  name: {type: string, class: clinical}
organization:
  name: {type: string, class: operational}
  phone: {type: string, class: operational}
  address: {type: string, class: operational}
"""

_CONSENTS: Final = """\
topics:
  visits:
    title: Your visits
    opt: out
    text: We write to you about visits you have booked with us.
"""

_HEAD: Final = """\
# Journey {number} of the bench. Every name in it is made up.
journey: {slug}
title: Bench journey {number}
purpose: treatment
topic: visits
owner: team-{team}
notes: Walks through visits of service {number}, with an experiment about when to write.

enroll:
  on: appointment.booked
  when: appointment.start - now > duration('{hours}h') && patient.language != 'x{number}'
  once_per: appointment
  again: never

exit:
  - on: appointment.cancelled
goal:
  on: appointment.completed
  within: 2d after appointment.start

send_window: {{days: mon-sat, from: "08:00", to: "19:30", zone: patient, holidays: skip}}

steps:
"""

# Ten steps; `{b}` tells the blocks of one journey apart.
_BLOCK: Final = """\
  - branch: who-{b}                 # what is known about them
    cases:
      - name: older than most
        when: segment("over-{age}") && appointment.service != 'service-{number}'
        steps:
          - send: early-{b}
            message: first
            expires: appointment.start
      - name: with a condition on the list
        when: patient.conditions.exists(code, code.startsWith('E{number}')) || patient.age < {age}
        steps:
          - wait: pause-{b}
            for: {days}d
    otherwise:
      - wait: others-{b}
        for: {hours}h
    unknown: []

  - split: timing-{b}
    paths:
      at-once:
        weight: 50
      later:
        weight: 50
        steps:
          - wait: later-{b}
            for: {hours}h

  - send: told-{b}
    message: second
    expires: appointment.start
    on_skipped:
      - update: skipped-{b}
        tag: not-reached

  - await: reaction-{b}
    for: [viewed, clicked]
    timeout: {days}d
    on:
      viewed:
        - update: looked-{b}
          tag: looked-{b}

"""

_TAIL: Final = """\
  - exit: done
"""


def write(folder: Path, journeys: int, steps: int) -> None:
    """Make the repository in `folder`, which does not exist yet; two messages a journey."""
    folder.mkdir(parents=True)
    for name, text in (
        ("organization", _ORGANIZATION),
        ("dictionary", _DICTIONARY),
        ("consents", _CONSENTS),
        ("segments", _segments()),
    ):
        (folder / f"{name}.yaml").write_text(text)
    for number in range(journeys):
        slug = f"bench-{number}"
        messages = folder / slug / "messages"
        messages.mkdir(parents=True)
        (folder / slug / "journey.yaml").write_text(journey_text(slug, number, steps))
        for name in ("first", "second"):
            (messages / f"{name}.mjml").write_text(message_text(name, number))


def journey_text(slug: str, number: int, steps: int) -> str:
    """A journey of exactly `steps` steps, which is at least one."""
    words = {"slug": slug, "number": number, "team": number % 7, "hours": 3 + number % 20}
    blocks, rest = divmod(steps - 1, STEPS_A_BLOCK)
    parts = [_HEAD.format(**words)]
    for block in range(blocks):
        about = {"b": block, "age": 40 + (number + block) % 50, "days": 1 + (number + block) % 9}
        parts.append(_BLOCK.format(**words, **about))
    parts += [f"  - wait: rest-{index}\n    for: {index + 1}h\n" for index in range(rest)]
    return "".join([*parts, _TAIL])


def _segments() -> str:
    return "".join(f"over-{age}: patient.age >= {age} && patient.age < 120\n" for age in range(40, 90))
