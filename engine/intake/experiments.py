"""Decides experiments: looks at the splits of journeys in force that name a winner, and keeps what it sees.

Once a winner is kept, newcomers take its path (activities.decide_branches); who is held out stays so.
"""

import logging
from datetime import datetime

from engine.journey.plan import Plan, Split
from engine.policy.experiments import judge, may_look, rivals, signature
from engine.store.experiments import load_standing, load_versions, only_here, save_look, tally_paths
from engine.store.journeys import load_heads, load_plan
from engine.store.pool import Connection, Pool

_LOG = logging.getLogger(__name__)


async def decide_winners(pool: Pool, now: datetime) -> int:
    """One round; how many experiments were decided by it. `now`: journey time."""
    decided = 0
    async with pool.acquire() as conn, conn.transaction():
        if not await only_here(conn):
            return 0
        for head in await load_heads(conn):
            plan = await load_plan(conn, head.version)
            for split in plan.nodes:
                if isinstance(split, Split) and split.winner is not None:
                    decided += await _look_at(conn, plan, split, now)
    return decided


async def _look_at(conn: Connection, plan: Plan, split: Split, now: datetime) -> bool:
    experiment = (plan.journey, split.id, signature(split))
    known = await load_standing(conn, *experiment)
    if split.winner is None or known.winner:
        return False
    versions = await _versions_with(conn, plan, split)
    tallies, first = await tally_paths(
        conn, plan.journey, versions, split.id, rivals(split), split.winner.metric
    )
    if first is None or not may_look(split.winner, tallies, first.timestamp(), now.timestamp(), known.people):
        return False
    look = known.looks + 1
    verdict = judge(tallies, split.winner.confidence, look)
    await save_look(conn, experiment, look, tallies, verdict, now)
    if verdict.winner:
        _LOG.warning("experiment %s/%s is decided: %s", plan.journey, split.id, verdict.winner)
    return bool(verdict.winner)


async def _versions_with(conn: Connection, plan: Plan, split: Split) -> list[str]:
    """The versions of this journey that hold the same experiment."""
    found: list[str] = []
    for version in await load_versions(conn, plan.journey):
        other = await load_plan(conn, version)
        if any(
            isinstance(node, Split) and node.id == split.id and signature(node) == signature(split)
            for node in other.nodes
        ):
            found.append(version)
    return found
