"""Keeps the parts of the embedded stack running: starts, restarts when they die, stops in order.

Each part is a process group of its own, so that a Ctrl-C in the terminal reaches only us and we decide the
order, and writes to a log file of its own. Knows nothing of what the parts are.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import Unavailable

LAUNCH = Path(__file__).with_name("launch.py")
_LOG_KEPT = 20_000_000
_SLOWEST_RESTART = 5.0


@dataclass(frozen=True, kw_only=True)
class Part:
    """What to run. `grace` seconds pass between `stop_signal` and SIGKILL to the whole group."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 15.0
    # What the kernel sends it when we are killed ourselves: at once, so that a next start meets no leftover.
    death_signal: signal.Signals = signal.SIGKILL
    unprivileged: bool = False


def launching(argv: Sequence[str], death_signal: signal.Signals, *, unprivileged: bool) -> list[str]:
    """How a program is started so that it ends with us, and never as root when `unprivileged`."""
    user = "nobody" if unprivileged else "same"
    return [sys.executable, "-I", "-S", str(LAUNCH), str(int(death_signal)), user, *argv]


@dataclass
class _Kept:
    part: Part
    process: asyncio.subprocess.Process
    keeper: asyncio.Task[None] | None = None
    restarts: int = 0


class Processes:
    """Start and stop only from one event loop, whose thread the parts are tied to."""

    def __init__(self, logs: Path, on_restart: Callable[[str, int], None] = lambda name, code: None) -> None:
        self._logs = logs
        self._on_restart = on_restart
        self._kept: dict[str, _Kept] = {}

    async def start(self, part: Part, ready: Callable[[], Awaitable[bool]], within: float = 60.0) -> None:
        """Start and wait until `ready()` says so.

        Raises Unavailable `part-did-not-start` with the end of its log when it dies first or takes too long.
        """
        self._logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = _Kept(part, await self._spawn(part))
        self._kept[part.name] = kept
        deadline = asyncio.get_running_loop().time() + within
        while not await ready():
            if kept.process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                await self.stop(part.name)
                raise Unavailable(
                    "part-did-not-start", f"{part.name} did not start.{self._last_words(part.name)}"
                )
            await asyncio.sleep(0.05)
        kept.keeper = asyncio.create_task(self._keep(kept), name=f"keep-{part.name}")

    async def stop(self, name: str) -> None:
        kept = self._kept.pop(name, None)
        if kept is None:
            return
        if kept.keeper is not None:
            kept.keeper.cancel()
            await asyncio.wait([kept.keeper])
        with contextlib.suppress(ProcessLookupError):
            kept.process.send_signal(kept.part.stop_signal)
        try:
            await asyncio.wait_for(kept.process.wait(), kept.part.grace)
        except TimeoutError:
            _kill_group(kept.process.pid)
            await kept.process.wait()
        _kill_group(kept.process.pid)

    async def stop_all(self) -> None:
        """The last started stops first, since it leans on the others."""
        for name in reversed(list(self._kept)):
            await self.stop(name)

    def pid(self, name: str) -> int:
        return self._kept[name].process.pid

    def restarts(self, name: str) -> int:
        return self._kept[name].restarts

    @property
    def names(self) -> list[str]:
        return list(self._kept)

    async def _keep(self, kept: _Kept) -> None:
        """Start it again whenever it ends by itself; slower and slower while it keeps ending at once."""
        loop, pause = asyncio.get_running_loop(), 0.1
        while True:
            began = loop.time()
            code = await kept.process.wait()
            _kill_group(kept.process.pid)  # its own children may have outlived it
            pause = 0.1 if loop.time() - began > 30 else min(pause * 2, _SLOWEST_RESTART)
            self._on_restart(kept.part.name, code)
            await asyncio.sleep(pause)
            kept.process = await self._spawn(kept.part)
            kept.restarts += 1

    async def _spawn(self, part: Part) -> asyncio.subprocess.Process:
        with self._log(part.name).open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *launching(part.argv, part.death_signal, unprivileged=part.unprivileged),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, **part.env},
                cwd=part.cwd,
                start_new_session=True,
            )

    def _log(self, name: str) -> Path:
        path = self._logs / f"{name}.log"
        if path.exists() and path.stat().st_size > _LOG_KEPT:
            path.replace(path.with_suffix(".log.old"))
        return path

    def _last_words(self, name: str) -> str:
        path = self._logs / f"{name}.log"
        lines = path.read_bytes()[-4000:].decode("utf-8", "replace").splitlines()[-8:]
        return f" The end of {path}:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
