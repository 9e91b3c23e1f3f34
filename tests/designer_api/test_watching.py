"""The numbers of a version or a period, who is behind one, why somebody is where they are, and the map."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from designer_api.runs.mapping import told
from designer_api.runs.why import grounds_of
from engine.journey.plan import Branch, Case
from engine.store.journeys import set_paused
from engine.store.paces import pull_brake
from tests.activities.clinic import Clinic, make_plan, open_clinic
from tests.designer_api.conftest import Api, SignedIn

SLUG = "watched"
PATH = f"/api/journeys/{SLUG}/watch"


@pytest_asyncio.fixture
async def clinic(api: Api) -> Any:
    made = await open_clinic(api.settings)
    yield made
    await made.smtp.close()
    await made.pool.close()


async def _inside(clinic: Clinic, step: str = "week-ahead") -> UUID:
    """Somebody who came two days ago and stands at the step since."""
    person = await clinic.add_person()
    enrollment = UUID(await clinic.enroll(person))
    since = (clinic.parts.moment() - timedelta(days=2)).timestamp()
    async with clinic.pool.acquire() as conn:
        await conn.execute(
            "update enrollment set journey = $2, step = $3, phase = 'waiting', cursor = $4, entered_at = $5"
            " where id = $1",
            enrollment,
            SLUG,
            step,
            f'[0,"waiting",1,1,null,{{}},{{}},{{}},{since},false,"",false,{{}},[],{{}}]',
            clinic.parts.moment() - timedelta(days=2),
        )
    return enrollment


async def _visited(clinic: Clinic, enrollment: UUID, step: str, outcome: str) -> None:
    now = clinic.parts.moment()
    async with clinic.pool.acquire() as conn:
        await conn.execute(
            "insert into step_visit (enrollment_id, step, visit, entered_at, ended_at, outcome)"
            " values ($1, $2, 1, $3, $4, $5)",
            enrollment,
            step,
            now - timedelta(days=1),
            now,
            outcome,
        )


async def test_numbers_ages_people_and_reasons_of_one_journey(
    api: Api, clinic: Clinic, signed_in: SignedIn
) -> None:
    await clinic.publish(make_plan())
    version = await clinic.publish(make_plan(journey=SLUG))
    waiting, held_back = await _inside(clinic), await _inside(clinic, "done")
    await _visited(clinic, held_back, "week-ahead", "skipped:opted-out")
    operator = await signed_in("operator")

    numbers = (await operator.get(PATH)).json()
    assert numbers["live"]["totals"]["inside"] == 2
    assert numbers["live"]["steps"]["week-ahead"]["skipped"] == {"opted-out": 1}
    assert numbers["ages"]["week-ahead"] == {"three-days": 1}
    assert numbers["paused"] is None

    viewer = await signed_in("viewer")
    coarse = (await viewer.get(PATH)).json()
    assert coarse["live"]["coarse"] and coarse["live"]["totals"]["inside"] == 10  # fewer than eleven
    assert coarse["ages"]["week-ahead"] == {"three-days": 10}
    assert (await viewer.get(f"/api/journeys/{SLUG}/counts")).json()["steps"]["week-ahead"]["waiting"] == 10

    later = (clinic.parts.moment() - timedelta(days=1)).isoformat()
    nobody = (await operator.get(PATH, params={"since": later})).json()
    assert nobody["live"]["totals"]["entered"] == 0
    elsewhere = (await operator.get(PATH, params={"version": version})).json()
    assert elsewhere["live"]["totals"]["entered"] == 2
    older = (await operator.get(PATH, params={"version": "another"})).json()
    assert older["live"]["totals"]["entered"] == 0

    async def behind(what: str, detail: str = "") -> list[str]:
        query = {"step": "week-ahead", "what": what, "detail": detail}
        return [
            each["enrollment"]
            for each in (await operator.get(f"{PATH}/people", params=query)).json()["items"]
        ]

    assert await behind("waiting") == [str(waiting)]
    assert set(await behind("entered")) == {str(waiting), str(held_back)}
    assert await behind("outcome", "skipped:opted-out") == [str(held_back)]
    assert await behind("missed") == [str(held_back)]
    assert (await operator.get(f"{PATH}/people", params={"what": "secrets"})).status_code == 422

    why = (await operator.get(f"/api/enrollments/{held_back}/why")).json()
    assert [(stay["step"], stay["outcome"]) for stay in why["stays"]] == [
        ("week-ahead", "skipped:opted-out"),
        ("done", ""),
    ]
    assert [stay["title"] for stay in why["stays"]] == ["Your visit, …", ""]
    assert [(each["code"], each["holds"]) for each in why["stays"][0]["grounds"]] == [("opted-out", False)]
    async with clinic.pool.acquire() as conn:
        noted = await conn.fetch("select action from audit where subject in ($1, $2)", SLUG, str(held_back))
    assert {"people.listed", "enrollment.explained"} <= {row["action"] for row in noted}


async def test_who_is_behind_a_number_is_for_operators_alone(signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    assert (await viewer.get(f"{PATH}/people")).status_code == 403
    assert (await viewer.get(f"/api/enrollments/{UUID(int=1)}/why")).status_code == 403


async def test_a_journey_never_published_has_no_numbers(signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    assert (await viewer.get("/api/journeys/never-heard-of/watch")).status_code == 404


async def test_the_map_shows_ways_in_and_never_a_small_number_of_people(signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    shown = (await viewer.get("/api/map")).json()
    mapped = next(each for each in shown["journeys"] if each["slug"] == SLUG)
    assert mapped["triggers"] == ["appointment.booked"]
    assert mapped["inside"] is None  # two people are too few to be counted aloud
    assert [told(people) for people in (0, 1, 10, 11)] == [0, None, None, 11]


def test_of_a_branch_only_the_cases_that_were_asked_are_grounds() -> None:
    node = Branch("b", 1, (Case("first", "a", 1), Case("second", "b", 1), Case("third", "c", 1)), 1, 1)
    asked = [(each.code, each.holds) for each in grounds_of(node, "second", None)]
    assert asked == [("first", False), ("second", True)]


async def test_what_a_brake_counted_is_told_and_not_where_a_person_paused(
    clinic: Clinic, signed_in: SignedIn
) -> None:
    await clinic.publish(make_plan(journey=SLUG))
    operator, now = await signed_in("operator"), clinic.parts.moment()
    async with clinic.pool.acquire() as conn:
        for counted in ("earlier", "101 mails"):
            assert await pull_brake(conn, SLUG, "sends-per-hour", counted, now)
            await set_paused(conn, SLUG, paused=False, at=now)
        await pull_brake(conn, SLUG, "sends-per-hour", "102 mails", now)
        told = (await operator.get(PATH)).json()["paused"]
        assert (told["reason"], told["detail"]) == ("sends-per-hour", "102 mails")
        await set_paused(conn, SLUG, paused=True, at=now)
        told = (await operator.get(PATH)).json()["paused"]
        assert (told["reason"], told["detail"]) == ("", "")
        await set_paused(conn, SLUG, paused=False, at=now)


@pytest.mark.parametrize("role", ["viewer", "operator"])
@pytest.mark.parametrize(
    ("since", "entered"),
    [
        ("0001-01-01T00:00:00+05:00", True),
        ("0001-01-01T00:00:00Z", True),
        ("9999-12-31T23:59:59-05:00", False),
    ],
)
async def test_a_period_may_begin_at_any_moment(
    clinic: Clinic, signed_in: SignedIn, role: str, since: str, entered: bool
) -> None:
    await clinic.publish(make_plan(journey=SLUG))
    await _inside(clinic)
    answer = await (await signed_in(role)).get(PATH, params={"since": since})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["live"]["totals"]["entered"] > 0) is entered
