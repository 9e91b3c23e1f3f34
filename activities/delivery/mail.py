"""Builds the octets of one claimed mail: its words opened, its headers, its protection. CPU only, no I/O."""

from datetime import datetime
from typing import Final

import msgspec

from activities.channels.email.mime import Mail
from activities.channels.email.notice import Notice, as_notice
from activities.channels.email.seal import Signers, seal
from activities.channels.email.smtp.outcome import Envelope
from activities.delivery.gate import Passed
from engine.errors import EngineError
from engine.journey.organization import Organization
from engine.links import Action, Link, link_url
from engine.settings import Settings
from engine.store.bodies import Body, open_body
from engine.store.sealing import Vault

_ASKED_FOR: Final = frozenset({"treatment", "payment"})  # care mail: the stop link in the body is enough


class Unbuilt(msgspec.Struct, frozen=True):
    """Why this mail cannot be built, ever: a kebab-case code of the writer or of the vault."""

    reason: str


class Letterhead(msgspec.Struct, frozen=True):
    """The same for all mails of a step. `named_topic`: the step names a topic a person can stop."""

    organization: Organization
    settings: Settings
    vault: Vault
    reply_to: str
    named_topic: bool
    date: datetime
    signers: Signers = Signers()


def build(passed: Passed, letterhead: Letterhead) -> Envelope | Unbuilt:
    """One envelope for one recipient, or why not."""
    entry = passed.entry
    try:
        body = open_body(letterhead.vault, passed.recipient.patient.key, entry.id, entry.sealed)
        mail = _mail(passed, body, letterhead)
        if passed.choice.method == "portal":
            mail = as_notice(mail, _notice(passed, letterhead))
        content = seal(mail, passed.choice.method, passed.security, letterhead.signers)
    except EngineError as why:
        return Unbuilt(why.code)
    return Envelope(
        mail_from=letterhead.organization.sender.address,
        rcpt_to=passed.address,
        content=content,
        require_tls=letterhead.settings.smtp_security != "none",
    )


def _mail(passed: Passed, body: Body, letterhead: Letterhead) -> Mail:
    sender = letterhead.organization.sender
    stop = _url(passed, "opt-out", letterhead)
    # RFC 8058 wants an https address; the embedded stack, whose links lead to this machine, does without.
    reachable = stop.startswith("https://") or letterhead.settings.embedded
    listed = reachable and (letterhead.named_topic or passed.entry.purpose not in _ASKED_FOR)
    return Mail(
        message_id=passed.entry.rfc_message_id,
        from_name=sender.name,
        from_address=sender.address,
        to_address=passed.address,
        subject=body.subject,
        date=letterhead.date,
        text=body.text,
        html=body.html,
        reply_to=letterhead.reply_to or sender.reply_to,
        list_unsubscribe=(stop,) if listed else (),
        list_unsubscribe_post=listed,
    )


def _notice(passed: Passed, letterhead: Letterhead) -> Notice:
    organization = letterhead.organization
    return Notice(
        organization=organization.name,
        link=_url(passed, "portal", letterhead),
        opt_out=_url(passed, "opt-out", letterhead),
        language=passed.entry.language,
        postal_address=organization.address,
        phone=organization.phone,
    )


def _url(passed: Passed, action: Action, letterhead: Letterhead) -> str:
    settings = letterhead.settings
    return link_url(settings.public_url, settings.link_key, Link(passed.entry.id, action))
