"""The paced clock of a played fortnight: reads `--pace 1d=15s` and leaves it for every process."""

import os
import re
import time
from pathlib import Path

import click
import msgspec

from engine.journey.clock import Clock

FORTNIGHT = 14 * 86_400
GETTING_READY = 25.0  # real seconds in which processes start and patients register, before day one
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_PACE = re.compile(r"(\d+)([mhd])=(\d+)([sm])")


def rate_of(pace: str) -> float:
    """Seconds of journey time in one real second: `1d=15s` is 5,760. Raises click.BadParameter."""
    found = _PACE.fullmatch(pace.strip())
    if not found or not int(found[1]) or not int(found[3]):
        raise click.BadParameter("say how long a day takes, as in 1d=15s", param_hint="--pace")
    rate = int(found[1]) * _UNITS[found[2]] / (int(found[3]) * _UNITS[found[4]])
    if rate <= 1:
        raise click.BadParameter("a paced clock runs faster than real time", param_hint="--pace")
    return rate


def start_fortnight(data_dir: Path, rate: float) -> Clock:
    """A clock that stands fourteen days back when all is ready and meets real time once they are played."""
    clock = Clock(meets_at=time.time() + GETTING_READY + FORTNIGHT / rate, rate=rate)
    draft = data_dir / f".clock.{os.getpid()}"
    draft.write_bytes(msgspec.json.encode(clock))
    draft.replace(data_dir / "clock.json")
    return clock
