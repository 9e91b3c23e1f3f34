"""Ways in that ask what somebody allowed: topics and written authorizations, as they stand at the door."""

import msgspec
import pytest
from temporalio.client import Client

from engine.intake.audiences import Audiences
from engine.intake.router import Router
from engine.journey import events
from engine.journey.consents import Authorization, Consents, Topic
from engine.journey.plan import Enroll, Schedule
from engine.store.consents import grant_consent, revoke_authorization, sign_authorization
from engine.store.organization import save_organization
from tests.intake_router.house import NOW, ORGANIZATION, House, person, said
from tests.intake_router.ways import journey

CONSENTS = Consents(
    topics={"letters": Topic("Letters", "in", "", 1)},
    authorizations={"programs": Authorization("Programs", 1, "", "", "", "", "", "")},
)
DAILY = Schedule(every=86_400)


async def _house(house: House, router: Router, enroll: Enroll, condition: str) -> list[object]:
    """Three people: the first agreed and signed, the second signed and revoked, the third said nothing."""
    await house.open(journey(enroll, segments={"agreed": condition}))
    body = {"organization": msgspec.to_builtins(ORGANIZATION), "consents": msgspec.to_builtins(CONSENTS)}
    async with house.pool.acquire() as connection:
        await save_organization(connection, "with-consents", body, NOW)
    await house.hear_each([said(events.PATIENT_REGISTERED, person(number)) for number in range(3)])
    await house.route(router)
    people = [who for (who,) in await house.rows("select id from patient order by id")]
    async with house.pool.acquire() as connection:
        await grant_consent(connection, people[0], "letters", "test", NOW)
        await sign_authorization(connection, people[0], "programs", "test", NOW)
        await sign_authorization(connection, people[1], "programs", "test", NOW)
        await revoke_authorization(connection, people[1], "programs", NOW)
    return people


@pytest.mark.parametrize("condition", ['has_consent("letters")', 'authorized("programs")'])
async def test_an_audience_holds_those_who_allowed_it(
    house: House, router: Router, client: Client, condition: str
) -> None:
    people = await _house(house, router, Enroll(audience="agreed", schedule=DAILY), condition)
    assert await Audiences(house.pool, client, house.settings).run_now("ways") == 1
    assert await house.rows("select patient_id from enrollment") == [(people[0],)]


async def test_an_event_lets_in_those_who_allowed_it(house: House, router: Router, client: Client) -> None:
    way = Enroll(on=(events.CARE_GAP_OPENED,), when='has_consent("letters") && authorized("programs")')
    people = await _house(house, router, way, "true")
    gaps = [said(events.CARE_GAP_OPENED, person(number), care_gap="colon") for number in range(3)]
    await house.hear_each(gaps)
    await house.route(router)
    assert await house.rows("select patient_id from enrollment") == [(people[0],)]
