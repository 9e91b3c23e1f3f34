"""The probe opens what mail would need and sends nothing."""

from collections.abc import Awaitable, Callable

from activities.channels.email.smtp.outcome import NotSent, Refused
from activities.channels.email.smtp.probe import Reachable, probe
from activities.channels.email.smtp.relay import Relay

from .conftest import Authority, Script

Listen = Callable[[Script], Awaitable[Script]]


async def test_a_relay_that_works_shows_its_tls(listen: Listen, authority: Authority) -> None:
    script = await listen(Script(tls=authority.server()))
    found = await probe(Relay("127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost"))
    assert isinstance(found, Reachable) and found.pipelining
    assert found.tls is not None and found.tls.server_name == "localhost"
    assert not script.messages


async def test_one_that_does_not_says_why(listen: Listen) -> None:
    script = await listen(Script())
    found = await probe(Relay("127.0.0.1", script.port, "starttls"))
    assert isinstance(found, Refused) and found.reason == "tls-not-offered"
    assert await probe(Relay("127.0.0.1", 1)) == NotSent("relay-is-unreachable")
