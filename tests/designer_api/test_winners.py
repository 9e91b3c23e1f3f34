"""How far the search for a winner is, as the page of a journey shows it."""

import httpx

from engine.journey.plan import Exit, Path, Split, Winner
from engine.policy.experiments import Tally, judge, signature
from engine.store.experiments import save_look
from tests.activities.clinic import SEND, make_plan, open_clinic
from tests.designer_api.conftest import Api, SignedIn

SPLIT = Split(
    "offer", 1, (Path("short", 50, 1), Path("long", 50, 1)), winner=Winner("clicked", 86_400, 95, 100)
)


async def test_a_search_shows_its_looks_and_what_decided_it(api: Api, signed_in: SignedIn) -> None:
    clinic = await open_clinic(api.settings)
    await clinic.publish(make_plan(journey="offers", nodes=(SPLIT, SEND, Exit("done"))))
    operator, viewer = await signed_in("operator"), await signed_in("viewer")

    async def shown(who: httpx.AsyncClient = operator) -> dict[str, object]:
        answer = await who.get("/api/journeys/offers/experiments")
        return dict(answer.json()["splits"][0]["winner"])

    assert await shown() == {
        "metric": "clicked", "path": "", "decided_at": None, "looks": 0, "p": None, "alpha": None,
    }  # fmt: skip
    experiment = ("offers", "offer", signature(SPLIT))
    for look, clicks in ((1, 42), (2, 70)):
        tallies = [Tally("short", 150, clicks), Tally("long", 150, 40)]
        async with clinic.pool.acquire() as conn:
            await save_look(conn, experiment, look, tallies, judge(tallies, 95, look), clinic.parts.moment())
        after = await shown()
        assert (after["looks"], after["path"]) == (look, "" if look == 1 else "short")
    assert after["decided_at"] is not None and after["p"] < after["alpha"]
    assert (await shown(viewer))["p"] is None  # it is made of exact numbers
    await clinic.smtp.close()
    await clinic.pool.close()
