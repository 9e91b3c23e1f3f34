"""Examples for every schema: by the field's name where it says what belongs there, else by its type.

Only made-up people. What is not named here gets a plain value of its type, so that a new field never fails.
"""

from typing import Any, Final

_ID: Final = "0198c1f2-7d3e-7a40-9c1b-2f6d0e5a4b11"
_MOMENT: Final = "2026-03-03T15:00:00Z"
_HASH: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_TEXT: Final = "journey: visit-reminder\ntitle: Visit reminder\n"
NAMED: Final[dict[str, Any]] = {
    "accepted_at": _MOMENT,
    "action": "read",
    "applied_by": "Ola Operator",
    "base": _HASH,
    "birth_date": "1970-01-02",
    "by": "Ola Operator",
    "channel": "email",
    "cipher": "TLS_AES_256_GCM_SHA384",
    "code": "unknown-key",
    "csrf": "kT3v9Qw2",
    "data_class": "health",
    "detail": "They pressed the button in the mail.",
    "details": "Two tries are enough.",
    "docs": "docs/rules/unknown-key.md",
    "email": "ana@example.org",
    "etag": "8f14e45fceea167a",
    "evidence": "signed at the front desk",
    "fingerprint": "3f7a91c2",
    "first_name": "Ana",
    "from": "reminders@clinic.example",
    "hint": "Did you mean `message`?",
    "how": "The EHR sent it again",
    "html": "<p>Your visit is on Tuesday.</p>",
    "id": _ID,
    "inside": "stay",
    "journey": "visit-reminder",
    "journey_title": "Visit reminder",
    "kind": "send",
    "language": "es",
    "last_name": "Rivera",
    "local": "Tue 3 Mar 10:00",
    "mail": 12,
    "masked_email": "a…@example.org",
    "masked_name": "A… R.",
    "material": "-----BEGIN CERTIFICATE-----",
    "message": _ID,
    "message_id": "<0198c1f2@clinic.example>",
    "method": "smime",
    "mrn": "MRN-1042",
    "name": "Ola Operator",
    "note": "Reminder a day earlier",
    "number": 7,
    "outcome": "completed",
    "owner": "front-desk",
    "password": "a long passphrase",
    "path": "visit-reminder/journey.yaml",
    "phone": "+1 555 0100",
    "place": "PID-3",
    "preheader": "Three minutes to read",
    "published_by": "Ada Author",
    "purpose": "care",
    "query": "ana@example.org",
    "queue": "front-desk",
    "raw": "Subject: [...]\r\n\r\n",
    "reason": "asked-by-phone",
    "rfc_message_id": "<0198c1f2@clinic.example>",
    "role": "operator",
    "scenario": "someone who moves the visit",
    "sentence": "It was sent because everything that must hold did.",
    "slug": "visit-reminder",
    "source": _TEXT,
    "state": "open",
    "status": "booked",
    "step": "week-ahead",
    "subject": "Your visit is coming up",
    "subject_masked": "Your visit on …",
    "system": "urn:oid:2.16.840.1.113883.19",
    "target": _HASH,
    "text": "Your visit is on Tuesday.",
    "title": "Visit reminder",
    "to_masked": "a…@example.org",
    "token": "sSGm0t5vJxZ8",
    "topic": "visit-reminders",
    "type": "appointment.booked",
    "value": "MRN-1042",
    "version": _HASH,
    "words": "They agreed to mail about visits",
    "zone": "America/New_York",
}
_FORMATS: Final = {"uuid": _ID, "date-time": _MOMENT, "date": "1970-01-02"}
_DEEPEST: Final = 6


def example_of(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A value that fits the schema."""
    return _example(document["components"]["schemas"], schema, "", 0)


def named_example(name: str, schema: dict[str, Any]) -> Any:
    return _example({}, schema, name, 0)


def _example(schemas: dict[str, Any], schema: dict[str, Any], name: str, depth: int) -> Any:
    if "$ref" in schema:
        return _example(schemas, schemas[schema["$ref"].rsplit("/", 1)[1]], name, depth)
    if choices := schema.get("oneOf") or schema.get("anyOf"):
        real = [each for each in choices if each.get("type") != "null"]
        return _example(schemas, real[0], name, depth) if depth < _DEEPEST else None
    if "enum" in schema or "const" in schema:
        return _chosen(schema, name)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    if kind == "object":
        return _object(schemas, schema, depth)
    if kind == "array":
        return _array(schemas, schema, name, depth)
    return _plain(schema, kind, name)


def _chosen(schema: dict[str, Any], name: str) -> Any:
    values = schema.get("enum", [schema.get("const")])
    return NAMED[name] if NAMED.get(name) in values else values[0]


def _object(schemas: dict[str, Any], schema: dict[str, Any], depth: int) -> dict[str, Any]:
    if "properties" in schema:
        fields = schema["properties"].items()
        return {name: _example(schemas, each, name, depth + 1) for name, each in fields}
    values = schema.get("additionalProperties")
    return (
        {"opted-out": _example(schemas, values, "", depth + 1)} if isinstance(values, dict) and values else {}
    )


def _array(schemas: dict[str, Any], schema: dict[str, Any], name: str, depth: int) -> list[Any]:
    if depth >= _DEEPEST:
        return []
    if parts := schema.get("prefixItems"):
        return [_example(schemas, each, name, depth + 1) for each in parts]
    return [_example(schemas, schema.get("items", {}), name, depth + 1)]


def _plain(schema: dict[str, Any], kind: str | None, name: str) -> Any:
    if kind == "string":
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        known = NAMED.get(name)
        text = known if isinstance(known, str) else schema.get("default") or name.replace("_", " ") or "text"
        return text[: schema.get("maxLength", len(text))]
    if kind == "integer":
        return NAMED[name] if isinstance(NAMED.get(name), int) else schema.get("default", 3)
    if kind == "number":
        return schema.get("default", 0.5)
    return {"boolean": True, "null": None}.get(str(kind), {})
