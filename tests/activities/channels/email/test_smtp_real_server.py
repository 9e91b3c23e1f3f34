"""The SMTP client and a whole mail against aiosmtpd: what was written is what arrived, once."""

import asyncio
import email
import email.policy
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
import uvloop
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as Received

from activities.channels.email.mime import Mail, write
from activities.channels.email.smtp.outcome import Accepted, Envelope, Outcome, Refused, Unknown
from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import Login, Relay, relay_of
from engine.settings import Settings

from .conftest import Authority

MAIL = Mail(
    message_id="<m1.abc@mail.example.org>",
    from_name="Clínica del Río",
    from_address="care@example.org",
    to_address="ana@example.org",
    subject="Su visita de mañana",
    date=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    text=".\n..\nFrom aquí\n.\r\nQUIT\r\n",
    html="<p>Mañana a las diez</p>\n.\n",
)


class Catcher:
    """Keeps what arrives; refuses addresses that start with "gone"."""

    def __init__(self) -> None:
        self.received: list[tuple[str | None, list[str], bytes]] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Received, address: str, _options: list[str]
    ) -> str:
        if address.startswith("gone"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Received) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append((envelope.mail_from, list(envelope.rcpt_tos), content))
        return "250 2.0.0 ok"


@asynccontextmanager
async def catcher(context: ssl.SSLContext, **options: Any) -> AsyncIterator[tuple[Catcher, int]]:
    handler = Catcher()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            handler, hostname="catcher", tls_context=context, require_starttls=True, loop=loop, **options
        ),
        "127.0.0.1",
        0,
    )
    try:
        yield handler, server.sockets[0].getsockname()[1]
    finally:
        server.close()


def addressed(number: int, address: str = "") -> Envelope:
    mail = msgspec.structs.replace(MAIL, message_id=f"<m{number}.abc@mail.example.org>")
    return Envelope("b+1@bounce.example.org", address or f"p{number}@example.org", write(mail))


async def test_every_mail_arrives_once_as_it_was_written(authority: Authority) -> None:
    async with catcher(authority.server()) as (handler, port):
        relay = Relay("127.0.0.1", port, "starttls", str(authority.ca_file), "localhost")
        async with SmtpPool(relay) as pool:
            found = await pool.deliver([addressed(n) for n in range(40)], concurrency=4)
    assert all(isinstance(one, Accepted) and one.tls for one in found)
    assert len(handler.received) == 40
    assert {tuple(to) for _, to, _ in handler.received} == {(f"p{n}@example.org",) for n in range(40)}
    for sender, to, content in handler.received:
        assert sender == "b+1@bounce.example.org"
        assert content == addressed(int(to[0][1:].partition("@")[0])).content
    last = cast("EmailMessage", email.message_from_bytes(handler.received[0][2], policy=email.policy.default))
    plain, rich = last.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == MAIL.text.replace("\r\n", "\n")
    assert rich.get_content().replace("\r\n", "\n") == MAIL.html


async def test_a_bounce_among_many_touches_only_its_own_message(authority: Authority) -> None:
    async with catcher(authority.server()) as (handler, port):
        relay = Relay("127.0.0.1", port, "starttls", str(authority.ca_file), "localhost")
        async with SmtpPool(relay) as pool:
            found = await pool.deliver(
                [addressed(n, "gone@example.org" if n % 5 == 0 else "") for n in range(20)], concurrency=2
            )
    assert [isinstance(one, Refused) for one in found] == [n % 5 == 0 for n in range(20)]
    assert found[0] == Refused(550, "5.1.1", permanent=True, where="rcpt")
    assert len(handler.received) == 16


@pytest.mark.parametrize(("password", "accepted"), [("right", True), ("wrong", False)])
async def test_a_relay_with_accounts_wants_the_right_password(
    authority: Authority, password: str, accepted: bool
) -> None:
    def authenticate(
        _server: SMTP, _session: Session, _envelope: Received, _how: str, data: Any
    ) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"care", b"right")
        return AuthResult(success=known, handled=False)

    async with catcher(authority.server(), authenticator=authenticate, auth_required=True) as (handler, port):
        relay = Relay(
            "127.0.0.1", port, "starttls", str(authority.ca_file), "localhost", Login("care", password)
        )
        async with SmtpPool(relay) as pool:
            (found,) = await pool.deliver([addressed(1)])
    assert isinstance(found, Accepted) == accepted
    assert accepted or (isinstance(found, Refused) and (found.where, found.permanent) == ("auth", False))
    assert len(handler.received) == int(accepted)


@pytest.fixture
def other_loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        yield runner


def test_the_client_keeps_its_promises_on_uvloop_too(
    other_loop: asyncio.Runner, authority: Authority
) -> None:
    async def story() -> tuple[list[Outcome], list[Outcome], int]:
        async with catcher(authority.server()) as (handler, port):
            relay = Relay("127.0.0.1", port, "starttls", str(authority.ca_file), "localhost")
            async with SmtpPool(relay) as pool:
                sent = await pool.deliver([addressed(n) for n in range(20)], concurrency=4)
            wrong = msgspec.structs.replace(relay, server_name="other.example")
            async with SmtpPool(wrong) as pool:
                refused = await pool.deliver([addressed(n) for n in range(3)])
        return sent, refused, len(handler.received)

    sent, refused, received = other_loop.run(story())
    assert all(isinstance(one, Accepted) for one in sent) and received == 20
    assert (
        refused
        == [Refused(0, "", permanent=False, where="starttls", reason="tls-certificate-not-verified")] * 3
    )


def test_losing_the_connection_after_the_dot_is_unknown_on_uvloop_too(other_loop: asyncio.Runner) -> None:
    async def story() -> list[Outcome]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for reply in (b"220 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
                writer.write(reply)
                await reader.readline()
            await reader.readuntil(b"\r\n.\r\n")
            writer.transport.abort()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        relay = Relay("127.0.0.1", server.sockets[0].getsockname()[1], "none")
        async with SmtpPool(relay) as pool:
            found = await pool.deliver([msgspec.structs.replace(addressed(1), require_tls=False)])
        server.close()
        return found

    assert other_loop.run(story()) == [Unknown("connection-lost")]


def test_the_relay_is_read_from_the_settings() -> None:
    settings = Settings(
        smtp_host="relay.example.org",
        smtp_port=465,
        smtp_security="tls",
        smtp_ca_file=Path("ca.pem"),
        smtp_user="care",
        smtp_password="s3cret",
        smtp_connections=3,
    )
    assert relay_of(settings) == Relay(
        "relay.example.org", 465, "tls", "ca.pem", login=Login("care", "s3cret"), connections=3
    )
