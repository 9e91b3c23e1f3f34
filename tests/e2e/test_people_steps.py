"""A form in the portal, a task for staff and a signed call, from booking to the other system."""

import base64
import json
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.activities.receiver import Receiver, open_receiver
from tests.e2e.installation import Installation, running_installation, until
from tests.e2e.people import BIRTH_DATE, ahead, person
from tests.e2e.workspace import head_of, make_workspace

JOURNEY = f"""\
{head_of("check-in", "Check-in")}\
steps:
  - send: invite
    message: invite
    expires: appointment.start
  - form: how-are-you
    questions: how-are-you
    expires: 2d
    on_timeout:
      - exit: silent
  - branch: how-bad
    cases:
      - name: much pain
        when: answers.pain >= 7
        steps:
          - task: call-them
            queue: nurses
            title: Call about the pain
            due: 4h
            on_overdue:
              - exit: overdue
    otherwise:
      - exit: fine
    unknown:
      - exit: unknown
  - call: tell
    connector: registry
    fields: [answers.pain]
    on_failed:
      - exit: not-told
  - exit: told
"""
FORM = """\
form: how-are-you
title: {en: How are you?, es: ¿Cómo está?}
thanks: {en: We will read this today., es: Lo leeremos hoy.}
questions:
  - id: pain
    ask: {en: How much pain do you have?, es: ¿Cuánto dolor tiene?}
    type: number
    class: clinical
    least: 0
    most: 10
"""
MESSAGE = """\
---
subject: "A short question"
preheader: "From your clinic"
class: identifier
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>Hello {{ patient.first_name | default('there') }}.</mj-text>
<mj-button href="{{ link.form }}">Answer</mj-button>
<mj-text>{{ organization.name }} <a href="{{ link.opt_out }}">Stop</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
"""
_LINK = re.compile(r"/portal/form/[A-Za-z0-9_-]{40,}")


@dataclass
class House:
    careloom: Installation
    receiver: Receiver

    async def outcome(self, email: str) -> str:
        patient = await self.careloom.patient_of(email)

        async def left() -> str | None:
            inside = (await self.careloom.get(f"/api/patients/{patient}"))["inside"]
            return str(inside[0]["outcome"]) if inside and inside[0]["state"] == "left" else None

        return await until(left, "the journey goes on")

    async def form_of(self, who: dict[str, str]) -> tuple[str, str]:
        """The link and a proof, once the form is open."""
        mail = await self.careloom.mail_to(who["email"])
        part = mail.get_body(("plain",))
        assert part is not None
        link = _LINK.findall(part.get_content())[0]

        async def shown() -> str | None:
            page = await self.careloom.http.post(link, data={"birth_date": BIRTH_DATE})
            found = re.search(r'name="proof" value="([^"]+)"', page.text)
            return found[1] if found and 'name="q_pain"' in page.text else None

        return link, await until(shown, "the form is not open")

    async def task(self) -> dict[str, Any]:
        async def listed() -> dict[str, Any] | None:
            items = (await self.careloom.get("/api/tasks?queue=nurses"))["items"]
            return dict(items[0]) if items else None

        return await until(listed, "no task was opened")


def _workspace(folder: Path, receiver: Receiver) -> Path:
    root = make_workspace(folder)
    shutil.rmtree(root / "quick-note")
    with (root / "organization.yaml").open("a") as organization:
        organization.write(
            f"\nconnectors: {{registry: {{title: The registry, url: '{receiver.url}'}}}}\n"
            "agreements: {registry: {party: The registry, hosts: [localhost], signed: 2026-01-01}}\n"
        )
    journey = root / "check-in"
    (journey / "messages").mkdir(parents=True)
    (journey / "forms").mkdir()
    (journey / "journey.yaml").write_text(JOURNEY)
    (journey / "forms" / "how-are-you.yaml").write_text(FORM)
    for name in ("invite.mjml", "invite.es.mjml"):
        (journey / "messages" / name).write_text(MESSAGE)
    return root


@pytest_asyncio.fixture(scope="module")
async def house(tmp_path_factory: Any) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("people-steps")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    async with open_receiver(folder / "tls") as receiver:
        settings = {
            "webhook_secrets": f"registry:{secret}",
            "webhook_ca_file": str(receiver.authority),
            "webhook_private": "yes",
        }
        root = _workspace(folder, receiver)
        async with running_installation(folder / "data", journeys=root, **settings) as careloom:
            await careloom.sign_in()
            yield House(careloom, receiver)


async def test_an_answer_asks_staff_and_what_they_did_is_told_to_the_other_system(house: House) -> None:
    careloom, who = house.careloom, person("Ida")
    await careloom.send(careloom.siu("S12", who, ahead(days=9)))
    link, proof = await house.form_of(who)
    answered = {"proof": proof, "send": "yes", "q_pain": "8"}
    assert "We will read this today." in (await careloom.http.post(link, data=answered)).text
    assert "We will read this today." in (await careloom.http.post(link, data=answered)).text
    task = await house.task()
    assert (task["title"], task["masked_name"]) == ("Call about the pain", "I… S.")
    assert (await careloom.http.post(f"/api/tasks/{task['id']}/done")).status_code == 200
    assert await house.outcome(who["email"]) == "told"
    [heard] = house.receiver.heard
    told = json.loads(heard.body)["data"]
    assert (told["step"], told["fields"]) == ("tell", {"answers.pain": 8})
    visits = await careloom.query(
        "select step, outcome from step_visit where enrollment_id = $1 order by ended_at", task["enrollment"]
    )
    assert [tuple(row) for row in visits][1:] == [
        ("how-are-you", "submitted"), ("how-bad", "much pain"), ("call-them", "done"), ("tell", "called"),
        ("told", "told"),
    ]  # fmt: skip


async def test_a_cancelled_visit_closes_the_form_and_takes_the_task_off_the_list(house: House) -> None:
    careloom, who, start = house.careloom, person("Ulf"), ahead(days=9)
    await careloom.send(careloom.siu("S12", who, start))
    link, proof = await house.form_of(who)
    await careloom.http.post(link, data={"proof": proof, "send": "yes", "q_pain": "9"})
    task = await house.task()
    other = person("Eva")
    await careloom.send(careloom.siu("S12", other, start))
    left, left_proof = await house.form_of(other)
    for each in (who, other):
        await careloom.send(careloom.siu("S15", each, start, status="Cancelled"))
        assert await house.outcome(each["email"]) == "exit:appointment.cancelled"
    late = await careloom.http.post(left, data={"proof": left_proof, "send": "yes", "q_pain": "1"})
    assert (late.status_code, "not needed any more" in late.text) == (410, True)
    shown = await careloom.get(f"/api/tasks/{task['id']}")
    assert (shown["state"], shown["reason"]) == ("cancelled", "exit:appointment.cancelled")
    assert (await careloom.get("/api/tasks?queue=nurses"))["items"] == []
