"""Routes that may work for seconds: two at a time for one account, and nobody else waits for them."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from designer_api.access.schemas import Account, Caller
from designer_api.access.turns import AT_ONCE, TakeTurns
from designer_api.app import CONTROLLERS
from engine.store.ids import uuid7


class Desk:
    """What stands behind: each request stays until it is let go."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.most = 0
        self.go_on = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.inside.append(scope["name"])
        self.most = max(self.most, len(self.inside))
        await self.go_on.wait()
        self.inside.remove(scope["name"])


def caller() -> Caller:
    account = Account(uuid7(), "a@careloom.test", "A", "author")
    return cast(Caller, SimpleNamespace(account=account))


def request(name: str, user: Caller | None, *, heavy: bool = True) -> Any:
    return {"name": name, "user": user, "route_handler": SimpleNamespace(opt={"heavy": heavy})}


async def test_of_many_heavy_requests_of_one_account_two_are_worked_on_and_all_are_answered() -> None:
    desk, turns, ana = Desk(), TakeTurns(), caller()
    waiting = [
        asyncio.create_task(turns.handle(request(f"{n}", ana), cast(Any, None), cast(Any, None), desk))
        for n in range(5)
    ]
    await asyncio.sleep(0.01)
    assert len(desk.inside) == AT_ONCE
    desk.go_on.set()
    await asyncio.gather(*waiting)
    assert (desk.most, desk.inside) == (AT_ONCE, [])


async def test_others_and_light_requests_do_not_wait() -> None:
    desk, turns, ana = Desk(), TakeTurns(), caller()
    asked = [request(f"ana {n}", ana) for n in range(4)]
    asked += [request("ben", caller()), request("light", ana, heavy=False), request("nobody", None)]
    waiting = [
        asyncio.create_task(turns.handle(one, cast(Any, None), cast(Any, None), desk)) for one in asked
    ]
    await asyncio.sleep(0.01)
    assert {"ben", "light", "nobody"} <= set(desk.inside)
    desk.go_on.set()
    await asyncio.gather(*waiting)


def test_what_evaluates_what_people_type_takes_turns() -> None:
    handlers = [
        handler
        for controller in CONTROLLERS
        for handler in vars(controller).values()
        if getattr(handler, "opt", {}).get("heavy")
    ]
    assert {handler.fn.__qualname__.partition(".")[0] for handler in handlers} >= {
        *("SimulateController", "AudienceCountController", "JourneysController", "ComposingController"),
        *("TrialsController", "SettingsController", "DraftsController"),
    }
