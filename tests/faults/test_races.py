"""Minds change while mail is being delivered: what was not claimed by then never leaves."""

import asyncio
from collections import Counter

from tests.e2e.installation import Installation, until
from tests.faults.crowd import Crowd, caught
from tests.faults.test_relay import death, revoke

_GONE = {"claimed", "sent"}


async def _register(careloom: Installation, crowd: Crowd) -> dict[str, str]:
    """E-mail → patient, for people who are known before they are booked."""
    for who in crowd.people:
        segments = careloom.siu("S12", who, crowd.start).split(b"\r")
        head = segments[0].replace(b"SIU^S12^SIU_S12", b"ADT^A28^ADT_A05")
        await careloom.send(b"\r".join([head, segments[2], b""]))
    return {who["email"]: await careloom.patient_of(who["email"]) for who in crowd.people}


async def _passed(careloom: Installation, patient: str) -> set[str]:
    """Which mails had passed the last gate when this was asked."""
    rows = await careloom.query(
        "select rfc_message_id, state from message where patient_id = $1::uuid", patient
    )
    return {row["rfc_message_id"] for row in rows if row["state"] in _GONE}


async def test_after_a_wish_was_acknowledged_nothing_more_is_claimed(careloom: Installation) -> None:
    crowd = Crowd(careloom, "race", 80)
    patients = await _register(careloom, crowd)
    allowed: dict[str, set[str]] = {}

    async def change_of_mind(who: dict[str, str], pause: float) -> None:
        await asyncio.sleep(pause)
        await revoke(careloom, patients[who["email"]])
        allowed[who["email"]] = await _passed(careloom, patients[who["email"]])

    await crowd.book_at_once()
    await asyncio.gather(*(change_of_mind(who, n * 0.02) for n, who in enumerate(crowd.people)))
    await crowd.finish()
    for recipient, message in crowd.mails():
        assert message in allowed[recipient], "a mail was claimed after its reader's wish was acknowledged"
    assert 0 < crowd.mails().total() < 160, "nobody raced anybody"
    assert max(crowd.mails().values()) == 1


async def test_after_a_cancellation_or_death_was_routed_nothing_more_is_claimed(
    careloom: Installation,
) -> None:
    crowd = Crowd(careloom, "ends", 80)
    patients = await _register(careloom, crowd)
    allowed: dict[str, set[str]] = {}

    async def end(number: int, who: dict[str, str]) -> None:
        patient = patients[who["email"]]
        if number % 2:
            await careloom.send(careloom.siu("S15", who, crowd.start, status="Cancelled"))
        else:
            await careloom.send(death(careloom, who))

        async def committed() -> bool | None:
            rows = await careloom.query(
                "select p.deceased or a.status = 'cancelled' as over from patient p"
                " join appointment a on a.patient_id = p.id where p.id = $1::uuid",
                patient,
            )
            return bool(rows and rows[0]["over"]) or None

        await until(committed, "the router did not hear of it")
        allowed[who["email"]] = await _passed(careloom, patient)

    await crowd.book_at_once()
    turn = asyncio.Semaphore(4)

    async def in_turn(number: int, who: dict[str, str]) -> None:
        async with turn:
            await end(number, who)

    await asyncio.gather(*(in_turn(number, who) for number, who in enumerate(crowd.people)))
    await crowd.finish()
    for recipient, message in crowd.mails():
        assert message in allowed[recipient], "a mail was claimed after its reader's visit or life had ended"
    mails = Counter(recipient for recipient, _ in caught(careloom))
    assert all(mails[who["email"]] <= 2 for who in crowd.people)
