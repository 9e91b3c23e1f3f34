"""Stays, prescriptions, results and statements: kept sealed, hung on, heard by whom they concern."""

from datetime import datetime, timedelta

from engine.intake.event import MatterFacts, NormalisedEvent
from engine.intake.router import Router
from engine.journey import events
from engine.journey.plan import Anchor, Enroll, Goal, Wait
from engine.store.consents import revoke_authorization, sign_authorization
from engine.store.facts import load_facts
from engine.store.permissions_told import tell_expiring
from tests.intake_router.house import NOW, House, identifier, person, said
from tests.intake_router.ways import journey

DISCHARGED = Enroll(
    on=(events.ENCOUNTER_DISCHARGED,), when="encounter.kind == 'inpatient'", once_per="encounter"
)
EXITS = (events.ENCOUNTER_ADMITTED, events.PRESCRIPTION_STOPPED, *sorted(events.ENDS_ALL))


def stay(
    event: str, number: int = 1, key: str = "V1", *, at: datetime = NOW, **values: object
) -> NormalisedEvent:
    told = {"kind": "inpatient", **values}
    return said(event, person(number), matter=MatterFacts("encounter", f"x|{key}", told), at=at)


async def test_a_discharge_starts_a_journey_once_a_stay_and_its_fields_are_known_there(
    house: House, router: Router
) -> None:
    await house.open(journey(DISCHARGED))
    first = stay(events.ENCOUNTER_DISCHARGED, at=NOW - timedelta(hours=1))
    await house.hear_each([first, stay(events.ENCOUNTER_DISCHARGED)])
    await house.hear(stay(events.ENCOUNTER_DISCHARGED, key="V2", kind="outpatient"))
    await house.route(router)
    assert await house.rows("select outcome from event order by seq") == [
        ("enrolled",), ("already-inside",), ("not-matching",),
    ]  # fmt: skip
    ids = [one for (one,) in await house.rows("select id from enrollment")]
    async with house.pool.acquire() as connection:
        found = await load_facts(
            connection,
            house.vault,
            ids,
            ["encounter.kind", "encounter.discharged_at"],
            NOW,  # type: ignore[arg-type]
        )
    [facts] = found.values()
    assert facts.values == {"encounter.kind": "inpatient", "encounter.discharged_at": NOW}


async def test_what_is_told_of_a_matter_is_sealed_and_only_its_moments_stay_readable(
    house: House, router: Router
) -> None:
    await house.open(journey(DISCHARGED))
    await house.hear(stay(events.ENCOUNTER_DISCHARGED, note="CANARY"))
    await house.route(router)
    [(row, moments)] = await house.rows("select matter::text, moments from matter")
    assert "inpatient" not in str(row) and "CANARY" not in str(row)
    assert moments == {"discharged_at": NOW.timestamp()}


async def test_of_each_field_the_newest_word_holds_in_whatever_order_it_comes(
    house: House, router: Router
) -> None:
    due, later = NOW + timedelta(days=3), NOW + timedelta(days=9)
    refill = Enroll(on=(events.PRESCRIPTION_REFILL_DUE,), once_per="prescription")
    await house.open(
        journey(refill, fields={"prescription.refill_due": "timestamp", "prescription.name": "string"})
    )
    told = [
        (NOW, {"refill_due": later}),
        (NOW - timedelta(hours=1), {"refill_due": due, "name": "Metformin"}),
    ]
    for at, values in told:
        facts = MatterFacts("prescription", "x|R1", values)
        await house.hear(said(events.PRESCRIPTION_REFILL_DUE, person(1), matter=facts, at=at))
    await house.route(router)
    assert await house.rows("select outcome from event order by seq") == [("enrolled",), ("stale",)]
    assert await house.one("select (moments->>'refill_due')::float from matter") == later.timestamp()


async def test_a_new_admission_is_heard_in_the_journey_of_the_last_stay_and_another_discharge_is_not(
    house: House, router: Router
) -> None:
    exits = (*EXITS, events.ENCOUNTER_DISCHARGED)
    await house.open(journey(DISCHARGED, exits=exits))
    await house.hear(stay(events.ENCOUNTER_DISCHARGED, key="V1"))
    await house.hear(stay(events.ENCOUNTER_DISCHARGED, key="V2", kind="outpatient"))
    await house.hear(stay(events.ENCOUNTER_ADMITTED, key="V3"))
    await house.route(router)
    assert await house.rows("select type from cohort_signal") == [(events.ENCOUNTER_ADMITTED,)]


async def test_a_moved_moment_of_a_matter_is_heard_by_those_whose_waits_hang_on_it(
    house: House, router: Router
) -> None:
    issued = Enroll(on=(events.STATEMENT_ISSUED,), once_per="statement")
    wait = Wait(id="near", next=-1, until=Anchor(field="statement.due", days=-3))
    await house.open(journey(issued, nodes=(wait,), fields={"statement.due": "timestamp"}))
    for minutes, days in ((0, 10), (1, 20)):
        facts = MatterFacts("statement", "x|S1", {"due": NOW + timedelta(days=days)})
        at = NOW + timedelta(minutes=minutes)
        await house.hear(said(events.STATEMENT_ISSUED, person(1), matter=facts, at=at))
    await house.route(router)
    assert await house.rows("select type from cohort_signal") == [(events.STATEMENT_ISSUED,)]


async def test_a_merge_takes_matters_along_and_they_open_under_the_survivors_key(
    house: House, router: Router
) -> None:
    await house.open(journey(DISCHARGED))
    await house.hear_each([stay(events.ENCOUNTER_DISCHARGED, 2), said(events.PATIENT_REGISTERED, person(1))])
    await house.route(router)
    merged = said(
        events.PATIENT_MERGED, person(1), merged_from=(identifier(2),), at=NOW + timedelta(minutes=1)
    )
    await house.hear(merged)
    await house.route(router)
    again = stay(events.ENCOUNTER_DISCHARGED, 2, at=NOW + timedelta(minutes=2))
    await house.hear(again)
    await house.route(router)
    assert await house.one("select count(distinct patient_id) from matter") == 1
    assert await house.one("select count(*) from dead_letter") == 0
    assert await house.one("select outcome from event order by seq desc limit 1") == "enrolled"


async def test_an_authorization_that_ends_soon_is_told_once_and_one_that_was_renewed_is_not(
    house: House, router: Router
) -> None:
    await house.open(
        journey(
            Enroll(on=(events.AUTHORIZATION_EXPIRING,), again=0), goal=Goal(on=events.AUTHORIZATION_GRANTED)
        )
    )
    await house.hear_each([said(events.PATIENT_REGISTERED, person(number)) for number in range(4)])
    await house.route(router)
    people = [who for (who,) in await house.rows("select id from patient order by created_at, id")]
    ends = (10, 29, 31, 20)
    async with house.pool.acquire() as connection, connection.transaction():
        for who, days in zip(people, ends, strict=True):
            signed, over = NOW - timedelta(days=300), NOW + timedelta(days=days)
            await sign_authorization(connection, who, "wellness", "paper", signed, expires_at=over)  # type: ignore[arg-type]
        await sign_authorization(connection, people[3], "wellness", "paper", NOW)  # type: ignore[arg-type]
        told = [await tell_expiring(connection, NOW + timedelta(seconds=n)) for n in range(2)]
    await house.route(router)
    assert told == [2, 0]
    entered = {who for (who,) in await house.rows("select patient_id from enrollment")}
    assert entered == set(people[:2])
    now = datetime.now(NOW.tzinfo)
    async with house.pool.acquire() as connection, connection.transaction():
        await sign_authorization(connection, people[0], "wellness", "portal", now)  # type: ignore[arg-type]
        await revoke_authorization(connection, people[1], "wellness", now)  # type: ignore[arg-type]
    await house.route(router)
    reached = await house.rows("select patient_id from enrollment where goal_at is not null")
    assert reached == [(people[0],)]
