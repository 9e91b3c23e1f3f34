"""A refusal as FHIR sees it: an OperationOutcome and the HTTP status that goes with it."""

from typing import Final

from engine.intake.event import Refusal

_ISSUE_TYPES: Final = (  # the first prefix that fits; http://hl7.org/fhir/issue-type
    ("json-too-large", "too-long"),
    ("json-", "structure"),
    ("wrong-shape", "structure"),
    ("fhir-resource-unsupported", "not-supported"),
    ("fhir-too-many", "too-costly"),
)


def operation_outcome(refusal: Refusal) -> dict[str, object]:
    """An OperationOutcome resource (R4 and R5 alike) with one issue; holds no patient data."""
    issue: dict[str, object] = {
        "severity": "error",
        "code": _issue_type(refusal),
        "details": {"coding": [{"code": refusal.code}], "text": refusal.reason},
    }
    if refusal.where:
        issue["expression"] = [refusal.where]
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def http_status(refusal: Refusal) -> int:
    """503 when the sender may try again, 413 too large, 400 not JSON, 422 not taken."""
    if refusal.retry:
        return 503
    if refusal.code == "json-too-large":
        return 413
    return 400 if refusal.code.startswith("json-") else 422


def _issue_type(refusal: Refusal) -> str:
    if refusal.retry:
        return "transient"
    return next((issue for prefix, issue in _ISSUE_TYPES if refusal.code.startswith(prefix)), "invalid")
