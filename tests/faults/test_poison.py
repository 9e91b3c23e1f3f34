"""People whose data cannot be read, in the midst of others: the others go on, and they are not forgotten."""

from collections import Counter

from tests.e2e.installation import Installation, until
from tests.faults.crowd import Crowd, caught
from tests.faults.test_relay import no_relay


async def test_people_whose_data_cannot_be_opened_hold_nobody_up(careloom: Installation) -> None:
    crowd = Crowd(careloom, "poison", 80)
    spoilt = crowd.people[::16]
    async with no_relay(careloom):
        await crowd.book_at_once()
        await until(lambda: _written(crowd), "not every mail was written")
        for who in spoilt:
            await careloom.query(
                "update patient set sealed = overlay(sealed placing '\\x00'::bytea from 20)"
                " where id = $1::uuid",
                await careloom.patient_of(who["email"]),
            )
    well = [who for who in crowd.people if who not in spoilt]

    async def arrived() -> bool | None:
        mails = Counter(recipient for recipient, _ in caught(careloom))
        return all(mails[who["email"]] == 2 for who in well) or None

    await until(arrived, "the others were held up", 50)
    await crowd.finish()
    mails = Counter(recipient for recipient, _ in caught(careloom))
    assert [mails[who["email"]] for who in spoilt] == [0] * len(spoilt)
    states = Counter((row["state"], row["reason"]) for row in await crowd.messages())
    assert states.total() == states["sent", ""] + len(spoilt), states
    assert states["sent", ""] == 2 * len(well)


async def _written(crowd: Crowd) -> bool | None:
    return len(await crowd.messages()) == len(crowd.people) or None
