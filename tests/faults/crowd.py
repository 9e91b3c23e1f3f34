"""Some hundred people booked at once, and an account of what they got that asks only outside evidence."""

import asyncio
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from uuid import UUID

import asyncpg
import httpx

from tests.e2e.installation import Installation, until
from tests.e2e.people import ahead, person

_SENDERS = 8
_CAME = "select received_at from mail where message_id = ? order by id"
_AWAY = (OSError, asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, asyncpg.InterfaceError)


class Crowd:
    """People of one test: their journeys are those that began after it was made."""

    def __init__(self, careloom: Installation, name: str, count: int) -> None:
        self.careloom = careloom
        self.people = [person(f"{name}{number}") for number in range(count)]
        self.start: datetime = ahead(days=9)
        self._before: list[UUID] = []

    async def book_at_once(self) -> None:
        """All stored before the router sees the first, so that they travel in large cohorts."""
        await self.look_away()
        async with frozen(self.careloom, "journeys"):
            await self.book(self.people)

    async def look_away(self) -> None:
        """From whoever is inside already."""
        self._before = [row["id"] for row in await self.careloom.query("select id from enrollment")]

    async def book(self, people: list[dict[str, str]]) -> int:
        """As senders do: again until it is acknowledged. How often they had to come again."""
        messages = [self.careloom.siu("S12", who, self.start) for who in people]
        turn = asyncio.Semaphore(_SENDERS)

        async def deliver(message: bytes) -> int:
            async with turn:
                return await send_until_taken(self.careloom, message)

        return sum(await asyncio.gather(*(deliver(each) for each in messages)))

    def mails(self) -> Counter[tuple[str, str]]:
        """How many mails (recipient, Message-ID) the catcher holds for these people."""
        mine = {who["email"] for who in self.people}
        return Counter(mail for mail in caught(self.careloom) if mail[0] in mine)

    async def mails_reach(self, count: int, within: float = 30) -> None:
        async def look() -> bool | None:
            return self.mails().total() >= count or None

        await until(look, f"{count} mails did not come", within)

    async def finish(self, within: float = 90) -> None:
        """Wait until everybody's journey is over; databases that are away are waited for."""

        async def over() -> bool | None:
            try:
                rows = await self.enrollments()
            except _AWAY:
                return None
            return (len(rows) == len(self.people) and {row["state"] for row in rows} == {"left"}) or None

        try:
            await until(over, "not everybody came to the end", within)
        except AssertionError as late:
            raise AssertionError(f"{late}: {await self.standing()}") from None

    async def enrollments(self) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self.careloom.query(
            "select id, state, outcome from enrollment where id <> all($1::uuid[])", self._before
        )
        return found

    async def messages(self) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self.careloom.query(
            "select rfc_message_id, state, reason, attempts from message"
            " where enrollment_id <> all($1::uuid[])",
            self._before,
        )
        return found

    async def standing(self) -> str:
        """Numbers for a failed test; nobody's data."""
        enrollments = Counter((row["state"], row["outcome"]) for row in await self.enrollments())
        messages = Counter((row["state"], row["reason"]) for row in await self.messages())
        return f"enrollments {dict(enrollments)}, messages {dict(messages)}, mails {self.mails().total()}"

    async def _twice(self) -> str:
        """When the copies came and what the ledger knows about them; nobody's data."""
        again = [name for (_, name), count in self.mails().items() if count > 1]
        with closing(
            sqlite3.connect(f"file:{self.careloom.settings.mailbox_path}?mode=ro", uri=True)
        ) as mailbox:
            came = [[round(row[0], 2) for row in mailbox.execute(_CAME, (name,))] for name in again]
        rows = await self.careloom.query(
            "select attempts, reason, evidence ->> 'settled_by' as settled_by, lease_until"
            " from message where rfc_message_id = any($1::text[])",
            again,
        )
        return f"a Message-ID was taken twice, at {came}: {[tuple(row) for row in rows]}"

    async def assert_each_mail_once(self, each: int = 2) -> None:
        """Nothing lost, nothing doubled, nothing left open: by the catcher first, by the ledger second."""
        mails = self.mails()
        assert set(mails.values()) == {1}, await self._twice()
        per_person = Counter(recipient for recipient, _ in mails)
        assert per_person == {who["email"]: each for who in self.people}
        rows = await self.messages()
        assert Counter(row["state"] for row in rows) == {"sent": each * len(self.people)}
        assert {row["rfc_message_id"] for row in rows} == {name for _, name in mails}
        assert {row["outcome"] for row in await self.enrollments()} == {"done"}


def caught(careloom: Installation) -> list[tuple[str, str]]:
    """(recipient, Message-ID) of every mail in the catcher's file, read without the product's own code."""
    path = careloom.settings.mailbox_path
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as mailbox:
        return list(mailbox.execute("select rcpt_to, message_id from mail"))


async def send_until_taken(careloom: Installation, message: bytes) -> int:
    """How often the intake said 503 or nothing at all before it acknowledged."""
    headers = {"Authorization": f"Bearer {careloom.settings.intake_keys['local']}"}
    for tries in range(600):
        try:
            answer = await careloom.http.post("/api/intake/hl7v2", content=message, headers=headers)
        except httpx.TransportError:
            await asyncio.sleep(0.1)
            continue
        if answer.status_code == 200:
            assert b"MSA|AA" in answer.content
            return tries
        assert answer.status_code == 503, (answer.status_code, answer.text)
        await asyncio.sleep(0.1)
    raise AssertionError("the message was never taken")


def kill(careloom: Installation, part: str) -> None:
    """SIGKILL, as the kernel does when memory is short; the stack starts it again."""
    os.kill(careloom.stack.processes.pid(part), signal.SIGKILL)


async def restarted(careloom: Installation, part: str, times: int, within: float = 20) -> None:
    async def look() -> bool | None:
        return careloom.stack.processes.restarts(part) >= times or None

    await until(look, f"{part} was not started again", within)


@asynccontextmanager
async def frozen(careloom: Installation, part: str) -> AsyncIterator[None]:
    """The part is there and does nothing, as a machine that swaps or a stopped container."""
    pid = careloom.stack.processes.pid(part)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
