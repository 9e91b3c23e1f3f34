"""People whom somebody names for a journey: by our own ids or by their identifiers, from the API or a list.

Each line becomes an event `enrollment.requested`, which goes the way of every event: the journey's own
conditions, re-entry rules and caps decide. Nothing is asked for twice under one key.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from engine.errors import Conflict, NotFound, Refused
from engine.intake.event import Identifier, NormalisedEvent
from engine.journey.events import ENROLLMENT_REQUESTED
from engine.store import people, requests
from engine.store.events import CHANNEL, NewEvent, insert_events
from engine.store.ids import uuid7
from engine.store.journeys import load_heads, load_plan
from engine.store.pool import Connection
from engine.store.requests import RequestedLine, StoredRequest
from engine.store.sealing import Vault

SOURCE: Final = "careloom:requests"
MOST_KEY: Final = 200  # characters
TAKEN: Final = "taken"


class Named(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: somebody by our own id, or by an identifier; its `system` may be left out.

    `problem`: the line could not be read.
    """

    patient: UUID | None = None
    value: str = ""
    system: str = ""
    problem: str = ""


class Result(msgspec.Struct, frozen=True):
    """`line` from 1. `outcome`: what the router made of it, before "pending"; or why nobody was asked for."""

    line: int
    outcome: str


class Answer(msgspec.Struct, frozen=True):
    id: UUID
    new: bool
    results: list[Result]


async def request_enrollments(
    connection: Connection,
    vault: Vault,
    journey: str,
    named: Sequence[Named],
    *,
    key: str,
    by: str,
    now: datetime,
) -> Answer:
    """Ask for these people. Runs in the caller's transaction; `now`: journey time.

    The same key with the same people is the same request, and gets what became of it. Raises NotFound
    `journey-unknown`, Refused `journey-takes-no-requests` and `key-missing`, Conflict `key-reused`.
    """
    if not key or len(key) > MOST_KEY:
        raise Refused("key-missing", f"A request needs a key of its own, of at most {MOST_KEY} characters.")
    await _require_open(connection, journey)
    digest = vault.fingerprint(msgspec.json.encode(list(named)))
    stored = await requests.lock_request(connection, journey, key)
    if stored is not None:
        if stored.digest != digest:
            raise Conflict("key-reused", "Other people were asked for under this key before.")
        return await _answer(connection, stored, new=False)
    stored = await _ask(connection, vault, StoredRequest(uuid7(), journey, digest, []), named, now)
    await requests.save_request(connection, stored, key, by, now)
    return await _answer(connection, stored, new=True)


async def look_up_request(connection: Connection, journey: str, request: UUID) -> Answer:
    """What became of every line by now. Raises NotFound `request-unknown`."""
    stored = await requests.load_request(connection, journey, request)
    if stored is None:
        raise NotFound("request-unknown", "There is no such request for this journey.")
    return await _answer(connection, stored, new=False)


async def _require_open(connection: Connection, journey: str) -> None:
    head = next((each for each in await load_heads(connection) if each.slug == journey), None)
    if head is None:
        raise NotFound("journey-unknown", "There is no journey of that name that people may enter.")
    plan = await load_plan(connection, head.version)
    if not any(ENROLLMENT_REQUESTED in trigger.on for trigger in plan.triggers):
        raise Refused(
            "journey-takes-no-requests",
            f"Nobody can be named for this journey: none of its ways in is `on: {ENROLLMENT_REQUESTED}`.",
        )


async def _ask(
    connection: Connection, vault: Vault, request: StoredRequest, named: Sequence[Named], now: datetime
) -> StoredRequest:
    found = await _find(connection, vault, named)
    fresh: list[NewEvent] = []
    seen: set[UUID] = set()
    for number, who in enumerate(found, start=1):
        if isinstance(who, str):
            request.lines.append(RequestedLine(who))
        elif who in seen:
            request.lines.append(RequestedLine("repeated"))
        else:
            seen.add(who)
            event = NormalisedEvent(
                source=SOURCE,
                message_id=f"{request.id}:{number}",
                type=ENROLLMENT_REQUESTED,
                occurred_at=now,
                person=who,
                journey=request.journey,
            )
            fresh.append(NewEvent(uuid7(), event, None, None))
            request.lines.append(RequestedLine(TAKEN, fresh[-1].id))
    if fresh:
        await insert_events(connection, vault, fresh, now)
        await connection.execute("select pg_notify($1, '')", CHANNEL)
    return request


async def _find(connection: Connection, vault: Vault, named: Sequence[Named]) -> list[UUID | str]:
    """Each line's person, or why there is none."""
    ids = [each.patient for each in named if each.patient is not None]
    known = await people.find_ids(connection, ids)
    told = [Identifier(each.value.strip(), each.system.strip()) for each in named]
    exact = await people.find_by_identifiers(connection, vault, [each for each in told if each.system])
    loose = await people.find_by_values(
        connection, vault, [e.value for e in told if e.value and not e.system]
    )
    return [
        _one(each, known, exact.get(said, ()) if said.system else loose.get(said.value, ()))
        for each, said in zip(named, told, strict=True)
    ]


def _one(named: Named, known: dict[UUID, UUID], found: Sequence[UUID]) -> UUID | str:
    if named.problem:
        return named.problem
    if named.patient is not None:
        return known.get(named.patient, "patient-unknown")
    if len(found) == 1:
        return found[0]
    return "patient-ambiguous" if found else "patient-unknown"


async def _answer(connection: Connection, stored: StoredRequest, *, new: bool) -> Answer:
    events = [line.event for line in stored.lines if line.event is not None]
    outcomes = await requests.load_outcomes(connection, events) if events else {}
    results = [
        Result(number, line.code if line.event is None else outcomes.get(line.event) or "pending")
        for number, line in enumerate(stored.lines, start=1)
    ]
    return Answer(stored.id, new, results)
