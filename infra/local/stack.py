"""The embedded stack: PostgreSQL, Temporal and the mail catcher, started together and kept running.

It makes keys and certificates, chooses ports and writes them to `embedded.toml`, from where every process of
the installation reads them. It knows nothing of journeys; worker and API are handed to it as further parts.
"""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from engine.settings import Settings
from infra.local import ports
from infra.local.certificates import ensure_certificates
from infra.local.data import DataDirectory
from infra.local.keys import ensure_keys
from infra.local.postgres import Postgres
from infra.local.processes import Part, Processes
from infra.local.temporal import Temporal

Report = Callable[[str, str], None]  # (part, what it does now)


class Stack:
    """From one event loop: `prepare()`, `await start()`, `await run(part, …)`, at last `await stop()`."""

    def __init__(self, settings: Settings, report: Report = lambda part, state: None) -> None:
        self._settings, self._report = settings, report
        self._data = DataDirectory(settings.data_dir)
        self.processes = Processes(settings.data_dir / "logs", self._say_restart)
        self._chosen: dict[str, int] = {}
        self._password = ""

    def prepare(self) -> None:
        """Take the data directory, make what is missing in it, choose ports. Starts nothing.

        Raises Conflict `already-running`, Refused `not-our-directory`, Unavailable `port-taken`.
        """
        self._data.hold()
        (self._settings.data_dir / "logs").mkdir(exist_ok=True, mode=0o700)
        self._password = (ensure_keys(self._settings.data_dir) / "postgres_password").read_text().strip()
        self._chosen = self._choose_ports()
        self._write_addresses(self._chosen, self._password)

    async def start(self) -> None:
        """Everything ready, or an EngineError that says what is wrong; `stop()` is then due as well."""
        chosen = self._chosen
        await together(
            self._start_postgres(chosen["postgres_port"]),
            self._start_temporal(chosen["temporal_port"], chosen["temporal_http_port"]),
            self._start_catcher(chosen["catcher_port"]),
        )

    async def run(self, part: Part, ready: Callable[[], Any], within: float = 60.0) -> None:
        """Start one more part, which leans on those that run."""
        began = time.monotonic()
        self._report(part.name, "starting")
        await self.processes.start(part, ready, within)
        self._report(part.name, f"ready in {time.monotonic() - began:.1f} s")

    async def stop(self) -> None:
        await self.processes.stop_all()
        self._data.release()

    def _choose_ports(self) -> dict[str, int]:
        """Those of the last run again where they are free, so that nothing has to be told anew."""
        path = self._settings.data_dir / "ports.json"
        before = msgspec.json.decode(path.read_bytes(), type=dict[str, int]) if path.exists() else {}
        wanted = {
            "postgres_port": self._settings.postgres_port,
            "temporal_port": self._settings.temporal_port,
            "temporal_http_port": 0,
            "catcher_port": self._settings.catcher_port,
        }
        chosen = {
            name: ports.choose(
                port, before.get(name, 0), name.removesuffix("_port"), f"CARELOOM_{name.upper()}"
            )
            for name, port in wanted.items()
        }
        path.write_bytes(msgspec.json.encode(chosen))
        return chosen

    def _write_addresses(self, chosen: dict[str, int], password: str) -> None:
        folder = self._settings.data_dir
        told: dict[str, str | int] = {
            "database_url": Postgres(folder / "postgres", chosen["postgres_port"], password).url(),
            "temporal_address": f"{ports.LOOPBACK}:{chosen['temporal_port']}",
            "smtp_host": "localhost",
            "smtp_port": chosen["catcher_port"],
            "smtp_ca_file": str(folder / "tls" / "ca.pem"),
            "web_host": self._settings.web_host,
            "web_port": self._settings.web_port,
            "public_url": self._settings.public_url,
        }
        lines = ["# Written by the embedded stack at every start; put your own settings into settings.toml."]
        lines += [f"{name} = {_toml(value)}" for name, value in told.items()]
        draft = folder / ".embedded.toml"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
        draft.replace(folder / "embedded.toml")

    async def _start_postgres(self, port: int) -> None:
        postgres = Postgres(self._settings.data_dir / "postgres", port, self._password)
        self._report("postgres", "preparing")
        await asyncio.to_thread(postgres.prepare)
        await self.run(postgres.part(), postgres.ready)
        await postgres.create_database()

    async def _start_temporal(self, port: int, http_port: int) -> None:
        folder = self._settings.data_dir / "temporal"
        folder.mkdir(exist_ok=True, mode=0o700)
        temporal = Temporal(folder / "temporal.sqlite", port, http_port, self._settings.temporal_namespace)
        await self.run(temporal.part(), lambda: asyncio.to_thread(temporal.ready))

    async def _start_catcher(self, port: int) -> None:
        folder = self._settings.data_dir / "tls"
        await asyncio.to_thread(ensure_certificates, folder)
        mailbox = self._settings.mailbox_path or self._settings.data_dir / "mailbox.sqlite"
        await self.run(catcher_part(mailbox, port, folder), lambda: answers(port))

    def _say_restart(self, part: str, code: int) -> None:
        self._report(part, f"ended with {code}, starting again")


def catcher_part(mailbox: Path, port: int, tls: Path) -> Part:
    argv = (sys.executable, "-m", "infra.local.catcher", str(mailbox), str(port), str(tls))
    return Part(name="catcher", argv=argv, grace=5.0)


async def answers(port: int, host: str = ports.LOOPBACK) -> bool:
    """Whether anything listens there."""

    def knock() -> bool:
        try:
            socket.create_connection((host, port), timeout=2).close()
        except OSError:
            return False
        return True

    return await asyncio.to_thread(knock)


async def together(*jobs: Coroutine[Any, Any, None]) -> None:
    """All at once; the first failure ends the others and is raised as itself."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


def _toml(value: str | int) -> str:
    return (
        str(value) if isinstance(value, int) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
