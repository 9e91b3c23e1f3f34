"""The relay is away while people change their minds, cancel or die: later, once, and nobody who may not."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from infra.local.stack import answers, catcher_part
from tests.e2e.installation import Installation, until
from tests.faults.crowd import Crowd, caught, frozen

_DOWN_SECONDS = 10.0


@asynccontextmanager
async def no_relay(careloom: Installation) -> AsyncIterator[None]:
    """Nothing listens on the relay's port."""
    settings = careloom.settings
    await careloom.stack.processes.stop("catcher")
    try:
        yield
    finally:
        part = catcher_part(_mailbox(careloom), settings.smtp_port, settings.data_dir / "tls")
        await careloom.stack.run(part, lambda: answers(settings.smtp_port))


async def test_a_relay_that_is_down_for_a_while_makes_everything_later_and_nothing_else(
    careloom: Installation,
) -> None:
    crowd = Crowd(careloom, "later", 120)
    async with no_relay(careloom):
        await crowd.book_at_once()
        await asyncio.sleep(_DOWN_SECONDS)
        assert crowd.mails().total() == 0
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_a_relay_that_hangs_for_a_moment_holds_each_mail_once(careloom: Installation) -> None:
    crowd = Crowd(careloom, "hanging", 100)
    await crowd.book_at_once()
    await crowd.mails_reach(10)
    async with frozen(careloom, "catcher"):
        await asyncio.sleep(5)
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_who_revokes_cancels_or_dies_between_writing_and_sending_gets_nothing(
    careloom: Installation,
) -> None:
    """The mails are written and at the gate's far side waits a relay that is away."""
    crowd = Crowd(careloom, "changed", 60)
    kinds = ("revoked", "cancelled", "died", "unchanged")
    groups = {kind: crowd.people[n::4] for n, kind in enumerate(kinds)}
    async with no_relay(careloom):
        await crowd.book_at_once()
        await until(lambda: _written(crowd), "not every mail was written")
        for who in groups["revoked"]:
            await revoke(careloom, await careloom.patient_of(who["email"]))
        for who in groups["cancelled"]:
            await careloom.send(careloom.siu("S15", who, crowd.start, status="Cancelled"))
        for who in groups["died"]:
            await careloom.send(death(careloom, who))
        await until(lambda: _routed(careloom), "the router did not hear of it")
    await crowd.finish()
    mails = Counter(recipient for recipient, _ in caught(careloom))
    sent = {kind: sum(mails[who["email"]] for who in people) for kind, people in groups.items()}
    assert sent == {"revoked": 0, "cancelled": 0, "died": 0, "unchanged": 2 * len(groups["unchanged"])}
    assert not {row["state"] for row in await crowd.messages()} & {"claimed", "uncertain", "failed"}


async def revoke(careloom: Installation, patient: str) -> None:
    """By the API, as the front desk does; it holds when this returns."""
    wish = {"topic": "visits", "granted": False, "evidence": "front desk"}
    answer = await careloom.http.post(f"/api/patients/{patient}/consents", json=wish)
    assert answer.status_code == 201, answer.text


def death(careloom: Installation, who: dict[str, str]) -> bytes:
    """ADT^A31 with PID-30 = Y."""
    segments = careloom.siu("S12", who, Crowd(careloom, "", 0).start).split(b"\r")
    head = segments[0].replace(b"SIU^S12^SIU_S12", b"ADT^A31^ADT_A05")
    return b"\r".join([head, segments[2] + b"|" * 15 + b"Y", b""])


async def _written(crowd: Crowd) -> bool | None:
    return len(await crowd.messages()) == len(crowd.people) or None


async def _routed(careloom: Installation) -> bool | None:
    waiting = await careloom.query("select count(*) as n from event where routed_at is null")
    return waiting[0]["n"] == 0 or None


def _mailbox(careloom: Installation) -> Path:
    assert careloom.settings.mailbox_path is not None
    return careloom.settings.mailbox_path
