"""GET /api/journeys/{slug}/experiments: who took which path of a split, who reached the goal, the lift."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Controller, Request, get
from litestar.params import FromPath

from designer_api.access.roles import may
from designer_api.access.schemas import Caller
from designer_api.database import Conn
from designer_api.journeys.coarse import rounded, sees_few
from engine.errors import NotFound
from engine.journey.plan import Plan, Split
from engine.policy.experiments import signature
from engine.policy.lift import Lift, lift, rate
from engine.store.experiments import load_standing
from engine.store.journeys import load_plan
from engine.store.outcomes import PathNumbers, read_split_numbers
from engine.store.pool import Connection


class PathShown(msgspec.Struct, frozen=True):
    """`lift`: percentage points beyond the people held out, with its 95% interval; None without them."""

    name: str
    weight: int
    holdout: bool
    people: int
    goals: int
    rate: float | None
    lift: Lift | None


class WinnerShown(msgspec.Struct, frozen=True):
    """How far the search for a winner is. `path` "": none yet. `p` and `alpha` of the latest look."""

    metric: str
    path: str
    decided_at: datetime | None
    looks: int
    p: float | None
    alpha: float | None


class SplitShown(msgspec.Struct, frozen=True):
    step: str
    paths: list[PathShown]
    winner: WinnerShown | None = None  # where the split asks for one


class Experiments(msgspec.Struct, frozen=True):
    goal: str  # the event; "" where the journey has no goal
    splits: list[SplitShown]


class ExperimentsController(Controller):
    path = "/api/journeys/{slug:str}/experiments"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Goals by the path that people took, and the lift over those held out")
    async def show(self, request: Request[Caller, Any, Any], conn: Conn, slug: FromPath[str]) -> Experiments:
        """Rounded up to tens, rates too, for whom fewer than eleven people are not told exactly."""
        version = await conn.fetchval("SELECT version FROM journey WHERE slug = $1", slug)
        if version is None:
            raise NotFound("journey-unknown", "There is no published journey of that name.")
        plan = await load_plan(conn, version)
        splits = [node for node in plan.nodes if isinstance(node, Split)]
        numbers = await read_split_numbers(conn, slug, [split.id for split in splits])
        exact = sees_few(request.user.account.role)
        if not exact:
            numbers = {step: _coarse(paths) for step, paths in numbers.items()}
        winners = [await _winner(conn, slug, each, exact=exact) for each in splits]
        shown = [
            _split(each, numbers.get(each.id, {}), winner)
            for each, winner in zip(splits, winners, strict=True)
        ]
        return Experiments(_goal(plan), shown)


def _goal(plan: Plan) -> str:
    return plan.goal.on if plan.goal else ""


def _coarse(paths: dict[str, PathNumbers]) -> dict[str, PathNumbers]:
    """Rates are made from these, so that no exact number stands behind one."""
    return {
        name: msgspec.structs.replace(each, people=rounded(each.people), goals=rounded(each.goals))
        for name, each in paths.items()
    }


async def _winner(conn: Connection, slug: str, split: Split, *, exact: bool) -> WinnerShown | None:
    """Without `exact` no `p`: it is made of the exact numbers, and tells them."""
    if split.winner is None:
        return None
    known = await load_standing(conn, slug, split.id, signature(split))
    last = known.numbers or {}
    return WinnerShown(
        metric=split.winner.metric,
        path=known.winner,
        decided_at=known.decided_at,
        looks=known.looks,
        p=last.get("p") if exact else None,
        alpha=last.get("alpha"),
    )


def _split(split: Split, numbers: dict[str, PathNumbers], winner: WinnerShown | None) -> SplitShown:
    told = {path.name: numbers.get(path.name, PathNumbers()) for path in split.paths}
    held = [told[path.name] for path in split.paths if path.holdout]
    people, goals = sum(each.people for each in held), sum(each.goals for each in held)
    return SplitShown(
        split.id,
        [
            PathShown(
                path.name,
                path.weight,
                path.holdout,
                told[path.name].people,
                told[path.name].goals,
                rate(told[path.name].goals, told[path.name].people),
                None if path.holdout else lift(told[path.name].goals, told[path.name].people, goals, people),
            )
            for path in split.paths
        ],
        winner,
    )
