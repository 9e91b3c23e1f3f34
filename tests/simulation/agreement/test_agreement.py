"""The simulator and the Temporal runtime agree: the same random journeys, people and traces in both."""

import sysconfig
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from engine.contracts.cursor import Cursor, Visit
from engine.journey.plan import Node, Plan
from engine.journey.ways import kind_of
from engine.runtime.payloads import data_converter
from engine.runtime.stimulus import Answer, Effect, EventArrived, Left, Stimulus
from engine.simulation import run
from engine.simulation.host import Answerer, Host, Listener
from engine.simulation.world import World
from tests.simulation.agreement.cohorts import Carrier, working
from tests.simulation.agreement.journeys import HOUR, journey, person

JOURNEYS = 500
PEOPLE = (1, 1, 3, 1, 1)  # in the cohorts of five journeys; each person has a trace of their own
BROKEN = 250  # worlds that a broken simulator is given
LATE = 600.0  # journey seconds that a server and two hundred neighbours may take to get round to a deadline
KEYS = {"test-1": b"0123456789abcdef0123456789abcdef"}

Told = tuple[list[tuple[str, int, str]], str]  # (step, visit, outcome) …, and how the journey ended
Both = list[tuple[World, list[tuple[list[Visit], str]]]]


@pytest_asyncio.fixture(scope="module")
async def carried() -> AsyncIterator[Both]:
    """Every world with what real cohorts made of it."""
    server = Path(sysconfig.get_path("scripts")) / "temporal-test-server"
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(server), data_converter=data_converter(KEYS, "default")
    ) as environment:
        now = (await environment.get_current_time()).timestamp()
        begin = now - now % HOUR + 2 * HOUR
        groups = []
        for seed in range(JOURNEYS):
            stage = journey(seed)
            people = [person(stage, seed * 10 + number, begin) for number in range(PEOPLE[seed % 5])]
            groups.append([World(stage, each, lambda _moment: None) for each in people])
        carrier = Carrier(environment, environment.client)
        async with working(environment.client, carrier):
            found = await carrier.carry(groups)
        yield [(world, found.get(id(world), [])) for worlds in groups for world in worlds]


def simulated(world: World) -> list[tuple[list[Visit], str]]:
    story = run.play(world.stage, world.scenario)
    assert story.stopped == ""
    return [(list(passage.visits), passage.outcome) for passage in story.passages]


def told(stories: list[tuple[list[Visit], str]]) -> list[Told]:
    return [
        ([(visit.step, visit.visit, visit.outcome) for visit in visits], outcome)
        for visits, outcome in stories
    ]


async def test_five_hundred_random_journeys_have_the_same_visits_and_outcomes_in_both(carried: Both) -> None:
    for world, real in carried:
        assert told(simulated(world)) == told(real), (world.stage.plan.journey, world.scenario.name)


async def test_every_visit_begins_and_ends_at_the_same_time_in_both(carried: Both) -> None:
    for world, real in carried:
        for (ours, _), (theirs, _) in zip(simulated(world), real, strict=True):
            for one, other in zip(ours, theirs, strict=True):
                assert abs(other.entered - one.entered) < LATE, (world.scenario.name, one)
                assert abs(other.ended - one.ended) < LATE, (world.scenario.name, one)


async def test_what_is_compared_says_something(carried: Both) -> None:
    """Every kind of step is visited often, mails are sent and refused, people leave midway."""
    visits = [
        (world.stage.steps[visit.step], visit)
        for world, stories in carried
        for story, _ in stories
        for visit in story
    ]
    kinds: dict[str, int] = {}
    for node, _ in visits:
        kinds[kind_of(node)] = kinds.get(kind_of(node), 0) + 1
    assert len(kinds) == 11, kinds
    assert min(kinds.values()) >= 50, kinds
    outcomes = {outcome(node, visit) for node, visit in visits}
    for wanted in (
        "send sent", "send skipped", "send failed", "task done", "task overdue", "form submitted",
        "form timeout", "await timeout", "branch unknown", "call failed", "repeat finished", "send exit",
    ):  # fmt: skip
        assert wanted in outcomes


def outcome(node: Node, visit: Visit) -> str:
    return f"{kind_of(node)} {visit.outcome.partition(':')[0]}"


class HearsNothing(Host):
    def feed(self, stimulus: Stimulus, now: float) -> None:
        if not isinstance(stimulus, EventArrived):
            super().feed(stimulus, now)


class LetsNobodyLeave(Host):
    def feed(self, stimulus: Stimulus, now: float) -> None:
        if not isinstance(stimulus, Left):
            super().feed(stimulus, now)


class OversleepsADay(Host):
    @property
    def due(self) -> float | None:
        due = super().due
        return None if due is None else due + 24 * HOUR


class AsksTomorrow(Host):
    def __init__(
        self,
        plan: Plan,
        answer: Answerer,
        begin: float,
        cursor: Cursor | None = None,
        noted: Listener | None = None,
    ) -> None:
        def later(effect: Effect, moved: Cursor, now: float) -> Answer:
            return answer(effect, moved, now + 24 * HOUR)

        super().__init__(plan, later, begin, cursor, noted)


class ForgetsTheStep(Host):
    def feed(self, stimulus: Stimulus, now: float) -> None:
        if isinstance(stimulus, EventArrived):
            stimulus = EventArrived(stimulus.type, stimulus.at)
        super().feed(stimulus, now)


@pytest.mark.parametrize(
    "broken", [HearsNothing, LetsNobodyLeave, OversleepsADay, AsksTomorrow, ForgetsTheStep]
)
async def test_a_broken_simulator_is_noticed(
    broken: type[Host], carried: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "Host", broken)
    differing = [world for world, real in carried[:BROKEN] if told(simulated(world)) != told(real)]
    assert len(differing) >= 5
