"""The window that SMTP leaves open: the dot was sent, the answer never came, or the sender fell asleep."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError

from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import relay_of
from activities.delivery.hop import CaughtMail
from activities.parts import Parts
from engine.contracts.activities import Delivery
from engine.store.mailbox import Envelope, Mailbox
from tests import stack
from tests.activities.clinic import Clinic
from tests.activities.test_recovery import _copies, _sent, _written, child_environment, short_leases

__all__ = ["short_leases"]


class Forgetful:
    """A relay that hangs up instead of answering the final dot; it keeps the mail or not, as `keeps` says."""

    def __init__(self, mailbox: Path, *, keeps: bool) -> None:
        self.mailbox = mailbox
        self.keeps = keeps
        self.hung_up = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 forgetful\r\n")
        while line := await reader.readline():
            if line.startswith(b"EHLO"):
                writer.write(b"250-forgetful\r\n250 8BITMIME\r\n")
            elif line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                raw = await reader.readuntil(b"\r\n.\r\n")
                if self._accept(raw[:-3]):
                    writer.write(b"250 2.0.0 taken\r\n")
                    continue
                break
            else:
                writer.write(b"250 2.0.0 fine\r\n")
        writer.close()

    def _accept(self, raw: bytes) -> bool:
        first = not self.hung_up
        self.hung_up += 1
        if self.keeps or not first:
            box = Mailbox(self.mailbox)
            box.append(raw, Envelope("a@example.org", "b@example.org", 0.0))
            box.close()
        return not first


@asynccontextmanager
async def relay_of_its_own(clinic: Clinic, relay: Forgetful, *, asked: bool) -> AsyncIterator[Clinic]:
    server = await asyncio.start_server(relay.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = replace(
        clinic.parts.settings, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", smtp_ca_file=None
    )
    parts = Parts(clinic.pool, clinic.parts.vault, settings, {})
    hop = CaughtMail(relay.mailbox) if asked else None
    async with SmtpPool(relay_of(settings)) as smtp:
        yield replace(clinic, parts=parts, smtp=smtp, hop=hop)
    server.close()


@pytest.mark.parametrize("keeps", [True, False])
async def test_a_hop_that_can_be_asked_settles_every_doubt(
    clinic: Clinic, tmp_path: Path, keeps: bool
) -> None:
    enrollments = await _written(clinic, 1, f"asked-{keeps}")
    relay = Forgetful(tmp_path / "box.sqlite", keeps=keeps)
    async with relay_of_its_own(clinic, relay, asked=True) as there:
        assert await there.deliver(enrollments) == [Delivery("sent", "portal")]
    row = await clinic.message(enrollments[0])
    assert len(Mailbox(relay.mailbox).find(row["rfc_message_id"])) == 1


async def test_care_is_repeated_once_with_the_same_id_where_nobody_can_be_asked(
    clinic: Clinic, tmp_path: Path
) -> None:
    enrollments = await _written(clinic, 1, "unasked")
    relay = Forgetful(tmp_path / "box.sqlite", keeps=True)
    async with relay_of_its_own(clinic, relay, asked=False) as there:
        assert await there.deliver(enrollments) == [Delivery("sent", "portal")]
    row = await clinic.message(enrollments[0])
    assert len(Mailbox(relay.mailbox).find(row["rfc_message_id"])) == 2  # the price, and counted
    assert row["attempts"] == 2


async def test_marketing_is_never_repeated(clinic: Clinic, tmp_path: Path) -> None:
    enrollments = await _written(clinic, 1, "unasked-offer")
    await clinic.pool.execute(
        "update message set purpose = 'marketing' where enrollment_id = $1::text::uuid", enrollments[0]
    )
    relay = Forgetful(tmp_path / "box.sqlite", keeps=True)
    async with relay_of_its_own(clinic, relay, asked=False) as there:
        assert await there.deliver(enrollments) == [Delivery("uncertain", "arrival-unknown")]
    row = await clinic.message(enrollments[0])
    assert len(Mailbox(relay.mailbox).find(row["rfc_message_id"])) == 1
    assert row["state"] == "uncertain"


async def _tried_again(clinic: Clinic, enrollments: Sequence[str]) -> list[Delivery]:
    """As Temporal does it: an attempt that found no relay in time is made once more."""
    while True:
        try:
            return await clinic.deliver(enrollments)
        except ApplicationError as why:
            if why.type != "relay-unavailable":
                raise
            await asyncio.sleep(0.5)


async def test_a_sender_that_fell_asleep_sends_nothing_when_it_wakes(
    clinic: Clinic, catcher: stack.Catcher
) -> None:
    """SIGSTOP in the middle, another attempt does the work, SIGCONT: each mail is there once."""
    enrollments = await _written(clinic, 150, "asleep")
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.activities.one_attempt", *enrollments,
        env=os.environ | child_environment(clinic) | {"FALLS_ASLEEP": "1"}, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    while await _sent(clinic, enrollments) < 1 and child.returncode is None:
        await asyncio.sleep(0.003)
    try:
        assert await _sent(clinic, enrollments) < 150
        assert {one.outcome for one in await _tried_again(clinic, enrollments)} == {"sent"}
    finally:
        child.send_signal(signal.SIGCONT)
    await asyncio.wait_for(child.wait(), 60)
    assert await _copies(clinic, catcher, enrollments) == [1] * 150
