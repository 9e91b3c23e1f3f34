"""A plan of what applying a directory would do to this installation. Reads only.

The plan carries the files it was made of and the fingerprint of what it was made against, so that
`engine.store.applying` can do exactly that, or refuse.
"""

from datetime import datetime
from typing import Any, Literal

import msgspec

from engine.compiler import Workspace
from engine.compiler.compare import Difference, Side, as_builtins, compare, side_of
from engine.compiler.compare.approvals import kinds_of
from engine.compiler.compare.schema import SchemaEffect, schema_effects
from engine.errors import Refused
from engine.store import releases
from engine.store.in_force import (
    InForce,
    fingerprint_of,
    load_in_force,
    load_live_plans,
    people_by_journey,
)
from engine.store.inside import people_at_steps
from engine.store.move_preview import MovePreview, preview_moves
from engine.store.pool import Connection
from engine.store.publishing import documents_of

Mode = Literal["stay", "next-safe-point", "now"]
FORMAT = 1


class Origin(msgspec.Struct, frozen=True):
    """Where the files came from. Empty words outside a git repository."""

    path: str = ""
    commit: str = ""
    author: str = ""
    uncommitted: bool = False


class Approval(msgspec.Struct, frozen=True):
    """`kind` of change, the `role` that has to approve it, and what it is about."""

    kind: str
    role: str
    about: tuple[str, ...]


class Drift(msgspec.Struct, frozen=True):
    """In force, but not by the last apply."""

    journey: str
    number: int
    by: str
    at: datetime


class ReleasePlan(msgspec.Struct, frozen=True):
    """`base` and `target`: fingerprints of what is in force before and after. `inside`: who stands where.

    `only`: the one journey that it is about; all others stay as they are. "": the whole directory.
    """

    installation: str
    zone: str
    origin: Origin
    base: str
    target: str
    mode: Mode
    files: dict[str, str]
    difference: Difference
    closing: tuple[str, ...]
    inside: dict[str, dict[str, int]]
    people: dict[str, int]
    agreed: dict[str, int]
    approvals: tuple[Approval, ...]
    schema: tuple[SchemaEffect, ...]
    drift: tuple[Drift, ...]
    moves: tuple[MovePreview, ...]
    format: int = FORMAT
    only: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.base == self.target and not any(move.people for move in self.moves)

    @property
    def refusals(self) -> tuple[str, ...]:
        """What has to be written before people can be taken along."""
        return tuple(line for move in self.moves for line in move.refusals)


async def make_plan(
    connection: Connection,
    workspace: Workspace,
    *,
    installation: str,
    origin: Origin,
    mode: Mode,
    now: datetime,
    only: str = "",
) -> ReleasePlan:
    """Reads only. `now`: journey time. Raises Refused `journeys-have-errors`.

    `only`: the workspace holds the documents and this journey, and no other is touched.
    """
    if workspace.has_errors or workspace.organization is None:
        raise Refused("journeys-have-errors", "There is no plan: there are errors in the journeys.")
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        in_force, wanted = await load_in_force(connection), side_of(workspace)
        before = _alone(in_force.side, only) if only else in_force.side
        difference = compare(before, wanted)
        live = await load_live_plans(connection)
        people = await people_by_journey(connection)
        target = fingerprint_of(documents_of(workspace)[0], _target(workspace, in_force, only))
        plans = {one.slug: (one.version, one.plan) for one in workspace.journeys if one.plan is not None}
        return ReleasePlan(
            installation=installation,
            zone=workspace.organization.zone,
            origin=origin,
            base=in_force.fingerprint,
            target=target,
            mode=mode,
            files=workspace.sources,
            difference=difference,
            closing=tuple(sorted(before.journeys.keys() - wanted.journeys.keys())),
            inside=await people_at_steps(connection),
            people={slug: sum(versions.values()) for slug, versions in people.items()},
            agreed=await _agreed(connection, difference),
            approvals=_approvals(workspace, difference, in_force),
            schema=schema_effects(in_force.side.dictionary, wanted.dictionary, live),
            drift=await _drift(connection),
            moves=()
            if mode == "stay"
            else await preview_moves(connection, plans, now, at_once=mode == "now"),
            only=only,
        )


def save_plan(plan: ReleasePlan) -> bytes:
    """JSON, for a file that is reviewed and applied later."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2)


def read_plan(raw: bytes) -> ReleasePlan:
    """Raises Refused `plan-unreadable`."""
    try:
        plan = msgspec.json.decode(raw, type=ReleasePlan)
    except msgspec.DecodeError as why:
        raise Refused("plan-unreadable", "This file is no plan that this build can read.") from why
    if plan.format != FORMAT:
        raise Refused("plan-unreadable", "This plan was made by another version of Careloom; plan again.")
    return plan


def plan_as_builtins(plan: ReleasePlan) -> dict[str, Any]:
    """For JSON that is read and not applied: without the files."""
    found: dict[str, Any] = msgspec.to_builtins(plan)
    found.pop("files")
    found["difference"] = as_builtins(plan.difference)
    return found | {"empty": plan.empty, "refusals": list(plan.refusals)}


def _alone(side: Side, slug: str) -> Side:
    journeys = {name: one for name, one in side.journeys.items() if name == slug}
    return msgspec.structs.replace(side, journeys=journeys)


def _target(workspace: Workspace, in_force: InForce, only: str) -> dict[str, tuple[str, bool]]:
    left = {slug: (version, closed or not only) for slug, (version, closed) in in_force.standing.items()}
    return left | {one.slug: (one.version, False) for one in workspace.journeys}


def _approvals(workspace: Workspace, difference: Difference, before: InForce) -> tuple[Approval, ...]:
    """By the rules in force, so that nobody loosens them with the change that they are about.

    Nothing was approved by anybody before the first apply.
    """
    if not before.documents:
        return ()
    now = workspace.organization.approvals if workspace.organization else {}
    rules = now | before.side.organization.get("approvals", {})
    return tuple(
        Approval(kind, rules[kind], about) for kind, about in kinds_of(difference).items() if kind in rules
    )


async def _drift(connection: Connection) -> tuple[Drift, ...]:
    last = await releases.last_release(connection)
    if last is None:
        return ()
    return tuple(Drift(*row) for row in await releases.published_since(connection, last))


async def _agreed(connection: Connection, difference: Difference) -> dict[str, int]:
    """Topic → people who agreed to it, of the topics that change or go."""
    topics = [one.name for one in difference.entries if one.kind == "topic" and one.state != "added"]
    rows = await connection.fetch(
        "select topic, count(distinct patient_id) as n from consent"
        " where topic = any($1) and granted group by 1",
        topics,
    )
    return {row["topic"]: row["n"] for row in rows}
