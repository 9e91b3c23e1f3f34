"""People named for a journey: each line has its answer, nobody is asked for twice, the journey decides."""

import asyncio
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Conflict, EngineError, NotFound, Refused
from engine.intake.people_list import MOST_LINES, read_people
from engine.intake.requests import Answer, Named, look_up_request, request_enrollments
from engine.intake.router import Router
from engine.journey import events
from engine.journey.plan import Cap, Enroll
from tests.intake_router.house import NOW, House, identifier, person, said
from tests.intake_router.ways import journey

REQUESTED = Enroll(on=(events.ENROLLMENT_REQUESTED,), when="patient.age >= 18", again=0)


async def _people(house: House, router: Router, count: int = 4) -> list[UUID]:
    told = [
        said(events.PATIENT_REGISTERED, person(number, birth_date="1960-01-01"))
        for number in range(count - 1)
    ]
    await house.hear_each(
        [*told, said(events.PATIENT_REGISTERED, person(count - 1, birth_date="2020-01-01"))]
    )
    await house.route(router)
    rows = await house.rows("select patient_id from event where type = 'patient.registered' order by seq")
    return [who for (who,) in rows]  # type: ignore[misc]


async def _ask(house: House, *named: Named, key: str = "k1", slug: str = "ways") -> Answer:
    async with house.pool.acquire() as connection, connection.transaction():
        return await request_enrollments(
            connection, house.vault, slug, named, key=key, by="Ana Operator", now=NOW
        )


async def _outcomes(house: House, answer: Answer) -> list[str]:
    async with house.pool.acquire() as connection:
        return [each.outcome for each in (await look_up_request(connection, "ways", answer.id)).results]


async def test_every_line_has_its_answer_and_the_journeys_own_condition_decides(
    house: House, router: Router
) -> None:
    await house.open(journey(REQUESTED), journey(REQUESTED, slug="other"))
    ana, ben, cid, kid = await _people(house, router)
    by_number = identifier(1)
    answer = await _ask(
        house,
        Named(patient=ana),
        Named(value=by_number.value, system=by_number.system),
        Named(value=identifier(2).value),
        Named(patient=kid),
        Named(patient=ana),
        Named(patient=uuid4()),
        Named(value="nobody", system="RIVERSIDE"),
        Named(problem="line-not-readable"),
    )
    assert (await _outcomes(house, answer))[:4] == ["pending"] * 4
    await house.route(router)
    assert await _outcomes(house, answer) == [
        "enrolled", "enrolled", "enrolled", "not-matching", "repeated", "patient-unknown", "patient-unknown",
        "line-not-readable",
    ]  # fmt: skip
    entered = {who for (who,) in await house.rows("select patient_id from enrollment where journey = 'ways'")}
    assert entered == {ana, ben, cid}
    assert await house.one("select count(*) from enrollment where journey = 'other'") == 0


async def test_a_number_that_two_people_have_from_different_assigners_names_nobody(
    house: House, router: Router
) -> None:
    await house.open(journey(REQUESTED))
    for system in ("RIVERSIDE", "ELSEWHERE"):
        facts = person(1, identifiers=[{"value": "77", "system": system, "type": "MR"}])
        await house.hear(said(events.PATIENT_REGISTERED, facts))
    await house.route(router)
    answer = await _ask(house, Named(value="77"))
    assert await _outcomes(house, answer) == ["patient-ambiguous"]


async def test_the_same_key_asks_once_however_often_and_at_once_it_comes(
    house: House, router: Router
) -> None:
    await house.open(journey(REQUESTED))
    ana, ben, *_ = await _people(house, router)
    answers = await asyncio.gather(*(_ask(house, Named(patient=ana)) for _ in range(8)))
    assert len({each.id for each in answers}) == 1
    assert sum(each.new for each in answers) == 1
    assert await house.one("select count(*) from event where type = 'enrollment.requested'") == 1
    with pytest.raises(Conflict):
        await _ask(house, Named(patient=ben))
    assert (await _ask(house, Named(patient=ben), key="k2")).new


async def test_a_journey_without_such_a_way_in_takes_nobody(house: House, router: Router) -> None:
    await house.open(journey(Enroll(on=(events.APPOINTMENT_BOOKED,))))
    with pytest.raises(Refused, match=r"enrollment\.requested"):
        await _ask(house, Named(patient=uuid4()))
    with pytest.raises(NotFound):
        await _ask(house, Named(patient=uuid4()), slug="nothing")
    with pytest.raises(Refused):
        await _ask(house, Named(patient=uuid4()), key="")


async def test_who_is_named_beyond_the_cap_waits_in_line(house: House, router: Router) -> None:
    await house.open(journey(Enroll(on=(events.ENROLLMENT_REQUESTED,), cap=Cap(2, 3600))))
    people = await _people(house, router)
    answer = await _ask(house, *(Named(patient=who) for who in people))
    await house.route(router)
    assert sorted(await _outcomes(house, answer)) == ["enrolled", "enrolled", "waiting", "waiting"]


def test_a_list_is_read_by_its_header_whatever_the_delimiter() -> None:
    own = uuid4()
    for delimiter in ",;\t":
        lines = ["\ufeffnote,Identifier,system,patient", "x,0042,MAIN,", f"y,,,{own}", "", "z,,,", "w,,,abc"]
        raw = "\r\n".join(lines).replace(",", delimiter).encode()
        assert read_people(raw) == [
            Named(value="0042", system="MAIN"),
            Named(patient=own),
            Named(problem="line-names-nobody"),
            Named(problem="patient-not-an-id"),
        ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "list-header-missing"),
        (b"name\nAna\n", "list-header-missing"),
        (b"patient\n", "list-empty"),
        (b"identifier\n\xff\xfe\n", "list-not-utf8"),
        (b"identifier\n" + b"1\n" * (MOST_LINES + 1), "list-too-long"),
        (b'identifier\n"' + b"x" * 200_000, "list-malformed"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_a_code(raw: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_people(raw)
    assert refused.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(raw: bytes) -> None:
    for told in (raw, b"identifier\n" + raw):
        try:
            assert read_people(told)
        except EngineError as error:
            assert error.code.startswith("list-")
