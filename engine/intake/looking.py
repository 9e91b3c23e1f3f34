"""Who of a page of people belongs to an audience: the condition of its segment and `when` hold for certain.

People of whom the same is known are asked about once: within a run the answer depends on nothing else.
"""

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from engine.expressions import Checker
from engine.intake.matching import Journey, asks_permission, facts_at_the_door
from engine.intake.permitted import load_consents
from engine.journey.consents import Consents
from engine.journey.organization import Organization
from engine.journey.plan import Enroll, Plan
from engine.store.glances import Glance, Glances, Values
from engine.store.permissions import Permissions, load_permissions
from engine.store.pool import Connection
from engine.store.sealing import Vault

_MOST_KEPT: Final = 20_000  # answers
_OF_TIME: Final = re.compile(r"\b(now|days_since)\b")

Allowed = tuple[frozenset[str], frozenset[str]]  # topics agreed to, scopes in force
_NOTHING: Final[Allowed] = (frozenset(), frozenset())
_NOBODYS: Final[Mapping[UUID, Permissions]] = {}


class Looking:
    """One run through everybody for one way into a journey."""

    def __init__(self, journey: Journey, enroll: Enroll, organization: Organization, vault: Vault) -> None:
        plan = journey.plan
        self._conditions = conditions_of(plan, enroll)
        asked, fields = read_closely(plan, self._conditions)
        self._follows_time = any(_OF_TIME.search(text) for text in asked)
        self._evaluator = journey.evaluator
        self._glances = Glances(vault, organization, sorted(fields))
        self._asks_permission = asks_permission(plan)
        self._consents: Consents | None = None
        self._answers: dict[tuple[Values, Allowed], bool] = {}
        self._now: datetime | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """What is looked at, in the order in which `choose` is told it."""
        return self._glances.fields

    async def page(
        self, connection: Connection, after: UUID, limit: int, now: datetime
    ) -> tuple[list[UUID], UUID | None]:
        """Who of the next `limit` people behind `after` belongs; the last id looked at, or None."""
        seen, last = await self._glances.page(connection, after, limit, now)
        return self.choose(seen, now, await self._permissions(connection, seen, now)), last

    async def count(
        self, connection: Connection, after: UUID, limit: int, now: datetime
    ) -> tuple[int, int, UUID | None]:
        """As `page`, in numbers: how many belong, how many were looked at, and the last id or None.

        In a thread: whoever counts is a server with other things to do, and the condition is anybody's.
        """
        seen, last = await self._glances.page(connection, after, limit, now)
        permitted = await self._permissions(connection, seen, now)
        chosen = await asyncio.to_thread(self.choose, seen, now, permitted)
        return len(chosen), len(seen), last

    async def _permissions(
        self, connection: Connection, seen: list[Glance], now: datetime
    ) -> dict[UUID, Permissions]:
        if not self._asks_permission:
            return {}
        if self._consents is None:
            self._consents = await load_consents(connection)
        return await load_permissions(connection, [who for who, _ in seen], self._consents, now)

    def choose(
        self, seen: list[Glance], now: datetime, permissions: Mapping[UUID, Permissions] = _NOBODYS
    ) -> list[UUID]:
        """Those who certainly belong: a missing value keeps out. `now` is aware."""
        if len(self._answers) > _MOST_KEPT or (self._follows_time and now != self._now):
            self._answers.clear()
        self._now, answers = now, self._answers
        chosen = []
        for who, values in seen:
            allowed = _allowed(permissions[who]) if permissions else _NOTHING
            answer = answers.get((values, allowed))
            if answer is None:
                answer = answers[values, allowed] = self._holds(values, permissions.get(who), now)
            if answer:
                chosen.append(who)
        return chosen

    def _holds(self, values: Values, permissions: Permissions | None, now: datetime) -> bool:
        known = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in zip(self._glances.fields, values, strict=True)
            if value is not None
        }
        facts = facts_at_the_door(permissions or Permissions())
        return all(self._evaluator.evaluate(text, known, facts, now=now) is True for text in self._conditions)


def _allowed(permissions: Permissions) -> Allowed:
    return (
        frozenset(topic for topic, agreed in permissions.consents.items() if agreed),
        frozenset(scope for scope, held in permissions.authorizations.items() if held),
    )


def conditions_of(plan: Plan, enroll: Enroll) -> tuple[str, ...]:
    """All of which must hold; a segment that is not there holds for nobody."""
    audience = plan.segments.get(enroll.audience, "false")
    return (audience, enroll.when) if enroll.when else (audience,)


def read_closely(plan: Plan, conditions: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Everything that is asked, through the segments that are named, and the fields that decide."""
    checker, fields = Checker(plan.fields), set[str]()
    todo, asked = list(conditions), set(conditions)
    while todo:
        checked = checker.check(todo.pop())
        fields |= checked.fields()
        named = {plan.segments[name] for name in checked.arguments("segment") if name in plan.segments}
        todo += named - asked
        asked |= named
    return frozenset(asked), frozenset(fields)
