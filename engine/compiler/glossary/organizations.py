"""The words of `organization.yaml`, `dictionary.yaml` and `consents.yaml`."""

from typing import Final

from engine.journey.consents import AuthorizationDocument, ConsentsDocument, TopicDocument
from engine.journey.dictionary import FieldDocument
from engine.journey.organization import (
    AgreementDocument,
    ApprovalsDocument,
    ConnectorDocument,
    HolidaysDocument,
    OrganizationDocument,
    PolicyDocument,
    RetentionDocument,
    SenderDocument,
)
from engine.journey.part import Part

ORGANIZATIONS: Final[dict[type[Part], tuple[str, dict[str, str]]]] = {
    OrganizationDocument: (
        "The organisation: who sends, from where, when, and how much at most.",
        {
            "organization": "Its short name for good.",
            "name": "Its name, as patients know it.",
            "phone": "The number that mails name.",
            "address": "The postal address, which marketing must show (15 USC 7704(a)(5)).",
            "zone": "The clinic's IANA time zone, such as America/New_York.",
            "language": "The language of messages without a language in their name.",
            "languages": "Every language messages should have.",
            "sender": "Whom mails come from.",
            "domains": "The domains it may send from.",
            "holidays": "Whose public holidays count.",
            "send_window": "When mails may leave, where a journey does not say.",
            "contact_budget": "At most so many mails to one person, over all journeys.",
            "brakes": "What makes any journey pause by itself.",
            "policy": "The rule packs in force.",
            "agreements": "Business associate agreements, by a name of your own.",
            "connectors": "Hosts that journeys may call, by name.",
            "retention": "How long evidence is kept.",
            "approvals": "Who must approve which kind of change.",
        },
    ),
    SenderDocument: (
        "Whom mails come from.",
        {
            "name": "The name shown.",
            "address": "The address, at one of the organisation's domains.",
            "reply_to": "Where answers go.",
        },
    ),
    HolidaysDocument: (
        "Whose public holidays count.",
        {
            "country": "An ISO 3166 country such as US.",
            "subdivision": "A state or province of it, such as NY.",
        },
    ),
    PolicyDocument: (
        "The rule packs in force, besides those that always are.",
        {
            "packs": "Their names, such as `hipaa` or `42-cfr-part-2`.",
            "parameters": "Numbers of the packs, which may only become stricter.",
        },
    ),
    AgreementDocument: (
        "A business associate agreement (45 CFR 164.504(e)) and the hosts it covers.",
        {
            "party": "With whom.",
            "hosts": "Their hosts, such as `api.example.org`.",
            "signed": "Since which day, as 2026-03-31.",
            "until": "Until which day; without it, until further notice.",
        },
    ),
    ConnectorDocument: (
        "A host that journeys may call, with a key of its own.",
        {"title": "What people on the staff read.", "url": "Its `https:` address."},
    ),
    RetentionDocument: (
        "How long versions, consents and the evidence of mail are kept.",
        {"years": "Six at least, as 45 CFR 164.316(b)(2)(i) asks."},
    ),
    ApprovalsDocument: (
        "The role that must approve each kind of change before it is published.",
        {
            "wording": "Changes of messages and texts.",
            "audience": "Changes of who enters or gets what.",
            "protection": "Changes of purpose, topic, protection or gates.",
            "timing": "Changes of times, windows and caps.",
        },
    ),
    FieldDocument: (
        "A field of the dictionary.",
        {
            "type": "What its values are.",
            "class": "How closed it is, from `operational` to `protected`.",
            "from": "The field it is worked out from.",
            "codes": "The code system of its values, such as icd-10-cm.",
            "law": "The law that protects it specially, such as 42-cfr-2.",
        },
    ),
    ConsentsDocument: (
        "What people may stop or agree to.",
        {"topics": "Topics by name.", "authorizations": "Written authorizations by name (45 CFR 164.508)."},
    ),
    TopicDocument: (
        "Something people stop or agree to.",
        {
            "title": "What patients read.",
            "opt": "`out`: sent until somebody stops it. `in`: sent only once agreed to.",
            "text": "The text people agree to.",
            "version": "To be raised when the text changes its meaning.",
        },
    ),
    AuthorizationDocument: (
        "The core elements and statements of a written authorization (45 CFR 164.508(c)(1) and (2)).",
        {
            "title": "What patients read.",
            "information": "What information may be used.",
            "from": "Who discloses it.",
            "to": "To whom.",
            "purpose": "For which purpose.",
            "expires": "When it expires.",
            "revocation": "How it is revoked.",
            "conditions": "Whether care depends on signing it.",
            "redisclosure": "That whoever gets the information may pass it on.",
            "covers": "Laws of specially protected fields whose consent it is, such as `42-cfr-2` or `hiv`.",
            "version": "To be raised when the text changes its meaning.",
        },
    ),
}
