"""What is handed to the relay and what became of it. Values only; never the server's words.

A reply's text may repeat the recipient's address, so only its codes and a queue id are kept: these
results may be logged and shown.
"""

from datetime import datetime
from typing import Literal

import msgspec

Place = Literal["greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "dot"]


class Envelope(msgspec.Struct, frozen=True):
    """One message for one recipient. `mail_from` may be empty (bounces of bounces have nowhere to go)."""

    mail_from: str
    rcpt_to: str
    content: bytes
    require_tls: bool = True  # never over a connection that is not verified TLS


class TlsEvidence(msgspec.Struct, frozen=True):
    """The verified connection a message left on; `peer_sha256` is the hash of the server's certificate."""

    version: str
    cipher: str
    server_name: str
    peer_sha256: str


class Accepted(msgspec.Struct, frozen=True, tag="accepted"):
    """The relay took responsibility at `at` (RFC 5321 4.2.5); `queue_id` is its own name for the mail."""

    code: int
    tls: TlsEvidence | None
    at: datetime
    queue_id: str = ""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The relay, or our own rule (`code` 0), said no.

    `permanent` speaks of this message: trouble with the relay itself (greeting, ehlo, starttls,
    auth) never is. `enhanced` is RFC 3463, such as "5.1.1", or empty.
    """

    code: int
    enhanced: str
    permanent: bool
    where: Place
    reason: str = "server-said-no"


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """The final dot left and no answer came (RFC 1047): the message may have been accepted."""

    reason: str


class NotSent(msgspec.Struct, frozen=True, tag="not_sent"):
    """The final dot never left: trying again cannot double the message."""

    reason: str


Outcome = Accepted | Refused | Unknown | NotSent
