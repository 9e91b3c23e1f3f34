"""Opens a session with a relay: greeting, EHLO, verified TLS, login. It sends no mail.

Required TLS is never traded for a clear connection: a relay that does not offer it, or cannot prove
its name, gets nothing.
"""

import asyncio
import hashlib
import ssl
from base64 import b64encode

import msgspec

from activities.channels.email.smtp.outcome import NotSent, Place, Refused, TlsEvidence
from activities.channels.email.smtp.relay import Relay
from activities.channels.email.smtp.wire import Broken, Reply, Wire


class Abilities(msgspec.Struct, frozen=True):
    """What EHLO announced (after TLS, if there is TLS). `size` 0 is no stated limit."""

    pipelining: bool = False
    eight_bit: bool = False
    starttls: bool = False
    size: int | None = None
    auth: frozenset[str] = frozenset()


class Session:
    """A greeted connection. `dirty` asks for RSET first; `dot_left` means a final dot is unanswered."""

    def __init__(self, wire: Wire, relay: Relay, abilities: Abilities, tls: TlsEvidence | None) -> None:
        self.wire = wire
        self.relay = relay
        self.abilities = abilities
        self.tls = tls
        self.sent = 0
        self.dirty = False
        self.dot_left = False
        self.idle_since = 0.0

    @property
    def usable(self) -> bool:
        return not self.wire.broken and self.sent < self.relay.messages_per_connection

    def close(self) -> None:
        """Say QUIT without waiting for the answer, which nobody needs."""
        if not self.wire.broken:
            self.wire.write(b"QUIT\r\n")
        self.wire.close()


async def open_session(relay: Relay, context: ssl.SSLContext | None) -> Session | Refused | NotSent:
    """A session ready for MAIL, or why there is none; leaves no connection behind when cancelled."""
    implicit = context if relay.security == "tls" else None
    try:
        async with asyncio.timeout(relay.connect_timeout):
            wire = await Wire.connect(relay.host, relay.port, implicit, relay.certified_name)
    except ssl.SSLError as error:
        return _tls_failed(error)
    except TimeoutError:
        return NotSent("relay-does-not-answer")
    except OSError:
        return NotSent("relay-is-unreachable")
    try:
        opened = await _greet(wire, relay, context)
    except Broken as broken:
        opened = NotSent(broken.reason)
    except ssl.SSLError as error:
        opened = _tls_failed(error)
    except OSError:
        opened = NotSent("connection-lost")
    except BaseException:
        wire.close()
        raise
    if not isinstance(opened, Session):
        wire.close()
    return opened


async def _greet(wire: Wire, relay: Relay, context: ssl.SSLContext | None) -> Session | Refused | NotSent:
    greeting = await wire.reply(relay.command_timeout)
    if greeting.code != 220:
        return _refused(greeting, "greeting")
    abilities = await _hello(wire, relay)
    if isinstance(abilities, Refused):
        return abilities
    if relay.security == "starttls" and context is not None:
        refusal = await _start_tls(wire, relay, context, abilities)
        if refusal is not None:
            return refusal
        abilities = await _hello(wire, relay)
        if isinstance(abilities, Refused):
            return abilities
    tls = _evidence(wire, relay)
    if relay.login is not None:
        refusal = await _log_in(wire, relay, abilities, tls)
        if refusal is not None:
            return refusal
    return Session(wire, relay, abilities, tls)


async def _hello(wire: Wire, relay: Relay) -> Abilities | Refused:
    wire.write(f"EHLO {relay.hello}\r\n".encode("ascii"))
    reply = await wire.reply(relay.command_timeout)
    return _abilities(reply) if reply.code == 250 else _refused(reply, "ehlo")


def _abilities(reply: Reply) -> Abilities:
    said: dict[str, list[str]] = {}
    for line in reply.lines[1:]:
        keyword, *values = line.upper().replace("AUTH=", "AUTH ").split()[:20] or [""]
        said.setdefault(keyword, []).extend(values)
    limit = next(iter(said.get("SIZE", [])), "0")
    return Abilities(
        pipelining="PIPELINING" in said,
        eight_bit="8BITMIME" in said,
        starttls="STARTTLS" in said,
        size=None if "SIZE" not in said else int(limit) if limit.isascii() and limit.isdigit() else 0,
        auth=frozenset(said.get("AUTH", [])),
    )


async def _start_tls(wire: Wire, relay: Relay, context: ssl.SSLContext, offered: Abilities) -> Refused | None:
    if not offered.starttls:
        return Refused(0, "", permanent=False, where="starttls", reason="tls-not-offered")
    wire.write(b"STARTTLS\r\n")
    reply = await wire.reply(relay.command_timeout)
    if reply.code != 220:
        return _refused(reply, "starttls")
    await wire.secure(context, relay.certified_name, relay.connect_timeout)
    return None


def _evidence(wire: Wire, relay: Relay) -> TlsEvidence | None:
    tls = wire.transport.get_extra_info("ssl_object")
    if tls is None:
        return None
    certificate = tls.getpeercert(binary_form=True) or b""
    return TlsEvidence(
        version=tls.version() or "",
        cipher=(tls.cipher() or ("",))[0],
        server_name=relay.certified_name,
        peer_sha256=hashlib.sha256(certificate).hexdigest(),
    )


async def _log_in(wire: Wire, relay: Relay, abilities: Abilities, tls: TlsEvidence | None) -> Refused | None:
    login = relay.login
    if login is None:
        return None
    if tls is None:
        return Refused(0, "", permanent=False, where="auth", reason="login-needs-tls")
    if "PLAIN" in abilities.auth:
        secrets = [b"AUTH PLAIN " + b64encode(f"\0{login.username}\0{login.password}".encode())]
    elif "LOGIN" in abilities.auth:
        secrets = [b"AUTH LOGIN", b64encode(login.username.encode()), b64encode(login.password.encode())]
    else:
        return Refused(0, "", permanent=False, where="auth", reason="login-not-offered")
    for position, secret in enumerate(secrets, start=1):
        wire.write(secret, b"\r\n")
        reply = await wire.reply(relay.command_timeout)
        if reply.code != (235 if position == len(secrets) else 334):
            return _refused(reply, "auth")
    return None


def _refused(reply: Reply, where: Place) -> Refused:
    """The relay's own trouble: never permanent for the message."""
    return Refused(reply.code, reply.enhanced, permanent=False, where=where)


def _tls_failed(error: ssl.SSLError) -> Refused:
    verified = not isinstance(error, ssl.SSLCertVerificationError)
    reason = "tls-handshake-failed" if verified else "tls-certificate-not-verified"
    return Refused(0, "", permanent=False, where="starttls", reason=reason)
