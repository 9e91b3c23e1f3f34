"""`careloom up`: the whole product on one machine, with nothing to install by hand. `make run` calls it."""

import asyncio
import contextlib
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import click

from designer_api.access.service import one_time_link
from engine.errors import Conflict, Refused, Unavailable
from engine.settings import PROJECT, Settings, load_settings
from engine.store import migrate
from infra.cli import summary
from infra.cli.pace import rate_of, start_fortnight
from infra.cli.progress import Progress
from infra.local import ports
from infra.local.data import DataDirectory, is_held
from infra.local.frontend import ensure_built, is_fresh
from infra.local.processes import Part
from infra.local.stack import Stack, together

# Two processes, so that rendering and encrypting never make a journey's clock wait.
_WORKERS = {"worker-journeys": "journeys,router,watcher", "worker-delivery": "delivery"}
_PLAYED = "played"
UNAPPROVED = 3  # as infra.cli.apply exits, which is not imported: a start should not wait for it


@click.command()
@click.option("--fresh", is_flag=True, help="Forget everything of the data directory first.")
@click.option("--empty", is_flag=True, help="Play no clinic.")
@click.option("--pace", default="1d=15s", show_default=True, help="How fast the fortnight is played.")
@click.option("--port", type=click.IntRange(1, 65535), help="Web port.  [default: 8400]")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="[default: .careloom]")
def up(fresh: bool, empty: bool, pace: str, port: int | None, data_dir: Path | None) -> None:
    """Start everything on this machine, play a fortnight at a synthetic clinic, serve until Ctrl-C."""
    rate = rate_of(pace)
    # The processes started below read the same environment.
    if data_dir is not None:
        os.environ["CARELOOM_DATA_DIR"] = str(data_dir)
    if port is not None:
        os.environ["CARELOOM_WEB_PORT"] = str(port)
    settings = _settings_of_this_start()
    if not settings.embedded:
        raise Refused(
            "not-embedded", "`careloom up` runs the embedded stack, but the settings name a database."
        )
    if fresh:
        DataDirectory(settings.data_dir).forget()
    ports.require_free(settings.web_port, "web", "--port or CARELOOM_WEB_PORT", settings.web_host)
    asyncio.run(_until_interrupted(settings, None if empty else rate))


def _settings_of_this_start() -> Settings:
    """What people set, without the addresses that the last start wrote down."""
    settings = load_settings()
    if is_held(settings.data_dir):
        raise Conflict(
            "already-running", f"Careloom already runs on {settings.data_dir}: {settings.public_url}"
        )
    (settings.data_dir / "embedded.toml").unlink(missing_ok=True)
    return load_settings()


async def _until_interrupted(settings: Settings, rate: float | None) -> None:
    """The first Ctrl-C stops everything in order, the second at once (the kernel then ends the parts)."""
    work = asyncio.create_task(_serve(settings, rate))

    def interrupt() -> None:
        if work.cancelling():
            os._exit(130)
        work.cancel()

    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, interrupt)
    with contextlib.suppress(asyncio.CancelledError):
        await work


async def _serve(settings: Settings, rate: float | None) -> None:
    began = time.monotonic()
    with Progress() as progress:
        stack = Stack(settings, progress.report)
        try:
            stack.prepare()
            await together(stack.start(), _build_designer(settings, progress))
            settings = load_settings()
            await migrate.upgrade(settings.database_url)
            playing = rate is not None and _may_play(settings)
            if playing and rate is not None:
                start_fortnight(settings.data_dir, rate)
                settings = load_settings()
            await _start_product(stack, settings, progress)
            progress.console.print(f"  Everything runs after {time.monotonic() - began:.1f} s.")
            if playing:
                await _play(settings, progress)
            await _say_address(settings, progress)
            await asyncio.Event().wait()
        finally:
            if stack.processes.names:
                progress.report("careloom", "stopping")
            await stack.stop()


async def _build_designer(settings: Settings, progress: Progress) -> None:
    if await asyncio.to_thread(is_fresh, PROJECT / "frontend", settings.frontend_dir):
        return
    progress.report("designer", "building, which takes a minute or two the first time")
    began = time.monotonic()
    log = settings.data_dir / "logs" / "designer.log"
    if await ensure_built(PROJECT / "frontend", settings.frontend_dir, log):
        progress.report("designer", f"built in {time.monotonic() - began:.0f} s")


async def _start_product(stack: Stack, settings: Settings, progress: Progress) -> None:
    await stack.run(_part("api", "api"), lambda: asyncio.to_thread(_answers, settings))
    await _apply_journeys(settings, progress)
    for name, roles in _WORKERS.items():
        await stack.run(_part(name, "worker", "--roles", roles), _at_once)


def _part(name: str, *arguments: str) -> Part:
    return Part(name=name, argv=(sys.executable, "-m", "infra.cli.main", *arguments), grace=20.0)


async def _at_once() -> bool:
    """A worker is ready when it polls; work waits for it in Temporal until then."""
    return True


def _answers(settings: Settings) -> bool:
    url = f"http://{settings.web_host}:{settings.web_port}/api/installation"
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


async def _apply_journeys(settings: Settings, progress: Progress) -> None:
    """By the same command that people use; its diagnostics are shown as it prints them."""
    if not (settings.journeys_dir.is_dir() and find_spec("infra.cli.apply")):
        return
    apply = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "infra.cli.main", "apply", str(settings.journeys_dir), "--yes"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await apply.communicate()
    if apply.returncode == UNAPPROVED:
        progress.report("journeys", "changes wait for an approval; what was in force stays")
        return
    if apply.returncode != 0:
        progress.console.print(printed.decode("utf-8", "replace"), markup=False)
        raise Unavailable("journeys-not-applied", f"The journeys in {settings.journeys_dir} do not compile.")
    progress.report("journeys", "applied")


def _may_play(settings: Settings) -> bool:
    """A fortnight is played once: a second start finds its data and goes on in real time."""
    return bool(find_spec("infra.demo.clinic")) and not (settings.data_dir / _PLAYED).exists()


async def _play(settings: Settings, progress: Progress) -> None:
    from infra.demo import clinic  # noqa: PLC0415 - it needs seconds to load and most starts do without

    (settings.data_dir / _PLAYED).touch()
    did = await clinic.play(settings, progress.tell)
    rows = await summary.rows(settings)
    progress.table(
        "The fortnight", ("what", "how many"), [*rows, *((name, str(n)) for name, n in did.items())]
    )


async def _say_address(settings: Settings, progress: Progress) -> None:
    link = await one_time_link(settings)
    progress.console.print(f"\n  Careloom   {settings.public_url}", markup=False)
    progress.console.print(
        f"  Sign in    {link}\n             (works once)  Ctrl-C stops.\n", markup=False, soft_wrap=True
    )
