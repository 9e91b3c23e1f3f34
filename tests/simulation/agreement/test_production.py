"""The simulated world and production agree: the same people in PostgreSQL, by real router and activities."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest_asyncio

from engine.contracts.cursor import Visit
from engine.journey import events
from engine.journey.plan import Call
from engine.simulation.run import play
from engine.simulation.stage import Stage
from engine.simulation.world import World
from tests import stack
from tests.activities.clinic import Clinic, open_clinic
from tests.simulation.agreement.journeys import CONSENTS, HOUR, ORGANIZATION, journey, person
from tests.simulation.agreement.production import Production

PEOPLE = 50
BEGIN = 1_773_000_000.0 - 1_773_000_000.0 % HOUR  # in March, with a change of clocks
_BY_OTHERS = frozenset({events.TASK_DONE, events.FORM_SUBMITTED})  # their own tests go through the portal


@pytest_asyncio.fixture(scope="module")
async def clinic(database_url: str, catcher: stack.Catcher, parts_folder: Path) -> AsyncIterator[Clinic]:
    settings = stack.settings_for_tests(
        parts_folder,
        database_url=database_url,
        smtp_host=catcher.host,
        smtp_port=catcher.port,
        smtp_ca_file=catcher.authority,
        mailbox_path=catcher.mailbox_path,
    )
    made = await open_clinic(settings)
    await made.apply(ORGANIZATION, CONSENTS)
    yield made
    await made.smtp.close()
    await made.pool.close()


def worlds() -> list[World]:
    """Without webhooks and without refusals of a relay, which nobody can order here."""
    found: list[World] = []
    seed = 0
    while len(found) < PEOPLE:
        seed += 1
        stage: Stage = journey(seed)
        if any(isinstance(node, Call) for node in stage.plan.nodes):
            continue
        told = person(stage, seed, BEGIN)
        trace = tuple(one for one in told.events if one.event not in _BY_OTHERS)
        told = msgspec.structs.replace(told, fails={}, keys=(), events=trace)
        found.append(World(stage, told, lambda _moment: None))
    return found


async def test_people_live_through_the_same_in_memory_and_in_production(clinic: Clinic) -> None:
    visits = 0
    for world in worlds():
        real = await Production(clinic, world).live()
        story = play(world.stage, world.scenario, identity=world.person.row.id)
        ours = [(list(passage.visits), passage.outcome) for passage in story.passages]
        assert rounded(ours) == rounded(real), (world.stage.plan.journey, world.scenario.name)
        visits += sum(len(each) for each, _ in real)
    assert visits > 2 * PEOPLE


def rounded(stories: list[tuple[list[Visit], str]]) -> list[tuple[list[tuple[str, int, int, int, str]], str]]:
    """To the second: a database rounds to microseconds, and every deadline is a thousandth late."""
    return [
        (
            [(one.step, one.visit, round(one.entered), round(one.ended), one.outcome) for one in visits],
            outcome,
        )
        for visits, outcome in stories
    ]
