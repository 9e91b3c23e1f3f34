"""Asks a relay whether mail could be handed over right now. It sends none."""

import msgspec

from activities.channels.email.smtp.outcome import NotSent, Refused, TlsEvidence
from activities.channels.email.smtp.relay import Relay, tls_context
from activities.channels.email.smtp.session import Session, open_session


class Reachable(msgspec.Struct, frozen=True):
    """Greeted, secured and logged in as mail would be; `tls` is None only for a relay without it."""

    tls: TlsEvidence | None
    pipelining: bool


async def probe(relay: Relay) -> Reachable | Refused | NotSent:
    """Open a session and leave; raises OSError when the CA file cannot be read."""
    session = await open_session(relay, tls_context(relay))
    if not isinstance(session, Session):
        return session
    session.close()
    return Reachable(session.tls, session.abilities.pipelining)
