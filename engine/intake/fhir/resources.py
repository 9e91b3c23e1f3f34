"""The few FHIR elements that journeys use, R4, R4B and R5 alike; everything else is ignored unread.

Strict model libraries lose real messages (STANDARDS A7), so nothing here is required except what
has no meaning without it.
"""

import msgspec


class Element(msgspec.Struct, frozen=True, rename="camel"):
    """Unknown members are ignored."""


class Coding(Element, frozen=True):
    system: str = ""
    code: str = ""
    display: str = ""


class Concept(Element, frozen=True):
    """CodeableConcept, and R5's CodeableReference with the concept one level down."""

    coding: tuple[Coding, ...] = ()
    text: str = ""
    concept: "Concept | None" = None

    @property
    def code(self) -> str:
        concept = self.concept or self
        return next((coding.code for coding in concept.coding if coding.code), "")

    @property
    def name(self) -> str:
        """The words a person would read; "" when there are only codes."""
        concept = self.concept or self
        return concept.text or next((coding.display for coding in concept.coding if coding.display), "")


class Period(Element, frozen=True):
    start: str = ""
    end: str = ""


class FhirIdentifier(Element, frozen=True):
    use: str = ""
    type: Concept = Concept()
    system: str = ""
    value: str = ""


class Reference(Element, frozen=True):
    reference: str = ""
    type: str = ""
    identifier: FhirIdentifier | None = None
    display: str = ""


class Extension(Element, frozen=True):
    url: str = ""
    value_code: str = ""
    value_string: str = ""
    value_reference: Reference | None = None


class Meta(Element, frozen=True):
    version_id: str = ""
    last_updated: str = ""


class HumanName(Element, frozen=True):
    use: str = ""
    text: str = ""
    family: str = ""
    given: tuple[str | None, ...] = ()  # null where only an extension stands
    prefix: tuple[str | None, ...] = ()

    @property
    def first_given(self) -> str:
        return next((given for given in self.given if given), "")


class ContactPoint(Element, frozen=True):
    system: str = ""
    value: str = ""
    use: str = ""
    rank: int = 1000
    period: Period = Period()


class Communication(Element, frozen=True):
    language: Concept = Concept()
    preferred: bool = False


class PatientLink(Element, frozen=True):
    other: Reference = Reference()
    type: str = ""


class PatientResource(Element, frozen=True):
    id: str = ""
    meta: Meta = Meta()
    identifier: tuple[FhirIdentifier, ...] = ()
    active: bool | None = None
    name: tuple[HumanName, ...] = ()
    telecom: tuple[ContactPoint, ...] = ()
    gender: str = ""
    birth_date: str = ""
    deceased_boolean: bool | None = None
    deceased_date_time: str = ""
    communication: tuple[Communication, ...] = ()
    link: tuple[PatientLink, ...] = ()
    extension: tuple[Extension, ...] = ()


class Participant(Element, frozen=True):
    actor: Reference = Reference()


class AppointmentResource(Element, frozen=True):
    status: str  # 1..1; nothing can be decided without it
    id: str = ""
    meta: Meta = Meta()
    identifier: tuple[FhirIdentifier, ...] = ()
    start: str = ""
    end: str = ""
    minutes_duration: int = 0
    appointment_type: Concept = Concept()
    service_type: tuple[Concept, ...] = ()
    subject: Reference = Reference()  # R5
    participant: tuple[Participant, ...] = ()


class Named(Element, frozen=True):
    """A Location or Practitioner beside an appointment: only its name is used."""

    name: str | tuple[HumanName, ...] = ""


class NotificationEvent(Element, frozen=True):
    """One event of a SubscriptionStatus (R4B, R5) or of the backport's Parameters (R4)."""

    id: str = ""
    event_number: str | int = ""
    timestamp: str = ""
    focus: Reference = Reference()
    additional_context: tuple[Reference, ...] = ()


class SubscriptionStatus(Element, frozen=True):
    type: str = ""
    status: str = ""
    subscription: Reference = Reference()
    topic: str = ""
    events_since_subscription_start: str | int = ""
    notification_event: tuple[NotificationEvent, ...] = ()


class Request(Element, frozen=True):
    method: str = ""
    url: str = ""


class Entry(Element, frozen=True):
    full_url: str = ""
    resource: dict[str, object] = {}
    request: Request = Request()


class Bundle(Element, frozen=True):
    id: str = ""
    type: str = ""
    timestamp: str = ""
    entry: tuple[Entry, ...] = ()
