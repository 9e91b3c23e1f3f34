"""Pauses journeys whose brake is pulled. A person lets them go on; nothing here ever does."""

import logging
import time
from datetime import UTC, datetime
from typing import Final

from engine.policy.brakes import Pace, pulled
from engine.settings import Settings
from engine.store import paces
from engine.store.journeys import load_heads, load_plan
from engine.store.organization import load_organization
from engine.store.pool import Pool

_LOG = logging.getLogger(__name__)
EVERY: Final = 1.0  # seconds between two looks: what may slip through meanwhile is what leaves in it
_SHARE: Final = 20  # of the time at most one part is spent on looking, and no more than
_SLOWEST: Final = 10.0  # seconds lie between two looks


class Braking:
    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool, self._clock = pool, settings.clock
        self._rests_until = 0.0  # monotonic

    async def look(self) -> list[str]:
        """One look at everything that writes; the journeys that were paused."""
        began = time.monotonic()
        if began < self._rests_until:
            return []
        braked = await self._look()
        took = time.monotonic() - began
        self._rests_until = began + min(took * _SHARE, _SLOWEST)
        return braked

    async def _look(self) -> list[str]:
        now = datetime.fromtimestamp(self._clock.at(time.time()), UTC)
        braked = []
        async with self._pool.acquire() as connection:
            found = await paces.read_paces(connection, now)
            if not found:
                return []
            organization = await load_organization(connection)
            # People inside a journey that is closed to entry get mail as well.
            for head in await load_heads(connection, closed=True):
                pace = found.get(head.slug)
                if pace is None:
                    continue
                plan = await load_plan(connection, head.version)
                reason = pulled(pace, organization.brakes, plan.brakes)
                if reason and await paces.pull_brake(connection, head.slug, reason, _told(pace), now):
                    braked.append(head.slug)
                    _LOG.warning("journey %s was paused by its brake %s", head.slug, reason)
        return braked


def _told(pace: Pace) -> str:
    return (
        f"in the last hour {pace.sends} mails, {pace.bounces} bounced,"
        f" {pace.complaints} complaints, {pace.opt_outs} opt-outs"
    )
