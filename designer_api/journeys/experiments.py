"""GET /api/journeys/{slug}/experiments: who took which path of a split, who reached the goal, the lift."""

import msgspec
from litestar import Controller, get
from litestar.params import FromPath

from designer_api.access.roles import may
from designer_api.database import Conn
from engine.errors import NotFound
from engine.journey.plan import Plan, Split
from engine.policy.lift import Lift, lift, rate
from engine.store.journeys import load_plan
from engine.store.outcomes import PathNumbers, read_split_numbers


class PathShown(msgspec.Struct, frozen=True):
    """`lift`: percentage points beyond the people held out, with its 95% interval; None without them."""

    name: str
    weight: int
    holdout: bool
    people: int
    goals: int
    rate: float | None
    lift: Lift | None


class SplitShown(msgspec.Struct, frozen=True):
    step: str
    paths: list[PathShown]


class Experiments(msgspec.Struct, frozen=True):
    goal: str  # the event; "" where the journey has no goal
    splits: list[SplitShown]


class ExperimentsController(Controller):
    path = "/api/journeys/{slug:str}/experiments"
    tags = ["Journeys"]  # noqa: RUF012  Litestar reads class attributes

    @get(**may("viewer"), summary="Goals by the path that people took, and the lift over those held out")
    async def show(self, conn: Conn, slug: FromPath[str]) -> Experiments:
        version = await conn.fetchval("SELECT version FROM journey WHERE slug = $1", slug)
        if version is None:
            raise NotFound("journey-unknown", "There is no published journey of that name.")
        plan = await load_plan(conn, version)
        splits = [node for node in plan.nodes if isinstance(node, Split)]
        numbers = await read_split_numbers(conn, slug, [split.id for split in splits])
        return Experiments(_goal(plan), [_split(each, numbers.get(each.id, {})) for each in splits])


def _goal(plan: Plan) -> str:
    return plan.goal.on if plan.goal else ""


def _split(split: Split, numbers: dict[str, PathNumbers]) -> SplitShown:
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
    )
