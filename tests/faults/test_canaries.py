"""Patient data goes through everything, failures included, and is found nowhere that it may not be."""

import asyncio
import base64
import re
import sys
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from functools import partial

import httpx
import pytest
import pytest_asyncio

from tests.e2e.installation import Installation, running_installation, until
from tests.e2e.people import ahead
from tests.e2e.workspace import make_workspace
from tests.faults.canaries import MARK, canary_people, found_in, leaks
from tests.faults.crowd import caught, kill, restarted
from tests.faults.test_relay import death, no_relay, revoke
from tests.faults.workspace import TWO_MAILS

_WORDS = (
    "{{ patient.last_name }}, {{ appointment.provider }} sees you about {{ appointment.kind }}"
    " at {{ appointment.location }}."
)


class Told:
    """What this installation said over HTTP, errors apart, and what was done to whom."""

    def __init__(self, careloom: Installation) -> None:
        self.careloom = careloom
        self.people = canary_people(40)
        self.errors: list[bytes] = []
        careloom.http.event_hooks = {"response": [self._keep]}

    async def _keep(self, response: httpx.Response) -> None:
        if response.status_code >= 400:
            await response.aread()
            self.errors.append(
                bytes(response.url.raw_path) + str(response.headers).encode() + response.content
            )


@pytest_asyncio.fixture(scope="module")
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    """Forty people with eight canaries each have been through it all."""
    folder = tmp_path_factory.mktemp("canaries")
    journeys = make_workspace(folder, data_class="clinical", text=_WORDS)
    (journeys / "quick-note" / "journey.yaml").write_text(TWO_MAILS)
    async with running_installation(folder / "data", journeys=journeys) as careloom:
        await careloom.sign_in()
        told = Told(careloom)
        await _live_through_everything(told)
        yield told


def _booking(careloom: Installation, who: dict[str, str], trigger: str = "S12") -> bytes:
    message = careloom.siu(trigger, who, ahead(days=9)).decode()
    contact = f"^NET^Internet^{who['email']}~^PRN^PH^^1^{who['phone'][:3]}^{who['phone'][3:]}"
    message = message.replace(f"^NET^Internet^{who['email']}", contact)
    if not who.get("nowhere"):
        message += f"AIL|1|A|{who['place']}^R2^^NORTH\rAIP|1|A|7001^{who['clinician']}^Ruth\r"
    return message.encode()


async def _live_through_everything(told: Told) -> None:
    careloom, people = told.careloom, told.people
    plain, changed, broken = people[:12], people[12:21], people[21:25]
    for n, who in enumerate(people[25:30]):
        who["email"] = ("bounce-", "soft-")[n % 2] + who["email"]
    for who in people[30:33]:
        who["email"] = who["email"].replace("@", "@@")
    for who in people[33:36]:
        who["nowhere"] = "yes"  # the template asks for a place
    async with no_relay(careloom):
        for who in [*plain, *changed, *broken]:
            await careloom.send(_booking(careloom, who))
        for who in changed:
            await until(partial(_written, careloom, who), "a mail was not written")
        await _change(told, changed)
        await _spoil(told, broken)
    for who in people[25:36]:
        await careloom.send(_booking(careloom, who))
    await _lose_the_database(told, people[36:])
    await until(lambda: _arrived(told, [*plain, *people[36:]]), "the mails did not come", 50)
    await _misbehave(told)


async def _written(careloom: Installation, who: dict[str, str]) -> bool | None:
    """Who changes their mind before that has no mail that could be held back."""
    patient = await careloom.patient_of(who["email"])
    return bool(await careloom.query("select 1 from message where patient_id = $1::uuid", patient)) or None


async def _change(told: Told, people: list[dict[str, str]]) -> None:
    careloom = told.careloom
    for who in people[:3]:
        await revoke(careloom, await careloom.patient_of(who["email"]))
    for who in people[3:6]:
        await careloom.send(careloom.siu("S15", who, ahead(days=9), status="Cancelled"))
    for who in people[6:]:
        await careloom.send(death(careloom, who))


async def _spoil(told: Told, people: list[dict[str, str]]) -> None:
    """As a disk that returns other bytes than it was given."""
    for who in people:
        patient = await told.careloom.patient_of(who["email"])
        await told.careloom.query(
            "update patient set sealed = overlay(sealed placing '\\x00'::bytea from 20) where id = $1::uuid",
            patient,
        )


async def _lose_the_database(told: Told, people: list[dict[str, str]]) -> None:
    careloom = told.careloom
    restarts = careloom.stack.processes.restarts("postgres")
    for who in people:
        await careloom.send(_booking(careloom, who))
    kill(careloom, "postgres")
    key = {"Authorization": f"Bearer {careloom.settings.intake_keys['local']}"}
    await careloom.http.post("/api/intake/hl7v2", content=_booking(careloom, people[0]), headers=key)
    await restarted(careloom, "postgres", restarts + 1)


async def _arrived(told: Told, people: list[dict[str, str]]) -> bool | None:
    recipients = [recipient for recipient, _ in caught(told.careloom)]
    return all(recipients.count(who["email"]) == 2 for who in people) or None


async def _misbehave(told: Told) -> None:
    """Everything that makes the API say no, with a person's data in hand."""
    careloom, who = told.careloom, told.people[0]
    key = {"Authorization": f"Bearer {careloom.settings.intake_keys['local']}"}
    post = careloom.http.post
    good = _booking(careloom, who)
    for bad in (good[: len(good) // 2], good + good, good.replace(b"PID|1", b"PID|x\0"), good[8:]):
        await post("/api/intake/hl7v2", content=bad, headers=key)
        await post("/api/intake/fhir", content=bad, headers=key)
        await post("/api/intake/events", content=bad, headers=key)
        await post("/api/intake/hl7v2", content=bad, headers={"Authorization": f"Bearer {who['last']}"})
    shapes: list[dict[str, int | str]] = [
        {"query": 5, who["last"]: 1},
        {"query": who["last"] * 100},
        {who["email"]: who["phone"]},
    ]
    for body in shapes:
        await post("/api/patients/search", json=body)
        await post("/api/session", json={"email": who["email"], "password": who["last"]})
        await post("/api/journeys/quick-note/check", json=body)
    await post("/api/patients/search", content=f'{{"query": "{who["last"]}'.encode())
    mail = message_from_bytes(careloom.mails_to(who["email"])[0], policy=policy.default)
    words = mail.get_body(("plain",))
    assert words is not None
    for link in set(re.findall(r"/(?:l|portal)/[A-Za-z0-9_-]{40,}", words.get_content())):
        await post(link, data={"birth_date": "1907-03-29", who["last"]: who["email"]})
        await post(link, content=who["last"].encode())


async def test_nothing_is_in_temporals_files(told: Told) -> None:
    folder = told.careloom.settings.data_dir / "temporal"
    assert any(path.stat().st_size > 100_000 for path in folder.iterdir()), "nothing was written there"
    assert leaks(folder) == {}


async def test_nothing_is_in_the_logs(told: Told) -> None:
    folder = told.careloom.settings.data_dir / "logs"
    assert any(path.stat().st_size for path in folder.iterdir()), "nothing was written there"
    assert leaks(folder) == {}


async def test_nothing_is_in_the_databases_files(told: Told) -> None:
    """Heap, indexes, TOAST and write-ahead log; and as text, since pages may be compressed."""
    await told.careloom.query("checkpoint")
    assert leaks(told.careloom.settings.data_dir / "postgres") == {}
    tables = await told.careloom.query("select tablename from pg_tables where schemaname = 'public'")
    for table in tables:
        rows = await told.careloom.query(f'select t::text as row from "{table["tablename"]}" t')  # noqa: S608 - its own name
        assert found_in("\n".join(row["row"] for row in rows).encode()) == [], table["tablename"]


async def test_nothing_is_in_answers_that_are_errors(told: Told) -> None:
    assert len(told.errors) > 15, "too little was refused to mean anything"
    assert [hit for answer in told.errors for hit in found_in(answer)] == []


async def test_nothing_but_the_address_is_in_a_notice(told: Told) -> None:
    """The mails are clinical: what travels says who wrote and where to look, and no link names anybody."""
    mails = [mail for who in told.people[:12] for mail in told.careloom.mails_to(who["email"])]
    assert len(mails) == 24
    notices = [each for each in mails if b"/portal/" in each]
    assert len(notices) == 12
    for raw in notices:
        mail = message_from_bytes(raw, policy=policy.default)
        parts = [
            str(mail["Subject"]),
            *(part.get_content() for part in mail.walk() if not part.is_multipart()),
        ]
        assert found_in("\n".join(parts).encode()) == []
    for raw in mails:
        mail = message_from_bytes(raw, policy=policy.default)
        text = "\n".join(part.get_content() for part in mail.walk() if not part.is_multipart())
        assert found_in("\n".join(re.findall(r"https?://[^\s\"<>]+", text)).encode()) == []


async def test_nothing_is_in_temporals_metrics(told: Told) -> None:
    printed = (told.careloom.settings.data_dir / "logs" / "temporal.log").read_text()
    address = re.search(r"http://\S+/metrics", printed)
    assert address is not None
    async with httpx.AsyncClient() as http:
        metrics = await http.get(address[0])
    assert b"service_requests" in metrics.content
    assert found_in(metrics.content) == []


async def test_nothing_is_in_what_the_doctor_prints(told: Told) -> None:
    environment = {"CARELOOM_DATA_DIR": str(told.careloom.settings.data_dir)}
    doctor = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "infra.cli.main", "doctor"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await doctor.communicate()
    assert b"postgres" in printed.lower()
    assert found_in(printed) == []


async def test_the_canaries_did_go_through(told: Told) -> None:
    """Or all of the above would hold for an installation that did nothing."""
    await until(lambda: _ended_in_every_way(told.careloom), "no mail was sent, or held back, or failed")
    assert len(await told.careloom.query("select 1 from dead_letter")) >= 4
    opened = await told.careloom.patient_of(told.people[0]["email"])
    shown = await told.careloom.http.post(f"/api/patients/{opened}/reveal", json={"reason": "a test looks"})
    assert MARK in shown.text


async def _ended_in_every_way(careloom: Installation) -> bool | None:
    """A mail that met no relay is tried again a while later: nobody waited for it so far."""
    states = {row["state"] for row in await careloom.query("select distinct state from message")}
    return {"sent", "blocked", "failed"} <= states or None


async def test_the_search_finds_a_canary_in_every_form(told: Told) -> None:
    who = told.people[0]
    for value in (who["last"], who["email"], who["mrn"], who["phone"], who["born"], "1907-03-01"):
        assert found_in(f"x{value}x".encode()), value
    for around in ("", "a", "ab"):
        assert found_in(base64.b64encode(f"{around}{who['last']} and more".encode()))
    assert found_in(who["last"].encode("utf-16-le")) and found_in(who["last"].encode().hex().encode())
    assert found_in(b"no canary at all, born 1970-03-01, 19070399") == []
    kept = {name.partition("-")[0] for name in leaks(told.careloom.settings.data_dir)}
    assert kept == {"mailbox.sqlite"}, "the mailbox holds their addresses, and nothing else does"
