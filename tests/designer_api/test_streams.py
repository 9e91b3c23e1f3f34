"""/api/streams: everything one browser listens to, over one connection."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from litestar.response import ServerSentEventMessage

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
