"""Subscription notifications: R4 `Parameters` (backport IG) and R4B/R5 `SubscriptionStatus`, one form.

The first entry of the bundle is the status; the others are what it is about.
"""

from typing import Final

from engine.intake.fhir.resources import Bundle, Element, Extension, SubscriptionStatus
from engine.intake.strict_json import convert
from engine.intake.untaken import Untaken

TYPES: Final = frozenset({"handshake", "heartbeat", "event-notification", "query-status", "query-event"})
_RENAMED: Final = {
    "events-since-subscription-start": "eventsSinceSubscriptionStart",
    "notification-event": "notificationEvent",
    "event-number": "eventNumber",
    "additional-context": "additionalContext",
}
_REPEATED: Final = frozenset({"notificationEvent", "additionalContext"})
_WHERE: Final = "Bundle.entry[0].resource"


def read_status(bundle: Bundle) -> SubscriptionStatus | None:
    """None when the bundle is no notification. Raises `Untaken` when its status cannot be read."""
    resource = bundle.entry[0].resource if bundle.entry else {}
    kind = resource.get("resourceType")
    if kind == "SubscriptionStatus":
        status = convert(resource, SubscriptionStatus, _WHERE)
    elif kind == "Parameters" and bundle.type in {"history", "subscription-notification"}:
        status = convert(_from_parameters(resource.get("parameter")), SubscriptionStatus, _WHERE)
    else:
        return None
    if status.type not in TYPES:
        raise Untaken(
            "fhir-notification-type-unknown", "The notification's type is unknown.", f"{_WHERE}.type"
        )
    return status


def _from_parameters(parameters: object) -> dict[str, object]:
    """`[{name, value[x] | part}]` as the object it stands for."""
    result: dict[str, object] = {}
    for parameter in parameters if isinstance(parameters, list) else ():
        if not isinstance(parameter, dict):
            continue
        name = str(parameter.get("name", ""))
        name = _RENAMED.get(name, name)
        value = _from_parameters(parameter["part"]) if "part" in parameter else _value(parameter)
        if name in _REPEATED:
            so_far = result.get(name)
            result[name] = [*so_far, value] if isinstance(so_far, list) else [value]
        elif value is not None:
            result[name] = value
    return result


def _value(parameter: dict[str, object]) -> object:
    return next((value for key, value in parameter.items() if key.startswith("value")), None)


class _Audit(Element, frozen=True):
    """An AuditEvent beside the notification; some servers say the patient only there."""

    id: str = ""
    extension: tuple[Extension, ...] = ()


def audited_patient(bundle: Bundle, event_id: str) -> str:
    """The patient reference in the AuditEvent with the id of the notification event; "" without one."""
    for entry in bundle.entry[1:]:
        if entry.resource.get("resourceType") != "AuditEvent" or entry.resource.get("id") != event_id:
            continue
        for extension in convert(entry.resource, _Audit, "AuditEvent").extension:
            reference = extension.value_reference.reference if extension.value_reference else ""
            if "Patient/" in reference:
                return reference
    return ""
