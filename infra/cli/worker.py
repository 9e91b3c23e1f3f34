"""`careloom worker`: the one place where the engine's worker meets the activities it may not import."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys

import click
import uvloop

from activities import open_activities
from engine import worker as engine_worker
from engine.settings import Settings, load_settings

SWITCH_SECONDS = 0.0005
GC_THRESHOLDS = (50_000, 20, 50)
ROLES = ("journeys", "delivery", "router", "watcher")


@click.command()
@click.option("--roles", default=",".join(ROLES), show_default=True, help="What this process does.")
def worker(roles: str) -> None:
    """Carry journeys, deliver mail, route events and watch over cohorts, until SIGTERM."""
    wanted = frozenset(role.strip() for role in roles.split(",") if role.strip())
    if not wanted or wanted - set(ROLES):
        raise click.BadParameter(f"choose among {', '.join(ROLES)}", param_hint="--roles")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = load_settings()
    # Threads write and encrypt mails beside the loop; by default each may hold it up for 5 ms at every turn.
    sys.setswitchinterval(SWITCH_SECONDS)
    # Batches make many short-lived objects and no cycles worth looking for at every 700 of them.
    gc.set_threshold(*GC_THRESHOLDS)
    uvloop.run(run(settings, wanted))
    # temporalio's threads may abort the interpreter while it is taken down, after everything is done.
    sys.stdout.flush()
    logging.shutdown()
    os._exit(0)


async def run(settings: Settings, roles: frozenset[str]) -> None:
    """Until SIGTERM or SIGINT, then lets go of its work in order."""
    work = asyncio.create_task(engine_worker.run(settings, roles, open_activities))
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work
