"""A try goes to the first address that can be connected to, and only to the host it was meant for."""

from pathlib import Path

import httpx
import pytest

from activities.webhooks import posting
from activities.webhooks.posting import open_client, post
from activities.webhooks.target import Target
from tests.activities.receiver import open_receiver


async def test_an_address_that_cannot_be_connected_to_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def both(host: str, port: int, *, private: bool) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    monkeypatch.setattr(posting, "resolve", both)
    async with open_receiver(tmp_path) as receiver, open_client(receiver.authority) as client:
        target = Target("localhost", receiver.port, "/hook", ())
        tried = await post(client, target, {}, b"{}", private=True)
    assert (tried.reason, tried.status, len(receiver.heard)) == ("", 204, 1)
    assert receiver.heard[0].headers["host"] == f"localhost:{receiver.port}"


async def test_the_certificate_must_be_that_of_the_host_and_not_of_the_address(tmp_path: Path) -> None:
    async with open_receiver(tmp_path) as receiver, open_client(receiver.authority) as client:
        target = Target("127.0.0.1.nip.example", receiver.port, "/", ())
        request = posting._request(client, target, "127.0.0.1", {}, b"{}")
        with pytest.raises(httpx.ConnectError) as raised:
            await client.send(request)
    assert posting._is_tls(raised.value)
    assert receiver.heard == []
