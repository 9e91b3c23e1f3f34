"""Real parts for tests: PostgreSQL, Temporal and the mail catcher, each started only when a test asks for it.

Everything lies in one temporary directory and ends with pytest, however pytest ends.
"""

import contextlib
import os
import secrets
import shutil
import sysconfig
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from engine.settings import Settings
from engine.store import migrate
from engine.store.mailbox import Mailbox
from infra.local.certificates import ensure_certificates
from infra.local.ports import LOOPBACK, free_port
from infra.local.postgres import Postgres
from infra.local.processes import Processes
from infra.local.stack import answers, catcher_part
from infra.local.temporal import Temporal

NAMESPACE = "careloom"
_PREFIX = "careloom-tests-"
_TEMPLATE = "migrated"


@dataclass(frozen=True)
class Catcher:
    """A mail server that keeps what it accepts. STARTTLS is required and verifies against `authority`."""

    host: str
    port: int
    authority: Path
    mailbox_path: Path

    def mailbox(self) -> Mailbox:
        return Mailbox(self.mailbox_path)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Gone afterwards; what a killed pytest left behind is removed by the next one."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o711)
    (folder / "pid").write_text(str(os.getpid()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(_PREFIX + "*"):
        with contextlib.suppress(OSError, ValueError):
            if not psutil.pid_exists(int((folder / "pid").read_text())):
                shutil.rmtree(folder, ignore_errors=True)


async def start_postgres(folder: Path, processes: Processes) -> Postgres:
    """A server with a migrated template, from which a fresh database costs some milliseconds."""
    postgres = Postgres(folder / "postgres", free_port(), secrets.token_urlsafe(12), durable=False)
    postgres.prepare()
    await processes.start(postgres.part(), postgres.ready)
    await postgres.create_database(_TEMPLATE)

    await migrate.upgrade(postgres.url(_TEMPLATE))
    return postgres


@contextlib.asynccontextmanager
async def fresh_database(postgres: Postgres, template: str = _TEMPLATE) -> AsyncIterator[str]:
    """The address of a database of its own, migrated and empty."""
    name = f"test_{secrets.token_hex(6)}"
    await postgres.create_database(name, template)
    try:
        yield postgres.url(name)
    finally:
        connection = await asyncpg.connect(postgres.url("postgres"))
        await connection.execute(f'drop database if exists "{name}" with (force)')
        await connection.close()


async def start_temporal(folder: Path, processes: Processes) -> str:
    """The address of a development server with the namespace `careloom`."""
    temporal = Temporal(folder / "temporal.sqlite", free_port(), free_port(), NAMESPACE)

    async def ready() -> bool:
        return temporal.ready()

    await processes.start(temporal.part(), ready)
    return temporal.address


async def start_catcher(folder: Path, processes: Processes) -> Catcher:
    port, tls, mailbox = free_port(), folder / "tls", folder / "mailbox.sqlite"
    certificates = ensure_certificates(tls)
    await processes.start(catcher_part(mailbox, port, tls), lambda: answers(port))
    return Catcher("localhost", port, certificates.authority, mailbox)


def time_skipping_server() -> Path:
    """The binary for `WorkflowEnvironment.start_time_skipping(test_server_existing_path=…)`."""
    return Path(sysconfig.get_path("scripts")) / "temporal-test-server"


def settings_for_tests(data_dir: Path, **told: Any) -> Settings:
    """Settings with keys of their own; addresses and the rest as the test tells them."""
    made = Settings(
        data_dir=data_dir,
        master_keys={"m1": secrets.token_bytes(32)},
        payload_keys={"p1": secrets.token_bytes(32)},
        index_key=secrets.token_bytes(32),
        link_key=secrets.token_bytes(32),
        intake_keys={"local": secrets.token_urlsafe(32)},
        public_url=f"http://{LOOPBACK}:8400",
        temporal_namespace=NAMESPACE,
    )
    return replace(made, **told)
