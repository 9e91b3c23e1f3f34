"""`kill -9` of every part while some hundred people are on their way: each gets each mail once."""

import asyncio

from tests.e2e.installation import Installation
from tests.faults.crowd import Crowd, kill, restarted


async def test_killing_the_delivery_and_its_relay_by_turns_sends_each_mail_once(
    careloom: Installation,
) -> None:
    """Some mails were claimed, some on the wire, some taken and not yet written down as taken."""
    crowd = Crowd(careloom, "delivery", 300)
    await crowd.book_at_once()
    for mails, part in (
        (30, "delivery"),
        (90, "catcher"),
        (150, "delivery"),
    ):
        await crowd.mails_reach(mails)
        restarts = careloom.stack.processes.restarts(part)
        kill(careloom, part)
        await restarted(careloom, part, restarts + 1)
    assert crowd.mails().total() < 300, "the kills came too late to hit anything"
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_killing_the_journeys_worker_sends_each_mail_once(careloom: Installation) -> None:
    crowd = Crowd(careloom, "journeys", 300)
    await crowd.book_at_once()
    restarts = careloom.stack.processes.restarts("journeys")
    for number, mails in enumerate((1, 300), start=1):
        await crowd.mails_reach(mails)
        kill(careloom, "journeys")
        await restarted(careloom, "journeys", restarts + number)
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_killing_temporal_sends_each_mail_once(careloom: Installation) -> None:
    crowd = Crowd(careloom, "temporal", 300)
    await crowd.book_at_once()
    restarts = careloom.stack.processes.restarts("temporal")
    for number, mails in enumerate((1, 200), start=1):
        await crowd.mails_reach(mails)
        kill(careloom, "temporal")
        await restarted(careloom, "temporal", restarts + number)
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_killing_postgres_sends_each_mail_once_and_loses_no_message(careloom: Installation) -> None:
    """While it is away the intake says 503, and who comes again is taken."""
    crowd = Crowd(careloom, "postgres", 300)
    late = crowd.people[250:]
    crowd.people = crowd.people[:250]
    await crowd.book_at_once()
    crowd.people += late
    restarts = careloom.stack.processes.restarts("postgres")
    for number, mails in enumerate((60, 240), start=1):
        await crowd.mails_reach(mails)
        kill(careloom, "postgres")
        if number == 1:
            await crowd.book(late)
        await restarted(careloom, "postgres", restarts + number)
    await crowd.finish()
    await crowd.assert_each_mail_once()


async def test_killing_the_api_while_senders_wait_books_everybody_once(careloom: Installation) -> None:
    """A sender whose acknowledgement was lost sends again, the same bytes."""
    crowd = Crowd(careloom, "intake", 200)
    restarts = careloom.stack.processes.restarts("api")

    async def kill_it(number: int) -> None:
        await asyncio.sleep(0.3)
        kill(careloom, "api")
        await restarted(careloom, "api", restarts + number)

    await crowd.look_away()
    tries, *_ = await asyncio.gather(crowd.book(crowd.people), kill_it(1))
    assert tries > 0, "nobody noticed"
    await crowd.finish()
    await crowd.assert_each_mail_once()
