"""Processes that are measured from outside: how long from call to end, and how much memory at most."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any, Final

import msgspec
import psutil

from engine.errors import EngineError

_MB: Final = 2**20
_SAMPLE: Final = 0.01  # seconds between two looks at the memory


class NotMeasured(EngineError):
    """The process that was to be measured did not do its work."""


class Run(msgspec.Struct, frozen=True):
    """Wall and processor seconds, and the most MB that the process and its children held at once."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(argv: Sequence[str], good: Sequence[int] = (0,)) -> Run:
    """Raises NotMeasured when the process ends with another code than the `good` ones."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began, before = time.monotonic(), _spent_by_children()
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
    watched = _Watched(process.pid)
    while process.poll() is None:
        watched.look()
        time.sleep(_SAMPLE)
    seconds = time.monotonic() - began
    output = process.stdout.read() if process.stdout else ""
    if process.returncode not in good:
        raise NotMeasured("bench-run-failed", f"{' '.join(argv[1:4])} ended with {process.returncode}.")
    cpu = _spent_by_children() - before
    return Run(round(seconds, 3), round(cpu, 3), round(watched.peak / _MB, 1), output)


def careloom(*arguments: str) -> list[str]:
    """The command line of this installation, as a process of its own."""
    return [sys.executable, "-m", "infra.cli.main", *arguments]


def module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def told(run_: Run) -> dict[str, Any]:
    """What a measuring process printed as its last line, which is JSON."""
    return msgspec.json.decode(run_.output.strip().rpartition("\n")[2], type=dict[str, Any])


def _spent_by_children() -> float:
    """Processor seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watched:
    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self.peak = 0
        self.cpu = 0.0

    def look(self) -> None:
        try:
            family = [self._process, *self._process.children(recursive=True)]
            # Shared pages of children are counted with each of them: too much rather than too little.
            self.peak = max(self.peak, sum(one.memory_info().rss for one in family))
            self.cpu = round(sum(sum(one.cpu_times()[:2]) for one in family), 3)
        except psutil.Error:
            pass
