"""Kinds of encounter in one vocabulary, whoever tells of them: `encounter.kind`."""

from typing import Final

# HL7 table 0004 (PV1-2) and FHIR's ActEncounterCode.
_KINDS: Final = {
    "I": "inpatient", "IMP": "inpatient", "ACUTE": "inpatient", "NONAC": "inpatient",
    "O": "outpatient", "AMB": "outpatient",
    "E": "emergency", "EMER": "emergency",
    "OBSENC": "observation",
    "B": "obstetrics",
    "P": "preadmission", "PRENC": "preadmission",
    "R": "recurring",
    "SS": "short-stay",
    "HH": "home",
    "VR": "virtual",
}  # fmt: skip


def kind_of(code: str) -> str:
    """ "" for a code that is in neither table."""
    return _KINDS.get(code.strip().upper(), "")


_NO_STAYS: Final = frozenset({"outpatient", "virtual", "home", "recurring", "preadmission"})


def is_stay(kind: str) -> bool:
    """Whether somebody was in hospital: a visit that ends is no discharge."""
    return kind not in _NO_STAYS
