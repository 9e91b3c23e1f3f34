"""What the FHIR reader hands back."""

import msgspec

from engine.intake.event import NormalisedEvent, Refusal


class Focus(msgspec.Struct, frozen=True, omit_defaults=True):
    """What must be fetched before the event with that message id can be acted on."""

    message_id: str
    resource_type: str
    reference: str = ""  # relative or absolute; "" when only the identifier is known
    system: str = ""
    value: str = ""


class FhirReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a body turned into. No events and no refusal: valid, and nothing to do."""

    kind: str = ""  # appointment | patient | bundle | handshake | heartbeat | event-notification | query-…
    events: tuple[NormalisedEvent, ...] = ()
    read_back: tuple[Focus, ...] = ()
    subscription: str = ""  # reference of the subscription a notification belongs to
    topic: str = ""
    events_since_start: int | None = None  # for gap detection, where the sender counts that way
    refusal: Refusal | None = None
