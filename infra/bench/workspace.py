"""The bench's own journeys, as an organisation would keep them in git: compiled and published like any other.

`four-steps` is what mails and journeys a second are measured with; its mail is 20 kB on the wire.
"""

from pathlib import Path
from typing import Final

FOUR_STEPS: Final = "four-steps"
LISTENING: Final = "listening"
CROWD: Final = "crowd"
NEWS: Final = "bench-news"  # the care gap whose opening wakes the crowd

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
  reply_to: desk@bench.example.org
domains: [bench.example.org]
send_window: {days: mon-sun, from: "00:00", to: "23:59", zone: patient}
contact_budget: {count: 20, per: 7d}
brakes: {sends_per_hour: 10000000}
"""

_DICTIONARY: Final = """\
patient:
  first_name: {type: string, class: identifier}
  age: {type: int, class: demographic, from: birth_date}
  language: {type: string, class: preference}
  tags: {type: list(string), class: operational}
appointment:
  start: {type: timestamp, class: identifier}
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

_SEGMENTS: Final = """\
grown-up: patient.age >= 18
older: patient.age >= 65
"""

_JOURNEYS: Final = {
    FOUR_STEPS: """\
journey: four-steps
title: Four steps
purpose: treatment
topic: visits
owner: bench
enroll:
  on: appointment.booked
  once_per: appointment
  again: never
exit:
  - on: appointment.cancelled
steps:
  - branch: which-way
    cases:
      - name: older
        when: segment("older")
        steps: []
    otherwise: []
  - send: tell
    message: long
  - update: note
    tag: told
  - exit: told
""",
    LISTENING: """\
journey: listening
title: Listening
purpose: treatment
topic: visits
owner: bench
enroll:
  on: appointment.completed
  once_per: appointment
  again: never
steps:
  - send: ask
    message: short
  - await: first-sign
    for: [viewed]
    timeout: 30d
  - await: second-sign
    for: [confirmed]
    timeout: 30d
  - update: note
    tag: heard
  - exit: heard
""",
    CROWD: """\
journey: crowd
title: Crowd
purpose: treatment
topic: visits
owner: bench
enroll:
  audience: grown-up
  every: 1d
  at: "00:00"
  once_per: patient
  again: never
steps:
  - branch: who-first
    cases:
      - name: the oldest at once
        when: segment("older")
        steps:
          - send: first-wave
            message: short
    otherwise: []
  - await: news
    for: [care_gap.opened]
    timeout: 60d
  - send: second-wave
    message: short
  - exit: reached
""",
}

_MAIL: Final = """\
---
subject: "A word from {{{{ organization.name }}}}"
preheader: "About your visit"
class: identifier
---
<mjml lang="en">
  <mj-head><mj-title>A word from us</mj-title></mj-head>
  <mj-body width="600px" background-color="#f3f5f4">
    <mj-section background-color="#ffffff"><mj-column>
      <mj-text>Hello {{{{ patient.first_name | default('there') }}}},</mj-text>
      <mj-text>{greeting}</mj-text>
{paragraphs}
      <mj-button href="{{{{ link.confirm }}}}">Confirm</mj-button>
      <mj-text>{{{{ organization.name }}}}<br />{{{{ organization.address }}}}<br />
      {{{{ organization.phone }}}}
      <a href="{{{{ link.opt_out }}}}">Stop these mails</a></mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>
"""
_DATED: Final = """your visit is on {{ appointment.start | date("EEEE, MMMM d 'at' h:mm a") }}."""
_UNDATED: Final = "we have something to tell you."
_PARAGRAPH: Final = (
    "      <mj-text>Please bring the list of everything you take, your card, and all that you want to ask."
    " The entrance is on the river side of the house; number {number} on the plan in the hall leads to us."
    " </mj-text>"
)
# With this many paragraphs the whole mail (headers, text part, HTML part) has 20 kB on the wire.
_LONG: Final = 24


def write(folder: Path) -> None:
    """Make the workspace in `folder`, which does not exist yet."""
    folder.mkdir(parents=True)
    for name, text in (
        ("organization", _ORGANIZATION),
        ("dictionary", _DICTIONARY),
        ("consents", _CONSENTS),
        ("segments", _SEGMENTS),
    ):
        (folder / f"{name}.yaml").write_text(text)
    for slug, text in _JOURNEYS.items():
        messages = folder / slug / "messages"
        messages.mkdir(parents=True)
        (folder / slug / "journey.yaml").write_text(text)
        name = "long" if slug == FOUR_STEPS else "short"
        (messages / f"{name}.mjml").write_text(_mail(name))


def _mail(name: str) -> str:
    long = name == "long"
    paragraphs = "\n".join(_PARAGRAPH.format(number=n) for n in range(1, 1 + (_LONG if long else 1)))
    return _MAIL.format(greeting=_DATED if long else _UNDATED, paragraphs=paragraphs)
