"""A whole Careloom as `careloom up` starts it: every process, real ports, spoken to only from outside."""

import asyncio
import itertools
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import httpx

from designer_api.access.service import one_time_link
from engine.settings import Settings, load_settings
from engine.store import migrate
from engine.store.mailbox import Mailbox
from infra.local.ports import free_port
from infra.local.processes import Part
from infra.local.stack import Stack

PROJECT = Path(__file__).resolve().parents[2]
_T = TypeVar("_T")


class Installation:
    def __init__(self, settings: Settings, stack: Stack, http: httpx.AsyncClient) -> None:
        self.settings, self.stack, self.http = settings, stack, http
        self._numbers = itertools.count(1)

    async def send(self, message: bytes) -> httpx.Response:
        """One HL7 message through the public intake; it has to be acknowledged."""
        headers = {"Authorization": f"Bearer {self.settings.intake_keys['local']}"}
        answer = await self.http.post("/api/intake/hl7v2", content=message, headers=headers)
        assert b"MSA|AA" in answer.content, answer.content
        return answer

    def siu(self, trigger: str, person: dict[str, str], start: datetime, *, status: str = "Booked") -> bytes:
        number = next(self._numbers)
        at = f"{datetime.now(UTC):%Y%m%d%H%M%S}+0000"
        end = start + timedelta(minutes=30)
        return (
            f"MSH|^~\\&|TEST|NORTH|CARELOOM|NORTH|{at}||SIU^{trigger}^SIU_S12|T{number:06d}|P|2.5.1\r"
            f"SCH|P{person['mrn']}|F{person['mrn']}|||||OFFICE-VISIT|OFFICE-VISIT|30|min|"
            f"^^30^{start:%Y%m%d%H%M%S}+0000^{end:%Y%m%d%H%M%S}+0000|||||||||||||{status}\r"
            f"PID|1||{person['mrn']}^^^NORTH^MR||{person['last']}^{person['first']}||{person['born']}|F|||||"
            f"^NET^Internet^{person['email']}||{person.get('language', 'en')}\r"
        ).encode()

    async def sign_in(self, email: str = "tester@careloom.test") -> None:
        token = (await one_time_link(self.settings, email, "Tester")).rpartition("token=")[2]
        answer = await self.http.post("/api/session/link", json={"token": token})
        self.http.headers["X-CSRF-Token"] = answer.json()["csrf"]

    async def get(self, path: str) -> Any:
        answer = await self.http.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    async def patient_of(self, email: str) -> str:
        async def find() -> str | None:
            answer = await self.http.post("/api/patients/search", json={"query": email})
            items = answer.json()["items"]
            return str(items[0]["id"]) if items else None

        return await until(find, "the person did not appear")

    def mails_to(self, email: str) -> list[bytes]:
        """The caught mails to this address, oldest first."""
        mailbox = Mailbox(self._mailbox_path())
        try:
            found = [mail.id for mail in mailbox.list(5000) if mail.rcpt_to == email]
            return [mailbox.get(each) or b"" for each in reversed(found)]
        finally:
            mailbox.close()

    async def mail_to(self, email: str, count: int = 1, within: float = 30) -> EmailMessage:
        """The `count`-th mail to this address, waited for."""

        async def look() -> bytes | None:
            mails = self.mails_to(email)
            return mails[count - 1] if len(mails) >= count else None

        raw = await until(look, f"mail {count} did not come", within)
        return message_from_bytes(raw, policy=policy.default)

    def message_ids(self) -> list[str]:
        mailbox = Mailbox(self._mailbox_path())
        try:
            return [mail.message_id for mail in mailbox.list(100_000)]
        finally:
            mailbox.close()

    async def query(self, sql: str, *values: object) -> Any:
        connection = await asyncpg.connect(self.settings.database_url)
        try:
            return await connection.fetch(sql, *values)
        finally:
            await connection.close()

    def _mailbox_path(self) -> Path:
        assert self.settings.mailbox_path is not None
        return self.settings.mailbox_path


async def until(look: Callable[[], Awaitable[_T | None]], otherwise: str, within: float = 30) -> _T:
    """What `look` finds, asked again and again."""
    deadline = time.monotonic() + within
    while (found := await look()) is None:
        assert time.monotonic() < deadline, otherwise
        await asyncio.sleep(0.05)
    return found


@asynccontextmanager
async def running_installation(
    folder: Path, *, journeys: Path = PROJECT / "journeys", **told: str
) -> AsyncIterator[Installation]:
    """Everything started as `careloom up` does it, stopped in order afterwards."""
    environment = {
        "CARELOOM_DATA_DIR": str(folder),
        "CARELOOM_WEB_PORT": str(free_port()),
        "CARELOOM_JOURNEYS_DIR": str(journeys),
        **{f"CARELOOM_{name.upper()}": value for name, value in told.items()},
    }
    stack = Stack(load_settings(environment))
    try:
        stack.prepare()
        await stack.start()
        settings = load_settings(environment)
        await migrate.upgrade(settings.database_url)
        async with httpx.AsyncClient(base_url=settings.public_url, timeout=30) as http:
            await stack.run(_part("api", environment, "api"), lambda: _answers(http))
            await _apply(environment)
            await stack.run(
                _part("journeys", environment, "worker", "--roles", "journeys,router,watcher"), _at_once
            )
            await stack.run(_part("delivery", environment, "worker", "--roles", "delivery"), _at_once)
            yield Installation(settings, stack, http)
    finally:
        await stack.stop()


def _part(name: str, environment: dict[str, str], *arguments: str) -> Part:
    argv = (sys.executable, "-m", "infra.cli.main", *arguments)
    return Part(name=name, argv=argv, env=environment, grace=10.0)


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/api/health")).status_code == 200
    except httpx.HTTPError:
        return False


async def _at_once() -> bool:
    return True


async def _apply(environment: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "infra.cli.main",
        "apply",
        "--yes",
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0, printed.decode()
