"""What a dead attempt left behind is found out before anything is sent again."""

import asyncio
import base64
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from temporalio.exceptions import ApplicationError

from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import Relay
from activities.delivery.attempt import TOGETHER
from engine.contracts.activities import Delivery
from engine.store import ledger
from infra.local.ports import free_port
from tests import stack
from tests.activities.clinic import Clinic, tomorrow


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases of a second: the same rules, sooner."""
    for module in ("engine.store.ledger", "activities.delivery.lease"):
        monkeypatch.setattr(f"{module}.LEASE_SECONDS", 1.0)
    monkeypatch.setattr("activities.delivery.lease._MARGIN", 0.2)
    monkeypatch.setattr("activities.delivery.lease._RENEW_SECONDS", 0.2)


@pytest_asyncio.fixture
async def blind(clinic: Clinic) -> AsyncIterator[Clinic]:
    """The same clinic with a relay that nobody can ask."""
    yield replace(clinic, hop=None)


def _base64(key: bytes) -> str:
    return base64.b64encode(key).decode()


def child_environment(clinic: Clinic) -> dict[str, str]:
    """What `one_attempt` is told."""
    settings = clinic.parts.settings
    return {
        "CARELOOM_DATABASE_URL": settings.database_url,
        "CARELOOM_EMBEDDED": "yes",
        "CARELOOM_SMTP_HOST": settings.smtp_host,
        "CARELOOM_SMTP_PORT": str(settings.smtp_port),
        "CARELOOM_SMTP_CA_FILE": str(settings.smtp_ca_file),
        "CARELOOM_MAILBOX_PATH": str(settings.mailbox_path),
        "CARELOOM_DATA_DIR": str(settings.data_dir),
        "CARELOOM_MASTER_KEYS": "m1:" + _base64(settings.master_keys["m1"]),
        "CARELOOM_INDEX_KEY": _base64(settings.index_key),
        "CARELOOM_LINK_KEY": _base64(settings.link_key),
        "CLINIC_VERSION": clinic.version,
    }


async def _written(clinic: Clinic, count: int, name: str) -> list[str]:
    people = [await clinic.add_person(f"{name}{n}@example.org") for n in range(count)]
    enrollments = [await clinic.enroll(one, await clinic.add_appointment(one, tomorrow())) for one in people]
    assert all(ok for ok, _ in await clinic.render(enrollments))
    return enrollments


async def _claim_as_the_dead(
    clinic: Clinic, enrollments: list[str], *, attempts: int = 1, lease: str = "-1s"
) -> None:
    """As an attempt that was killed between its claim and its settlement leaves them."""
    await clinic.pool.execute(
        "update message set state = 'claimed', claim = $2, method = 'tls', attempts = $3,"
        " lease_until = clock_timestamp() + $4::interval where enrollment_id = any($1::uuid[])",
        [UUID(one) for one in enrollments],
        uuid4(),
        attempts,
        timedelta(seconds=float(lease.rstrip("s"))),
    )


async def _copies(clinic: Clinic, catcher: stack.Catcher, enrollments: list[str]) -> list[int]:
    rows = [await clinic.message(one) for one in enrollments]
    return [len(catcher.mailbox().find(row["rfc_message_id"])) for row in rows]


async def _sent(clinic: Clinic, enrollments: list[str]) -> int:
    found: int = await clinic.pool.fetchval(
        "select count(*) from message where enrollment_id = any($1::uuid[]) and state = 'sent'",
        [UUID(one) for one in enrollments],
    )
    return found


async def test_what_was_sent_is_not_sent_again(clinic: Clinic, catcher: stack.Catcher) -> None:
    enrollments = await _written(clinic, 3, "again")
    first = await clinic.deliver(enrollments)
    assert await clinic.deliver(enrollments) == first == [Delivery("sent", "tls")] * 3
    assert await _copies(clinic, catcher, enrollments) == [1, 1, 1]


async def test_a_mail_that_arrived_before_the_kill_is_found_and_not_repeated(
    clinic: Clinic, catcher: stack.Catcher
) -> None:
    enrollments = await _written(clinic, 2, "arrived")
    await clinic.deliver(enrollments)
    await _claim_as_the_dead(clinic, enrollments)
    assert await clinic.deliver(enrollments) == [Delivery("sent", "tls")] * 2
    assert await _copies(clinic, catcher, enrollments) == [1, 1]
    assert (await clinic.message(enrollments[0]))["evidence"]["settled_by"] == "first-hop"


async def test_a_mail_that_never_arrived_is_sent_once(clinic: Clinic, catcher: stack.Catcher) -> None:
    enrollments = await _written(clinic, 2, "absent")
    await _claim_as_the_dead(clinic, enrollments, attempts=7)
    assert await clinic.deliver(enrollments) == [Delivery("sent", "tls")] * 2
    assert await _copies(clinic, catcher, enrollments) == [1, 1]


async def test_a_living_claim_is_waited_for(clinic: Clinic, catcher: stack.Catcher) -> None:
    enrollments = await _written(clinic, 1, "living")
    await _claim_as_the_dead(clinic, enrollments, lease="1.5s")
    delivering = asyncio.create_task(clinic.deliver(enrollments))
    await asyncio.sleep(1.0)
    assert await _copies(clinic, catcher, enrollments) == [0]
    assert await delivering == [Delivery("sent", "tls")]


async def test_a_dead_claim_passes_the_gate_again(clinic: Clinic, catcher: stack.Catcher) -> None:
    enrollments = await _written(clinic, 1, "regate")
    await _claim_as_the_dead(clinic, enrollments)
    await clinic.pool.execute(
        "update patient set deceased = true where id = (select patient_id from enrollment where id = $1)",
        UUID(enrollments[0]),
    )
    assert await clinic.deliver(enrollments) == [Delivery("blocked", "deceased")]
    assert await _copies(clinic, catcher, enrollments) == [0]


async def test_care_is_repeated_once_where_nobody_can_be_asked(blind: Clinic, catcher: stack.Catcher) -> None:
    once, twice = await _written(blind, 2, "blind")
    await _claim_as_the_dead(blind, [once], attempts=1)
    await _claim_as_the_dead(blind, [twice], attempts=2)
    assert await blind.deliver([once, twice]) == [
        Delivery("sent", "tls"),
        Delivery("uncertain", "arrival-unknown"),
    ]
    assert await _copies(blind, catcher, [once, twice]) == [1, 0]


async def test_marketing_is_not_repeated_where_nobody_can_be_asked(
    blind: Clinic, catcher: stack.Catcher
) -> None:
    [one] = await _written(blind, 1, "offer")
    await blind.pool.execute("update message set purpose = 'marketing' where enrollment_id = $1", UUID(one))
    await _claim_as_the_dead(blind, [one])
    assert await blind.deliver([one]) == [Delivery("uncertain", "arrival-unknown")]
    assert await _copies(blind, catcher, [one]) == [0]


async def test_two_attempts_at_once_send_each_mail_once(clinic: Clinic, catcher: stack.Catcher) -> None:
    """A zombie attempt and its successor work on the same batch."""
    enrollments = await _written(clinic, 120, "zombie")
    one, other = await asyncio.gather(clinic.deliver(enrollments), clinic.deliver(enrollments))
    assert {each.outcome for each in (*one, *other)} == {"sent"}
    assert await _copies(clinic, catcher, enrollments) == [1] * 120


async def test_a_relay_that_is_away_loses_nothing(clinic: Clinic, catcher: stack.Catcher) -> None:
    enrollments = await _written(clinic, 60, "away")
    closed = SmtpPool(Relay("127.0.0.1", free_port(), ca_file=str(catcher.authority)))
    with pytest.raises(ApplicationError) as raised:
        await replace(clinic, smtp=closed).deliver(enrollments)
    assert raised.value.type == "relay-unavailable" and not raised.value.non_retryable
    rows = [await clinic.message(one) for one in enrollments]
    assert {(row["state"], row["attempts"]) for row in rows} == {("rendered", 0)}
    assert {each.outcome for each in await clinic.deliver(enrollments)} == {"sent"}
    assert await _copies(clinic, catcher, enrollments) == [1] * 60


@asynccontextmanager
async def _out_of_reach(clinic: Clinic, enrollments: list[str]) -> AsyncIterator[None]:
    """Nobody gets hold of these mails meanwhile, so that no process is done before it is killed."""
    async with clinic.pool.acquire() as conn, conn.transaction():
        rows = "select from message where enrollment_id = any($1::uuid[]) for update"
        await conn.execute(rows, [UUID(one) for one in enrollments])
        yield


async def test_a_killed_process_leaves_each_mail_once(clinic: Clinic, catcher: stack.Catcher) -> None:
    """`kill -9` in the middle, several times; then the batch is tried again."""
    enrollments = await _written(clinic, 200, "killed")
    async with _out_of_reach(clinic, enrollments[-TOGETHER:]):
        for least in (1, 40):
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.activities.one_attempt",
                *enrollments,
                env=os.environ | child_environment(clinic),
            )
            while await _sent(clinic, enrollments) < least and child.returncode is None:
                await asyncio.sleep(0.003)
            child.send_signal(signal.SIGKILL)
            await child.wait()
    assert 40 <= await _sent(clinic, enrollments) < 200  # the kills came in the middle
    assert {each.outcome for each in await clinic.deliver(enrollments)} == {"sent"}
    assert await _copies(clinic, catcher, enrollments) == [1] * 200


def test_a_mails_id_is_the_same_on_every_attempt_and_its_own() -> None:
    one, other = uuid4(), uuid4()
    assert ledger.message_id_of(one, "a", 1) == ledger.message_id_of(one, "a", 1)
    ids = {
        ledger.message_id_of(*key) for key in ((one, "a", 1), (one, "a", 2), (one, "b", 1), (other, "a", 1))
    }
    assert len(ids) == 4
    assert {each.version for each in ids} == {8}
