"""A workspace whose journeys act at once: the shipped organisation without windows, and a short journey."""

import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def head_of(slug: str, title: str) -> str:
    """Of a journey that takes everybody who is booked, until the visit is cancelled; its steps follow."""
    return f"""\
journey: {slug}
title: {title}
purpose: treatment
topic: visits
owner: testers
enroll:
  on: appointment.booked
  once_per: appointment
  again: never
exit:
  - on: appointment.cancelled
"""


QUICK = f"""\
{head_of("quick-note", "Quick note")}\
steps:
  - send: note
    message: note
    expires: appointment.start
  - await: answer
    for: [confirmed, viewed, bounced]
    timeout: 30m
    on:
      confirmed:
        - send: thanks
          message: thanks
        - exit: confirmed
      bounced:
        - exit: unreachable
  - exit: silent
"""

_MESSAGE = """\
---
subject: "{subject}"
preheader: "From your clinic"
class: {data_class}
---
<mjml lang="en"><mj-body width="600px"><mj-section><mj-column>
<mj-text>Hello {{{{ patient.first_name | default('there') }}}}, {text}</mj-text>
<mj-button href="{{{{ link.confirm }}}}">I will come</mj-button>
<mj-text>{{{{ organization.name }}}} {{{{ organization.address }}}}
<a href="{{{{ link.opt_out }}}}">Stop these messages</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
"""


def make_workspace(
    folder: Path, *, data_class: str = "identifier", text: str = "see you soon.", shipped: bool = False
) -> Path:
    """Copies the shipped organisation and writes `quick-note`. `data_class` is that of its first mail.

    `shipped`: the shipped journeys come along.
    """
    root = folder / "journeys"
    root.mkdir(parents=True)
    for journey in PROJECT.glob("journeys/*/journey.yaml") if shipped else ():
        shutil.copytree(journey.parent, root / journey.parent.name)
    for name in ("organization", "dictionary", "segments", "consents"):
        shutil.copy(PROJECT / "journeys" / f"{name}.yaml", root)
    organization = (root / "organization.yaml").read_text()
    organization = re.sub(r"^(send_window|contact_budget):.*\n", "", organization, flags=re.MULTILINE)
    (root / "organization.yaml").write_text(organization)
    quick = root / "quick-note"
    (quick / "messages").mkdir(parents=True)
    (quick / "journey.yaml").write_text(QUICK)
    for language in ("", ".es"):
        note = _MESSAGE.format(subject="About your visit", data_class=data_class, text=text)
        thanks = _MESSAGE.format(subject="Thank you", data_class="identifier", text="thank you.")
        (quick / "messages" / f"note{language}.mjml").write_text(note)
        (quick / "messages" / f"thanks{language}.mjml").write_text(thanks)
    return root
