"""Work that waits for longer than it should. Counts only: no row is read and nobody is named."""

import time

import asyncpg

from engine.settings import Settings
from infra.cli.checks import Finding

# What is counted, the question, and from how many on it is bad rather than worth a look.
_QUESTIONS = (
    (
        "events not routed for 5 minutes",
        "select count(*) from event where routed_at is null and received_at < now() - interval '5 minutes'",
        1,
    ),
    (
        "enrollments overdue by 15 minutes",
        "select count(*) from enrollment"
        " where state = 'active' and due_at < to_timestamp($1) - interval '15 minutes'",
        1,
    ),
    (
        "messages claimed and let go of for 15 minutes",
        "select count(*) from message"
        " where state = 'claimed' and lease_until < now() - interval '15 minutes'",
        1,
    ),
    (
        "calls to other hosts waiting for an hour",
        "select count(*) from webhook_call where state = 'pending' and first_at < now() - interval '1 hour'",
        None,
    ),
    (
        "tasks of staff overdue",
        "select count(*) from task where state = 'open' and due_at < to_timestamp($1)",
        None,
    ),
    ("journeys paused by a brake", "select count(*) from journey where paused and paused_reason <> ''", None),
    ("messages of unknown fate", "select count(*) from message where state = 'uncertain'", None),
    ("dead letters not resolved", "select count(*) from dead_letter where resolved_at is null", None),
)


async def stuck(settings: Settings) -> Finding:
    """Attention for what a person must decide, bad for what should have moved by itself."""
    try:
        connection = await asyncpg.connect(settings.database_url, timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError, ValueError):
        return Finding("stuck work", "bad", "unknown: the database is not reachable")
    found, bad, journey_now = [], False, settings.clock.at(time.time())
    try:
        for words, question, worst in _QUESTIONS:
            count = await connection.fetchval(question, *([journey_now] if "$1" in question else []))
            if count:
                found.append(f"{count} {words}")
                bad = bad or (worst is not None and count >= worst)
    except asyncpg.UndefinedTableError:
        return Finding("stuck work", "attention", "unknown: the database is not migrated")
    finally:
        await connection.close()
    return Finding(
        "stuck work", "bad" if bad else "attention" if found else "good", "; ".join(found) or "none"
    )
