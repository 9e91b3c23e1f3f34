"""Where mail is handed over and how the way there must be protected. Settings only, no connection."""

import ssl
from typing import Literal

import msgspec

from engine.settings import Settings

Security = Literal["starttls", "tls", "none"]


class Login(msgspec.Struct, frozen=True):
    """A submission account; its password never shows in a repr."""

    username: str
    password: str

    def __repr__(self) -> str:
        return "Login(…)"


class Relay(msgspec.Struct, frozen=True):
    """One first hop. Times are seconds; RFC 5321 4.5.3.2.6 asks for ten minutes after the final dot.

    `starttls` and `tls` mean verified TLS 1.2 or later, or no mail; `none` is for a relay on
    the same host and refuses every envelope that requires TLS.
    """

    host: str
    port: int = 25
    security: Security = "starttls"
    ca_file: str | None = None  # PEM; None is the system's store
    server_name: str = ""  # the name its certificate must carry; empty is `host`
    login: Login | None = None
    hello: str = "localhost"
    connections: int = 8
    messages_per_connection: int = 500
    connect_timeout: float = 30.0
    command_timeout: float = 30.0
    data_timeout: float = 600.0
    idle_timeout: float = 20.0

    @property
    def certified_name(self) -> str:
        return self.server_name or self.host


def tls_context(relay: Relay) -> ssl.SSLContext | None:
    """The context for all connections of a relay, None without TLS; raises OSError for a bad CA file."""
    if relay.security == "none":
        return None
    context = ssl.create_default_context(cafile=relay.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def relay_of(settings: Settings) -> Relay:
    """The relay an installation is told to use."""
    login = Login(settings.smtp_user, settings.smtp_password) if settings.smtp_user else None
    return Relay(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=msgspec.convert(settings.smtp_security, Security),
        ca_file=str(settings.smtp_ca_file) if settings.smtp_ca_file else None,
        login=login,
        connections=settings.smtp_connections,
    )
