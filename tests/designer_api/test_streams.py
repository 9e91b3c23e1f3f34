"""/api/streams: everything one browser listens to, over one connection."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio
from litestar.response import ServerSentEventMessage

from designer_api.access import staying
from designer_api.drafts import together
from designer_api.journeys import live
from designer_api.streams.merged import merge_streams
from tests.designer_api.conftest import SignedIn

SLUG = "visit-reminder"


class Told:
    """A stream that says its words and then stays open."""

    def __init__(self, *words: str) -> None:
        self.words, self.ended = words, False

    async def stream(self) -> AsyncIterator[ServerSentEventMessage]:
        try:
            for word in self.words:
                yield ServerSentEventMessage(data=word, event="counts", id=word)
            yield ServerSentEventMessage(comment="still here")
            await asyncio.Event().wait()
        finally:
            self.ended = True


async def test_events_are_named_by_what_they_are_about_and_all_streams_end_with_the_listener() -> None:
    """A heartbeat is about nothing: it has no name, so that nobody takes it for news."""
    a, b = Told("1", "2"), Told("3")
    merged = merge_streams({"live:a": a.stream(), "live:b": b.stream()})
    heard = [await asyncio.wait_for(anext(merged), 5) for _ in range(5)]
    news = [one for one in heard if one.event]
    assert sorted((str(one.event), str(one.data), str(one.id)) for one in news) == [
        ("live:a", "1", "1"),
        ("live:a", "2", "2"),
        ("live:b", "3", "3"),
    ]
    await merged.aclose()
    assert a.ended and b.ended


async def test_one_that_breaks_ends_the_line_so_that_it_is_opened_again() -> None:
    async def breaking() -> AsyncIterator[ServerSentEventMessage]:
        raise OSError("the database went")
        yield ServerSentEventMessage(data="never")

    quiet = Told()
    merged = merge_streams({"live:a": breaking(), "live:b": quiet.stream()})
    with pytest.raises(OSError, match="went"):
        await asyncio.wait_for(anext(merged), 5)
    assert quiet.ended


async def test_a_window_hears_its_journeys_numbers_and_who_is_there(signed_in: SignedIn) -> None:
    viewer = await signed_in("viewer")
    topics = f"live:{SLUG},together:{SLUG}"
    named: set[str] = set()
    async with asyncio.timeout(10), viewer.stream("GET", "/api/streams", params={"of": topics}) as heard:
        assert heard.headers["content-type"].startswith("text/event-stream")
        async for line in heard.aiter_lines():
            named |= {line.removeprefix("event: ")} if line.startswith("event: ") else set()
            if len(named) == 2:
                break
    assert named == set(topics.split(","))


@pytest.mark.parametrize("topics", ["", "live", "other:visit-reminder", ",".join(["live:a"] * 41)])
async def test_a_topic_that_there_is_not_is_refused(signed_in: SignedIn, topics: str) -> None:
    viewer = await signed_in("viewer")
    answer = await viewer.get("/api/streams", params={"of": topics})
    assert (answer.status_code, answer.json()["code"]) == (422, "topic-unknown")


STREAMS = [
    f"/api/streams?of=live:{SLUG},together:{SLUG}",
    f"/api/journeys/{SLUG}/live",
    f"/api/journeys/{SLUG}/together",
]
ENDINGS = {
    "signed out": "delete from session where account_id = $1",
    "expired": "update session set expires_at = now() where account_id = $1",
    "idle": "update session set seen_at = now() - interval '16 minutes' where account_id = $1",
    "another role": "update account set role = 'viewer' where id = $1",
    "closed": "update account set disabled = true where id = $1",
}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heartbeats come at once, and each of them asks again."""
    for module in (live, together):
        monkeypatch.setattr(module, "_LOOK", 0.05)
        monkeypatch.setattr(module, "_HEARTBEAT", 1)
    monkeypatch.setattr(staying, "_ASK", 0.0)


@pytest_asyncio.fixture
async def author_again(conn: asyncpg.Connection) -> AsyncIterator[None]:
    yield
    await conn.execute(
        "update account set role = 'author', disabled = false where email = 'author@careloom.test'"
    )


@pytest.mark.parametrize("address", STREAMS)
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.usefixtures("impatient", "author_again")
async def test_an_open_stream_ends_with_its_session_and_with_its_role(
    signed_in: SignedIn, conn: asyncpg.Connection, address: str, ending: str
) -> None:
    author = await signed_in("author")
    async with asyncio.timeout(10), author.stream("GET", address) as heard:
        lines = heard.aiter_lines()
        while "still here" not in await anext(lines):
            pass
        who = await conn.fetchval("select id from account where email = 'author@careloom.test'")
        await conn.execute(ENDINGS[ending], who)
        async for _ in lines:
            pass


@pytest.mark.usefixtures("impatient")
async def test_one_account_has_so_many_streams_and_a_closed_one_makes_room(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staying, "_MOST", 1)
    viewer, author = await signed_in("viewer"), await signed_in("author")
    async with asyncio.timeout(10):
        async with viewer.stream("GET", STREAMS[0]) as heard:
            lines = heard.aiter_lines()
            await anext(lines)
            more = await viewer.get(STREAMS[1])
            assert (more.status_code, more.json()["code"]) == (429, "too-many-streams")
            assert more.headers["content-type"].startswith("application/problem+json")
            async with author.stream("GET", STREAMS[1]) as other:
                assert other.status_code == 200
        status = 429
        while status == 429:  # the server hears in a moment that nobody listens
            await asyncio.sleep(0.05)
            async with viewer.stream("GET", STREAMS[2]) as again:
                status = again.status_code
        assert status == 200
