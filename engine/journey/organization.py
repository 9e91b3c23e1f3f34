"""The organisation: who sends, from where, when, and how much at most."""

from typing import Annotated, ClassVar

import msgspec

from engine.journey import plan
from engine.journey.part import Language, Line, Part, Prose, Range, Slug
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


class BrakesDocument(Part, frozen=True, kw_only=True):
    words: ClassVar[str] = "brakes"

    sends_per_hour: Annotated[int, Range(1, 10_000_000)]


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
    brakes: BrakesDocument | None = None


class Sender(msgspec.Struct, frozen=True):
    name: str
    address: str
    reply_to: str = ""


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
    sends_per_hour: int | None = None
