"""The organisation: who sends, from where, when, and how much at most."""

from typing import Annotated, ClassVar

import msgspec

from engine.journey import plan
from engine.journey.brakes import Brakes
from engine.journey.part import Date, Language, Line, PackName, Part, Prose, Range, Role, Slug
from engine.journey.times import Cap, Window


class SenderDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "a sender"

    name: Line
    address: Line
    reply_to: Line | None = None


class HolidaysDocument(Part, frozen=True, kw_only=True):
    """ISO 3166 country and subdivision, as the `holidays` package knows them."""

    words: ClassVar[str] = "holidays"

    country: Line
    subdivision: Line | None = None


class AgreementDocument(Part, frozen=True, kw_only=True):
    """A business associate agreement (45 CFR 164.504(e)) and the hosts it covers."""

    words: ClassVar[str] = "an agreement"

    party: Line
    hosts: tuple[Line, ...]
    signed: Date
    until: Date | None = None


class ConnectorDocument(Part, frozen=True, kw_only=True):
    """A host that journeys may call. Calls are signed with the installation's own key for it."""

    words: ClassVar[str] = "a connector"

    title: Line
    url: Line


class PolicyDocument(Part, frozen=True, kw_only=True):
    """`packs`: the rule packs in force, besides those that always are. `parameters` may only be stricter."""

    words: ClassVar[str] = "a policy"

    packs: tuple[PackName, ...] = ()
    parameters: dict[str, int] = msgspec.field(default_factory=dict)


class RetentionDocument(Part, frozen=True, kw_only=True):
    """How long versions, consents and the evidence of mail are kept (45 CFR 164.316(b)(2)(i): six years)."""

    words: ClassVar[str] = "a retention"

    years: Annotated[int, Range(1, 100)]


class ApprovalsDocument(Part, frozen=True, kw_only=True):
    """The role that must approve each kind of change before it is published; none where it is absent."""

    words: ClassVar[str] = "approvals"

    wording: Role | None = None
    audience: Role | None = None
    protection: Role | None = None
    timing: Role | None = None


class OrganizationDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "an organisation"

    organization: Slug
    name: Line
    phone: Line
    address: Prose
    zone: Line
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    sender: SenderDocument
    domains: tuple[Line, ...]
    holidays: HolidaysDocument | None = None
    send_window: Window | None = None
    contact_budget: Cap | None = None
    brakes: Brakes | None = None
    policy: PolicyDocument | None = None
    agreements: dict[str, AgreementDocument] = msgspec.field(default_factory=dict)
    connectors: dict[str, ConnectorDocument] = msgspec.field(default_factory=dict)
    retention: RetentionDocument | None = None
    approvals: ApprovalsDocument | None = None


class Sender(msgspec.Struct, frozen=True):
    name: str
    address: str
    reply_to: str = ""


class Agreement(msgspec.Struct, frozen=True):
    """Dates as ISO 8601; `until` may be empty: no end was agreed."""

    party: str
    hosts: tuple[str, ...]
    signed: str
    until: str = ""


class Connector(msgspec.Struct, frozen=True):
    title: str
    url: str


class Organization(msgspec.Struct, frozen=True):
    """The compiled form: plain values, ready for the store and for policy. `zone` is an IANA name."""

    id: str
    name: str
    phone: str
    address: str
    zone: str
    language: str
    languages: tuple[str, ...]  # the default one first
    sender: Sender
    domains: tuple[str, ...]
    holiday_country: str = ""
    holiday_subdivision: str = ""
    window: plan.Window | None = None
    contact_budget: plan.Cap | None = None
    brakes: plan.Brakes | None = None
    packs: tuple[str, ...] = ()
    parameters: dict[str, int] = {}
    agreements: dict[str, Agreement] = {}
    connectors: dict[str, Connector] = {}
    retention_years: int = 6
    approvals: dict[str, str] = {}  # kind of change → role
