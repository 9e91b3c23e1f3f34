"""`careloom enroll`: name the people of a CSV list for a journey, and say what became of every line.

The list's own words are never printed: lines are told by their numbers.
"""

import asyncio
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import asyncpg
import click
import msgspec

from engine.intake.people_list import read_people
from engine.intake.requests import Answer, Named, Result, look_up_request, request_enrollments
from engine.settings import Settings, load_settings
from engine.store.pool import open_vault, prepare

_TOGETHER: Final = 500  # lines in one request, and one transaction
_LOOK_AGAIN: Final = 0.3  # seconds
_ASKED: Final = frozenset({"enrolled", "waiting", "already-waiting", "already-inside"})


@click.command()
@click.argument("journey")
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--key", default="", help="The same key never asks twice. By default made of the file's content."
)
@click.option(
    "--wait", default=30.0, show_default=True, help="Seconds to wait for what becomes of the lines."
)
@click.option("as_json", "--json", is_flag=True, help="One JSON object a line of the list.")
def enroll(journey: str, path: Path, key: str, wait: float, as_json: bool) -> None:
    """Name the people of FILE.csv for JOURNEY, which needs a way in `on: enrollment.requested`.

    The file is UTF-8 with a header line: `patient`, or `identifier` and perhaps `system`. The journey's own
    conditions and caps decide. Exits 1 when somebody was not taken in.
    """
    raw = path.read_bytes()
    named = read_people(raw)
    results = asyncio.run(_enroll(load_settings(), journey, named, key or _key_of(raw), wait))
    for each in results:
        click.echo(msgspec.json.encode(each).decode() if as_json else f"line {each.line}: {each.outcome}")
    if not as_json:
        counts = Counter(each.outcome for each in results)
        click.echo(", ".join(f"{count} {outcome}" for outcome, count in counts.most_common()))
    sys.exit(0 if all(each.outcome in _ASKED for each in results) else 1)


def _key_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:32]


async def _enroll(
    settings: Settings, journey: str, named: list[Named], key: str, wait: float
) -> list[Result]:
    connection = await asyncpg.connect(settings.database_url)
    try:
        await prepare(connection)
        asked = [
            (start, await _ask(connection, settings, journey, page, f"{key}/{start}"))
            for start, page in _pages(named)
        ]
        deadline = time.monotonic() + wait
        return [
            Result(start + each.line, each.outcome)
            for start, answer in asked
            for each in await _settled(connection, journey, answer, deadline)
        ]
    finally:
        await connection.close()


def _pages(named: list[Named]) -> Iterator[tuple[int, list[Named]]]:
    for start in range(0, len(named), _TOGETHER):
        yield start, named[start : start + _TOGETHER]


async def _ask(
    connection: asyncpg.Connection, settings: Settings, journey: str, page: list[Named], key: str
) -> Answer:
    now = datetime.fromtimestamp(settings.clock.at(time.time()), UTC)
    async with connection.transaction():
        return await request_enrollments(
            connection, open_vault(settings), journey, page, key=key, by="command line", now=now
        )


async def _settled(
    connection: asyncpg.Connection, journey: str, answer: Answer, deadline: float
) -> list[Result]:
    """What became of each, as far as it is known by the deadline (monotonic)."""
    while any(each.outcome == "pending" for each in answer.results) and time.monotonic() < deadline:
        await asyncio.sleep(_LOOK_AGAIN)
        answer = await look_up_request(connection, journey, answer.id)
    return answer.results
