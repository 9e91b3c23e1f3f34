"""The questions `careloom doctor` asks. Each answers with a finding, changes nothing and shows no secret."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

import aiosmtplib
import asyncpg
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, GetSystemInfoRequest
from temporalio.service import ConnectConfig, RPCError, ServiceClient

from engine.settings import Settings
from engine.store import migrate
from engine.store.waiting import count_waiting
from infra.local.data import is_held
from infra.local.stack import answers

State = Literal["good", "attention", "bad"]
_PATIENCE = 5.0


@dataclass(frozen=True)
class Finding:
    subject: str
    state: State
    words: str


Check = Callable[[Settings], Awaitable[Finding]]


async def versions(settings: Settings) -> Finding:
    parts = ", ".join(f"{name} {version(name)}" for name in ("temporalio", "litestar", "asyncpg"))
    return Finding("version", "good", f"careloom {version('careloom')} ({parts})")


async def stack(settings: Settings) -> Finding:
    if not settings.embedded:
        return Finding("stack", "good", "a cluster: database, Temporal and relay are run by others")
    if is_held(settings.data_dir):
        return Finding("stack", "good", f"embedded, running on {settings.data_dir}")
    return Finding(
        "stack", "bad", f"embedded, not running on {settings.data_dir}; start it with `careloom up`"
    )


async def keys(settings: Settings) -> Finding:
    rings = ("master_keys", "payload_keys", "index_key", "link_key")
    missing = [name for name in rings if not getattr(settings, name)]
    if missing:
        return Finding("keys", "bad", f"{', '.join(missing)} missing")
    senders = f"{len(settings.intake_keys)} senders may deliver events"
    words = f"{len(settings.master_keys)} master, {len(settings.payload_keys)} payload; {senders}"
    return Finding("keys", "good" if settings.intake_keys else "attention", words)


async def clock(settings: Settings) -> Finding:
    if not settings.clock.paced:
        return Finding("clock", "good", "real time")
    left = settings.clock.meets_at - time.time()
    if left <= 0:
        return Finding("clock", "good", "real time; a paced fortnight has caught up with it")
    return Finding(
        "clock", "attention", f"paced, {settings.clock.rate:g} times faster, real time in {left:.0f} s"
    )


async def database(settings: Settings) -> Finding:
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, asyncpg.PostgresError, ValueError) as why:
        return Finding("database", "bad", f"not reachable ({type(why).__name__})")
    try:
        found = await connection.fetchval("show server_version")
        size = await connection.fetchval("select pg_size_pretty(pg_database_size(current_database()))")
    finally:
        await connection.close()
    return Finding("database", "good", f"PostgreSQL {found}, {size}")


async def migrations(settings: Settings) -> Finding:
    try:
        standing = await migrate.current(settings.database_url)
    except (OSError, TimeoutError, asyncpg.PostgresError, ValueError):
        return Finding("migrations", "bad", "unknown: the database is not reachable")
    newest = migrate.newest()
    if standing == newest:
        return Finding("migrations", "good", f"at {newest}")
    return Finding(
        "migrations", "bad", f"at {standing or 'nothing'}, {newest} is needed; run `careloom migrate`"
    )


async def temporal(settings: Settings) -> Finding:
    """Asks the service itself, not through a client of ours: no payload is read or written here."""
    if not settings.temporal_address:
        return Finding("temporal", "bad", "no address is known")
    try:
        service = await asyncio.wait_for(
            ServiceClient.connect(ConnectConfig(target_host=settings.temporal_address)), _PATIENCE
        )
        system = await service.workflow_service.get_system_info(GetSystemInfoRequest())
        await service.workflow_service.describe_namespace(
            DescribeNamespaceRequest(namespace=settings.temporal_namespace)
        )
    except (RPCError, RuntimeError, TimeoutError, OSError) as why:
        return Finding(
            "temporal", "bad", f"{settings.temporal_address} does not answer ({type(why).__name__})"
        )
    where = f"{settings.temporal_address}, namespace {settings.temporal_namespace}"
    return Finding("temporal", "good", f"server {system.server_version} at {where}")


async def relay(settings: Settings) -> Finding:
    """One conversation as delivery would have it, up to the greeting after TLS; no mail is sent."""
    if not settings.smtp_host:
        return Finding("relay", "bad", "no relay is known")
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    authorities = str(settings.smtp_ca_file) if settings.smtp_ca_file else None
    try:
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=ssl.create_default_context(cafile=authorities),
            timeout=_PATIENCE,
        )
        async with client:
            held = client.transport.get_extra_info("ssl_object") if client.transport else None
    except ssl.SSLError as why:
        return Finding("relay", "bad", f"{where} has a certificate that does not verify ({why.reason})")
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as why:
        return Finding("relay", "bad", f"{where} does not take mail ({type(why).__name__})")
    if held is None:
        return Finding("relay", "attention", f"{where} without TLS")
    return Finding("relay", "good", f"{where}, {held.version()} {held.cipher()[0]}, certificate verified")


async def web(settings: Settings) -> Finding:
    if await answers(settings.web_port, settings.web_host):
        return Finding("web", "good", settings.public_url)
    return Finding("web", "attention", f"nothing answers on {settings.web_host}:{settings.web_port}")


async def entering(settings: Settings) -> Finding:
    """People for whom there is no room now wait by somebody's will, so it is told and never bad."""
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, asyncpg.PostgresError, ValueError):
        return Finding("entering", "bad", "unknown: the database is not reachable")
    try:
        waiting = await count_waiting(connection)
    except asyncpg.UndefinedTableError:
        return Finding("entering", "attention", "unknown: the database is not migrated")
    finally:
        await connection.close()
    told = "; ".join(f"{count} waiting to enter {journey}" for journey, count in sorted(waiting.items()))
    return Finding("entering", "good", told or "nobody waits")


CHECKS: tuple[Check, ...] = (
    versions,
    stack,
    keys,
    clock,
    database,
    migrations,
    temporal,
    relay,
    web,
    entering,
)
