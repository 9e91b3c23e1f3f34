"""Made-up people to see a mail with: a value for every field of the dictionary; nobody is real."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from engine.journey.dictionary import Dictionary
from engine.journey.organization import Organization

_ODD_LONG: Final = "María Fernanda Guadalupe"


class Sample(msgspec.Struct, frozen=True):
    """`language`: BCP 47. `lacks`: what is not known of this person, to see a mail do without."""

    id: str
    name: str
    about: str
    language: str
    values: dict[str, Any]
    lacks: tuple[str, ...] = ()


SAMPLES: Final[tuple[Sample, ...]] = (
    Sample(
        "ana",
        "Ana Rivera",
        "54, reads Spanish",
        "es",
        {
            "patient.first_name": "Ana",
            "patient.last_name": "Rivera",
            "patient.age": 54,
            "patient.sex": "female",
        },
    ),
    Sample(
        "ben",
        "Ben Carter",
        "71, reads English",
        "en",
        {
            "patient.first_name": "Ben",
            "patient.last_name": "Carter",
            "patient.age": 71,
            "patient.sex": "male",
        },
    ),
    Sample(
        "long",
        "Somebody with long names",
        "names and places that need room",
        "es",
        {
            "patient.first_name": _ODD_LONG,
            "patient.last_name": "Rodríguez-Castellanos",
            "patient.age": 38,
            "patient.sex": "female",
            "appointment.location": "Riverside Family Clinic, Building C, second floor, room 214",
        },
    ),
    Sample(
        "unknown",
        "Somebody we know little of",
        "no first name, no language",
        "",
        {"patient.age": 29},
        ("patient.first_name", "patient.last_name", "patient.language", "patient.sex"),
    ),
)
_PLAIN: Final[dict[str, Any]] = {
    "appointment.kind": "office visit",
    "appointment.service": "family medicine",
    "appointment.location": "Room 4",
    "appointment.provider": "Dr. Kim",
    "appointment.status": "booked",
    "care_gap.name": "a yearly check-up",
    "encounter.kind": "inpatient",
    "prescription.name": "Metformin 500 mg",
    "result.kind": "a blood test",
    "statement.number": "4711",
    "statement.amount": "$120.00",
    "patient.conditions": ["E11.9"],
    "patient.tags": [],
}


def find_sample(name: str) -> Sample | None:
    return next((each for each in SAMPLES if each.id == name), None)


def values_of(
    sample: Sample, dictionary: Dictionary, organization: Organization, now: datetime
) -> dict[str, Any]:
    """Every field that the dictionary declares, besides what is not known of this person."""
    own: dict[str, Any] = {
        "organization.name": organization.name,
        "organization.phone": organization.phone,
        "organization.address": organization.address,
        "patient.language": sample.language,
        "patient.zone": organization.zone,
    }
    found = {name: _made_up(name, field.type, now) for name, field in dictionary.items()}
    found |= _PLAIN | own | sample.values
    return {name: value for name, value in found.items() if name not in sample.lacks}


def _made_up(name: str, kind: str, now: datetime) -> Any:
    """A timestamp lies a week ahead, at the full hour; a text is its name in words ("visit reason")."""
    week = now.astimezone(UTC).replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=7)
    made = {"int": 3, "double": 1.5, "bool": True, "timestamp": week, "list(string)": []}
    return made.get(kind, name.replace(".", " ").replace("_", " "))
