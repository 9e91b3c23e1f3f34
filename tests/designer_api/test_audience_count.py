"""POST /api/journeys/audience-count and GET …/vocabulary: no small cells; names to speak of."""

from datetime import UTC, datetime

import asyncpg
import pytest

from designer_api.journeys.audience_count import told_of
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
        (100, 100, "exact"),
    ],
)
def test_no_number_is_told_from_which_fewer_than_eleven_people_follow(
    belong: int, looked: int, told: str
) -> None:
    counted = told_of(belong, looked, complete=True)
    assert (counted.told, counted.count) == (told, belong if told == "exact" else None)


async def test_people_for_whom_the_condition_surely_holds_are_counted(
    api: Api, conn: asyncpg.Connection, signed_in: SignedIn
) -> None:
    await _people(api, conn, [("es", 12), ("en", 20), ("fr", 3)])
    client = await signed_in("author")
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
