"""Loops that outlive outages: work when woken, poll in between, pause longer while a part is away.

Errors are logged by kind and place, never by text: a database may repeat a value in it.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg
from temporalio.service import RPCError

from engine.errors import Unavailable
from engine.store.pool import is_away

_LOG = logging.getLogger(__name__)
_POLL: Final = 1.0  # seconds; for a NOTIFY that got lost and for what other processes left
_BACKOFF: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_Made = TypeVar("_Made")


async def keep(
    work: Callable[[], Awaitable[object]], woken: asyncio.Event, stop: asyncio.Event, poll: float = _POLL
) -> None:
    """Do the work at once, whenever woken and at every poll, until `stop`."""
    failures = 0
    while not stop.is_set():
        woken.clear()
        try:
            await work()
        except Exception as error:
            await rest(stop, _pause(error, failures))
            failures += 1
        else:
            failures = 0
            await first(woken, stop, seconds=poll)


async def patiently(make: Callable[[], Awaitable[_Made]], stop: asyncio.Event) -> _Made:
    """What `make` makes, as soon as the parts are there. Raises the last error when asked to stop."""
    failures = 0
    while True:
        try:
            return await make()
        except Exception as error:
            if stop.is_set() or not _outage(error):
                raise
            await rest(stop, _pause(error, failures))
            failures += 1


async def listen(database_url: str, channel: str, wake: Callable[[], None], stop: asyncio.Event) -> None:
    """Call `wake` for every NOTIFY, over a connection of its own that is made again when it breaks."""
    failures = 0
    while not stop.is_set():
        try:
            async with _listening(database_url, channel, wake) as broken:
                failures = 0
                wake()  # for what came before we listened
                await first(stop, broken)
        except Exception as error:
            await rest(stop, _pause(error, failures))
            failures += 1


async def rest(stop: asyncio.Event, seconds: float) -> None:
    await first(stop, seconds=seconds)


async def first(*events: asyncio.Event, seconds: float | None = None) -> None:
    """Until one of them is set or the time is over."""
    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(each.wait()) for each in events]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


@contextlib.asynccontextmanager
async def _listening(
    database_url: str, channel: str, wake: Callable[[], None]
) -> AsyncIterator[asyncio.Event]:
    connection = await asyncpg.connect(database_url)
    broken = asyncio.Event()
    try:
        connection.add_termination_listener(lambda _: broken.set())
        await connection.add_listener(channel, lambda *_: wake())
        yield broken
    finally:
        with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await connection.close(timeout=2)


def _pause(error: Exception, failures: int) -> float:
    note(error)
    return _BACKOFF[min(failures, len(_BACKOFF) - 1)]


def note(error: Exception) -> None:
    """Log an outage as a warning and anything else as an error."""
    level = logging.WARNING if _outage(error) else logging.ERROR
    _LOG.log(level, "%s %s; it is tried again", type(error).__name__, _place(error))


def _outage(error: Exception) -> bool:
    return is_away(error) or isinstance(error, RPCError | Unavailable)


def _place(error: Exception) -> str:
    """Where it was raised, without its words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
