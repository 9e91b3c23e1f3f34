"""POST /api/journeys/audience-count and GET …/vocabulary: no small cells; names to speak of."""

import time
from datetime import UTC, datetime

import asyncpg
import pytest

from designer_api.journeys.audience_count import MOST_AN_HOUR, MOST_SECONDS, shade_of, told_of
from engine.journey.plan import Exit, Task
from engine.store.ids import uuid7
from engine.store.people import new_patient, save_patients
from tests.activities.clinic import make_plan, open_clinic
from tests.designer_api.conftest import Api, SignedIn

PATH = "/api/journeys/audience-count"


@pytest.mark.parametrize(
    ("belong", "looked", "told"),
    [
        (0, 100, "few"),
        (10, 100, "few"),
        (11, 100, "exact"),
        (89, 100, "exact"),
        (90, 100, "nearly-all"),
        (99, 100, "nearly-all"),
        (100, 100, "nearly-all"),
    ],
)
def test_no_number_is_told_from_which_fewer_than_eleven_people_follow(
    belong: int, looked: int, told: str
) -> None:
    counted = told_of(belong, looked, complete=True)
    assert (counted.told, counted.count) == (told, belong if told == "exact" else None)


def test_in_tens_no_small_number_is_told_wherever_the_tens_begin() -> None:
    for shade in ((mine, others) for mine in range(10) for others in range(10)):
        for belong in range(101):
            told = told_of(belong, 100, complete=True, shade=shade)
            assert told.told in ("few", "about", "nearly-all")
            if told.count is not None:
                assert told.count % 10 == 0
                assert 11 <= belong <= 89
                assert abs(told.count - belong) < 10


def test_where_the_tens_begin_is_another_for_each_condition_and_the_same_for_one(api: Api) -> None:
    vault = api.app.state.vault
    shades = [shade_of(vault, f"patient.age > {years}") for years in range(200)]
    assert {mine for mine, _ in shades} == {others for _, others in shades} == set(range(10))
    assert shade_of(vault, "patient.age > 3") == shade_of(vault, " patient.age   > 3\n") == shades[3]


async def test_an_author_asks_so_often_in_an_hour_and_an_operator_as_often_as_needed(
    conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    author, operator = await signed_in("author"), await signed_in("operator")
    for client in (author, operator):
        who = (await client.get("/api/session")).json()["account"]["id"]
        await conn.execute(
            "INSERT INTO audit (at, actor, action, subject, detail)"
            " SELECT now(), $1, 'audience.counted', 'people', 'few' FROM generate_series(1, $2)",
            who,
            MOST_AN_HOUR,
        )
    refused = await author.post(PATH, json={"when": "true"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-counts")
    assert (await operator.post(PATH, json={"when": "true"})).status_code == 200
    await conn.execute("DELETE FROM audit WHERE action = 'audience.counted'")


async def test_people_for_whom_the_condition_surely_holds_are_counted(
    api: Api, conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    await _people(api, conn, [("es", 12), ("en", 20), ("fr", 3)])
    client = await signed_in("operator")
    spanish = await client.post(PATH, json={"when": "patient.language == 'es'"})
    assert spanish.status_code == 200, spanish.text
    assert spanish.json() == {"count": 12, "told": "exact", "looked": 35, "complete": True}
    french = await client.post(PATH, json={"when": "patient.language == 'fr'"})
    assert (french.json()["count"], french.json()["told"]) == (None, "few")
    unknown = await client.post(PATH, json={"when": "segment('over-65') || patient.age > 3"})
    assert (unknown.json()["count"], unknown.json()["told"]) == (None, "few")  # nobody's age is known
    asked = await conn.fetch(
        "SELECT subject, detail FROM audit WHERE action = 'audience.counted' ORDER BY id"
    )
    assert [row["detail"] for row in asked] == ["exact", "few", "few"]


async def test_an_author_is_told_tens_and_never_whether_it_is_nobody_or_everybody(
    api: Api, conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    await _people(api, conn, [("es", 40), ("en", 40), ("fr", 1)])
    client = await signed_in("author")
    spanish = (await client.post(PATH, json={"when": "patient.language == 'es'"})).json()
    assert (spanish["count"] in (40, 50), spanish["told"], spanish["looked"]) == (True, "about", 90)
    for language in ("fr", "de"):
        one = (await client.post(PATH, json={"when": f"patient.language == '{language}'"})).json()
        others = (await client.post(PATH, json={"when": f"patient.language != '{language}'"})).json()
        assert (one["told"], others["told"]) == ("few", "nearly-all")


async def test_a_condition_that_takes_long_of_everybody_is_broken_off_in_time(
    api: Api, conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    await _people(api, conn, [(f"x{n}", 1) for n in range(400)])
    client = await signed_in("operator")
    loop = "[" + ",".join(["'a'"] * 450) + "]"
    slow = f"patient.language != '' && {loop}.all(a, !a.matches('(a?){{100}}b'))"
    begun = time.monotonic()
    told = (await client.post(PATH, json={"when": slow})).json()
    assert (told["complete"], told["looked"] < 400) == (False, True)
    assert time.monotonic() - begun < 3 * MOST_SECONDS


async def test_only_authors_count_and_only_conditions_that_are_understood(signed_in: SignedIn) -> None:
    author, viewer = await signed_in("author"), await signed_in("viewer")
    refused = await author.post(PATH, json={"when": "patient.shoe_size > 3"})
    assert (refused.status_code, refused.json()["code"]) == (422, "condition-not-understood")
    assert (await viewer.post(PATH, json={"when": "true"})).status_code == 403


async def test_the_vocabulary_names_what_a_journey_may_speak_of(signed_in: SignedIn) -> None:
    client = await signed_in("viewer")
    told = (await client.get("/api/journeys/visit-reminder/vocabulary")).json()
    assert {"name": "patient.age", "type": "int", "data_class": "demographic"} in told["fields"]
    assert "over-65" in {segment["name"] for segment in told["segments"]}
    assert {"name": "visits", "title": "Your visits", "opt": "out"} in told["topics"]
    message = told["messages"][0]
    assert message["subject"]
    assert message["languages"][0] == "en"
    assert (await client.get("/api/journeys/nowhere/vocabulary")).status_code == 404


async def test_the_lists_of_published_tasks_are_known_to_every_journey(api: Api, signed_in: SignedIn) -> None:
    call = Task("call", 1, "front-desk", "Call", escalate="nurses", on_done=1, on_overdue=1)
    clinic = await open_clinic(api.settings)
    await clinic.publish(make_plan(journey="calls", nodes=(call, Exit("done"))))
    client = await signed_in("author")
    told = (await client.get("/api/journeys/visit-reminder/vocabulary")).json()
    assert {"front-desk", "nurses"} <= set(told["queues"])
    await clinic.smtp.close()
    await clinic.pool.close()


async def _people(api: Api, conn: asyncpg.Connection, groups: list[tuple[str, int]]) -> None:
    vault = api.app.state.vault
    rows = [new_patient(vault, uuid7()) for _, many in groups for _ in range(many)]
    languages = [language for language, many in groups for _ in range(many)]
    for row, language in zip(rows, languages, strict=True):
        row.language = language
    async with conn.transaction():
        await conn.execute("DELETE FROM patient")
        await save_patients(conn, vault, rows, datetime.now(UTC))
