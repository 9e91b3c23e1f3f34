"""The last gate: in one transaction the rows are locked, everybody's standing is read afresh, and only what
the rules allow now is claimed. Whatever is handed to a relay has passed here and nowhere else.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from activities.channels.email.methods import Choice, RecipientSecurity, TransportPolicy, choose
from activities.delivery.protection import security_of
from engine.contracts.activities import Delivery
from engine.policy.address import Unsendable, check_address
from engine.policy.decide import Allow, Block, Decision, Defer, account, decide
from engine.policy.gate import Gate, Standing, facts_for
from engine.store.ledger import (
    WRITTEN_FOR,
    Claim,
    Entry,
    claim_entries,
    let_go_when_frozen,
    lock_entries,
    take_over,
    withhold_entries,
)
from engine.store.pool import Connection, Pool
from engine.store.recipients import Recipient, load_recipients
from engine.store.sealing import Vault
from engine.store.standings import lock_standings, read_standings

MOST_TRIES: Final = 4  # of a transaction that PostgreSQL broke off to end a deadlock


class Passed(msgspec.Struct, frozen=True):
    """One claimed mail and everything it is built from."""

    entry: Entry
    recipient: Recipient
    address: str
    security: RecipientSecurity
    choice: Choice
    evidence: dict[str, Any]


class Round(msgspec.Struct):
    """What one pass over some rows came to: each is in exactly one place."""

    passed: list[Passed] = []
    answers: dict[UUID, Delivery] = {}
    held: dict[UUID, float] = {}  # somebody else's living claim: seconds until its lease ends
    dead: list[Entry] = []  # claims whose holder is gone, now ours: the first hop has to be asked


class Keeper(msgspec.Struct, frozen=True):
    """The same for all mails of a step. `journey_now` in Unix seconds, `real_now` aware."""

    gate: Gate
    policy: TransportPolicy
    vault: Vault
    journey_now: float
    real_now: datetime


async def pass_gate(pool: Pool, keeper: Keeper, ids: Sequence[UUID], token: UUID) -> Round:
    """Claim what may leave under `token`. When this returns the claims are committed."""
    for attempt in range(MOST_TRIES):
        try:
            async with pool.acquire() as conn, conn.transaction():
                return await _pass(conn, keeper, ids, token)
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
            if attempt == MOST_TRIES - 1:
                raise
    raise AssertionError("unreachable")


async def _pass(conn: Connection, keeper: Keeper, ids: Sequence[UUID], token: UUID) -> Round:
    await let_go_when_frozen(conn)
    entries = await lock_entries(conn, ids)
    done = Round(passed=[], answers={}, held={}, dead=[])
    ready = list(_sort(entries, ids, done))
    if done.dead:
        await take_over(conn, [entry.id for entry in done.dead], token)
    if not ready:
        return done
    await lock_standings(conn, [entry.enrollment for entry in ready])
    standings = await read_standings(
        conn,
        [entry.enrollment for entry in ready],
        topic=keeper.gate.topic,
        now=keeper.journey_now,
        looks_back=keeper.gate.looks_back,
        besides=list(ids),
        collapse=keeper.gate.collapse,
    )
    recipients = await load_recipients(conn, keeper.vault, [entry.patient for entry in ready])
    judged = list(_judge(keeper, ready, standings, recipients, done))
    await _write(conn, judged, done, token)
    return done


def _sort(entries: dict[UUID, Entry], ids: Sequence[UUID], done: Round) -> Iterator[Entry]:
    """Yields what waits for the gate; everything else finds its place in `done`."""
    for one in ids:
        entry = entries.get(one)
        if entry is None:
            done.answers[one] = Delivery("failed", "never-written")
        elif entry.state == "rendered":
            yield entry
        elif entry.state != "claimed":
            done.answers[one] = settled_answer(entry)
        elif entry.lease_left > 0:
            done.held[one] = entry.lease_left
        else:
            done.dead.append(entry)


def settled_answer(entry: Entry) -> Delivery:
    """What an earlier attempt came to."""
    match entry.state:
        case "sent":
            return Delivery("sent", entry.method)
        case "blocked":
            return Delivery("blocked", entry.reason)
        case "uncertain":
            return Delivery("uncertain", entry.reason)
    return Delivery("failed", entry.reason)


class _Judged(msgspec.Struct, frozen=True):
    entry: Entry
    decision: Decision
    why: dict[str, Any]
    passed: Passed | None = None


def _judge(
    keeper: Keeper,
    entries: Sequence[Entry],
    standings: dict[UUID, Standing],
    recipients: dict[UUID, Recipient],
    done: Round,
) -> Iterator[_Judged]:
    let_through: dict[UUID, list[tuple[float, str]]] = {}
    for entry in entries:
        standing, recipient = standings.get(entry.enrollment), recipients.get(entry.patient)
        if standing is None or recipient is None or standing.patient != entry.patient:
            yield _Judged(entry, Block("person-unknown"), {})
            continue
        if _outdated(entry, standing):
            done.answers[entry.id] = Delivery("deferred", "appointment-changed", keeper.journey_now)
            continue
        before = tuple(let_through.get(entry.patient, ()))
        standing = msgspec.structs.replace(
            standing, spent=standing.spent + before, alike=standing.alike + tuple(at for at, _ in before)
        )
        judged = _judge_one(keeper, entry, standing, recipient)
        if judged.passed:
            let_through.setdefault(entry.patient, []).append((keeper.journey_now, entry.purpose))
        yield judged


def _outdated(entry: Entry, standing: Standing) -> bool:
    """The appointment changed after the mail was written: it may name the wrong time."""
    written_for = (entry.evidence or {}).get(WRITTEN_FOR, "")
    return bool(standing.appointment_mark != written_for)


def _judge_one(keeper: Keeper, entry: Entry, standing: Standing, recipient: Recipient) -> _Judged:
    facts = facts_for(keeper.gate, standing, keeper.journey_now, entry.created_at.timestamp())
    address = check_address(recipient.patient.person.email)
    if isinstance(address, Unsendable) and facts.has_address:
        facts = msgspec.structs.replace(facts, address_problem=address.reason)
    decision = decide(facts, keeper.journey_now)
    why = account(facts, keeper.journey_now, decision)
    if not isinstance(decision, Allow):
        return _Judged(entry, decision, why)
    security = security_of(recipient.keys, str(address), keeper.real_now)
    choice = choose(security, entry.data_class, keeper.policy)
    evidence = {
        **(entry.evidence or {}),
        "method": choice.method,
        "reasons": msgspec.to_builtins(choice.reasons),
    }
    passed = Passed(entry, recipient, str(address), security, choice, evidence)
    return _Judged(entry, decision, why, passed)


async def _write(conn: Connection, judged: Sequence[_Judged], done: Round, token: UUID) -> None:
    claims: list[Claim] = []
    blocked: list[tuple[UUID, str, dict[str, Any]]] = []
    for one in judged:
        match one.decision:
            case Block(reason):
                blocked.append((one.entry.id, reason, one.why))
                done.answers[one.entry.id] = Delivery("blocked", reason)
            case Defer(until, reason):
                done.answers[one.entry.id] = Delivery("deferred", reason, until)
            case Allow() if one.passed:
                claims.append(Claim(one.entry.id, one.passed.choice.method, one.passed.evidence, one.why))
                done.passed.append(one.passed)
    if claims:
        await claim_entries(conn, claims, token)
    if blocked:
        ids, reasons, whys = zip(*blocked, strict=True)
        await withhold_entries(conn, ids, reasons, whys)
