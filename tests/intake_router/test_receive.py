"""Messages are taken once, whole, and before any answer."""

import asyncio
from datetime import UTC, datetime

from engine.intake.event import NormalisedEvent, Refusal
from engine.intake.receive import Receipt, receive
from engine.store.sealing import place
from tests.intake_router.house import House, booked

NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def _receive(house: House, raw: bytes, outcome: tuple[NormalisedEvent, ...] | Refusal) -> Receipt:
    async with house.pool.acquire() as connection:
        return await receive(connection, house.vault, "hl7v2", raw, outcome, "hl7v2:TEST", now=NOW)


async def test_the_same_message_again_gets_the_former_answer(house: House) -> None:
    event = booked(1)
    first = await _receive(house, b"MSH|1", (event,))
    again = await _receive(house, b"MSH|1", (event,))
    assert (first.status, again.status) == ("accepted", "duplicate")
    assert first.events == again.events
    assert await house.one("select count(*) from event") == 1
    assert await house.one("select count(*) from raw_message") == 1


async def test_the_same_bytes_are_the_same_message_though_the_reader_filled_in_another_time(
    house: House,
) -> None:
    event = booked(1)
    await _receive(house, b"MSH|1", (event,))
    later = NormalisedEvent(**{**_fields(event), "occurred_at": NOW})  # type: ignore[arg-type]
    assert (await _receive(house, b"MSH|1", (later,))).status == "duplicate"
    assert (await _receive(house, b"MSH|2", (later,))).status == "refused"


async def test_a_hundred_copies_at_once_are_one_event(house: House) -> None:
    event = booked(1)
    receipts = await asyncio.gather(*(_receive(house, b"MSH|1", (event,)) for _ in range(100)))
    assert sorted(receipt.status for receipt in receipts) == ["accepted"] + ["duplicate"] * 99
    assert len({receipt.events for receipt in receipts}) == 1


async def test_the_same_number_with_other_content_is_kept_as_a_dead_letter(house: House) -> None:
    event = booked(1)
    await _receive(house, b"MSH|1", (event,))
    other = NormalisedEvent(**{**_fields(event), "type": "appointment.cancelled"})  # type: ignore[arg-type]
    receipt = await _receive(house, b"MSH|2", (other,))
    assert (receipt.status, receipt.refusal and receipt.refusal.code) == ("refused", "message-id-reused")
    assert await house.rows("select code, raw_id from dead_letter") == [("message-id-reused", receipt.raw_id)]
    assert await house.rows("select type from event") == [("appointment.booked",)]


async def test_of_a_bundle_only_the_new_events_are_taken(house: House) -> None:
    one, two = booked(1), booked(2)
    await _receive(house, b"{1}", (one,))
    receipt = await _receive(house, b"{2}", (one, two))
    assert receipt.status == "accepted"
    assert len(receipt.events) == 2
    assert await house.one("select count(*) from event") == 2


async def test_a_refused_message_is_kept_sealed_with_its_reason(house: House) -> None:
    refusal = Refusal("hl7-missing-msh", "There is no MSH segment.", "byte 0")
    receipt = await _receive(house, b"not a message about Ana", refusal)
    assert receipt.status == "refused"
    assert await house.rows("select code, place from dead_letter") == [("hl7-missing-msh", "byte 0")]
    sealed = await house.one("select sealed from raw_message")
    assert isinstance(sealed, bytes)
    assert b"Ana" not in sealed
    assert receipt.raw_id is not None
    spot = place("raw_message", receipt.raw_id, "sealed")
    assert house.vault.open_intake(sealed, spot) == b"not a message about Ana"


async def test_a_message_of_no_interest_is_kept_and_accepted(house: House) -> None:
    receipt = await _receive(house, b"MSH|S23", ())
    assert (receipt.status, receipt.events) == ("accepted", ())
    assert await house.one("select count(*) from raw_message") == 1


async def test_nobody_is_named_in_clear_in_any_table(house: House) -> None:
    await _receive(house, b"MSH|Ana1", (booked(1),))
    for question in ("select t::text from event t", "select t::text from raw_message t"):
        stored = await house.rows(question)
        assert not any("Ana" in str(row) or "example.org" in str(row) for row in stored)


def _fields(event: NormalisedEvent) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__struct_fields__}
