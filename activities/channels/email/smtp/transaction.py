"""One message over one session: MAIL, RCPT, DATA, the content, and the reply to the final dot.

The line that matters: before the dot leaves, trouble is `NotSent`; after it, silence is `Unknown`.
"""

import re
from collections.abc import Callable
from datetime import datetime

from activities.channels.email.smtp.content import END, transparent
from activities.channels.email.smtp.outcome import (
    Accepted,
    Envelope,
    NotSent,
    Outcome,
    Place,
    Refused,
    Unknown,
)
from activities.channels.email.smtp.session import Session
from activities.channels.email.smtp.wire import Broken, Reply

_PATH = re.compile(r"[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]{1,64}@[A-Za-z0-9.-]{1,189}\Z")
_RELAY_TROUBLE = {530, 534, 535, 538}  # RFC 4954: the relay wants another login, the message is innocent


def _always() -> bool:
    return True


async def send(
    session: Session,
    envelope: Envelope,
    clock: Callable[[], datetime],
    may_send: Callable[[], bool] = _always,
) -> Outcome:
    """Deliver one envelope; a session that broke on the way is no longer `usable`.

    `may_send()` is asked at the last moment, when the relay waits for the content.
    """
    unspoken = _refuse_before_speaking(session, envelope)
    if unspoken is not None:
        return unspoken
    session.sent += 1
    try:
        session.wire.expect_silence()
        no = await _introduce(session, envelope)
        if no is not None:
            return no
    except Broken as broken:
        return NotSent(broken.reason)
    if not may_send():
        session.wire.close()  # without a dot: the relay forgets what was begun
        return NotSent("not-allowed")
    return await _hand_over(session, transparent(envelope.content), clock)


def _refuse_before_speaking(session: Session, envelope: Envelope) -> Refused | None:
    if envelope.require_tls and session.tls is None:
        return Refused(0, "", permanent=False, where="starttls", reason="tls-is-required")
    if envelope.mail_from and not _PATH.match(envelope.mail_from):
        return Refused(0, "", permanent=True, where="mail", reason="sender-is-malformed")
    if not _PATH.match(envelope.rcpt_to):
        return Refused(0, "", permanent=True, where="rcpt", reason="recipient-is-malformed")
    limit = session.abilities.size
    if limit and len(envelope.content) > limit:
        return Refused(0, "5.3.4", permanent=True, where="mail", reason="message-is-too-large")
    if not session.abilities.eight_bit and not envelope.content.isascii():
        return Refused(0, "5.6.3", permanent=True, where="mail", reason="eight-bit-not-offered")
    return None


async def _introduce(session: Session, envelope: Envelope) -> Refused | NotSent | None:
    """MAIL, RCPT and DATA, in one write when it pipelines (RFC 2920); None when it wants the content."""
    mail = f"MAIL FROM:<{envelope.mail_from}>"
    if session.abilities.size is not None:
        mail += f" SIZE={len(envelope.content)}"
    if not envelope.content.isascii():
        mail += " BODY=8BITMIME"
    steps: list[tuple[Place, str, int]] = [
        ("mail", mail, 250),
        ("rcpt", f"RCPT TO:<{envelope.rcpt_to}>", 250),
        ("data", "DATA", 354),
    ]
    if session.dirty:
        steps.insert(0, ("mail", "RSET", 250))
    session.dirty = True
    pipelining = session.abilities.pipelining
    if pipelining:
        session.wire.write("".join(f"{command}\r\n" for _, command, _ in steps).encode("ascii"))
    refusal: Refused | NotSent | None = None
    for where, command, wanted in steps:
        if not pipelining:
            session.wire.write(f"{command}\r\n".encode("ascii"))
        reply = await session.wire.reply(session.relay.command_timeout)
        if reply.code == 421:
            session.wire.close()
            return refusal or NotSent("server-is-closing")
        if refusal is not None:
            if where == "data" and reply.code == 354:
                session.wire.close()  # it would take a message without a recipient: give it no dot
        elif reply.code != wanted and not (where == "rcpt" and reply.code == 251):
            refusal = _refused(reply, where)
            if not pipelining:
                return refusal
    return refusal


async def _hand_over(session: Session, content: bytes, clock: Callable[[], datetime]) -> Outcome:
    try:
        session.wire.write(content, END)
        session.dot_left = True
        reply = await session.wire.reply(session.relay.data_timeout)
    except Broken as broken:
        if session.wire.unwritten or not session.dot_left:
            return NotSent(broken.reason)
        return Unknown(broken.reason)
    session.dot_left = False
    session.dirty = False
    if reply.code == 250:
        return Accepted(reply.code, session.tls, clock(), reply.queue_id)
    if reply.code == 421:
        session.wire.close()
    return _refused(reply, "dot")


def _refused(reply: Reply, where: Place) -> Refused:
    if reply.code in _RELAY_TROUBLE:
        return Refused(reply.code, reply.enhanced, permanent=False, where="auth")
    return Refused(reply.code, reply.enhanced, permanent=reply.code >= 500, where=where)
